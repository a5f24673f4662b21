import type { Matrix } from './matrix';
import type { StepOperators } from './stepOperators';
import type { Occurrence, StepProducts } from './stepProducts';
import type { PlacedStyle, Style, StepStyles } from './stepStyles';
import type { StepText } from './stepText';

/** A use of a product or a representation, told by its path from the root. */
export interface StepInstance {
  /** The entity whose shape lies where this instance is in what contains it. */
  readonly place: number;
  /** The entity whose shape lies at its own origin. */
  readonly original: number;
  /** The name of the occurrence, and that of the product; empty where there is none. */
  readonly name: string;
  readonly product: string;
  readonly isOccurrence: boolean;
  /** For everything in it that has no style of its own. */
  readonly style: Style;
  /** Styles that override those of bodies in it, by body number; number 0 is for all of them. */
  readonly placed: ReadonlyMap<number, Style>;
  /** Mirroring and stretching about its own origin that the kernel has left out. */
  readonly change?: Matrix;
  readonly parts: readonly StepInstance[];
}

/** How many instances are followed: beyond that, parts have the names and styles of their products. */
const mostInstances = 50_000;
/** How deep they are followed, which each level needs some of the stack for. */
const deepest = 400;

/** The instances of an assembly, from its roots. A product that contains itself is followed once. */
export function instancesOf(
  file: StepText,
  products: StepProducts,
  styles: StepStyles,
  operators: StepOperators,
): { readonly instances: StepInstance[]; readonly isCut: boolean } {
  const found = new Instances(file, products, styles, operators);
  return { instances: found.roots(), isCut: found.isCut };
}

class Instances {
  readonly #file: StepText;
  readonly #products: StepProducts;
  readonly #styles: StepStyles;
  readonly #operators: StepOperators;
  readonly #placed = new Map<number, PlacedStyle[]>();
  /** What lies between the root and the current instance. */
  readonly #path = new Map<number, number>();
  /** Whether there are more than are followed. */
  isCut = false;
  #count = 0;
  #depth = 0;

  constructor(file: StepText, products: StepProducts, styles: StepStyles, operators: StepOperators) {
    this.#operators = operators;
    this.#file = file;
    this.#products = products;
    this.#styles = styles;
    for (const placed of styles.placed)
      for (const context of placed.contexts) {
        const list = this.#placed.get(context);
        if (list) list.push(placed);
        else this.#placed.set(context, [placed]);
      }
  }

  roots(): StepInstance[] {
    const parts = new Set([...this.#products.occurrences.values()].flat().map(({ part }) => part));
    return this.#products.definitions.flatMap((definition) => {
      if (parts.has(definition)) return [];
      const place = this.#file.place(definition);
      const root = this.#in([definition, ...this.#products.shapesOf(definition)], () => ({
        place,
        original: place,
        name: '',
        product: '',
        isOccurrence: false,
        style: this.#styles.of(this.#products.shapesOf(definition)),
        placed: new Map<number, Style>(),
        parts: this.#partsOf(definition),
      }));
      return root.parts.length > 0 ? [root] : [];
    });
  }

  #partsOf(definition: number): StepInstance[] {
    const occurrences = (this.#products.occurrences.get(definition) ?? []).flatMap((one) => this.#occurrence(one));
    return [...occurrences, ...this.#products.shapesOf(definition).flatMap((one) => this.#mappedIn(one))];
  }

  #occurrence({ id, part, name, relationships }: Occurrence): StepInstance[] {
    if (this.#path.has(part) || this.#isTooMuch()) return [];
    const shapes = this.#products.shapesOf(part);
    const change = this.#operators.changeOfPart(relationships);
    return [
      this.#in([id, part, ...relationships, ...shapes], () => ({
        place: this.#file.place(id),
        original: this.#file.place(part),
        name,
        product: this.#products.nameOf(part),
        isOccurrence: true,
        style: this.#styles.of([...shapes, ...relationships, id]),
        placed: this.#placedAt([id, ...relationships]),
        ...(change && { change }),
        parts: this.#partsOf(part),
      })),
    ];
  }

  #mappedIn(representation: number): StepInstance[] {
    return this.#products.mappedItemsIn(representation).flatMap(({ item, map, mapped }) => {
      if (this.#path.has(mapped) || this.#isTooMuch()) return [];
      const shapes = this.#products.sameAs(mapped);
      const change = this.#operators.changeOfMapped(item, map);
      return [
        this.#in([item, ...shapes], () => ({
          place: this.#file.place(item),
          original: this.#file.place(mapped),
          name: '',
          product: '',
          isOccurrence: false,
          style: this.#styles.of([...shapes, item]),
          placed: this.#placedAt([item]),
          ...(change && { change }),
          parts: shapes.flatMap((one) => this.#mappedIn(one)),
        })),
      ];
    });
  }

  #isTooMuch(): boolean {
    const isTooMuch = ++this.#count > mostInstances || this.#depth >= deepest;
    this.isCut ||= isTooMuch;
    return isTooMuch;
  }

  /** The styles whose last context is one of these, with all other contexts on the current path. */
  #placedAt(ids: readonly number[]): Map<number, Style> {
    const found = new Map<number, Style>();
    for (const id of ids)
      for (const { item, contexts, style } of this.#placed.get(id) ?? []) {
        if (!contexts.every((context) => this.#path.has(context))) continue;
        for (const body of this.#bodiesOf(item)) found.set(body, { ...found.get(body), ...style });
      }
    return found;
  }

  /** The bodies that a style of an item is about. */
  #bodiesOf(item: number): number[] {
    if (this.#file.isOf(item, (type) => type.endsWith('REPRESENTATION')) || this.#file.is(item, ['MAPPED_ITEM']))
      return [0];
    return [item];
  }

  #in<T>(ids: readonly number[], work: () => T): T {
    for (const id of ids) this.#path.set(id, (this.#path.get(id) ?? 0) + 1);
    this.#depth++;
    const result = work();
    this.#depth--;
    for (const id of ids) {
      const left = (this.#path.get(id) ?? 1) - 1;
      if (left > 0) this.#path.set(id, left);
      else this.#path.delete(id);
    }
    return result;
  }
}
