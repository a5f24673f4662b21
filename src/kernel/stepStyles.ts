import { isList, referenceOf, referencesIn, type Parameter } from '../formats/step/parameters';
import type { StepText } from './stepText';

/** How something is shown. What is missing here is inherited from what it is a part of. */
export interface Style {
  /** 0xRRGGBB. */
  readonly colour?: number;
  /** 0 to 1; left out for what isn't transparent. */
  readonly opacity?: number;
  readonly isHidden?: boolean;
}

/** A style that an item has only in one place of an assembly. */
export interface PlacedStyle {
  readonly item: number;
  /** Relationships, mapped items and occurrences, all of which are on the way to that place. */
  readonly contexts: readonly number[];
  readonly style: Style;
}

/** How many entities are followed to find one colour; usually there are about six. */
const mostStyles = 200;
/** A part that is wholly transparent could not be found either. */
const leastOpacity = 0.1;

const colourTypes = ['COLOUR_RGB', 'DRAUGHTING_PRE_DEFINED_COLOUR', 'PRE_DEFINED_COLOUR'];
const layer = 'PRESENTATION_LAYER_ASSIGNMENT';
const [plain, overriding, placed] = [
  'STYLED_ITEM',
  'OVER_RIDING_STYLED_ITEM',
  'CONTEXT_DEPENDENT_OVER_RIDING_STYLED_ITEM',
];
const styledTypes = [plain, overriding, placed];

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

/** Colours, transparency and visibility of a file (ISO 10303-46). */
export class StepStyles {
  /** Styles that hold in one place of an assembly only. */
  readonly placed: readonly PlacedStyle[];
  readonly #file: StepText;
  readonly #styles = new Map<number, Style>();
  readonly #overriding = new Map<number, Style>();
  /** What the layers of items look like. */
  readonly #layers = new Map<number, Style>();
  readonly #hidden = new Set<number>();

