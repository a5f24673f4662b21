import { Matrix3, Matrix4, Vector3 } from 'three';
import { parseJson } from '../../../base/json';
import { inMemory } from '../../../formats/bytes';
import { ParseFailure } from '../../../formats/failure';
import { readGlbFrame } from '../../../formats/glb/frame';
import { checkSize } from '../limits';
import { mendedOf, type Mended } from '../mended';
import type { PartTriangles } from '../meshBuilder';
import { Accessors, type Numbers } from './accessors';
import { Buffers } from './buffers';
import type { Decoders } from './decoders';
import { packedPrimitives, unpackDraco } from './draco';
import { checkExtensions } from './extensions';
import { at, indexIn, isObject, objectIn, objectsIn, textIn, type Json } from './json';
import { materialIndex, materialsOf, type Material } from './materials';
import { packingOf, unpackMeshopt } from './meshopt';
import { hasMesh, instanceCount, instancesOf, nodesOf, otherScenes, type Node } from './nodes';
import { posed, readPrimitive, triangleCount, unshownOf, type Primitive } from './primitive';

/** Loads the decoders, for a file that needs them. */
export type LoadDecoders = () => Promise<Decoders>;

/** glTF is in metres with Y up; here it is mm with Z up. */
const toMillimetres = new Matrix4().set(1000, 0, 0, 0, 0, 0, -1000, 0, 0, 1000, 0, 0, 0, 0, 0, 1);

/**
 * Reads the meshes of a binary glTF 2.0 file. No address in it is ever opened.
 * @throws ParseFailure
 */
export async function parseGlb(
  bytes: Uint8Array,
  loadDecoders?: LoadDecoders,
): Promise<{ readonly parts: PartTriangles[]; readonly mended: readonly Mended[] }> {
  const { json: chunk, binary, spareBytes, isLengthWrong: length } = await readGlbFrame(inMemory(bytes));
  const json = parseJson(new TextDecoder().decode(withoutPadding(bytes.subarray(chunk.start, chunk.end))));
  if (!isObject(json)) throw new ParseFailure('unreadable_file', 'its description is not readable');
  checkVersion(json);
  checkExtensions(json);
  const buffers = new Buffers(json, binary && bytes.subarray(binary.start, binary.end));
  const accessors = await unpackedAccessors(json, buffers, loadDecoders);
  const file = new GlbFile(json, accessors);
  const parts = file.parts();
  if (parts.every(({ positions }) => positions.length === 0)) {
    const isElsewhere = file.isEmpty && objectsIn(json, 'meshes').length > 0;
    throw new ParseFailure(isElsewhere ? 'empty_scene' : file.noted.lines ? 'lines_only' : 'no_triangles');
  }
  const hidden = parts.filter(({ role }) => role === 'hidden').length;
  const scenes = otherScenes(json);
  return {
    parts,
    mended: mendedOf({ length, spare_bytes: spareBytes, textures: file.textures, hidden, ...file.noted, scenes }),
  };
}

/** @throws ParseFailure when what has to be understood is of another version than 2 (glTF 2.0 §3.2) */
function checkVersion(json: Json): void {
  const asset = objectIn(json, 'asset');
  const version = textIn(asset, 'minVersion') || textIn(asset, 'version');
  if (/^\d/.test(version) && !/^2(?:\.|$)/.test(version)) throw new ParseFailure('old_version', version);
}

/** @throws ParseFailure for packed data that can't be unpacked */
async function unpackedAccessors(json: Json, buffers: Buffers, load: LoadDecoders | undefined): Promise<Accessors> {
  const hasPackedViews = objectsIn(json, 'bufferViews').some((view) => packingOf(view) !== undefined);
  const primitives = packedPrimitives(json);
  if (!hasPackedViews && primitives.length === 0) return new Accessors(json, buffers);
  if (!load) throw new ParseFailure('unknown_compression', hasPackedViews ? 'meshopt' : 'Draco');
  const decoders = await load();
  const accessors = new Accessors(json, buffers, unpackMeshopt(decoders.meshopt, json, buffers));
  if (primitives.length > 0) unpackDraco(await decoders.draco(), primitives, json, accessors);
  return accessors;
}

