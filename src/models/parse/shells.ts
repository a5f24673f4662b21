import type { Box } from '../../kernel/stepModel';
import { cross } from './meshBuilder';
import { boxOfTriangles, opposite, sumsOf, type Sums } from './sums';

/** Triangles that hang together by their edges and leave no opening. */
export interface Shell {
  readonly indices: Uint32Array;
  readonly sums: Sums;
}

/** The shells of a part. @param shellOf of each triangle: the same number for those that hang together */
export function shellsOf(positions: Float32Array, indices: Uint32Array, shellOf: Uint32Array): Shell[] {
  const counts = new Map<number, number>();
  for (const shell of shellOf) counts.set(shell, (counts.get(shell) ?? 0) + 1);
  if (counts.size < 2) return [{ indices, sums: sumsOf(positions, indices) }];
  const found = new Map([...counts].map(([shell, count]) => [shell, { own: new Uint32Array(count * 3), at: 0 }]));
  shellOf.forEach((shell, triangle) => {
    const list = found.get(shell);
    if (!list) return;
    list.own.set(indices.subarray(triangle * 3, triangle * 3 + 3), list.at);
    list.at += 3;
  });
  return [...found.values()].map(({ own }) => ({ indices: own, sums: sumsOf(positions, own) }));
}

/** So many triangles are looked at to find out what is inside of what; what is left then counts as it looks. */
const mostTests = 20_000_000;

/**
 * The sums of shells, of which each counts by whether there is more inside of it than around it: a hollow takes away,
 * be it in a body that is inside out, and a body that is inside out beside others adds.
 * @returns the sums, and how many bodies are inside out beside others that aren't
 */
export function sumsOfShells(
  positions: Float32Array,
  shells: readonly Shell[],
): { readonly sums: Sums[]; readonly insideOut: number } {
  const isTurned = (shell: Shell): boolean => shell.sums.volume < 0;
  if (!shells.some(isTurned) || shells.length < 2) return { sums: shells.map(({ sums }) => sums), insideOut: 0 };
  const boxed = shells.map((shell) => ({ shell, box: boxOfTriangles(positions, shell.indices) }));
  let left = mostTests;
  let [turned, upright] = [0, 0];
  const sums = boxed.map((one) => {
    const point = middleOfTriangle(positions, one.shell.indices);
    const side = isTurned(one.shell) ? -1 : 1;
    let around = 0;
    for (const other of boxed) {
      // What isn't inside out is only changed by what is.
      if (other === one || (side > 0 && !isTurned(other.shell)) || !holds(other.box, point)) continue;
      left -= other.shell.indices.length / 3;
      if (left < 0) return one.shell.sums;
      around += windings(positions, other.shell.indices, point);
    }
    const counts = Math.abs(around + side) - Math.abs(around);
    if (counts > 0 && side < 0) turned++;
    if (counts > 0 && side > 0) upright++;
    return counts === side ? one.shell.sums : opposite(one.shell.sums);
  });
  return { sums, insideOut: upright > 0 ? turned : 0 };
}

type Point = readonly [x: number, y: number, z: number];

function middleOfTriangle(positions: Float32Array, indices: Uint32Array): Point {
  const along = (axis: number): number =>
    [0, 1, 2].reduce((sum, corner) => sum + (positions[(indices[corner] ?? 0) * 3 + axis] ?? 0) / 3, 0);
  return [along(0), along(1), along(2)];
}

function holds({ min, max }: Box, point: Point): boolean {
  return point.every((value, axis) => value >= (min[axis] ?? 0) && value <= (max[axis] ?? 0));
}

/** Along no side of anything that people draw. */
const ray: Point = [0.531_17, 0.278_91, 0.800_03];

/** How often triangles go around a point: each that a ray from it meets counts by the side that it is met from. */
function windings(positions: Float32Array, indices: Uint32Array, [x, y, z]: Point): number {
  let found = 0;
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const [a, b, c] = [(indices[at] ?? 0) * 3, (indices[at + 1] ?? 0) * 3, (indices[at + 2] ?? 0) * 3];
    const normal = cross(positions, a, b, c);
    const steep = normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2];
    if (steep === 0) continue;
    const to = (corner: number): Point => [
      (positions[corner] ?? 0) - x,
      (positions[corner + 1] ?? 0) - y,
      (positions[corner + 2] ?? 0) - z,
    ];
    const [first, second, third] = [to(a), to(b), to(c)];
    if ((first[0] * normal[0] + first[1] * normal[1] + first[2] * normal[2]) / steep <= 0) continue;
    const sides = [sideOf(first, second), sideOf(second, third), sideOf(third, first)];
    if (sides.every((side) => side > 0) || sides.every((side) => side < 0)) found += Math.sign(steep);
  }
  return found;
}

/** On which side of the ray two points pass. */
function sideOf([ax, ay, az]: Point, [bx, by, bz]: Point): number {
  return ray[0] * (ay * bz - az * by) + ray[1] * (az * bx - ax * bz) + ray[2] * (ax * by - ay * bx);
}
