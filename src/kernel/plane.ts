export type Point2 = readonly [x: number, y: number];

/** A line to a point, an arc through another one, or a smooth curve. */
export type Segment = { readonly to: Point2; readonly via?: Point2 | undefined } | Curve;

/**
 * A smooth curve through points, the first being where it starts, with unit vectors for its directions at both ends.
 */
export interface Curve {
  readonly to: Point2;
  readonly through: readonly Point2[];
  /** How far along the curve each of the points is, in mm. */
  readonly lengths: readonly number[];
  readonly directions: readonly [from: Point2, to: Point2];
}

/** A closed outline: a circle around the origin, or segments from a start back to it. */
export type Outline = { readonly circle: number } | { readonly start: Point2; readonly segments: readonly Segment[] };

/** @param angle in radians from the X axis */
export function onCircle(radius: number, angle: number): Point2 {
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
