import type { Thread } from '../../geometry/hardware/threads';
import { missing, placed, Refusal } from '../../geometry/refusal';
import type { Place, Size, SizeName, Qualifier, Thing } from '../grammar/description';
import type { Axis, Span } from '../text/token';
import { exampleOf, writtenNoun } from './examples';

/** Gives what is said of a thing, each fact once, and knows what is left. */
export class Taker {
  readonly thing: Thing;
  readonly #taken = new Set<object>();
  #split: Size['lengths'] | undefined;
  /** Sizes that another body gives: "over its full width". */
  readonly #lent: Size[] = [];

  constructor(thing: Thing) {
    this.thing = thing;
  }

  /** Takes a size that is told by another body as if it had been said of this one. In mm. */
  lend(name: SizeName, mm: number, axis?: Axis): void {
    this.#lent.push({ name, lengths: [{ mm, axis }], span: this.thing.span });
  }

  /** Whether a size is there that nobody took. */
  has(...names: readonly SizeName[]): boolean {
    return this.#left().some(({ name }) => names.includes(name));
  }

  /** Takes a single length by its name, the first of some names that is there. In mm. */
  size(...names: readonly (SizeName | `${Qualifier} ${SizeName}`)[]): number | undefined {
    for (const wanted of names) {
      const found = this.#left().find((size) => size.lengths.length === 1 && nameOf(size) === wanted);
      if (!found) continue;
      this.#taken.add(found);
      return found.lengths[0]?.mm;
    }
    return undefined;
  }

  /** Takes a size that may be said as a diameter or as a radius. @returns a diameter in mm */
  diameter(qualifier?: Qualifier): number | undefined {
    const before = qualifier === undefined ? '' : (`${qualifier} ` as const);
    const diameter = this.size(`${before}diameter` as SizeName);
    const radius = this.size(`${before}radius` as SizeName);
    if (diameter !== undefined && radius !== undefined && Math.abs(diameter - 2 * radius) > 1e-6)
      throw new Refusal(
        'geometry_validation_failed',
        `A diameter of ${diameter} mm and a radius of ${radius} mm contradict each other.`,
      );
    return diameter ?? (radius === undefined ? undefined : 2 * radius);
  }

  /** A single length that is said by one of some names, without taking it. In mm. */
  stated(...names: readonly SizeName[]): number | undefined {
    return this.#left().find(({ name, lengths }) => lengths.length === 1 && names.includes(name))?.lengths[0]?.mm;
  }

  /** Takes two lengths of one name: said together ("54 mm and 36 mm"), or one after the other. */
  size2(name: SizeName): readonly [number, number] | undefined {
    const together = this.#left().find((size) => size.name === name && size.lengths.length === 2);
    if (together) {
      this.#taken.add(together);
      const [a, b] = together.lengths;
      return a && b && [a.mm, b.mm];
    }
    const [a, b] = this.#left().filter((size) => size.name === name && size.lengths.length === 1);
    if (!a || !b) return undefined;
    this.#taken.add(a);
    this.#taken.add(b);
    return [a.lengths[0]?.mm ?? 0, b.lengths[0]?.mm ?? 0];
  }

  /** Takes two lengths that were said together by one name. */
  pair(name: SizeName): readonly [number, number] | undefined {
    const found = this.#left().find((size) => size.name === name && size.lengths.length === 2);
    const [a, b] = found?.lengths ?? [];
    if (!found || !a || !b) return undefined;
    this.#taken.add(found);
    return [a.mm, b.mm];
  }

  /** Takes a group of so many lengths. */
  group(count: number): Size['lengths'] | undefined {
    const split = this.#split;
    this.#split = undefined;
    if (split && count === 2) return split;
    const isGroup = ({ name, lengths, qualifier }: Size): boolean =>
      lengths.length === count && qualifier === undefined && !lists.has(name);
    const found = count > 1 ? this.#left().find(isGroup) : undefined;
    if (found) this.#taken.add(found);
    return found?.lengths;
  }

  /**
   * Takes the last of three lengths, such as the thickness in "80 x 50 x 6 mm"; the others are a group of two then. A
   * key is said as width, height and length.
   */
  splitGroup(): number | undefined {
    const [a, b, c] = this.group(3) ?? [];
    if (!a || !b || !c) return undefined;
    const isKey = /\bkey\b/.test(this.thing.noun);
    this.#split = isKey ? [c, a] : [a, b];
    return isKey ? b.mm : c.mm;
  }

