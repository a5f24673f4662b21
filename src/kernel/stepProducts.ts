import { referenceOf, stringsIn } from '../formats/step/parameters';
import { bodyTypes, type StepText } from './stepText';

/** A product used in another one. */
export interface Occurrence {
  /** The number of the NEXT_ASSEMBLY_USAGE_OCCURRENCE. */
  readonly id: number;
  /** The number of the product definition. */
  readonly part: number;
  readonly name: string;
  /** The relationships between the two representations, by which a style can refer to it. */
  readonly relationships: readonly number[];
}

/** Words that programs write where they have no name. */
const noNames = /^(?:NONE|UNIDENTIFIED_PRODUCT|Unnamed|\(Unsaved\)|Open CASCADE STEP translator [\d. ]+|#\d+)$/i;
const noOccurrenceNames = /^(?:NAUO\s?\d*|\d+|=>\[[\d:]*\]|\*?DIT\d+|Next assembly (?:usage|relationship).*)$/i;

/** How many related representations are followed; usually there are about three. */
const mostRelated = 50;

const related = 'SHAPE_REPRESENTATION_RELATIONSHIP';
const moved = 'REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION';

/** Products, their representations, and how they are put together (ISO 10303-41 and -44). */
export class StepProducts {
  /** The occurrences in each product definition. */
  readonly occurrences = new Map<number, readonly Occurrence[]>();
  /** Product definitions in the file's order. */
  readonly definitions: readonly number[];
  readonly #file: StepText;
  readonly #names = new Map<number, string>();
  readonly #productOf = new Map<number, number>();
  readonly #furtherOf = new Map<number, number[]>();
  readonly #shapesOf = new Map<number, number[]>();
  readonly #representationsOf = new Map<number, number[]>();
  readonly #related = new Map<number, number[]>();

  constructor(file: StepText) {
    this.#file = file;
    this.#readRelationships();
    this.#readRepresentations();
    this.#readOccurrences();
    this.definitions = [...new Set([...this.#representationsOf.keys(), ...this.occurrences.keys()])];
  }

  /** The product definition whose shape a representation is, or a part of it. */
  productOf(representation: number): number | undefined {
    return this.#productOf.get(representation);
  }

  /** The same, and further ones that have the same representation, in the file's order. */
  productsOf(representation: number): readonly number[] {
    const first = this.#productOf.get(representation);
    return first === undefined ? [] : [first, ...(this.#furtherOf.get(representation) ?? [])];
  }

  /** All representations of a product's shape, those mapped into it included. */
  representationsOf(definition: number): readonly number[] {
    return this.#representationsOf.get(definition) ?? [];
  }

  /** The representations that are a product's shape, directly or by a relationship. */
  shapesOf(definition: number): readonly number[] {
    return [...new Set((this.#shapesOf.get(definition) ?? []).flatMap((one) => this.sameAs(one)))];
  }

  /** A representation and those that are related to it as the same shape. */
  sameAs(representation: number): readonly number[] {
    const found = new Set([representation]);
    // The loop visits what is added meanwhile, too.
    for (const one of found)
      for (const other of this.#related.get(one) ?? []) if (found.size < mostRelated) found.add(other);
    return [...found];
  }

  bodiesIn(representation: number): number[] {
    return this.#file.references(representation).filter((item) => this.#file.is(item, bodyTypes));
  }

  mappedItemsIn(representation: number): { readonly item: number; readonly map: number; readonly mapped: number }[] {
    return this.#file.references(representation).flatMap((item) => {
      if (!this.#file.is(item, ['MAPPED_ITEM'])) return [];
      const map = this.#file.references(item)[0] ?? 0;
      const mapped = this.#file.is(map, ['REPRESENTATION_MAP']) ? this.#file.references(map)[1] : undefined;
      return mapped === undefined ? [] : [{ item, map, mapped }];
    });
  }

  /** Empty when the file has no name that says anything. */
  nameOf(definition: number): string {
    const known = this.#names.get(definition);
    if (known !== undefined) return known;
    const name = this.#nameBelow(definition);
    this.#names.set(definition, name);
    return name;
  }

  /** PRODUCT_DEFINITION → PRODUCT_DEFINITION_FORMATION → PRODUCT(id, name, …). */
  #nameBelow(definition: number): string {
    let id: number | undefined = definition;
    for (let step = 0; step < 4 && id !== undefined; step++) {
      id = this.#file
        .references(id)
        .find((reference) => this.#file.isOf(reference, (type) => type.startsWith('PRODUCT')));
      if (id === undefined || !this.#file.is(id, ['PRODUCT'])) continue;
      const [number = '', name = ''] = this.#file.strings(id);
      return ownName(name) || ownName(number);
    }
    return '';
  }

  #readRelationships(): void {
    const file = this.#file;
    for (const id of file.ofType(related)) {
      if (file.is(id, [moved])) continue;
      const [one, other] = file.references(id);
      if (one === undefined || other === undefined) continue;
      this.#addTo(this.#related, one, other);
      this.#addTo(this.#related, other, one);
    }
  }

  /** Only the first entity that ties a representation to a product counts; the others describe properties of it. */
  #readRepresentations(): void {
    const own: [definition: number, representation: number][] = [];
    for (const id of this.#file.ofType('SHAPE_DEFINITION_REPRESENTATION')) {
      const [shape, representation] = this.#file.references(id);
      const definition = shape === undefined ? undefined : this.#definitionOf(shape);
      if (definition === undefined || representation === undefined) continue;
      if (this.#productOf.has(representation)) {
        if (!this.productsOf(representation).includes(definition))
          this.#addTo(this.#furtherOf, representation, definition);
        continue;
      }
      this.#productOf.set(representation, definition);
      own.push([definition, representation]);
      this.#addTo(this.#shapesOf, definition, representation);
    }
    for (const [definition, representation] of own) this.#addParts(definition, representation);
  }

  /**
   * Assigns to a product the representation, those related to it, and those mapped into them, unless they have a
   * product.
   */
  #addParts(definition: number, representation: number): void {
    const open = new Set([representation]);
    for (const one of open) {
      if (one !== representation && this.#productOf.has(one)) continue;
      this.#productOf.set(one, definition);
      this.#addTo(this.#representationsOf, definition, one);
      for (const other of this.#related.get(one) ?? []) open.add(other);
      for (const { mapped } of this.mappedItemsIn(one)) open.add(mapped);
    }
  }

  /** Follows PRODUCT_DEFINITION_SHAPE → PRODUCT_DEFINITION; undefined for a part of a shape, or an occurrence. */
  #definitionOf(shape: number): number | undefined {
    if (isDefinition(this.#file, shape)) return shape;
    return this.#file.references(shape).find((reference) => isDefinition(this.#file, reference));
  }

  #readOccurrences(): void {
    const file = this.#file;
    const relationships = new Map<number, number[]>();
    for (const id of file.ofType('CONTEXT_DEPENDENT_SHAPE_REPRESENTATION')) {
      const [relationship, shape] = file.references(id);
      const occurrence = file.references(shape ?? 0)[0];
      if (relationship !== undefined && occurrence !== undefined) this.#addTo(relationships, occurrence, relationship);
    }
    const found = new Map<number, Occurrence[]>();
    for (const id of file.ofType('NEXT_ASSEMBLY_USAGE_OCCURRENCE')) {
      const parameters = file.parameters(id);
      const [whole, part] = [referenceOf(parameters[3]), referenceOf(parameters[4])];
      if (whole === undefined || part === undefined) continue;
      const [number = '', name = ''] = file.strings(id);
      const designator = stringsIn([parameters[5]])[0] ?? '';
      const said = [name, designator, number].find((text) => text !== '' && !noOccurrenceNames.test(text)) ?? '';
      this.#addTo(found, whole, { id, part, name: said, relationships: relationships.get(id) ?? [] });
    }
    for (const [whole, parts] of found) this.occurrences.set(whole, parts);
  }

  #addTo<T>(lists: Map<number, T[]>, key: number, value: T): void {
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
}

/** The name; empty where a program has only written that it has none. */
export function ownName(name: string): string {
  return noNames.test(name) ? '' : name;
}

function isDefinition(file: StepText, id: number): boolean {
  return file.is(id, ['PRODUCT_DEFINITION', 'PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS']);
}
