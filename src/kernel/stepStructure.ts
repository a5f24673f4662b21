import { bodyTypes, faceTypes, shellTypes, StepText, type Unshown } from './stepText';
import { ownName, StepProducts } from './stepProducts';
import { StepStyles, type Style } from './stepStyles';
import { instancesOf, type StepInstance } from './stepTree';

/**
 * What the kernel's reader drops of a STEP file (ISO 10303-21): which entities are solids and faces, their names and
 * styles, and how they are put together.
 */
export interface StepStructure {
  /** Entities that may become solids or surfaces. */
  readonly bodies: readonly StepBody[];
  /** Faces with a style of their own, be it in one place of the assembly only. */
  readonly faces: readonly { readonly id: number; readonly place: number; readonly style: Style }[];
  /** What is used somewhere, from the wholes that nothing else uses. */
  readonly instances: readonly StepInstance[];
  /** Files that this one refers to. */
  readonly references: readonly string[];
  readonly isTruncated: boolean;
  /** It holds triangles instead of surfaces, or beside them (AP242). */
  readonly isTessellated: boolean;
  /** How many entities are named and aren't there. */
  readonly missing: number;
  /** How many there are of what the kernel doesn't show. */
  readonly unshown: ReadonlyMap<Unshown, number>;
}

export interface StepBody {
  /** Its number in the file, and that of its shells. */
  readonly ids: readonly number[];
  /** Its place in the file, from 1. */
  readonly place: number;
  /** Of the product, or of the body where there are several in one; empty where the file has none. */
  readonly name: string;
  readonly product: string;
  readonly style: Style;
  /** It is in a shape that no product has, so that the kernel leaves it out. */
  readonly isLeftOut: boolean;
}

/** Reads the structure from a file's text, in which each character is one byte. What isn't understood is left out. */
export function readStepStructure(text: string, file = new StepText(text)): StepStructure {
  const products = new StepProducts(file);
  const styles = new StepStyles(file);
  const bodies = bodiesOf(file, products, styles);
  const styled = new Set([...styles.items(), ...styles.placed.map(({ item }) => item)]);
  const faces = [...styled].flatMap((id) =>
    file.is(id, faceTypes) ? [{ id, place: file.place(id), style: styles.of([id]) }] : [],
  );
  const references = [...file.ofType('DOCUMENT_FILE')].map((id) => file.strings(id)[0] ?? '');
  return {
    bodies,
    faces,
    instances: instancesOf(file, products, styles),
    references: [...new Set(references.filter((name) => name !== ''))],
    isTruncated: !text.slice(-2000).includes('END-ISO-10303-21'),
    isTessellated: file.hasTriangles,
    missing: file.missing,
    unshown: file.unshown,
  };
}

function bodiesOf(file: StepText, products: StepProducts, styles: StepStyles): StepBody[] {
  const representationsOf = new Map<number, number[]>();
  const bodiesOfProduct = new Map<number, Set<number>>();
  for (const id of file.entities.keys()) {
    if (!file.isOf(id, (type) => type.endsWith('REPRESENTATION'))) continue;
    const product = products.productOf(id);
    for (const body of products.bodiesIn(id)) {
      representationsOf.set(body, [...(representationsOf.get(body) ?? []), id]);
      if (product === undefined) continue;
      const siblings = bodiesOfProduct.get(product) ?? new Set();
      bodiesOfProduct.set(product, siblings.add(body));
    }
  }
  // A representation that describes a property, such as a section, is no part.
  const described = new Set(
    [...file.ofType('PROPERTY_DEFINITION_REPRESENTATION')].flatMap((id) => file.references(id)),
  );
  return [...file.ofType(...bodyTypes)].map((id) => {
    const shells = file.references(id).filter((shell) => file.is(shell, shellTypes));
    const representations = representationsOf.get(id) ?? [];
    const product = representations.map((one) => products.productOf(one)).find((found) => found !== undefined);
    const productName = product === undefined ? '' : products.nameOf(product);
    const own = ownName(file.strings(id)[0] ?? '');
    const isOne = product !== undefined && bodiesOfProduct.get(product)?.size === 1;
    return {
      ids: [id, ...shells],
      place: file.place(id),
      name: productName === '' || isOne ? productName || own : both(productName, own),
      product: productName,
      style: styles.of([id, ...shells, ...new Set(representations.flatMap((one) => products.sameAs(one)))]),
      isLeftOut: product === undefined && representations.some((one) => isShape(file, one) && !described.has(one)),
    };
  });
}

/** A product's name with that of one of its bodies. */
function both(product: string, body: string): string {
  return body === '' || body === product ? product : body.includes(product) ? body : `${product} / ${body}`;
}

function isShape(file: StepText, representation: number): boolean {
  return file.isOf(representation, (type) => type.endsWith('SHAPE_REPRESENTATION'));
}
