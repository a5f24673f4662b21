import { entitiesOf, stringsIn, withoutStrings } from '../formats/step/scan';
import { decodeString } from '../formats/step/strings';

/**
 * What the kernel's reader drops of a STEP file (ISO 10303-21): which entities are solids and faces, their names and
 * colours.
 */
export interface StepStructure {
  /** Entities that may become solids or surfaces, by their place in the file, from 1. */
  readonly bodies: readonly StepBody[];
  /** Faces with a colour of their own, by their place in the file, from 1. */
  readonly colouredFaces: readonly { readonly place: number; readonly colour: number }[];
  /** Files that this one refers to. */
  readonly references: readonly string[];
  readonly truncated: boolean;
  /** Triangles instead of surfaces (AP242), which the kernel's reader doesn't take. */
  readonly isTessellated: boolean;
  /** Edition 3 allows several. */
  readonly dataSections: number;
}

export interface StepBody {
  readonly place: number;
  readonly name: string;
  /** 0xRRGGBB, or -1. */
  readonly colour: number;
}

interface Entity {
  readonly type: string;
  readonly place: number;
  /** Where its parameters are in the text. */
  readonly start: number;
  readonly end: number;
}

const bodyTypes = ['MANIFOLD_SOLID_BREP', 'BREP_WITH_VOIDS', 'FACETED_BREP', 'SHELL_BASED_SURFACE_MODEL'];
/** Styles that are looked at for the colour of one thing; there are about six. */
const mostStyles = 200;

const faceTypes = ['ADVANCED_FACE', 'FACE_SURFACE', 'FACE'];
const colourTypes = ['COLOUR_RGB', 'DRAUGHTING_PRE_DEFINED_COLOUR', 'PRE_DEFINED_COLOUR'];
const otherTypes = ['PRODUCT', 'STYLED_ITEM', 'OVER_RIDING_STYLED_ITEM', 'DOCUMENT_FILE', 'CLOSED_SHELL', 'OPEN_SHELL'];
const known = new Set([...bodyTypes, ...faceTypes, ...colourTypes, ...otherTypes]);

const linkTypes = ['SHAPE_DEFINITION_REPRESENTATION', 'SHAPE_REPRESENTATION_RELATIONSHIP'];
const linkStarts = ['PRODUCT_DEFINITION', 'PRESENTATION_STYLE', 'FILL_AREA_STYLE'];

function isLink(type: string): boolean {
  return (
    linkTypes.includes(type) ||
    type.endsWith('SHAPE_REPRESENTATION') ||
    linkStarts.some((start) => type.startsWith(start)) ||
    (type.startsWith('SURFACE_') && type.includes('STYLE', 8))
  );
}

/** Words that programs write where they have no name. */
const noNames: ReadonlySet<string> = new Set(['NONE', 'UNIDENTIFIED_PRODUCT', 'Unnamed', 'unnamed']);

/** Colours that ISO 10303-46 names. */
const namedColours: ReadonlyMap<string, number> = new Map([
  ['red', 0xff0000],
  ['green', 0x00ff00],
  ['blue', 0x0000ff],
  ['yellow', 0xffff00],
  ['magenta', 0xff00ff],
  ['cyan', 0x00ffff],
  ['black', 0x000000],
  ['white', 0xffffff],
]);