  constructor(file: StepText) {
    this.#file = file;
    this.#readHidden();
    const placedStyles: PlacedStyle[] = [];
    for (const id of file.ofType(...styledTypes)) {
      const { item, styles, contexts } = this.#styledItem(id);
      if (item === undefined) continue;
      const style = { ...this.#styleBelow(styles), ...(this.#hidden.has(id) && { isHidden: true }) };
      if (Object.keys(style).length === 0) continue;
      if (file.is(item, [layer]))
        for (const one of inList(file.parameters(item)[2])) this.#set(this.#layers, one, style);
      else if (contexts.length > 0) placedStyles.push({ item, contexts, style });
      else this.#set(file.is(id, [overriding]) ? this.#overriding : this.#styles, item, style);
    }
    this.placed = placedStyles;
  }

  /** The style of the first item that has one of its own; the items go from the inside to the outside. */
  of(items: readonly number[]): Style {
    const found = items.map((item) => this.#of(item));
    const coloured = found.find(({ colour }) => colour !== undefined);
    return { ...coloured, ...(found.some(({ isHidden }) => isHidden) && { isHidden: true }) };
  }

  /** The items that have a style of their own. */
  *items(): Generator<number> {
    yield* new Set([...this.#styles.keys(), ...this.#overriding.keys(), ...this.#layers.keys()]);
  }

  #of(item: number): Style {
    const own = { ...this.#layers.get(item), ...this.#styles.get(item), ...this.#overriding.get(item) };
    return this.#hidden.has(item) ? { ...own, isHidden: true } : own;
  }

  #set(styles: Map<number, Style>, item: number, style: Style): void {
    styles.set(item, { ...styles.get(item), ...style });
  }

  /**
   * STYLED_ITEM(name, styles, item). The two types that override a style also name the overridden item and the
   * contexts.
   */
  #styledItem(id: number): { item: number | undefined; styles: readonly number[]; contexts: readonly number[] } {
    const isComplex = this.#file.entities.get(id)?.type === '';
    const parameters = this.#file.parameters(id, plain);
    const [styles, item] = isComplex ? parameters : parameters.slice(1);
    const contexts = isComplex ? this.#file.parameters(id, placed)[0] : parameters[4];
    return { item: referenceOf(item), styles: inList(styles), contexts: inList(contexts) };
  }

  /** INVISIBILITY of styled items, of what they style, of representations, and of layers. */
  #readHidden(): void {
    const file = this.#file;
    const types = ['INVISIBILITY', 'CONTEXT_DEPENDENT_INVISIBILITY'];
    const open = [...file.ofType(...types)].flatMap((id) => inList(file.parameters(id)[0]));
    // The loop visits what is appended meanwhile, too.
    for (const id of open) {
      if (this.#hidden.has(id)) continue;
      this.#hidden.add(id);
      if (file.is(id, [layer])) for (const item of inList(file.parameters(id)[2])) open.push(item);
      else if (file.is(id, styledTypes)) {
        const { item, contexts } = this.#styledItem(id);
        if (item !== undefined && contexts.length === 0) this.#hidden.add(item);
      } else if (file.isOf(id, (type) => type.endsWith('PRESENTATION_REPRESENTATION')))
        for (const item of file.references(id)) if (file.is(item, styledTypes)) open.push(item);
    }
  }

  /** What is reached through surface styles; those of curves are not followed. */
  #styleBelow(ids: readonly number[]): Style {
    const file = this.#file;
    const seen = new Set<number>();
    const open = ids.slice(0, mostStyles);
    let filled: number | undefined;
    let rendered: number | undefined;
    let transparency = 0;
    const inside: number[] = [];
    for (const id of open) {
      const type = file.entities.get(id)?.type ?? '';
      if (type === '' || seen.has(id)) continue;
      seen.add(id);
      if (isOfInside(file, id, type)) {
        inside.push(id);
        continue;
      }
      if (colourTypes.includes(type)) filled ??= this.#colour(id, type);
      else if (type === 'SURFACE_STYLE_TRANSPARENT') transparency = numberOf(file.parameters(id)[0]) ?? 0;
      else if (/^(?:PRESENTATION_STYLE|SURFACE_S|FILL_AREA_STYLE)/.test(type)) {
        const references = file.references(id);
        const first = references[0] ?? 0;
        if (type.startsWith('SURFACE_STYLE_RENDERING'))
          rendered ??= this.#colour(first, file.entities.get(first)?.type ?? '');
        open.push(...references.slice(0, Math.max(0, mostStyles - open.length)));
      }
    }
    const colour = rendered ?? filled;
    if (colour === undefined)
      return inside.length > 0 ? this.#styleBelow(inside.flatMap((id) => file.references(id))) : {};
    const opacity = Math.max(leastOpacity, 1 - transparency);
    return { colour, ...(transparency > 0 && opacity < 1 && { opacity }) };
  }

  #colour(id: number, type: string): number | undefined {
    if (!colourTypes.includes(type)) return undefined;
    if (type !== 'COLOUR_RGB') return namedColours.get(this.#file.strings(id)[0]?.toLowerCase() ?? '');
    const channels = this.#file.parameters(id).slice(1, 4).map(numberOf);
    if (channels.length < 3) return undefined;
    let colour = 0;
    for (const channel of channels) {
      if (channel === undefined) return undefined;
      colour = colour * 256 + Math.round(Math.min(Math.max(channel, 0), 1) * 255);
    }
    return colour;
  }
}

/** How the side looks that is away from a surface's normal: nobody sees it of a solid. */
function isOfInside(file: StepText, id: number, type: string): boolean {
  if (type !== 'SURFACE_STYLE_USAGE') return false;
  const [side] = file.parameters(id);
  return typeof side === 'object' && 'word' in side && side.word === 'NEGATIVE';
}

function inList(parameter: Parameter): number[] {
  return isList(parameter) ? referencesIn(parameter) : [];
}

function numberOf(parameter: Parameter): number | undefined {
  return typeof parameter === 'number' ? parameter : undefined;
}
