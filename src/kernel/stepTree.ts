import type { Matrix } from './matrix';
import type { StepOperators } from './stepOperators';
import type { Occurrence, StepProducts } from './stepProducts';
import type { PlacedStyle, Style, StepStyles } from './stepStyles';
import type { StepText } from './stepText';

/** A product, or a representation, where it is used: by its path from the whole. */
export interface StepInstance {
  /** Of the entity whose shape lies where it is in what it is a part of. */
  readonly place: number;
  /** Of the entity whose shape lies where that entity's own origin is. */
  readonly original: number;
  /** Of an occurrence of a product, and of the product; empty for others, and where the file has none. */
  readonly name: string;
  readonly product: string;
  readonly isOccurrence: boolean;
  /** Of all in it that has none of its own. */
  readonly style: Style;
  /** Of bodies in it, by their numbers, and of all of them (0), whatever they have of their own. */
  readonly placed: ReadonlyMap<number, Style>;
  /** What the kernel hasn't done to all in it, where its own origin is: mirroring and stretching. */
  readonly change?: Matrix;
  readonly parts: readonly StepInstance[];
}

/** More are not followed: beyond that, parts have the names and styles of their products. */
const mostInstances = 50_000;
/** Deeper ones aren't followed either. */
const deepest = 100;

/** The instances of an assembly from its roots. What contains itself is followed once. */
export function instancesOf(
  file: StepText,
  products: StepProducts,
  styles: StepStyles,
  operators: StepOperators,
): StepInstance[] {
  return new Instances(file, products, styles, operators).roots();
}

class Instances {
  readonly #file: StepText;
  readonly #products: StepProducts;
  readonly #styles: StepStyles;
  readonly #operators: StepOperators;
  readonly #placed = new Map<number, PlacedStyle[]>();
  /** What is on the way from the root to where one is. */
  readonly #path = new Map<number, number>();
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
    return ++this.#count > mostInstances || this.#depth >= deepest;
  }

  /** The styles of which the last context is one of these, and the others are on the way. */
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