/** The description is padded to a multiple of four bytes, by blanks; some programs take NUL. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

class GlbFile {
  readonly #json: Json;
  readonly #accessors: Accessors;
  readonly #materialOf: (index: number | undefined) => Material;
  readonly #textured = new Set<number>();
  /** The primitives of which something isn't shown as it is in the file. */
  readonly #noted = new Map<Json, Mended['what']>();
  /** Primitives of meshes that don't bend, which may occur several times. */
  readonly #read = new Map<Json, Primitive | undefined>();

  constructor(json: Json, accessors: Accessors) {
    this.#json = json;
    this.#accessors = accessors;
    this.#materialOf = materialsOf(json);
  }

  /** How many materials have pictures, which aren't shown. */
  get textures(): number {
    return this.#textured.size;
  }

  /** How many primitives aren't shown as they are in the file, by what is the matter with them. */
  get noted(): Partial<Record<Mended['what'], number>> {
    const counts: Partial<Record<Mended['what'], number>> = {};
    for (const what of this.#noted.values()) counts[what] = (counts[what] ?? 0) + 1;
    return counts;
  }

  /** Whether the scene has no mesh. */
  isEmpty = false;

  /** @throws ParseFailure */
  parts(): PartTriangles[] {
    const nodes = nodesOf(this.#json).filter(hasMesh);
    this.isEmpty = nodes.length === 0;
    this.#checkTotals(nodes);
    const seen = new Set<Json>();
    return nodes.flatMap((node) =>
      instancesOf(node, this.#accessors).flatMap((world) =>
        this.#primitivesOf(node).flatMap(({ primitive, name }) => {
          const read = this.#primitive(primitive, node);
          const noted = unshownOf(primitive) ?? read?.problem;
          if (noted) this.#noted.set(primitive, noted);
          if (!read) return [];
          const repeated = seen.has(primitive);
          seen.add(primitive);
          const index = materialIndex(primitive);
          const material = this.#materialOf(index);
          if (material.hasTexture && index !== undefined) this.#textured.add(index);
          return [
            {
              ...placed(read, node.json['skin'] === undefined ? world : new Matrix4()),
              name,
              colour: material.colour,
              ...(material.opacity < 1 && { opacity: material.opacity }),
              ...(node.isHidden && { role: 'hidden' as const }),
              repeated,
            },
          ];
        }),
      ),
    );
  }

  /** Counts what would be placed before any of it is. */
  #checkTotals(nodes: readonly Node[]): void {
    const totals = { parts: 0, triangles: 0 };
    for (const node of nodes) {
      const times = instanceCount(node.json, this.#accessors);
      for (const primitive of objectsIn(this.#meshOf(node), 'primitives')) {
        totals.parts += times;
        totals.triangles += times * triangleCount(primitive, this.#accessors);
      }
    }
    checkSize(totals);
  }

  #meshOf({ json }: Node): Json {
    return at(objectsIn(this.#json, 'meshes'), indexIn(json, 'mesh') ?? 0, 'mesh');
  }

  /** Each primitive with the name of what it is a piece of, and of its material where there are several. */
  #primitivesOf(node: Node): { readonly primitive: Json; readonly name: string }[] {
    const mesh = this.#meshOf(node);
    const name = textIn(node.json, 'name') || textIn(mesh, 'name');
    const primitives = objectsIn(mesh, 'primitives');
    if (primitives.length < 2) return primitives.map((primitive) => ({ primitive, name }));
    return primitives.map((primitive, index) => {
      const own = this.#materialOf(materialIndex(primitive)).name || `${index + 1}`;
      return { primitive, name: name === '' ? own : `${name} (${own})` };
    });
  }

  #primitive(primitive: Json, node: Node): Primitive | undefined {
    const mesh = this.#meshOf(node);
    const weights = weightsIn(node.json) ?? weightsIn(mesh) ?? [];
    const skin = indexIn(node.json, 'skin');
    // One that is bent by its node looks different in another one.
    const isOwn = skin !== undefined || weightsIn(node.json) !== undefined;
    if (!isOwn && this.#read.has(primitive)) return this.#read.get(primitive);
    const { factor } = this.#materialOf(materialIndex(primitive));
    const read = readPrimitive(primitive, this.#accessors, weights, factor);
    if (skin !== undefined) return read && posed(primitive, this.#accessors, read, this.#jointsOf(skin));
    if (!isOwn) this.#read.set(primitive, read);
    return read;
  }

  readonly #joints = new Map<number, Matrix4[]>();

  #jointsOf(skin: number): Matrix4[] {
    const known = this.#joints.get(skin);
    if (known) return known;
    const joints = this.#readJoints(skin);
    this.#joints.set(skin, joints);
    return joints;
  }

  #readJoints(skin: number): Matrix4[] {
    const json = at(objectsIn(this.#json, 'skins'), skin, 'skin');
    const worlds = new Map(nodesOf({ ...this.#json, scenes: undefined }).map(({ index, world }) => [index, world]));
    const index = indexIn(json, 'inverseBindMatrices');
    const inverse = index === undefined ? undefined : this.#accessors.read(index).values;
    const joints: unknown = json['joints'];
    return (Array.isArray(joints) ? joints : []).map((joint: unknown, place) => {
      const world = worlds.get(Number(joint)) ?? new Matrix4();
      const bind = new Matrix4();
      if (inverse) bind.fromArray(inverse, place * 16);
      return new Matrix4().multiplyMatrices(world, bind);
    });
  }
}

function weightsIn(json: Json): readonly number[] | undefined {
  const weights: unknown = json['weights'];
  return Array.isArray(weights) ? weights.map((weight) => Number(weight)) : undefined;
}

/** Without normals a primitive is to look flat (glTF 2.0 §3.7.2.1), so its triangles are separated. */
function placed(
  { positions, normals, indices, colours }: Primitive,
  world: Matrix4,
): Omit<PartTriangles, 'name' | 'colour'> {
  const matrix = new Matrix4().multiplyMatrices(toMillimetres, world);
  // Mirrored triangles are reversed, so that their outer sides stay outside.
  const turned = matrix.determinant() < 0;
  const order = turned
    ? indices.map((_, corner) => indices[corner - (corner % 3) + ([0, 2, 1][corner % 3] ?? 0)] ?? 0)
    : indices;
  // Where one axis is stretched more than another, normals lean the other way.
  const upright = new Matrix3().getNormalMatrix(matrix);
  const moved = transformed(positions, (point) => point.applyMatrix4(matrix));
  if (normals)
    return {
      positions: moved,
      normals: transformed(normals, (direction) => direction.applyMatrix3(upright).normalize()),
      indices: order,
      vertexColours: colours,
    };
  const apart = new Float32Array(order.length * 3);
  order.forEach((vertex, corner) => apart.set(moved.subarray(vertex * 3, vertex * 3 + 3), corner * 3));
  const apartColours = colours && new Uint8Array(order.length * 3);
  if (apartColours)
    order.forEach((vertex, corner) => apartColours.set(colours.subarray(vertex * 3, vertex * 3 + 3), corner * 3));
  return { positions: apart, vertexColours: apartColours };
}

function transformed(values: Numbers, move: (vector: Vector3) => unknown): Float32Array {
  const result = new Float32Array(values.length);
  const vector = new Vector3();
  for (let at = 0; at < values.length; at += 3) {
    move(vector.fromArray(values, at));
    vector.toArray(result, at);
  }
  return result;
}
