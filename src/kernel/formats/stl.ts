import type { Mesh } from './mesh';
import { samePlace, weld } from './weld';

const headerLength = 80;
const triangleLength = 50;

/** How many mm the units have that files are written in. */
export const unitsMm = { mm: 1, inch: 25.4 } as const;
export type LengthUnit = keyof typeof unitsMm;

/**
 * Binary STL of all bodies: 80 bytes of text, a count, and for each triangle its normal and its corners.
 * @param within how close corners are one: see `weld`
 */
export function writeStl(meshes: readonly Mesh[], unit: LengthUnit = 'mm', within = samePlace): Uint8Array {
  const welded = meshes.map((mesh) => weld(mesh, within));
  const count = welded.reduce((sum, { triangles }) => sum + triangles.length / 3, 0);
  const bytes = new Uint8Array(headerLength + 4 + count * triangleLength);
  bytes.set(new TextEncoder().encode(`Makistry CAD, lengths in ${unit === 'mm' ? 'mm' : 'inches'}`));
  const view = new DataView(bytes.buffer);
  const put = (at: number, value: number): number => {
    view.setFloat32(at, value, true);
    return at + 4;
  };
  view.setUint32(headerLength, count, true);
  let at = headerLength + 4;
  for (const { positions, triangles } of welded) {
    for (let index = 0; index < triangles.length; index += 3) {
      const corners = [0, 1, 2].map((corner) =>
        [0, 1, 2].map((axis) => positions[3 * (triangles[index + corner] ?? 0) + axis] ?? 0),
      );
      for (const value of normalOf(corners)) at = put(at, value);
      for (const value of corners.flat()) at = put(at, value / unitsMm[unit]);
      at += 2;
    }
  }
  return bytes;
}

function normalOf([a = [], b = [], c = []]: readonly number[][]): number[] {
  const [ux = 0, uy = 0, uz = 0] = b.map((value, axis) => value - (a[axis] ?? 0));
  const [vx = 0, vy = 0, vz = 0] = c.map((value, axis) => value - (a[axis] ?? 0));
  const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(...normal);
  return length > 0 ? normal.map((value) => value / length) : [0, 0, 0];
}
