import { hasStepEnd, tailBytes } from '../formats/step/frame';
import type { StepFault } from '../formats/step/faults';
import type { Unshown } from '../formats/step/unshown';
import { bodyTypes, faceTypes, shellTypes, StepText } from './stepText';
import { StepOperators } from './stepOperators';
import { movedOrigins, type Moved } from './stepOrigins';
import { ownName, StepProducts } from './stepProducts';
import { StepStyles, type Style } from './stepStyles';
import { instancesOf, type StepInstance } from './stepTree';
import { lengthUnitOf } from './stepUnits';

/**
 * What the kernel's reader drops of a STEP file (ISO 10303-21): which entities are solids and faces, their names and
 * styles, and how they are assembled.
 */
export interface StepStructure {
  /** Entities that may become solids or surfaces. */
  readonly bodies: readonly StepBody[];
  /** Faces with a style of their own, even if only in one place of the assembly. */
  readonly faces: readonly { readonly id: number; readonly place: number; readonly style: Style }[];
  /** The roots of the assembly: products that no other product uses. */
  readonly instances: readonly StepInstance[];
  /** Whether there are more instances than are followed. */
  readonly isCut: boolean;
  /** Files that this one refers to. */
  readonly references: readonly string[];
  readonly isTruncated: boolean;
  /** Whether something stands behind its end that isn't read. */
  readonly hasMore: boolean;
  /** Whether it holds triangles instead of surfaces, or beside them (AP242). */
  readonly isTessellated: boolean;
  /** What is wrong with the file's records, and how often. */
  readonly faults: ReadonlyMap<StepFault, number>;
  /** How many names are in a code page that the file doesn't name. */
  readonly guessed: number;
  /** What the kernel doesn't show, and how many of each. */
  readonly unshown: ReadonlyMap<Unshown, number>;
  /** How many shapes name no unit of length, and are taken as mm. */
  readonly unitless: number;
  /** What the kernel would put elsewhere, as it is to be read instead. */
  readonly moved: readonly Moved[];
}

export interface StepBody {
  /** Its number in the file, and that of its shells. */
  readonly ids: readonly number[];
  /** Its place in the file, from 1. */
  readonly place: number;
  /** The name of the product, or of the body where a product has several; empty where the file has none. */
  readonly name: string;
  readonly product: string;
  /** Its names as a body of each product, by the names of these. */
  readonly names: ReadonlyMap<string, string>;
  readonly style: Style;
  /** Whether it is placed at the origin only, so that it can be added where the kernel leaves it out. */
  readonly isAtOrigin: boolean;
  /** Of a product that is used in others: where it is, only they can tell. */
  readonly isPart: boolean;
  /** How many faces its shells list; undefined where that isn't known. */
  readonly faces: number | undefined;
  /** Whether some shape lists it. */
  readonly isListed: boolean;
  /** Whether it repeats exact bodies of its product as triangles. */
  readonly isAlternate: boolean;
}

/** Reads the structure from a file's text, in which each character is one byte. What isn't understood is left out. */
export function readStepStructure(
  text: string,
  file = new StepText(text),
  operators = new StepOperators(file),
): StepStructure {
  const products = new StepProducts(file);
  const styles = new StepStyles(file);
  const list = new StepBodyList(file, products, styles);
  const bodies = list.bodies();
  const styled = new Set([...styles.items(), ...styles.placed.map(({ item }) => item)]);
  const faces = [...styled].flatMap((id) =>
    file.is(id, faceTypes) ? [{ id, place: file.place(id), style: styles.of([id]) }] : [],
  );
  const tail = text.slice(-tailBytes);
  const hasEndMark = tail.includes('END-ISO-10303-21');
  const references = [...file.ofType('DOCUMENT_FILE')].map((id) => file.strings(id)[0] ?? '');
  return {
    bodies,
    faces,
    ...instancesOf(file, products, styles, operators),
    references: [...new Set(references.filter((name) => name !== ''))],
    isTruncated: !hasEndMark,
    hasMore: hasEndMark && !hasStepEnd(tail),
    isTessellated: file.hasTriangles,
    faults: file.faults,
    guessed: file.guessed.size,
    unshown: file.unshown,
    unitless: list.shapes().filter((shape) => lengthUnitOf(file, shape) === undefined).length,
    moved: movedOrigins(file, products, operators),
  };
}

/** The product's name, completed by that of one of its bodies. */
function both(product: string, body: string): string {
  return body === '' || body === product ? product : body.includes(product) ? body : `${product} / ${body}`;
}

function isShape(file: StepText, representation: number): boolean {
  return file.isOf(representation, (type) => type.endsWith('SHAPE_REPRESENTATION'));
}

class StepBodyList {
  readonly #file: StepText;
  readonly #products: StepProducts;
  readonly #styles: StepStyles;
  readonly #representationsOf = new Map<number, number[]>();
  readonly #bodiesOf = new Map<number, Set<number>>();
  /** The exact bodies of a product or representation, kept since each of its bodies asks for them. */
  readonly #counted = new Map<number, ReadonlySet<number>>();
  readonly #exactIn = new Map<number, boolean>();
  /** Representations that describe a property, such as a section. */
  readonly #described: ReadonlySet<number>;
  /** Products that are used in others. */
  readonly #parts: ReadonlySet<number>;

