import { ParseFailure } from '../../../formats/failure';
import { tagsOf, type Tag } from '../../../formats/threeMf/xmlTags';
import type { PartRole } from '../../../kernel/stepModel';
import { Colours, type Colour } from './colours';
import { checkExtensions, coreNamespace } from './extensions';
import { paintingOf, type Painting } from './painting';
import { millimetresOf, numberIn, numberWithComma } from './numbers';
import { transformOf, type Transform } from './transform';

/** An object of a model, and where it lies in the one that holds it. */
export interface Placed {
  /** The model part that the object is in; empty for the part that names the object (production extension). */
  readonly path: string;
  readonly id: string;
  readonly transform: Transform;
}

export interface ModelObject {
  readonly id: string;
  readonly name: string;
  role: PartRole;
  /** Of the triangle that lets the least through, 0 to 1. */
  opacity: number | undefined;
  /** It has a mesh, be there nothing in it. */
  hasMesh: boolean;
  readonly positions: number[];
  readonly indices: number[];
  /** One for each corner of each triangle. */
  readonly colours: Colour[];
  readonly components: Placed[];
  /** What a slicer has painted, by the index of the triangle. */
  readonly painted: Map<number, Painting>;
}

export interface BuildItem extends Placed {
  readonly isPrinted: boolean;
}

/** The content of a model part of a package. */
export interface Document {
  readonly objects: ReadonlyMap<string, ModelObject>;
  /** Numbers that several objects have, against the specification (3MF core §4): which one is meant isn't known. */
  readonly doubled: ReadonlySet<string>;
  readonly items: readonly BuildItem[];
  readonly hasBuild: boolean;
  /** How many mm its unit has. */
  readonly scale: number;
  /** How many groups of colours have the number of another one, and are left out. */
  readonly doubledColours: number;
  /** How many colours can't be read, or aren't there. */
  readonly unknownColours: number;
  /** How many groups of pictures there are, which aren't shown. */
  readonly textures: number;
  /** Lattices of beams, which aren't shown either. */
  readonly lattices: number;
  /** Kinds of shapes that it has and that aren't read. */
  readonly unread: ReadonlySet<string>;
  /** Whether its unit is none that the specification has. */
  readonly isUnitUnknown: boolean;
  /** Coordinates have commas for points. */
  readonly hasCommas: boolean;
}

/** The types of objects that are no part of the model (3MF core §4.1). */
const roles: ReadonlyMap<string, PartRole> = new Map([
  ['support', 'support'],
  ['solidsupport', 'support'],
  ['other', 'unprinted'],
]);

/** What Cura has an object for, by the settings that say so. */
const curaRoles: ReadonlyMap<string, PartRole> = new Map([
  ['support_mesh', 'support'],
  ['anti_overhang_mesh', 'support'],
  ['infill_mesh', 'modifier'],
  ['cutting_mesh', 'modifier'],
]);

/** Elements of the core specification that shapes are made of. */
const coreNames: ReadonlySet<string> = new Set('model object mesh vertex triangle component build item'.split(' '));

/** There are so many of them that they aren't looked at for what they don't have. */
const numerous: ReadonlySet<string> = new Set(['vertex', 'triangle']);

/** Namespaces of the specification and of its extensions. */
const specified = /^http:\/\/schemas\.(?:microsoft\.com\/3dmanufacturing|3mf\.io)\//;