  /** Takes a group of lengths of an end, or of the inside: "a base of 60 x 40 mm". */
  qualifiedGroup(qualifier: Qualifier, count = 2): Size['lengths'] | undefined {
    const found = this.#left().find((size) => size.lengths.length === count && size.qualifier === qualifier);
    if (found) this.#taken.add(found);
    return found?.lengths;
  }

  /** Takes all lengths of one name: "sides of 30, 40 and 50 mm". */
  list(name: SizeName): number[] {
    const found = this.#left().filter((size) => size.name === name && size.qualifier === undefined);
    for (const size of found) this.#taken.add(size);
    return found.flatMap(({ lengths }) => lengths.map(({ mm }) => mm));
  }

  /** Takes the legs of a bent bar that are said to be measured so. */
  qualifiedLegs(qualifier: Qualifier): number[] {
    const found = this.#left().filter((size) => size.name === 'leg' && size.qualifier === qualifier);
    for (const size of found) this.#taken.add(size);
    return found.flatMap(({ lengths }) => lengths.map(({ mm }) => mm));
  }

  /** Takes a length that says along which axis it is. */
  along(axis: 'x' | 'y' | 'z'): number | undefined {
    const found = this.#left().find(({ lengths }) => lengths.length === 1 && lengths[0]?.axis === axis);
    if (found) this.#taken.add(found);
    return found?.lengths[0]?.mm;
  }

  trait(...names: readonly string[]): boolean {
    const found = this.thing.traits.filter((trait) => names.includes(trait.name));
    for (const trait of found) this.#taken.add(trait);
    return found.length > 0;
  }

  /** As `trait`, of what stands within the words that name the thing: "four internal bosses". */
  ownTrait(...names: readonly string[]): boolean {
    const { span, traits } = this.thing;
    const found = traits.filter(
      (trait) => names.includes(trait.name) && trait.span.start >= span.start && trait.span.end <= span.end,
    );
    for (const trait of found) this.#taken.add(trait);
    return found.length > 0;
  }

  /** Takes the first place for which a reading gives something. */
  place<Result>(read: (place: Place) => Result | undefined): Result | undefined {
    for (const place of this.thing.places) {
      if (this.#taken.has(place)) continue;
      const result = read(place);
      if (result === undefined) continue;
      this.#taken.add(place);
      return result;
    }
    return undefined;
  }

  /** Takes all places for which a reading gives something. */
  places<Result>(read: (place: Place) => Result | undefined): Result[] {
    const results: Result[] = [];
    for (let found = this.place(read); found !== undefined; found = this.place(read)) results.push(found);
    return results;
  }

  thread(): Thread | undefined {
    const found = this.thing.threads.find((thread) => !this.#taken.has(thread));
    if (found) this.#taken.add(found);
    return found?.thread;
  }

  angle(): number | undefined {
    const found = this.thing.angles.find((angle) => !this.#taken.has(angle));
    if (found) this.#taken.add(found);
    return found?.degrees;
  }

  #left(): Size[] {
    return [...this.thing.sizes, ...this.#lent].filter((size) => !this.#taken.has(size));
  }

  /** Where something stands that nobody took. */
  leftover(): Span | undefined {
    const { sizes, traits, places, angles, threads } = this.thing;
    if (this.#split) return sizes.find(({ lengths }) => lengths.length === 3)?.span;
    return [...sizes, ...traits, ...places, ...angles, ...threads].find((fact) => !this.#taken.has(fact))?.span;
  }

  /** @throws Refusal that asks for a size */
  missing(size: string): never {
    const { thing } = this;
    placed(thing.span, () => missing(size, writtenNoun(thing.noun), exampleOf(thing, size)));
    throw new Error('Nothing is missing.');
  }
}

/** Several lengths of one of these are no extents: "sides of 30, 40 and 50 mm". */
const lists = new Set<SizeName>(['side', 'leg', 'diagonal', 'grid', 'pattern', 'spacing']);

function nameOf({ name, qualifier }: Size): string {
  return qualifier === undefined ? name : `${qualifier} ${name}`;
}
