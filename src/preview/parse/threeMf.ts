import { strFromU8, unzipSync } from 'fflate';
import { inch } from '../../base/inch';
import { ParseFailure } from './failure';
import { checkSize, type Totals } from './limits';
import { cornerColours, type PartTriangles } from './meshBuilder';
import { tagsOf, type Tag } from './xmlTags';

/**
 * More bytes than this unpacked are refused: a small archive can hold an endless part, and a longer text than 2^29
 * characters is none for V8.
 */
const unpackedLimit = 500_000_000;

/** Objects in objects; programs nest a few. */
const deepestComponents = 100;

/** mm in each unit of the 3MF core specification. */
const units: ReadonlyMap<string, number> = new Map([
  ['micron', 0.001],
  ['millimeter', 1],
  ['centimeter', 10],
  ['inch', inch],
  ['foot', 304.8],
  ['meter', 1000],
]);

interface ModelObject {
  readonly name: string;
  readonly positions: number[];
  readonly indices: number[];
  /** Of each triangle: 0xRRGGBB, or -1. */
  readonly colours: number[];
  readonly components: { readonly id: string; readonly transform: readonly number[] }[];
}

interface Document {
  readonly objects: ReadonlyMap<string, ModelObject>;
  readonly items: readonly { readonly id: string; readonly transform: readonly number[] }[];
  readonly hasBuild: boolean;
  readonly scale: number;
}

const unmoved = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

/**
 * Reads the meshes of a 3MF package (core specification; colours of base materials and colour groups; components in
 * other model parts). three's own loader needs a page's XML parser, which a worker doesn't have.
 * @throws ParseFailure
 */
export function parseThreeMf(bytes: Uint8Array): PartTriangles[] {
  const documents = unpack(bytes).map(({ name, text }) => ({ name, document: readModel(text) }));
  const main =
    documents.find(({ document }) => document.items.length > 0) ?? documents.find(({ document }) => document.hasBuild);
  if (!main) throw new ParseFailure('no_build');
  const byName = new Map(documents.map(({ name, document }) => [name, document]));
  const find = (path: string, id: string): ModelObject | undefined =>
    (byName.get(path.replace(/^\//, '')) ?? main.document).objects.get(id);
  checkTotals(find, main.document.items);
  const parts = main.document.items.flatMap(({ id, transform }) => place(find, id, transform, main.document.scale));
  if (parts.length === 0) throw new ParseFailure('no_triangles');
  return parts;
}

function unpack(bytes: Uint8Array): { name: string; text: string }[] {
  if (bytes.length === 0) throw new ParseFailure('empty_file');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new ParseFailure('foreign_file');
  let total = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.toLowerCase().endsWith('.model')) return false;
        total += originalSize;
        if (total > unpackedLimit) throw new ParseFailure('too_large');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof ParseFailure) throw error;
    throw new ParseFailure('truncated_file', String(error));
  }
  const models = Object.entries(files).map(([name, content]) => ({ name, text: strFromU8(content) }));
  if (models.length === 0) throw new ParseFailure('foreign_file');
  return models;
}

function readModel(text: string): Document {
  const objects = new Map<string, ModelObject>();
  const palettes = new Map<string, number[]>();
  const items: { id: string; transform: readonly number[] }[] = [];
  let scale = 1;
  let hasBuild = false;
  let palette: number[] = [];
  let object: ModelObject | undefined;
  let whole: readonly [pid: string | undefined, index: string | undefined] = [undefined, undefined];
  for (const tag of tagsOf(text)) {
    const { name } = tag;
    if (name === 'model') scale = units.get(tag.get('unit') ?? 'millimeter') ?? 1;
    else if (name === 'basematerials' || name === 'colorgroup') palettes.set(tag.get('id') ?? '', (palette = []));
    else if (name === 'base') palette.push(colourOf(tag.get('displaycolor')));
    else if (name === 'color') palette.push(colourOf(tag.get('color')));
    else if (name === 'object') {
      object = { name: tag.get('name') ?? '', positions: [], indices: [], colours: [], components: [] };
      whole = [tag.get('pid'), tag.get('pindex')];
      objects.set(tag.get('id') ?? '', object);
    } else if (name === 'vertex')
      object?.positions.push(Number(tag.get('x')), Number(tag.get('y')), Number(tag.get('z')));
    else if (name === 'triangle' && object) {
      object.indices.push(Number(tag.get('v1')), Number(tag.get('v2')), Number(tag.get('v3')));
      object.colours.push(
        palettes.get(tag.get('pid') ?? whole[0] ?? '')?.[Number(tag.get('p1') ?? whole[1] ?? 0)] ?? -1,
      );
    } else if (name === 'component') object?.components.push({ id: reference(tag), transform: transformOf(tag) });
    else if (name === 'build') hasBuild = true;
    else if (name === 'item') items.push({ id: reference(tag), transform: transformOf(tag) });
  }
  return { objects, items, hasBuild, scale };
}