/** @throws ParseFailure when the text is damaged, or needs an extension that isn't read */
export function readDocument(text: string): Document {
  const reader = new DocumentReader(paints.test(text));
  for (const tag of tagsOf(text)) reader.read(tag);
  const { document } = reader;
  // Then a comma may stand between thousands.
  if (document.hasCommas && /\s[xyz]\s*=\s*["'][-+\d]{0,20}\./.test(text))
    throw new ParseFailure('unreadable_file', 'some numbers have a decimal point, others a comma');
  return document;
}

/** Attributes of triangles in which slicers paint. */
const paints = /[\s:](?:paint_color|mmu_segmentation)=/;

class DocumentReader {
  readonly #objects = new Map<string, ModelObject>();
  readonly #doubled = new Set<string>();
  readonly #items: BuildItem[] = [];
  readonly #colours = new Colours();
  #scale = 1;
  #isUnitUnknown = false;
  #hasCommas = false;
  #lattices = 0;
  readonly #unread = new Set<string>();
  /** By their prefixes. */
  readonly #namespaces = new Map<string, string>();
  #hasBuild = false;
  #object: ModelObject | undefined;
  /** The property of everything in the object that has none of its own. */
  #property: readonly [group: string | undefined, index: number] = [undefined, 0];
  readonly #isPainted: boolean;

  /** @param isPainted whether to look for what triangles are painted with, which takes its time */
  constructor(isPainted: boolean) {
    this.#isPainted = isPainted;
  }

  get document(): Document {
    return {
      objects: this.#objects,
      doubled: this.#doubled,
      unknownColours: this.#colours.unknown,
      doubledColours: this.#colours.doubled,
      items: this.#items,
      hasBuild: this.#hasBuild,
      scale: this.#scale,
      textures: this.#colours.textures,
      lattices: this.#lattices,
      unread: this.#unread,
      isUnitUnknown: this.#isUnitUnknown,
      hasCommas: this.#hasCommas,
    };
  }

  read(tag: Tag): void {
    // Programs put elements of their own anywhere, and may name them as the specification does.
    if (coreNames.has(tag.name) && this.#isForeign(tag)) return;
    if (!numerous.has(tag.name)) for (const [prefix, uri] of tag.namespaces) this.#namespaces.set(prefix, uri);
    switch (tag.name) {
      case 'vertex':
        this.#object?.positions.push(
          this.#length(tag.get('x')),
          this.#length(tag.get('y')),
          this.#length(tag.get('z')),
        );
        return;
      case 'triangle':
        this.#triangle(tag);
        return;
      case 'model':
        // Where the specification's own tags have a prefix, those without one may be of somebody else.
        if (tag.prefix !== '') this.#namespaces.set('', tag.get('xmlns') ?? coreNamespace);
        checkExtensions(tag);
        this.#unit(tag.get('unit') ?? 'millimeter');
        return;
      case 'beamlattice':
        this.#lattices++;
        this.#unread.add('beam lattice');
        return;
      case 'booleanshape':
        this.#unread.add('boolean operations');
        return;
      case 'levelset':
        this.#unread.add('volumetric shapes');
        return;
      case 'metadata':
      case 'setting':
        this.#setting(tag);
        return;
      case 'object':
        this.#begin(tag);
        return;
      case 'mesh':
        if (this.#object) this.#object.hasMesh = true;
        return;
      case 'component':
        this.#object?.components.push(placedBy(tag));
        return;
      case 'build':
        this.#hasBuild = true;
        this.#object = undefined;
        return;
      case 'item':
        this.#items.push({ ...placedBy(tag), isPrinted: !['0', 'false'].includes(tag.get('printable') ?? '') });
        return;
      default:
        this.#colours.read(tag);
    }
  }

  #length(text: string | undefined): number {
    const value = numberIn(text);
    if (!Number.isNaN(value)) return value;
    const withPoint = numberWithComma(text);
    if (withPoint !== undefined) this.#hasCommas = true;
    return withPoint ?? value;
  }

  #isForeign(tag: Tag): boolean {
    if (tag.prefix === '' && !this.#namespaces.has('')) return false;
    const declared = tag.namespaces.find(([prefix]) => prefix === tag.prefix)?.[1];
    const uri = declared ?? this.#namespaces.get(tag.prefix);
    return uri !== undefined && !specified.test(uri);
  }

  /** Cura writes what an object is for as a setting of it. */
  #setting(tag: Tag): void {
    const [key = '', value] = [tag.get('name') ?? tag.get('key'), tag.following.toLowerCase()];
    const role = curaRoles.get(key.slice(key.indexOf(':') + 1));
    if (this.#object?.role === 'part' && role && value === 'true') this.#object.role = role;
  }

  #unit(name: string): void {
    const scale = millimetresOf(name);
    this.#isUnitUnknown = scale === undefined;
    this.#scale = scale ?? 1;
  }

  #begin(tag: Tag): void {
    const id = numberOf(tag.get('id'));
    this.#object = {
      id,
      name: oneLine(tag.get('name') ?? ''),
      role: roles.get(tag.get('type') ?? '') ?? 'part',
      opacity: undefined,
      hasMesh: false,
      positions: [],
      indices: [],
      colours: [],
      components: [],
      painted: new Map(),
    };
    this.#property = [tag.get('pid'), Number(tag.get('pindex') ?? 0)];
    if (this.#objects.has(id)) this.#doubled.add(id);
    this.#objects.set(id, this.#object);
  }

  #triangle(tag: Tag): void {
    if (!this.#object) return;
    const paint = this.#isPainted ? (tag.get('paint_color') ?? tag.getAny('mmu_segmentation') ?? '') : '';
    if (paint !== '') this.#object.painted.set(this.#object.indices.length / 3, paintingOf(paint));
    this.#object.indices.push(numberIn(tag.get('v1')), numberIn(tag.get('v2')), numberIn(tag.get('v3')));
    const group = tag.get('pid') ?? this.#property[0];
    const first = tag.get('p1');
    const { colours } = this.#object;
    if (this.#colours.hasTransparent) {
      const own = this.#colours.opacityOf(group, first === undefined ? this.#property[1] : Number(first));
      this.#object.opacity = Math.max(this.#object.opacity ?? 0, own);
    }
    if (first === undefined) {
      const colour = this.#colours.of(group, this.#property[1]);
      colours.push(colour, colour, colour);
      return;
    }
    for (const index of [first, tag.get('p2') ?? first, tag.get('p3') ?? first])
      colours.push(this.#colours.of(group, Number(index)));
  }
}

/** The number of an object as it is usually written: programs may put zeros before it. */
export function numberOf(text = ''): string {
  return text.trim().replace(/^\+?0*(?=\d)/, '');
}

function placedBy(tag: Tag): Placed {
  return {
    path: tag.getAny('path') ?? '',
    id: numberOf(tag.get('objectid')),
    transform: transformOf(tag.get('transform')),
  };
}

/** A name is shown on one line. */
export function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
