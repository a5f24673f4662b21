import type { Box3 } from 'three';
import { Vector3 } from 'three';

/** How many triangles are drawn while a model is turned that is too slow to draw as it is. */
export const trianglesInMotion = 80_000;
/** A part with fewer triangles stays as it is, since it would lose its form. */
const least = 2000;

/**
 * The indices of a coarser part with about `triangles` triangles. Its box is divided into cells, the first vertex in
 * each stands for all of them, and a triangle stays when its corners are in three cells. It uses the part's own
 * vertices, so they take no more memory.
 * @returns the same indices when there is nothing to gain
 */
export function coarseIndices(
  positions: Float32Array,
  indices: Uint32Array,
  box: Box3,
  triangles: number,
): Uint32Array {
  if (indices.length / 3 <= Math.max(triangles, least)) return indices;
  // A closed surface goes through about six times the square of the cells along a side, with two triangles in each.
  const cells = Math.max(4, Math.ceil(Math.sqrt(triangles / 12)));
  const size = box.getSize(new Vector3());
  const longest = Math.max(size.x, size.y, size.z, 1e-30);
  const scale = cells / longest;
  const [nx, ny, nz] = [size.x, size.y, size.z].map((side) => Math.max(1, Math.ceil(side * scale)));
  const cellOf = (vertex: number): number => {
    const along = (axis: number, low: number, count = 1): number =>
      Math.min(count - 1, Math.max(0, Math.floor(((positions[vertex * 3 + axis] ?? 0) - low) * scale)));
    return (along(2, box.min.z, nz) * (ny ?? 1) + along(1, box.min.y, ny)) * (nx ?? 1) + along(0, box.min.x, nx);
  };
  const first = new Int32Array((nx ?? 1) * (ny ?? 1) * (nz ?? 1)).fill(-1);
  const standIn = (vertex: number): number => {
    const cell = cellOf(vertex);
    const known = first[cell] ?? -1;
    if (known !== -1) return known;
    first[cell] = vertex;
    return vertex;
  };
  const kept: number[] = [];
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const a = standIn(indices[at] ?? 0);
    const b = standIn(indices[at + 1] ?? 0);
    const c = standIn(indices[at + 2] ?? 0);
    if (a !== b && b !== c && c !== a) kept.push(a, b, c);
  }
  return Uint32Array.from(kept);
}
