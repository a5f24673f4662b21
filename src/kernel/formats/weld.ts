import type { Mesh } from './mesh';

/**
 * Corners closer than this fraction of the mesh's largest coordinate are one: single precision resolves 6e-8, and two
 * faces can round their common edge differently.
 */
export const samePlace = 1e-6;
/** A corner's own cell comes first, since most corners are known there. */
const neighbours = [0, -1, 1].flatMap((x) => [0, -1, 1].flatMap((y) => [0, -1, 1].map((z) => [x, y, z] as const)));
const itself = neighbours.slice(0, 1);

export interface Welded extends Omit<Mesh, 'normals'> {
  /** Which triangle of the mesh each one was. */
  readonly sources: Uint32Array;
}

/**
 * The same triangles with one corner for each place, so that faces share those at their common edge; without triangles
 * of no area.
 * @param within how close corners are one, as a fraction of the largest coordinate; with 0 only those at the same place
 */
export function weld({ positions, triangles }: Omit<Mesh, 'normals'>, within = samePlace): Welded {
  let largest = 0;
  for (const value of positions) largest = Math.max(largest, Math.abs(value));
  const near = within * largest;
  const cells = new Cells(positions.length / 3);
  // The bits of a number tell one place; -0 is 0.
  const bits = near > 0 ? new Int32Array() : new Int32Array(Float32Array.from(positions, (value) => value + 0).buffer);
  const along = (at: number): number => (near > 0 ? Math.round((positions[at] ?? 0) / near) : (bits[at] ?? 0));
  const around = near > 0 ? neighbours : itself;
  const kept: number[] = [];
  const places = new Uint32Array(positions.length / 3);
  for (let corner = 0; corner < places.length; corner++) {
    const [i, j, k] = [along(3 * corner), along(3 * corner + 1), along(3 * corner + 2)];
    let place: number | undefined;
    for (const [di, dj, dk] of around) if ((place = cells.find(i + di, j + dj, k + dk)) !== undefined) break;
    if (place === undefined) {
      place = cells.add(i, j, k);
      kept.push(corner);
    }
    places[corner] = place;
  }
  const welded = new Float32Array(3 * kept.length);
  kept.forEach((corner, place) => welded.set(positions.subarray(3 * corner, 3 * corner + 3), 3 * place));
  const corners = new Uint32Array(triangles.length);
  const sources = new Uint32Array(triangles.length / 3);
  let count = 0;
  for (let at = 0; at < triangles.length; at += 3) {
    const a = places[triangles[at] ?? 0] ?? 0;
    const b = places[triangles[at + 1] ?? 0] ?? 0;
    const c = places[triangles[at + 2] ?? 0] ?? 0;
    if (a === b || b === c || c === a) continue;
    corners[3 * count] = a;
    corners[3 * count + 1] = b;
    corners[3 * count + 2] = c;
    sources[count++] = at / 3;
  }
  return { positions: welded, triangles: corners.slice(0, 3 * count), sources: sources.slice(0, count) };
}

/** Cells of space that have a number, in the order in which they came. */
class Cells {
  readonly #mask: number;
  /** The number of the cell, plus 1. */
  readonly #slots: Uint32Array;
  readonly #cells: Int32Array;
  #count = 0;

  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.#mask = slots - 1;
    this.#slots = new Uint32Array(slots);
    this.#cells = new Int32Array(3 * most);
  }

  find(i: number, j: number, k: number): number | undefined {
    const found = this.#slots[this.#slotOf(i, j, k)] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  add(i: number, j: number, k: number): number {
    this.#cells.set([i, j, k], 3 * this.#count);
    this.#slots[this.#slotOf(i, j, k)] = ++this.#count;
    return this.#count - 1;
  }

  /** Where the cell is, or may be put. */
  #slotOf(i: number, j: number, k: number): number {
    let slot = (Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    for (; ; slot = (slot + 1) & this.#mask) {
      const at = 3 * ((this.#slots[slot] ?? 0) - 1);
      if (at < 0) return slot;
      if (this.#cells[at] === i && this.#cells[at + 1] === j && this.#cells[at + 2] === k) return slot;
    }
  }
}
