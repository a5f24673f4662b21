import type { Thread } from '../geometry/hardware/threads';
import type { Item } from './lexicon';
import { quoted } from './quotes';
import { missing, mm, plain, Refusal, type Assume } from './reading';
import { pairUp } from './runs';
import { linking } from './vocabulary';

/** What holds for a whole prompt. */
export interface Prompt {
  readonly assume: Assume;
  /** mm for numbers without a unit. */
  readonly unit: number;
  /** Numbers without a unit that were read as lengths. */
  readonly unitless: number[];
}

/** What a prompt says of one thing. Whoever uses something takes it out, and what is left in the end is refused. */
export class Said {
  /** What the thing is called in sentences. */
  readonly name: string;
  readonly prompt: Prompt;
  /** mm, by the names of `vocabulary.ts` and of the thing's own words. */
  readonly sizes = new Map<string, number>();
  /** mm, joined by "x". */
  readonly groups: (readonly number[])[] = [];
  /** The first number of a group without the unit that it took from the others. */
  readonly counted = new Map<readonly number[], number>();
  /** mm: single lengths that nothing named. */
  readonly lengths: number[] = [];
  /** How many of it there are. */
  readonly numbers: number[] = [];
  readonly counts = new Map<string, number>();
  /** mm: places of several, by the name of the size from which they are measured. */
  readonly lists: { readonly size: string; readonly values: readonly number[] }[] = [];
  readonly threads: Thread[] = [];
  readonly degrees: number[] = [];
  readonly points: (readonly [x: number, y: number])[] = [];
  readonly terms: { readonly term: string; readonly text: string }[] = [];
  /** Names of sizes without a number beside them. */
  readonly named: { readonly size: string; readonly text: string }[] = [];
  /** Other things that it was said to be on or of. */
  readonly targets: { readonly name: string; readonly text: string }[] = [];
  readonly words: string[] = [];
  /** Its members, such as a hole's counterbore. */
  readonly parts: { readonly name: string; readonly said: Said }[] = [];
  /** The nouns by which it was called, such as "mounting hole". */
  readonly nouns: string[] = [];
  plural = false;
  /** Whether a number may have been meant as a count and a fraction. */
  mixed = false;

  constructor(name: string, prompt: Prompt) {
    this.name = name;
    this.prompt = prompt;
  }

  /** What the prompt calls it, in the singular: a board, and not the plate that it is to the reader. */
  get called(): string {
    const noun = this.nouns[0] ?? this.name;
    return noun.endsWith('ss') ? noun : noun.replace(/(s|x|ch|sh)es$|s$/, '$1');
  }

