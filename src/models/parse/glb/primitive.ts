import { Vector3, type Matrix4 } from 'three';
import { ParseFailure } from '../../../formats/failure';
import type { Accessors, Elements, Numbers } from './accessors';
import { coloursOf, type ColourProblem } from './vertexColours';
import { indexIn, objectIn, objectsIn, type Json } from './json';

/** The triangles of a primitive, in the coordinates of its mesh. */
export interface Primitive {
  /** Three numbers for each vertex. */
  readonly positions: Numbers;
  readonly normals: Numbers | undefined;
  /** Three for each triangle. */
  readonly indices: Uint32Array;
  /** Three bytes for each vertex. */
  readonly colours: Uint8Array | undefined;
  /** What is the matter with the colours in the file. */
  readonly problem: ColourProblem | undefined;
}

/** How the vertices make triangles (glTF 2.0 §3.7.2.1); the modes before are points and lines. */
const [triangles, strip, fan] = [4, 5, 6];

/** @throws ParseFailure for a mode that glTF doesn't have: what the vertices mean isn't known then */
function modeOf(primitive: Json): number {
  const mode = indexIn(primitive, 'mode') ?? triangles;
  if (mode > fan) throw new ParseFailure('unreadable_file', 'a primitive is of an unknown kind');
  return mode;
}

/** What of a primitive can't be shown, if anything: it is of points or lines, or has no corners. */
export function unshownOf(primitive: Json): 'lines' | 'empty_objects' | undefined {
  if (modeOf(primitive) < triangles) return 'lines';
  return indexIn(objectIn(primitive, 'attributes') ?? {}, 'POSITION') === undefined ? 'empty_objects' : undefined;
}

/** How many triangles a primitive has. @throws ParseFailure */
export function triangleCount(primitive: Json, accessors: Accessors): number {
  const mode = modeOf(primitive);
  const source = indexIn(primitive, 'indices') ?? indexIn(objectIn(primitive, 'attributes') ?? {}, 'POSITION');
  const corners = source === undefined ? 0 : accessors.countOf(source);
  if (mode === triangles) return Math.floor(corners / 3);
  return mode === strip || mode === fan ? Math.max(0, corners - 2) : 0;
}

/**
 * @param weights how much of each morph target is added, by default
 * @param factor of the material, with which the colours of vertices are multiplied
 * @returns undefined for points and lines
 * @throws ParseFailure
 */
export function readPrimitive(
  primitive: Json,
  accessors: Accessors,
  weights: readonly number[],
  factor: readonly number[],
): Primitive | undefined {
  const attributes = objectIn(primitive, 'attributes') ?? {};
  const position = indexIn(attributes, 'POSITION');
  if (position === undefined || triangleCount(primitive, accessors) === 0) return undefined;
  const vertices = accessors.read(position);
  if (vertices.width !== 3) throw new ParseFailure('unreadable_file', 'positions have not three numbers');
  const index = indexIn(primitive, 'indices');
  const order = index === undefined ? undefined : Uint32Array.from(accessors.read(index).values);
  const indices = trianglesOf(modeOf(primitive), order ?? counted(vertices.count));
  if (indices.some((vertex) => vertex >= vertices.count))
    throw new ParseFailure('unreadable_file', 'an index is out of range');
  const positions = vertices.values;
  addTargets(positions, primitive, accessors, weights);
  const normal = indexIn(attributes, 'NORMAL');
  const normals = normal === undefined ? undefined : accessors.read(normal).values;
  return {
    positions,
    normals: normals?.length === positions.length ? normals : undefined,
    indices,
    ...coloursOf(attributes, accessors, vertices.count, factor),
  };
}

function counted(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at);
}

function trianglesOf(mode: number, order: Uint32Array): Uint32Array {
  if (mode === triangles) return order.slice(0, order.length - (order.length % 3));
  const result = new Uint32Array(Math.max(0, order.length - 2) * 3);
  for (let at = 0; at + 2 < order.length; at++) {
    // Every second triangle of a strip runs the other way round.
    const [a, b, c] = mode === fan ? [0, at + 1, at + 2] : at % 2 === 0 ? [at, at + 1, at + 2] : [at + 1, at, at + 2];
    result.set([order[a] ?? 0, order[b] ?? 0, order[c] ?? 0], at * 3);
  }
  return result;
}

function addTargets(positions: Numbers, primitive: Json, accessors: Accessors, weights: readonly number[]): void {
  objectsIn(primitive, 'targets').forEach((target, at) => {
    const weight = weights[at] ?? 0;
    const index = indexIn(target, 'POSITION');
    if (weight === 0 || index === undefined) return;
    accessors.read(index).values.forEach((value, number) => {
      positions[number] = (positions[number] ?? 0) + weight * value;
    });
  });
}

/**
 * Bends a primitive's vertices by its skin as it is posed in the file (glTF 2.0 §3.7.3.3).
 * @param joints for each joint, the transform from the mesh's coordinates to the joint's pose
 */
export function posed(primitive: Json, accessors: Accessors, read: Primitive, joints: readonly Matrix4[]): Primitive {
  const influences = influencesOf(objectIn(primitive, 'attributes') ?? {}, accessors);
  if (influences.length === 0) return read;
  const positions = new Float64Array(read.positions.length);
  const [from, moved] = [new Vector3(), new Vector3()];
  for (let vertex = 0; vertex * 3 < positions.length; vertex++) {
    const shares = influences.flatMap(([places, weights]) =>
      Array.from({ length: places.width }, (_, slot) => ({
        joint: joints[places.values[vertex * places.width + slot] ?? 0],
        share: weights.values[vertex * weights.width + slot] ?? 0,
      })),
    );
    const total = shares.reduce((sum, { share }) => sum + share, 0);
    // One that belongs to no joint moves with the first that it names.
    const counted = total > 0 ? shares : shares.slice(0, 1).map(({ joint }) => ({ joint, share: 1 }));
    for (const { joint, share } of counted) {
      if (share === 0 || !joint) continue;
      moved.copy(from.fromArray(read.positions, vertex * 3)).applyMatrix4(joint);
      for (const [axis, value] of moved.toArray().entries())
        positions[vertex * 3 + axis] = (positions[vertex * 3 + axis] ?? 0) + (share / (total || 1)) * value;
    }
  }
  return { ...read, positions, normals: undefined };
}

/**
 * The joints of vertices and how much they belong to each: four in a set, of which there may be several. The shares
 * should come to 1, and don't where they are rounded.
 */
function influencesOf(attributes: Json, accessors: Accessors): (readonly [joints: Elements, weights: Elements])[] {
  const found: (readonly [Elements, Elements])[] = [];
  for (let set = 0; ; set++) {
    const [which, weight] = [indexIn(attributes, `JOINTS_${set}`), indexIn(attributes, `WEIGHTS_${set}`)];
    if (which === undefined || weight === undefined) return found;
    found.push([accessors.read(which), accessors.read(weight)]);
  }
}
