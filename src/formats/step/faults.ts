import type { ParseProblem } from '../failure';
import { IdSet } from './idSet';
import { hasNumbers } from './numbers';
import { skipBlanks, type EntityText, type Met } from './scan';
import { shapeKind, shapeNeeds, type ShapeNeeds } from './shapeTypes';

/** What can be wrong with the records of a STEP file, the one that explains most first. */
const stepFaults = ['bad_numbers', 'missing', 'misfit', 'broken', 'double'] as const;
export type StepFault = (typeof stepFaults)[number];

const problems: Readonly<Record<StepFault, ParseProblem>> = {
  bad_numbers: 'bad_numbers',
  missing: 'missing_records',
  misfit: 'misfit_records',
  broken: 'broken_records',
  double: 'double_records',
};

/**
 * What a file is refused for, or kept with a remark: the detail is how often it occurs.
 * @param code why nothing is to be seen otherwise; undefined where nothing speaks against it yet
 * @returns undefined where the code says more
 */
export function problemOfFaults(
  faults: ReadonlyMap<StepFault, number>,
  code: string | undefined,
): { readonly code: ParseProblem; readonly detail: string } | undefined {
  const [first] = faults;
  const isExplained = code === undefined || ['unreadable_file', 'no_surfaces', 'kernel_error'].includes(code);
  // Numbers that are none are a reason for anything that is missing.
  if (!first || !(isExplained || faults.has('bad_numbers'))) return undefined;
  return { code: problems[first[0]], detail: String(first[1]) };
}

/** The entities of a kind, or those that one of some kinds is needed for. */
class IdSets {
  readonly #sets = new Map<string, IdSet>();

  of(kind: string): IdSet {
    let set = this.#sets.get(kind);
    if (!set) this.#sets.set(kind, (set = new IdSet()));
    return set;
  }

  entries(): Iterable<[kinds: string, ids: IdSet]> {
    return this.#sets;
  }
}

/** What is known of the entities of a type. */
interface TypeFacts {
  /** The entities of the same kind of shape; undefined for what is no shape. */
  readonly same: IdSet | undefined;
  readonly needs: ShapeNeeds | undefined;
  /** What entities of this type refer to. */
  readonly needed: IdSet | undefined;
}

/** Whether a text begins with these words, with blanks and comments between them. */
function hasWords(text: string, words: readonly string[]): boolean {
  let at = 0;
  return words.every((word) => {
    at = skipBlanks(text, at);
    const is = text.startsWith(word, at);
    at += word.length;
    return is;
  });
}

/** Finds what is wrong with the records of a file (ISO 10303-21), as they are gone through. */
export class StepFaults implements Met {
  readonly sectionEnds: number[] = [];
  readonly beforeSigns: (readonly [start: number, end: number])[] = [];
  readonly longTexts: (readonly [start: number, end: number])[] = [];
  readonly unordered: Pick<EntityText, 'named' | 'start'>[] = [];
  /** Points and directions that are no numbers: where they begin behind their own number, and end. */
  readonly badNumbers: (readonly [named: number, end: number])[] = [];
  readonly #defined = new IdSet();
  readonly #referenced = new IdSet();
  /** Numbers that several entities have, against the standard. */
  readonly #repeated = new IdSet();
  readonly #shapes = new IdSets();
  readonly #needed = new IdSets();
  readonly #types = new Map<string, TypeFacts>();
  /** The entity whose references come. */
  #open: TypeFacts | undefined;
  /** How many of them have come. */
  #count = 0;
  #broken = 0;
  #first = Infinity;
  #last = -1;

  defined(id: number, type: string | undefined): void {
    if (this.#defined.has(id)) this.#repeated.add(id);
    this.#defined.add(id);
    // What is defined elsewhere may be anything.
    (type === undefined ? this.#shapes.of('') : this.#factsOf(type).same)?.add(id);
  }

  opened(type: string): void {
    this.#open = this.#factsOf(type);
    this.#count = 0;
  }

  referenced(id: number): void {
    this.#referenced.add(id);
    this.#open?.needed?.add(id);
    this.#count++;
  }

  broken(): void {
    this.#broken++;
  }

  closed(): void {
    if (this.#count < (this.#open?.needs?.least ?? 0)) this.#broken++;
    this.#open = undefined;
  }

  /** @param entity the next one */
  look(text: string, { type, named, start, end }: EntityText): void {
    if (this.#last === -1) this.#first = named;
    this.#last = named;
    if ((type === 'CARTESIAN_POINT' || type === 'DIRECTION') && !hasNumbers(text, start, end))
      this.badNumbers.push([named, end]);
  }

  isFree(id: number): boolean {
    return !this.#defined.has(id) && !this.#referenced.has(id);
  }

  /** Of which faults there are how many, once all entities were gone through. */
  found(text: string): ReadonlyMap<StepFault, number> {
    const counts: Readonly<Record<StepFault, number>> = {
      bad_numbers: this.badNumbers.length,
      missing: this.#referenced.countMissingIn(this.#defined),
      misfit: this.#misfits(),
      broken: this.#broken + this.#brokenSections(text),
      double: this.#repeated.size,
    };
    return new Map(stepFaults.map((fault) => [fault, counts[fault]] as const).filter(([, count]) => count > 0));
  }

  /** What isn't there doesn't count. */
  #misfits(): number {
    let count = 0;
    for (const [kinds, ids] of this.#needed.entries()) {
      const fitting = [...kinds.split(' '), ''].map((kind) => this.#shapes.of(kind));
      count += ids.countMissingIn(...fitting) - ids.countMissingIn(this.#defined);
    }
    return count;
  }

  /** Sections without their beginning or end, which the kernel can't do without. */
  #brokenSections(text: string): number {
    const header = this.sectionEnds.find((end) => end < this.#first);
    const hasHeader = header !== undefined && hasWords(text.slice(0, header), ['ISO-10303-21', ';', 'HEADER', ';']);
    const hasEnd = this.sectionEnds.some((end) => end > this.#last);
    return (hasHeader ? 0 : 1) + (hasEnd ? 0 : 1);
  }

  #factsOf(type: string): TypeFacts {
    let facts = this.#types.get(type);
    if (!facts) {
      const [kind, needs] = [shapeKind(type), shapeNeeds(type)];
      const same = kind === undefined ? undefined : this.#shapes.of(kind);
      facts = { same, needs, needed: needs && this.#needed.of(needs.kinds) };
      this.#types.set(type, facts);
    }
    return facts;
  }
}