  /**
   * Adds what a clause says.
   * @param nounSaid whether its noun came in an earlier clause, so that a number is no count.
   * @throws Refusal on a contradiction
   */
  add(items: readonly Item[], nounSaid: boolean): void {
    const { pairs, singles, groups, mixed, names, counts, lists } = pairUp(items, nounSaid);
    this.mixed ||= mixed;
    for (const { size, text, number } of pairs) this.#set(size, text, this.#length(number.value, number.bare));
    for (const { value, bare } of singles) this.lengths.push(this.#length(value, bare));
    for (const { values, first, bare } of groups) {
      const group = values.map((value) => this.#length(value, bare));
      this.groups.push(group);
      this.counted.set(group, first);
    }
    for (const { size, values, bare } of lists)
      this.lists.push({ size, values: values.map((value) => this.#length(value, bare)) });
    this.numbers.push(...counts);
    this.named.push(...names.filter(({ size }) => !this.sizes.has(size)));
    items.forEach((item, index) => {
      if (item.kind === 'word') this.words.push(item.text);
      else if (item.kind === 'thread') this.threads.push(item.thread);
      else if (item.kind === 'angle') this.degrees.push(item.degrees);
      else if (item.kind === 'point')
        this.points.push([
          item.bare ? item.x * this.prompt.unit : item.x,
          item.bare ? item.y * this.prompt.unit : item.y,
        ]);
      else if (
        item.kind === 'term' &&
        item.term === 'face' &&
        !(item.links.includes('the') && index === items.length - 1)
      )
        this.words.push(item.text);
      else if (item.kind === 'term') this.terms.push(item);
      else if (item.kind === 'count') this.#count(item, items[index - 1], items[index + 1]);
    });
  }

  #length(value: number, bare: boolean): number {
    if (!bare) return value;
    this.prompt.unitless.push(value);
    return value * this.prompt.unit;
  }

  #set(size: string, text: string, value: number): void {
    const known = this.sizes.get(size);
    if (known !== undefined && Math.abs(known - value) > 1e-9)
      throw new Refusal(
        'geometry_validation_failed',
        `The prompt gives two different values for ${quoted(text)}: ${mm(known)} and ${mm(value)}.`,
      );
    this.sizes.set(size, value);
  }

  /** "24 teeth", "teeth: 24". The number beside it was read as a count or a length already. */
  #count({ count, text }: Extract<Item, { kind: 'count' }>, before: Item | undefined, after: Item | undefined): void {
    const number = [before, after].find(
      (item) => item?.kind === 'numbers' && item.unit === 'none' && item.values.length === 1,
    );
    const value = number?.kind === 'numbers' ? number.values[0] : undefined;
    if (value === undefined) {
      this.terms.push({ term: count, text });
      return;
    }
    if (count === 'rows' && number === before && after?.kind === 'numbers' && after.links.includes('of'))
      this.terms.push({ term: 'perRow', text });
    this.counts.set(count, value);
  }

  /** Takes the first of these sizes that is there. @returns mm */
  size(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const value = this.sizes.get(name);
      if (value === undefined) continue;
      this.sizes.delete(name);
      return value;
    }
    return undefined;
  }

  /** Takes a diameter, or twice a radius. */
  diameter(names: readonly string[] = ['diameter'], radii: readonly string[] = ['radius']): number | undefined {
    const radius = this.size(...radii);
    const diameter = this.size(...names);
    if (radius !== undefined && diameter !== undefined && Math.abs(2 * radius - diameter) > 1e-9)
      throw new Refusal(
        'geometry_validation_failed',
        `The ${this.called} can’t have a radius of ${mm(radius)} and a diameter of ${mm(diameter)}.`,
      );
    return diameter ?? (radius === undefined ? undefined : 2 * radius);
  }

  /** Takes the sizes that are joined by "x". */
  group(): readonly number[] | undefined {
    return this.groups.shift();
  }

  /**
   * Takes the only length that nothing named. Of two, nothing says which is which.
   * @param meaning what it is, for the assumption
   */
  length(meaning: string): number | undefined {
    const value = this.lengths.shift();
    const [other] = this.lengths;
    if (value !== undefined && other !== undefined)
      throw new Refusal(
        'missing_dimension',
        `The prompt does not say which of ${mm(value)} and ${mm(other)} is the ${meaning}.`,
      );
    if (value !== undefined) this.prompt.assume(`The ${mm(value)} are the ${meaning}.`);
    return value;
  }

  /** Takes how many there are. */
  number(): number | undefined {
    return this.numbers.shift();
  }

  /** Takes the number of something that is counted. */
  count(name: string): number | undefined {
    const value = this.counts.get(name);
    this.counts.delete(name);
    return value;
  }

  thread(): Thread | undefined {
    return this.threads.shift();
  }

  angle(): number | undefined {
    return this.degrees.shift();
  }

  /** Takes a term or an option, wherever it was said. @returns whether it was there */
  term(...names: readonly string[]): boolean {
    let found = false;
    for (let index = this.terms.length - 1; index >= 0; index--) {
      if (!names.includes(this.terms[index]?.term ?? '')) continue;
      this.terms.splice(index, 1);
      found = true;
    }
    return found;
  }

  has(...names: readonly string[]): boolean {
    return this.terms.some(({ term }) => names.includes(term));
  }

  /** Takes the name of a size that was said without a number: "along its length". */
  unsized(...sizes: readonly string[]): string | undefined {
    const index = this.named.findIndex(({ size }) => sizes.includes(size));
    return index < 0 ? undefined : this.named.splice(index, 1)[0]?.size;
  }

  /** Takes a word. */
  word(...words: readonly string[]): boolean {
    const index = this.words.findIndex((word) => words.includes(word));
    if (index >= 0) this.words.splice(index, 1);
    return index >= 0;
  }

  /** Takes the things of which it was said to be a part. */
  target(...names: readonly string[]): string | undefined {
    const index = this.targets.findIndex(({ name }) => names.length === 0 || names.includes(name));
    return index < 0 ? undefined : this.targets.splice(index, 1)[0]?.name;
  }

  /** What was said of its members of a kind; they are refused like itself when something is left. */
  members(name: string): Said[] {
    return this.parts.filter((part) => part.name === name).map(({ said }) => said);
  }

  /** The same said once more: all of it, so that what is taken from the one is still in the other. */
  copy(): Said {
    const copy = new Said(this.name, this.prompt);
    for (const [size, value] of this.sizes) copy.sizes.set(size, value);
    for (const [name, value] of this.counts) copy.counts.set(name, value);
    const lists = [
      'lists',
      'groups',
      'lengths',
      'numbers',
      'threads',
      'degrees',
      'points',
      'terms',
      'named',
      'targets',
      'words',
      'nouns',
    ] as const;
    for (const list of lists) (copy[list] as unknown[]).push(...this[list]);
    copy.parts.push(...this.parts.map(({ name, said }) => ({ name, said: said.copy() })));
    copy.plural = this.plural;
    copy.mixed = this.mixed;
    return copy;
  }

  assume(sentence: string): void {
    this.prompt.assume(sentence);
  }

  /** A size that can't be chosen for the user. @param example how a prompt could say it */
  missing(dimension: string, example?: string): never {
    missing(dimension, this.called, example);
  }

  /** Ends the reading when it says a word that is neither understood nor known to be harmless. */
  refuseUnknownWords(harmless: (word: string) => boolean): void {
    refuseWords(this.words.filter((word) => !harmless(word) && !linking.has(word)));
  }

  /** Ends the reading when something that was said was used for nothing. A part without it would be wrong. */
  refuseLeftovers(): void {
    const notFor = (what: string): Refusal =>
      new Refusal('not_understood', `The prompt does not say what ${what} for.`);
    const [size] = this.sizes;
    if (size) throw notFor(`the ${plainNames[size[0]] ?? size[0]} of ${mm(size[1])} is`);
    const [length] = [...this.lengths, ...this.groups.flat(), ...this.lists.flatMap(({ values }) => values)];
    if (length !== undefined) throw notFor(`the ${mm(length)} are`);
    const [number] = [...this.numbers, ...this.counts.values()];
    if (number !== undefined) throw notFor(`the number ${plain(number)} is`);
    const [thread] = this.threads;
    if (thread) throw notFor(`${thread.name} is`);
    const [angle] = this.degrees;
    if (angle !== undefined) throw notFor(`the ${plain(angle)}° are`);
    const [point] = this.points;
    if (point) throw notFor(`the position (${plain(point[0])}, ${plain(point[1])}) is`);
    const [named] = this.named;
    if (named)
      throw new Refusal(
        'unsupported_feature',
        `The built-in service does not understand ${quoted(named.text)} without a number beside it.`,
      );
    refuseWords([...this.terms, ...this.targets].map(({ text }) => text));
    for (const { said } of this.parts) said.refuseLeftovers();
  }
}

const plainNames: Readonly<Record<string, string>> = {
  outer: 'outer diameter',
  inner: 'bore',
  wall: 'wall thickness',
  pitchCircle: 'pitch circle',
  pitchRadius: 'pitch circle’s radius',
  edge: 'edge distance',
  endDistance: 'distance from the ends',
  cornerRadius: 'corner radius',
  outerRadius: 'outer radius',
  innerRadius: 'inner radius',
  acrossFlats: 'size across flats',
  acrossCorners: 'size across corners',
  topDiameter: 'top diameter',
  bottomDiameter: 'bottom diameter',
  topRadius: 'top radius',
  bottomRadius: 'bottom radius',
  fromLeft: 'distance from the left',
  fromRight: 'distance from the right',
  fromFront: 'distance from the front',
  fromBack: 'distance from the back',
  fromCenter: 'distance from the centre',
  spacingX: 'spacing in X',
  spacingY: 'spacing in Y',
  toLeft: 'distance to the left',
  toRight: 'distance to the right',
  toFront: 'distance to the front',
  toBack: 'distance to the back',
};

export function refuseWords(words: readonly string[]): void {
  if (words.length === 0) return;
  const list = [...new Set(words)]
    .slice(0, 5)
    .map((word) => quoted(word))
    .join(', ');
  throw new Refusal(
    'unsupported_feature',
    `The built-in service does not understand ${list} here, and a part without it would be wrong.`,
  );
}
