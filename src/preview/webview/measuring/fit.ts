import type { Vector } from '../../../kernel/stepModel';
import { dot, leastAxis, cross, plus } from '../../../kernel/vectors';

export const lengthOf = (a: Vector): number => Math.hypot(...a);

/** @returns undefined for a vector of no length */
export function unit(a: Vector): Vector | undefined {
  const length = lengthOf(a);
  return length > 0 ? [a[0] / length, a[1] / length, a[2] / length] : undefined;
}

export function mean(points: readonly Vector[]): Vector {
  const sum = points.reduce<Vector>((total, point) => plus(total, point), [0, 0, 0]);
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

/** The direction in which points are spread least: the normal of the plane that fits them best. */
export function leastSpread(points: readonly Vector[]): Vector {
  const centre = mean(points);
  const sums = [0, 0, 0, 0, 0, 0];
  for (const point of points) {
    const [x, y, z] = plus(point, centre, -1);
    for (const [at, product] of [x * x, x * y, x * z, y * y, y * z, z * z].entries())
      sums[at] = (sums[at] ?? 0) + product;
  }
  return leastAxis(sums).direction;
}

/**
 * The point nearest to `near` of the axis that the normals of a surface of revolution all meet: for each point, the
 * axis lies in the plane of its normal and the axis' direction.
 * @returns undefined where all normals are parallel
 */
export function axisThrough(
  points: readonly Vector[],
  normals: readonly Vector[],
  direction: Vector,
  near: Vector,
): Vector | undefined {
  const across = unit(cross(direction, Math.abs(direction[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]));
  if (!across) return undefined;
  const other = cross(direction, across);
  let [aa, ab, bb, ac, bc] = [0, 0, 0, 0, 0];
  for (const [at, point] of points.entries()) {
    const side = cross(direction, normals[at] ?? direction);
    const [a, b, c] = [dot(side, across), dot(side, other), dot(side, plus(point, near, -1))];
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ac += a * c;
    bc += b * c;
  }
  const determinant = aa * bb - ab * ab;
  if (determinant <= 1e-9 * Math.max(aa, bb) ** 2) return undefined;
  const [x, y] = [(ac * bb - bc * ab) / determinant, (bc * aa - ac * ab) / determinant];
  return plus(plus(near, across, x), other, y);
}

export interface Circle {
  readonly centre: Vector;
  readonly direction: Vector;
  readonly radius: number;
}

/** The circle through three points. @returns undefined where they lie on a line */
export function circleThrough(a: Vector, b: Vector, c: Vector): Circle | undefined {
  const [ab, ac] = [plus(b, a, -1), plus(c, a, -1)];
  const normal = cross(ab, ac);
  const square = dot(normal, normal);
  const direction = unit(normal);
  const [bb, cc] = [dot(ab, ab), dot(ac, ac)];
  if (!direction || square <= 1e-18 * bb * cc) return undefined;
  const [one, two] = [cross(normal, ab), cross(ac, normal)];
  const toCentre: Vector = [
    (one[0] * cc + two[0] * bb) / (2 * square),
    (one[1] * cc + two[1] * bb) / (2 * square),
    (one[2] * cc + two[2] * bb) / (2 * square),
  ];
  return { centre: plus(a, toCentre), direction, radius: lengthOf(toCentre) };
}