/** `path|id`: the production extension lets an object lie in another model part. */
function reference(tag: Tag): string {
  return `${tag.get('path') ?? ''}|${tag.get('objectid') ?? ''}`;
}

type Find = (path: string, id: string) => ModelObject | undefined;

/**
 * An object by its reference, and those of its components: without a path of their own they are in the same model part.
 */
function lookUp(
  find: Find,
  reference: string,
): {
  readonly object: ModelObject | undefined;
  readonly components: readonly { id: string; transform: readonly number[] }[];
} {
  const bar = reference.lastIndexOf('|');
  const path = reference.slice(0, bar);
  const object = find(path, reference.slice(bar + 1));
  const components =
    object?.components.map(({ id, transform }) => ({ id: id.startsWith('|') ? `${path}${id}` : id, transform })) ?? [];
  return { object, components };
}

/**
 * Counts what would be placed before any of it is: components of components make a million parts of a few lines.
 * @throws ParseFailure when it is too much, or when an object holds itself
 */
function checkTotals(find: Find, items: Document['items']): void {
  const known = new Map<string, Totals | 'open'>();
  const totalsOf = (reference: string, depth: number): Totals => {
    const counted = known.get(reference);
    if (counted === 'open') throw new ParseFailure('unreadable_file', 'an object holds itself');
    if (counted) return counted;
    if (depth > deepestComponents)
      throw new ParseFailure('too_large', `components are nested deeper than ${deepestComponents}`);
    known.set(reference, 'open');
    const { object, components } = lookUp(find, reference);
    const totals = add(
      { parts: 1, triangles: (object?.indices.length ?? 0) / 3 },
      components.map(({ id }) => totalsOf(id, depth + 1)),
    );
    known.set(reference, totals);
    return totals;
  };
  checkSize(
    add(
      { parts: 0, triangles: 0 },
      items.map(({ id }) => totalsOf(id, 0)),
    ),
  );
}

function add(own: Totals, others: readonly Totals[]): Totals {
  return others.reduce(
    (sum, { parts, triangles }) => ({ parts: sum.parts + parts, triangles: sum.triangles + triangles }),
    own,
  );
}

/** The triangles of an object and of its components. */
function place(find: Find, reference: string, transform: readonly number[], scale: number): PartTriangles[] {
  const { object, components } = lookUp(find, reference);
  if (!object) return [];
  const below = components.flatMap((component) =>
    place(find, component.id, combine(component.transform, transform), scale),
  );
  return object.indices.length === 0 ? below : [trianglesOf(object, transform, scale), ...below];
}

function trianglesOf(
  { name, positions, indices, colours }: ModelObject,
  transform: readonly number[],
  scale: number,
): PartTriangles {
  const count = positions.length / 3;
  if (indices.some((index) => !(index >= 0 && index < count)))
    throw new ParseFailure('unreadable_file', 'an index is out of range');
  const moved = new Float32Array(positions.length);
  for (let at = 0; at < positions.length; at += 3)
    moved.set(
      apply(transform, positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0).map(
        (value) => value * scale,
      ),
      at,
    );
  const [first = -1] = colours;
  // Triangles that stand alone give a printed part its edges; its vertices are shared in the file.
  const apart = new Float32Array(indices.length * 3);
  indices.forEach((index, at) => apart.set(moved.subarray(index * 3, index * 3 + 3), at * 3));
  if (colours.every((colour) => colour === first)) return { name, colour: first, positions: apart };
  return { name, colour: -1, positions: apart, vertexColours: cornerColours(colours, 3) };
}

/** Twelve numbers: the rows of a matrix whose last column is 0 0 0 1; a point is a row before it. */
function transformOf(tag: Tag): readonly number[] {
  const numbers = (tag.get('transform') ?? '').trim().split(/\s+/).map(Number);
  return numbers.length === 12 && numbers.every(Number.isFinite) ? numbers : unmoved;
}

function apply(m: readonly number[], x: number, y: number, z: number): number[] {
  return [0, 1, 2].map(
    (column) => x * (m[column] ?? 0) + y * (m[3 + column] ?? 0) + z * (m[6 + column] ?? 0) + (m[9 + column] ?? 0),
  );
}

/** First `inner`, then `outer`. */
function combine(inner: readonly number[], outer: readonly number[]): number[] {
  const rows = [0, 3, 6].map((row) => {
    const [x = 0, y = 0, z = 0] = inner.slice(row, row + 3);
    return apply([...outer.slice(0, 9), 0, 0, 0], x, y, z);
  });
  const [x = 0, y = 0, z = 0] = inner.slice(9);
  return [...rows.flat(), ...apply(outer, x, y, z)];
}

/** `#RRGGBB` or `#RRGGBBAA`. */
function colourOf(text: string | undefined): number {
  const match = /^#([0-9a-f]{6})/i.exec(text ?? '');
  return match?.[1] === undefined ? -1 : Number.parseInt(match[1], 16);
}
