import { missing, Refusal } from '../../geometry/refusal';
import type { Place, SizeName } from '../grammar/description';
import { writtenNoun } from '../scene/examples';
import type { Taker } from '../scene/taker';

/** What is said of a part as a whole, and of its members. */
export class Whole {
  readonly taker: Taker;
  readonly #parts: readonly Taker[];

  constructor(taker: Taker, parts: readonly Taker[]) {
    this.taker = taker;
    this.#parts = parts;
  }

  members(...names: readonly string[]): Taker[] {
    const kinds = names.map((name) => memberKind(this.taker.thing.kind, name));
    return this.#parts.filter(({ thing }) => kinds.includes(thing.kind));
  }

  /** The rounding of edges that belongs to the whole. */
  edges(): Taker | undefined {
    const rounding = this.#parts.find(
      ({ thing: { kind, places } }) =>
        kind === 'fillet' &&
        places.every(
          (place) =>
            isSpot(place, 'corner') ||
            (isSpot(place, 'edge') &&
              place.kind === 'at' &&
              place.target.kind === 'spot' &&
              place.target.which.some((word) => word === 'vertical' || word === 'upright')),
        ),
    );
    if (rounding) takePlaces([rounding], () => true);
    return rounding;
  }

  /** What rounds or bevels edges. */
  edgeWork(): Taker[] {
    return this.#parts.filter(({ thing: { role } }) => role === 'edges');
  }

  /** The diameter of a single hole in the middle, which is read as one by itself. */
  bore(): number | undefined {
    const hole = this.#parts.find(({ thing: { kind, count } }) => kind === 'hole' && (count ?? 1) === 1);
    return hole?.thing.sizes.find(
      ({ name, lengths }) => lengths.length === 1 && (name === 'diameter' || name === 'unnamed'),
    )?.lengths[0]?.mm;
  }

  /** Holes that are in members. */
  holesOf(members: readonly Taker[]): Taker[] {
    return this.#parts.filter(
      ({ thing: { kind, plural, count, places } }) =>
        kind === 'hole' &&
        members.length > 0 &&
        (plural || count === 1 || count === 4 || isIn(places, members)) &&
        places.every((place) => place.kind !== 'at' || place.target.kind === 'things' || isSpot(place, 'center')),
    );
  }

  /** Holes of which the prompt says that they are in a member. */
  holesOn(members: readonly Taker[]): Taker[] {
    return this.#parts.filter(({ thing: { kind, places } }) => kind === 'hole' && isIn(places, members));
  }

  /** Takes a size of the whole, outside or over all. In mm. */
  size(...names: readonly SizeName[]): number | undefined {
    return sizeOf([this.taker], ...names);
  }

  group(): readonly number[] | undefined {
    return groupOf(this.taker);
  }

  trait(...names: readonly string[]): boolean {
    return [this.taker, ...this.#parts].map((taker) => taker.trait(...names)).includes(true);
  }

  /** As `trait`, but not of some members. */
  traitBut(members: readonly Taker[], ...names: readonly string[]): boolean {
    const others = [this.taker, ...this.#parts].filter((taker) => !members.includes(taker));
    return others.map((taker) => taker.trait(...names)).includes(true);
  }

  /** Whether a trait is said, without taking it. */
  says(name: string): boolean {
    return [this.taker, ...this.#parts].some(({ thing }) => thing.traits.some((trait) => trait.name === name));
  }

  missing(size: string, example: string): never {
    return missing(size, writtenNoun(this.taker.thing.noun), example);
  }
}

/** Whether one of some places is in or on a member. */
function isIn(places: readonly Place[], members: readonly Taker[]): boolean {
  const things = members.map(({ thing }) => thing);
  return places.some(
    (place) =>
      place.kind === 'at' && place.target.kind === 'things' && place.target.things.some((one) => things.includes(one)),
  );
}

/** The kind of a member of a kind. */
export function memberKind(kind: string, member: string): string {
  return `${kind}: ${member}`;
}

/** Takes a size of the first of some things that has it, by the first of its names. */
export function sizeOf(takers: readonly Taker[], ...names: readonly SizeName[]): number | undefined {
  for (const taker of takers)
    for (const name of names) {
      const found = taker.size(name, `outer ${name}`, `overall ${name}`);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** Takes the lengths of "60 x 40 x 5 mm", also with "outside". */
export function groupOf(taker: Taker): readonly number[] | undefined {
  const found = [5, 4, 3, 2].map((count) => taker.group(count)).find((group) => group !== undefined);
  return (found ?? taker.qualifiedGroup('outer'))?.map(({ mm }) => mm);
}

/** Takes the thickness of a member: "a 5 mm web", "a web 5 mm thick". */
export function thicknessOf(members: readonly Taker[]): number | undefined {
  return sizeOf(members, 'thickness', 'wall') ?? sizeOf(members, 'unnamed');
}

/** How many there are said to be of members, if that is said. */
export function countOf(members: readonly Taker[]): number | undefined {
  return members.find(({ thing }) => thing.count !== undefined)?.thing.count;
}

/** @throws Refusal where there are more than one of what is made once */
export function onlyOne(members: readonly Taker[]): void {
  const many = members.find(({ thing }) => thing.plural || (thing.count ?? 1) !== 1);
  if (many)
    throw new Refusal('unsupported_feature', `Only one ${many.thing.noun} is made of this part.`, many.thing.span);
}

/** Takes places that say no more than what the kind has anyway, such as “at both ends”. */
export function takePlaces(takers: readonly Taker[], says: (place: Place) => boolean): boolean {
  return takers.flatMap((taker) => taker.places((place) => (says(place) ? true : undefined))).length > 0;
}

/** Whether a place is one of some spots, and no more is said of it. */
export function isSpot(place: Place, ...names: readonly string[]): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && names.includes(place.target.name);
}

export function twoOnly(members: readonly Taker[], noun: string): void {
  const count = countOf(members);
  if (count !== undefined && count !== 2)
    throw new Refusal('unsupported_feature', `A ${noun} with ${count} legs can’t be made.`);
}

/** Takes the first metric thread of some things. @returns its diameter in mm */
export function metricSize(takers: readonly Taker[]): number | undefined {
  const thread = takers.map((taker) => taker.thread()).find((one) => one !== undefined);
  if (thread?.name.startsWith('M') === false) throw notMetric(thread.name);
  return thread?.nominal;
}

function notMetric(name: string): Refusal {
  return new Refusal('unsupported_feature', `The built-in service has metric hardware only, not ${name}.`);
}

/** Takes the metric thread that a part is for; other mentions of it say no more. @returns its diameter in mm */
export function threadOf(whole: Whole, example: string): number {
  const { taker } = whole;
  const thread = taker.thread() ?? whole.missing('thread size', example);
  if (!thread.name.startsWith('M')) throw notMetric(thread.name);
  if (taker.thing.threads.every((other) => other.thread.name === thread.name)) while (taker.thread());
  return thread.nominal;
}
