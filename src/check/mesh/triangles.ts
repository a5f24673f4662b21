import { weld } from '../../models/parse/meshEdges';
import type { Vector } from '../../kernel/stepModel';
import type { Work } from './work';

/** The triangles of a model with what lies at their edges. Lengths in mm. */
export interface TriangleSurface {
  readonly count: number;
  /** Numbers of the triangles in the file, as the preview draws them. */
  readonly numbers: Uint32Array;
  /** Three numbers for each vertex. */
  readonly places: Float32Array;
  /** Three vertices for each triangle; those at one place are one. */
  readonly corners: Uint32Array;
  /** Out of the body; of length 0 where a triangle has no area. */
  readonly normals: Float64Array;
  readonly areas: Float64Array;
  /** For each edge of each triangle the triangle behind it, or -1: none, or several. */
  readonly across: Int32Array;
  /** Edges with nothing behind them. */
  readonly open: number;
  readonly box: { readonly min: Vector; readonly max: Vector };
  /** The length of the box's diagonal. */
  readonly size: number;
  readonly volume: number;
}

/** @param numbers of the triangles that are looked at */
export function surfaceOf(
  places: Float32Array,
  indices: Uint32Array,
  numbers: Uint32Array,
  work: Work,
): TriangleSurface {
  const count = numbers.length;
  work.spend(count * 12);
  const own = new Uint32Array(count * 3);
  for (let at = 0; at < count; at++)
    for (let corner = 0; corner < 3; corner++) own[3 * at + corner] = indices[3 * (numbers[at] ?? 0) + corner] ?? 0;
  const corners = weld(places, own);
  const { across, open } = edgesOf(corners, places.length / 3, work);
  const box = boxOf(places, corners);
  const { normals, areas, volume } = shapesOf(places, corners, box.min);
  // Inside out: what is outside is told by the volume.
  if (volume < 0) normals.forEach((part, at) => (normals[at] = -part));
  const size = Math.hypot(...[0, 1, 2].map((axis) => (box.max[axis] ?? 0) - (box.min[axis] ?? 0)));
  return { count, numbers, places, corners, normals, areas, across, open, box, size, volume: Math.abs(volume) };
}

function shapesOf(
  places: Float32Array,
  corners: Uint32Array,
  [ox, oy, oz]: Vector,
): Pick<TriangleSurface, 'normals' | 'areas' | 'volume'> {
  const count = corners.length / 3;
  const normals = new Float64Array(count * 3);
  const areas = new Float64Array(count);
  let volume = 0;
  for (let at = 0; at < count; at++) {
    const a = 3 * (corners[3 * at] ?? 0);
    const b = 3 * (corners[3 * at + 1] ?? 0);
    const c = 3 * (corners[3 * at + 2] ?? 0);
    const [ax, ay, az] = [(places[a] ?? 0) - ox, (places[a + 1] ?? 0) - oy, (places[a + 2] ?? 0) - oz];
    const [bx, by, bz] = [(places[b] ?? 0) - ox - ax, (places[b + 1] ?? 0) - oy - ay, (places[b + 2] ?? 0) - oz - az];
    const [cx, cy, cz] = [(places[c] ?? 0) - ox - ax, (places[c + 1] ?? 0) - oy - ay, (places[c + 2] ?? 0) - oz - az];
    const [nx, ny, nz] = [by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx];
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    volume += (ax * nx + ay * ny + az * nz) / 6;
    areas[at] = length / 2;
    if (length === 0) continue;
    normals[3 * at] = nx / length;
    normals[3 * at + 1] = ny / length;
    normals[3 * at + 2] = nz / length;
  }
  return { normals, areas, volume };
}

function boxOf(places: Float32Array, corners: Uint32Array): TriangleSurface['box'] {
  const [min, max] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ] as [[number, number, number], [number, number, number]];
  for (const corner of corners)
    for (const axis of [0, 1, 2] as const) {
      const along = places[3 * corner + axis] ?? 0;
      if (along < min[axis]) min[axis] = along;
      if (along > max[axis]) max[axis] = along;
    }
  return { min, max };
}

/**
 * What is behind each edge, by a hash table with open addressing. Its seed is a random one, so that no file can be made
 * whose edges all fall together.
 */
function edgesOf(corners: Uint32Array, vertices: number, work: Work): Pick<TriangleSurface, 'across' | 'open'> {
  const edges = corners.length;
  const across = new Int32Array(edges).fill(-1);
  const last = 2 ** Math.ceil(Math.log2(edges + 2)) - 1;
  const table = new Int32Array(last + 1);
  const times = new Uint8Array(edges);
  const seed = Math.floor(Math.random() * 2 ** 31) | 1;
  let open = 0;
  let probes = 0;
  for (let edge = 0; edge < edges; edge++) {
    const from = corners[edge] ?? 0;
    const to = corners[edge % 3 === 2 ? edge - 2 : edge + 1] ?? 0;
    if (from === to) continue;
    const [low, high] = from < to ? [from, to] : [to, from];
    let slot = mixed(low ^ Math.imul(high, 0x9e3779b1) ^ seed) & last;
    for (; ; slot = (slot + 1) & last) {
      probes++;
      const known = (table[slot] ?? 0) - 1;
      if (known < 0) {
        table[slot] = edge + 1;
        times[edge] = 1;
        open++;
        break;
      }
      const start = corners[known] ?? 0;
      const end = corners[known % 3 === 2 ? known - 2 : known + 1] ?? 0;
      if ((start !== low || end !== high) && (start !== high || end !== low)) continue;
      const time = (times[known] ?? 0) + 1;
      times[known] = Math.min(time, 3);
      if (time === 2) {
        open--;
        across[known] = Math.floor(edge / 3);
        across[edge] = Math.floor(known / 3);
      } else if (time === 3) {
        // Of three or more none goes on in another one.
        const other = across[known] ?? -1;
        across[known] = -1;
        for (let side = 3 * other; other >= 0 && side < 3 * other + 3; side++)
          if (across[side] === Math.floor(known / 3)) across[side] = -1;
      }
      break;
    }
    if (probes > 1024) {
      work.spend(probes);
      probes = 0;
    }
  }
  work.spend(probes + vertices);
  return { across, open };
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
