import type { Tag } from '../../../formats/threeMf/xmlTags';

/** 0xRRGGBB; -1 where there is none. */
export type Colour = number;

/** Red, green, blue and how much it covers, each from 0 to 1. */
type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

interface Group {
  readonly id: string;
  readonly colours: (Rgba | undefined)[];
}

/** A part that one can't see at all can't be found either. */
const leastOpacity = 0.1;

/**
 * The colours that a model's resources define: base materials (3MF core §5.1), colour groups, composites and several
 * properties (materials extension §3 to §5). Textures aren't read.
 */
export class Colours {
  readonly #groups = new Map<string, Group>();
  #group: Group | undefined;
  readonly #unknown = new Set<string>();
  readonly #pictures = new Set<string>();
  /** Of the group that is read: the groups that it mixes, or lays over each other. */
  #sources: readonly (readonly (Rgba | undefined)[])[] = [];
  /** Of composites: which colours of the source are mixed. */
  #indices: readonly number[] = [];
  #multiplies: readonly boolean[] = [];

  /** How many groups have the number of another one, and are left out: numbers are unique (3MF core §4). */
  doubled = 0;
  /** How many colours are no such, or are asked for and aren't there. */
  get unknown(): number {
    return this.#unknown.size;
  }

  /** How many groups of pictures have come. */
  textures = 0;
  /** Some colour lets something through. */
  hasTransparent = false;

  /** Takes a tag if it is one of a resource with colours. */
  read(tag: Tag): void {
    switch (tag.name) {
      case 'basematerials':
      case 'colorgroup':
        this.#begin(tag);
        return;
      case 'compositematerials':
        this.#begin(tag);
        this.#sources = [this.#coloursOf(tag.get('matid') ?? '')];
        this.#indices = numbersIn(tag.get('matindices'));
        return;
      case 'multiproperties':
        this.#begin(tag);
        this.#sources = wordsIn(tag.get('pids')).map((id) => this.#coloursOf(id));
        this.#multiplies = wordsIn(tag.get('blendmethods')).map((method) => method === 'multiply');
        return;
      case 'texture2dgroup':
        this.#group = undefined;
        this.#pictures.add(tag.get('id') ?? '');
        this.textures++;
        return;
      case 'base':
        this.#add(this.#read(tag.get('displaycolor')));
        return;
      case 'color':
        this.#add(this.#read(tag.get('color')));
        return;
      case 'composite':
        this.#add(this.#mixed(numbersIn(tag.get('values'))));
        return;
      case 'multi':
        this.#add(this.#layered(numbersIn(tag.get('pindices'))));
        return;
      default:
    }
  }

  of(group: string | undefined, index: number): Colour {
    if (group === undefined) return -1;
    const colours = this.#groups.get(group)?.colours;
    const colour = colours?.[index];
    // A material may have no colour.
    if (!colour) {
      if (!this.#pictures.has(group) && !(colours && index in colours)) this.#unknown.add(`${group} ${index}`);
      return -1;
    }
    const [red, green, blue] = colour;
    return (Math.round(red * 255) << 16) | (Math.round(green * 255) << 8) | Math.round(blue * 255);
  }

  /** 0 to 1; 1 for what has no colour, and for what nobody would see: programs write that and mean nothing by it. */
  opacityOf(group: string | undefined, index: number): number {
    const alpha = group === undefined ? undefined : this.#groups.get(group)?.colours[index]?.[3];
    return alpha === undefined || alpha === 0 ? 1 : Math.max(leastOpacity, alpha);
  }

  #read(text: string | undefined): Rgba | undefined {
    const colour = rgbaOf(text);
    if (!colour && text !== undefined) this.#unknown.add(text);
    return colour;
  }

  #add(colour: Rgba | undefined): void {
    this.#group?.colours.push(colour);
    if (colour && colour[3] < 1) this.hasTransparent = true;
  }

  #begin(tag: Tag): void {
    this.#group = { id: tag.get('id') ?? '', colours: [] };
    if (this.#groups.has(this.#group.id)) this.doubled++;
    else this.#groups.set(this.#group.id, this.#group);
  }

  #coloursOf(id: string): readonly (Rgba | undefined)[] {
    return this.#groups.get(id)?.colours ?? [];
  }

  #mixed(values: readonly number[]): Rgba | undefined {
    const parts = this.#indices.map((index, at) => [this.#sources[0]?.[index], values[at] ?? 0] as const);
    const total = parts.reduce((sum, [colour, share]) => sum + (colour ? share : 0), 0);
    if (!(total > 0)) return undefined;
    const channel = (at: 0 | 1 | 2 | 3): number =>
      parts.reduce((sum, [colour, share]) => sum + (colour ? colour[at] * share : 0), 0) / total;
    return [channel(0), channel(1), channel(2), channel(3)];
  }

  /** The first is below; each of the others covers it by its alpha, or is multiplied with it. */
  #layered(indices: readonly number[]): Rgba | undefined {
    let below: Rgba | undefined;
    this.#sources.forEach((colours, layer) => {
      const above = colours[indices[layer] ?? 0];
      if (!above) return;
      const covers = above[3];
      const isMultiplied = this.#multiplies[layer - 1] === true;
      const channel = (at: 0 | 1 | 2): number => {
        const ground = below?.[at] ?? 1;
        return isMultiplied ? ground * above[at] : ground * (1 - covers) + above[at] * covers;
      };
      below = below ? [channel(0), channel(1), channel(2), 1] : above;
    });
    return below;
  }
}

function wordsIn(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

function numbersIn(text: string | undefined): number[] {
  return wordsIn(text).map(Number);
}

/** `#RRGGBB` or `#RRGGBBAA` (3MF core §5.1.1). */
function rgbaOf(text: string | undefined): Rgba | undefined {
  const [all, rgb = '', alpha = 'ff'] = /^\s?#([0-9a-f]{6})([0-9a-f]{2})?\s?$/i.exec(text ?? '') ?? [];
  if (all === undefined) return undefined;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255);
  return [r, g, b, Number.parseInt(alpha, 16) / 255];
}

/** 0xRRGGBB of such a text, -1 when it is none. */
export function colourOf(text: string | undefined): Colour {
  const [r, g, b] = rgbaOf(text) ?? [];
  if (r === undefined || g === undefined || b === undefined) return -1;
  return (Math.round(r * 255) << 16) | (Math.round(g * 255) << 8) | Math.round(b * 255);
}
