import { isGuessed } from '../formats/step/codePages';
import { StepFaults, type StepFault } from '../formats/step/faults';
import { isTyped, parametersOf, referencesIn, textsIn, type Parameter } from '../formats/step/parameters';
import { entitiesOf, firstPart } from '../formats/step/scan';
import { decodeString } from '../formats/step/strings';
import { unshownOf, type Unshown } from '../formats/step/unshown';

interface Entity {
  /** Empty for a complex entity. */
  readonly type: string;
  readonly place: number;
  /** Where it begins in the text, behind its number. */
  readonly named: number;
  /** Where its parameters are in the text. */
  readonly start: number;
  readonly end: number;
}

/** Solids and surfaces that a representation lists. */
export const bodyTypes: readonly string[] = [
  'MANIFOLD_SOLID_BREP',
  'BREP_WITH_VOIDS',
  'FACETED_BREP',
  'SHELL_BASED_SURFACE_MODEL',
  'FACE_BASED_SURFACE_MODEL',
  'TESSELLATED_SOLID',
  'TESSELLATED_SHELL',
  'TESSELLATED_CLOSED_SHELL',
  'TESSELLATED_OPEN_SHELL',
];
export const shellTypes: readonly string[] = [
  'CLOSED_SHELL',
  'OPEN_SHELL',
  'CONNECTED_FACE_SET',
  'ORIENTED_CLOSED_SHELL',
];
export const faceTypes: readonly string[] = [
  'ADVANCED_FACE',
  'FACE_SURFACE',
  'FACE',
  'TRIANGULATED_FACE',
  'COMPLEX_TRIANGULATED_FACE',
];

const otherTypes = [
  'PRODUCT',
  'NEXT_ASSEMBLY_USAGE_OCCURRENCE',
  'CONTEXT_DEPENDENT_SHAPE_REPRESENTATION',
  'SHAPE_DEFINITION_REPRESENTATION',
  'SHAPE_REPRESENTATION_RELATIONSHIP',
  'REPRESENTATION',
  'REPRESENTATION_MAP',
  'MAPPED_ITEM',
  'CARTESIAN_TRANSFORMATION_OPERATOR_3D',
  'ITEM_DEFINED_TRANSFORMATION',
  'STYLED_ITEM',
  'OVER_RIDING_STYLED_ITEM',
  'CONTEXT_DEPENDENT_OVER_RIDING_STYLED_ITEM',
  'INVISIBILITY',
  'CONTEXT_DEPENDENT_INVISIBILITY',
  'PRESENTATION_LAYER_ASSIGNMENT',
  'COLOUR_RGB',
  'DRAUGHTING_PRE_DEFINED_COLOUR',
  'PRE_DEFINED_COLOUR',
  'DOCUMENT_FILE',
];
const known = new Set([...bodyTypes, ...shellTypes, ...faceTypes, ...otherTypes]);
const knownStarts = ['PRODUCT_DEFINITION', 'PRESENTATION_STYLE', 'FILL_AREA_STYLE'];

/** First parts of complex entities that aren't needed here, of which there may be many: curves and surfaces. */
const uselessParts = /^(?:BOUNDED_|B_SPLINE_|CURVE|GEOMETRIC_REPRESENTATION_ITEM|RATIONAL_)/;

/** Bodies and faces of triangles. */
const triangleTypes = /^TESSELLATED_(?:SOLID|(?:CLOSED_|OPEN_)?SHELL)$|TRIANGULATED_(?:FACE|SURFACE_SET)$/;

/** The entities of a STEP file that matter here. Their parameters are read only when they are asked for. */
export class StepText {
  readonly entities = new Map<number, Entity>();
  readonly unshown = new Map<Unshown, number>();
  hasTriangles = false;
  readonly #text: string;
  readonly #ofType = new Map<string, number[]>();
  /** What is wrong with the file's records, and how often. */
  readonly faults: ReadonlyMap<StepFault, number>;
  readonly #met = new StepFaults();
  /** Entities that were asked for their names, which are in a code page that is only guessed. */
  readonly guessed = new Set<number>();
  /** Each is read once, however many others name it. */
  readonly #parameters = new Map<number, readonly Parameter[]>();
  readonly #references = new Map<number, readonly number[]>();