/** Reads the structure from a file's text, in which each character is one byte. What isn't understood is left out. */
export function readStepStructure(text: string): StepStructure {
  const file = new StepText(text);
  const styles = file.styles();
  const names = file.names();
  const bodies = [...file.entities].flatMap(([id, { type, place }]) => {
    if (!bodyTypes.includes(type)) return [];
    const shells = file.references(id).filter((shell) => file.isOneOf(shell, ['CLOSED_SHELL', 'OPEN_SHELL']));
    const colour = [id, ...shells].map((styled) => styles.get(styled)).find((found) => found !== undefined);
    return [{ place, name: names.get(id) ?? '', colour: colour ?? -1 }];
  });
  const colouredFaces = [...styles].flatMap(([id, colour]) => {
    const entity = file.entities.get(id);
    return entity && faceTypes.includes(entity.type) ? [{ place: entity.place, colour }] : [];
  });
  const references = file
    .ofType('DOCUMENT_FILE')
    .map((id) => file.strings(id)[0] ?? '')
    .filter((name) => name !== '');
  return {
    bodies,
    colouredFaces,
    references: [...new Set(references)],
    truncated: !text.slice(-2000).includes('END-ISO-10303-21'),
    isTessellated: file.hasTessellation,
    dataSections: text.match(/\bENDSEC\s{0,9};\s{0,99}DATA\s{0,9}[;(]/g)?.length ?? 0,
  };
}

/** The entities that matter here. Their parameters are read only when they are asked for. */
class StepText {
  readonly entities = new Map<number, Entity>();
  hasTessellation = false;
  readonly #text: string;
  /** Each is read once, however many others name it. */
  readonly #references = new Map<number, readonly number[]>();
  readonly #products = new Map<number, string | undefined>();

  constructor(text: string) {
    this.#text = text;
    let place = 0;
    for (const { id, type, start, end } of entitiesOf(text)) {
      place++;
      if (type.startsWith('TESSELLATED_')) this.hasTessellation = true;
      if (known.has(type) || isLink(type)) this.entities.set(id, { type, place, start, end });
    }
  }

  ofType(...types: readonly string[]): number[] {
    return [...this.entities].flatMap(([id, { type }]) => (types.includes(type) ? [id] : []));
  }

  isOneOf(id: number, types: readonly string[]): boolean {
    return types.includes(this.entities.get(id)?.type ?? '');
  }

  /** The entities that this one's parameters name, in their order. */
  references(id: number): readonly number[] {
    const known = this.#references.get(id);
    if (known) return known;
    const found = Array.from(withoutStrings(this.#parameters(id)).matchAll(/#(\d+)/g), ([, reference]) =>
      Number(reference),
    );
    this.#references.set(id, found);
    return found;
  }

  strings(id: number): string[] {
    return stringsIn(this.#parameters(id)).map(decodeString);
  }

  /** The colours of styled items; what overrides a style comes later in the file and wins. */
  styles(): Map<number, number> {
    const found = new Map<number, number>();
    for (const id of this.ofType('STYLED_ITEM', 'OVER_RIDING_STYLED_ITEM')) {
      const references = this.references(id);
      const item = references.findLast((reference) =>
        this.isOneOf(reference, [...bodyTypes, ...faceTypes, 'CLOSED_SHELL', 'OPEN_SHELL']),
      );
      const colour = this.#colourBelow(references.filter((reference) => reference !== item));
      if (item !== undefined && colour !== undefined) found.set(item, colour);
    }
    return found;
  }

  /** The names of bodies: that of the product, or the body's own when there are several in a product. */
  names(): Map<number, string> {
    const products = this.#productsOfRepresentations();
    const found = new Map<number, string>();
    for (const [id, { type }] of this.entities) {
      if (!type.endsWith('SHAPE_REPRESENTATION')) continue;
      const bodies = this.references(id).filter((body) => this.isOneOf(body, bodyTypes));
      for (const body of bodies) {
        const own = this.strings(body)[0] ?? '';
        const product = products.get(id) ?? '';
        const name = bodies.length > 1 || product === '' ? own || product : product;
        if (name !== '') found.set(body, name);
      }
    }
    return found;
  }

  #productsOfRepresentations(): Map<number, string> {
    const found = new Map<number, string>();
    for (const id of this.ofType('SHAPE_DEFINITION_REPRESENTATION')) {
      const [definition, representation] = this.references(id);
      if (definition !== undefined && !this.#products.has(definition))
        this.#products.set(definition, this.#productBelow(definition));
      const product = definition === undefined ? undefined : this.#products.get(definition);
      if (representation !== undefined && product !== undefined) found.set(representation, product);
    }
    for (const id of this.ofType('SHAPE_REPRESENTATION_RELATIONSHIP')) {
      const [one, other] = this.references(id);
      if (one === undefined || other === undefined) continue;
      const product = found.get(one) ?? found.get(other);
      if (product !== undefined) found.set(one, product).set(other, product);
    }
    return found;
  }

  /** PRODUCT_DEFINITION_SHAPE → PRODUCT_DEFINITION → PRODUCT_DEFINITION_FORMATION → PRODUCT(id, name, …). */
  #productBelow(definition: number): string | undefined {
    let id: number | undefined = definition;
    for (let step = 0; step < 4 && id !== undefined; step++) {
      id = this.references(id).find((reference) => this.entities.get(reference)?.type.startsWith('PRODUCT'));
      if (id !== undefined && this.isOneOf(id, ['PRODUCT'])) {
        const [number = '', name = ''] = this.strings(id);
        return [name, number].find((text) => text !== '' && !noNames.has(text)) ?? '';
      }
    }
    return undefined;
  }

  /** The first colour that is reached through surface styles; those of curves are not followed. */
  #colourBelow(ids: readonly number[]): number | undefined {
    const seen = new Set<number>();
    const open = ids.slice(0, mostStyles);
    // What is appended meanwhile is gone through, too.
    for (const id of open) {
      const entity = this.entities.get(id);
      if (!entity || seen.has(id)) continue;
      seen.add(id);
      if (colourTypes.includes(entity.type)) return this.#colour(id, entity.type);
      if (/^(?:PRESENTATION_STYLE|SURFACE_|FILL_AREA_STYLE)/.test(entity.type))
        open.push(...this.references(id).slice(0, Math.max(0, mostStyles - open.length)));
    }
    return undefined;
  }

  #colour(id: number, type: string): number | undefined {
    if (type !== 'COLOUR_RGB') return namedColours.get(this.strings(id)[0]?.toLowerCase() ?? '');
    const channels = withoutStrings(this.#parameters(id)).split(',').slice(1, 4).map(Number.parseFloat);
    if (channels.length < 3 || channels.some((channel) => !Number.isFinite(channel))) return undefined;
    return channels.reduce((sum, channel) => sum * 256 + Math.round(Math.min(Math.max(channel, 0), 1) * 255), 0);
  }

  /** The text of an entity's parameters. */
  #parameters(id: number): string {
    const { start, end } = this.entities.get(id) ?? { start: 0, end: 0 };
    return this.#text.slice(start, end);
  }
}