  constructor(file: StepText, products: StepProducts, styles: StepStyles) {
    this.#file = file;
    this.#products = products;
    this.#styles = styles;
    this.#described = new Set(
      [...file.ofType('PROPERTY_DEFINITION_REPRESENTATION')].flatMap((id) => file.references(id)),
    );
    this.#parts = new Set([...products.occurrences.values()].flat().map(({ part }) => part));
    for (const id of file.entities.keys()) {
      if (!file.isOf(id, (type) => type.endsWith('REPRESENTATION'))) continue;
      const product = products.productOf(id);
      for (const body of products.bodiesIn(id)) {
        const representations = this.#representationsOf.get(body);
        if (representations) representations.push(id);
        else this.#representationsOf.set(body, [id]);
        if (product === undefined) continue;
        const siblings = this.#bodiesOf.get(product) ?? new Set();
        this.#bodiesOf.set(product, siblings.add(body));
      }
    }
  }

  /** The shapes that list bodies. */
  shapes(): number[] {
    return [...new Set([...this.#representationsOf.values()].flat())].filter(
      (id) => isShape(this.#file, id) && !this.#described.has(id),
    );
  }

  bodies(): StepBody[] {
    return [...this.#file.ofType(...bodyTypes)].map((id) => this.#body(id));
  }

  #body(id: number): StepBody {
    const file = this.#file;
    const shells = file.references(id).filter((shell) => file.is(shell, shellTypes));
    const representations = this.#representationsOf.get(id) ?? [];
    const product = representations.map((one) => this.#products.productOf(one)).find((found) => found !== undefined);
    const productName = product === undefined ? '' : this.#products.nameOf(product);
    const own = ownName(file.strings(id)[0] ?? '');
    const names = new Map<string, string>();
    for (const one of representations.flatMap((representation) => this.#products.productsOf(representation)))
      names.set(this.#products.nameOf(one), this.#nameIn(one, own));
    const same = new Set(representations.flatMap((one) => this.#products.sameAs(one)));
    return {
      ids: [id, ...shells],
      place: file.place(id),
      name: product === undefined ? own : [...new Set(names.values())].filter((name) => name !== '').join(' / '),
      product: productName,
      names,
      style: this.#styles.of([id, ...shells, ...same]),
      faces: this.#isTessellated(id) ? undefined : this.#facesIn(shells),
      isListed: representations.length > 0,
      isAtOrigin: this.#isAtOrigin(representations, product),
      isPart: product !== undefined && this.#isPart(representations, product),
      isAlternate: product !== undefined && this.#isAlternate(id, product, representations),
    };
  }

  /** With its own name where the product has others, too. */
  #nameIn(product: number, own: string): string {
    const name = this.#products.nameOf(product);
    return name === '' || this.#exactOrAll(product).size === 1 ? name || own : both(name, own);
  }

  /** Whether it is in a shape of no product, or directly in one that is used nowhere. */
  #isAtOrigin(representations: readonly number[], product: number | undefined): boolean {
    if (representations.length === 0) return true;
    if (product === undefined)
      return representations.some((one) => isShape(this.#file, one) && !this.#described.has(one));
    const shapes = this.#products.shapesOf(product);
    return !this.#parts.has(product) && representations.some((one) => shapes.includes(one));
  }

  #isPart(representations: readonly number[], product: number): boolean {
    const shapes = this.#products.shapesOf(product);
    return this.#parts.has(product) && representations.some((one) => shapes.includes(one));
  }

  /**
   * A tessellation may name the exact body that it repeats; else it has a representation of its own beside the exact
   * one.
   */
  #isAlternate(id: number, product: number, representations: readonly number[]): boolean {
    if (!this.#isTessellated(id) || this.#exactOrAll(product).has(id)) return false;
    const file = this.#file;
    if (file.references(id).some((one) => file.is(one, bodyTypes) && !this.#isTessellated(one))) return true;
    return !representations.some((one) => this.#hasExact(one));
  }

  #hasExact(representation: number): boolean {
    let has = this.#exactIn.get(representation);
    if (has === undefined) {
      has = this.#products.bodiesIn(representation).some((body) => !this.#isTessellated(body));
      this.#exactIn.set(representation, has);
    }
    return has;
  }

  /** The bodies of a product with exact surfaces; all where there are none. */
  #exactOrAll(product: number): ReadonlySet<number> {
    const known = this.#counted.get(product);
    if (known) return known;
    const all = this.#bodiesOf.get(product) ?? new Set<number>();
    const exact = new Set([...all].filter((id) => !this.#isTessellated(id)));
    const found = exact.size > 0 ? exact : all;
    this.#counted.set(product, found);
    return found;
  }

  /** An oriented shell stands for another one with its sides reversed. */
  #facesIn(shells: readonly number[]): number {
    const file = this.#file;
    const listed = shells.flatMap((shell) => file.references(shell)).filter((id) => !file.is(id, faceTypes));
    const faces = [...shells, ...listed].flatMap((shell) => file.references(shell));
    return faces.filter((id) => file.is(id, faceTypes)).length;
  }

  #isTessellated(id: number): boolean {
    return this.#file.isOf(id, (type) => type.startsWith('TESSELLATED_'));
  }
}