  constructor(text: string) {
    this.#text = text;
    const kinds = new Map<string, TypeKind>();
    let place = 0;
    for (const entity of entitiesOf(text, this.#met)) {
      const { id, type, named, start, end } = entity;
      place++;
      this.#met.look(text, entity);
      // For what matters here, the first part tells what a complex entity is.
      const word = type === '' ? `(${firstPart(text, start)}` : type;
      let kind = kinds.get(word);
      if (!kind) kinds.set(word, (kind = kindOf(word)));
      if (kind.isTriangles) this.hasTriangles = true;
      if (kind.unshown) this.unshown.set(kind.unshown, (this.unshown.get(kind.unshown) ?? 0) + 1);
      if (kind.isWanted) {
        this.entities.set(id, { type, place, named, start, end });
        const same = this.#ofType.get(type);
        if (same) same.push(id);
        else this.#ofType.set(type, [id]);
      }
    }
    this.faults = this.#met.found(text);
  }

  /** Points and directions that are no numbers: where they begin behind their own number, and end. */
  get badNumbers(): readonly (readonly [named: number, end: number])[] {
    return this.#met.badNumbers;
  }

  /** Where sections end: at their word ENDSEC. */
  get sectionEnds(): readonly number[] {
    return this.#met.sectionEnds;
  }

  /** Between the number of an entity and its sign, where there is more than blanks. */
  get beforeSigns(): readonly (readonly [start: number, end: number])[] {
    return this.#met.beforeSigns;
  }

  /** Strings and comments that are too long for the kernel. */
  get longTexts(): readonly (readonly [start: number, end: number])[] {
    return this.#met.longTexts;
  }

  /** Complex entities whose parts aren't in the order of the alphabet. */
  get unordered(): StepFaults['unordered'] {
    return this.#met.unordered;
  }

  /** Numbers that no entity has. */
  *freeIds(): Generator<number> {
    let largest = 0;
    for (const id of this.entities.keys()) largest = Math.max(largest, id);
    for (let id = largest + 1; ; id++) if (this.#met.isFree(id)) yield id;
  }

  /** The parameters of entities of any type, found by another pass over the text. */
  find(ids: ReadonlySet<number>): ReadonlyMap<number, readonly Parameter[]> {
    const found = new Map<number, readonly Parameter[]>();
    for (const { id, start, end } of entitiesOf(this.#text))
      if (ids.has(id)) found.set(id, parametersOf(this.#text, start, end));
    return found;
  }

  /** The text of an entity behind its number, and where it is. */
  record(id: number): { readonly named: number; readonly end: number; readonly text: string } {
    const { named, end } = this.entities.get(id) ?? { named: 0, end: 0 };
    return { named, end, text: this.#text.slice(named, end) };
  }

  place(id: number): number {
    return this.entities.get(id)?.place ?? 0;
  }

  /** All entities of these types, complex ones included, in the file's order for each type. */
  *ofType(...types: readonly string[]): Generator<number> {
    for (const type of types) yield* this.#ofType.get(type) ?? [];
    for (const id of this.#ofType.get('') ?? []) if (this.is(id, types)) yield id;
  }

  is(id: number, types: readonly string[]): boolean {
    const type = this.entities.get(id)?.type;
    if (type === undefined) return false;
    return type === '' ? this.#parts(id).some((part) => types.includes(part.type)) : types.includes(type);
  }

  /** Whether a type of the entity fulfils a condition. */
  isOf(id: number, fits: (type: string) => boolean): boolean {
    const type = this.entities.get(id)?.type;
    if (type === undefined) return false;
    return type === '' ? this.#parts(id).some((part) => fits(part.type)) : fits(type);
  }

  /** The parameters of a record. @param part of a complex entity: the name of its part */
  parameters(id: number, part = ''): readonly Parameter[] {
    if (this.entities.get(id)?.type === '') return this.#parts(id).find(({ type }) => type === part)?.parameters ?? [];
    return this.#read(id);
  }

  /** The entities that this one's parameters name, in their order. */
  references(id: number): readonly number[] {
    const known = this.#references.get(id);
    if (known) return known;
    const found = referencesIn(this.#read(id));
    this.#references.set(id, found);
    return found;
  }

  strings(id: number): string[] {
    const texts = (
      this.entities.get(id)?.type === '' ? this.#parts(id).map(({ parameters }) => parameters) : [this.#read(id)]
    ).flatMap(textsIn);
    // Those after a number and a name describe, and aren't shown.
    if (texts.slice(0, 2).some(isGuessed)) this.guessed.add(id);
    return texts.map(decodeString);
  }

  #parts(id: number): readonly { readonly type: string; readonly parameters: readonly Parameter[] }[] {
    return this.#read(id).filter(isTyped);
  }

  #read(id: number): readonly Parameter[] {
    const known = this.#parameters.get(id);
    if (known) return known;
    const { start, end } = this.entities.get(id) ?? { start: 0, end: 0 };
    const read = parametersOf(this.#text, start, end);
    this.#parameters.set(id, read);
    return read;
  }
}

interface TypeKind {
  readonly isWanted: boolean;
  readonly isTriangles: boolean;
  readonly unshown: Unshown | undefined;
}

/** @param word the type of an entity, or that of a complex entity's first part behind a parenthesis */
function kindOf(word: string): TypeKind {
  const isComplex = word.startsWith('(');
  const type = isComplex ? word.slice(1) : word;
  return {
    isWanted: isComplex ? !uselessParts.test(type) : isKnown(type),
    isTriangles: triangleTypes.test(type),
    unshown: unshownOf(type),
  };
}

function isKnown(type: string): boolean {
  return (
    known.has(type) ||
    type.endsWith('REPRESENTATION') ||
    knownStarts.some((start) => type.startsWith(start)) ||
    (type.startsWith('SURFACE_S') && type.includes('STYLE'))
  );
}
