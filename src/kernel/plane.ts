export type Point2 = readonly [x: number, y: number];

/** A segment: a line to a point, an arc through another point, a parabola, or a smooth curve. */
export type Segment = { readonly to: Point2; readonly via?: Point2 | undefined } | Parabola | Curve;

/** The tangents at both of its ends meet in the control point (a quadratic Bézier curve). */
export interface Parabola {
  readonly to: Point2;
  readonly control: Point2;
}

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

/** A closed outline: a circle, an ellipse, or segments from a start back to it. */
export type Outline =
  | { readonly circle: number; readonly centre: Point2 }
  /** `ellipse` is its size along its own axes, which are turned by `turn` degrees. */
  | { readonly ellipse: Point2; readonly centre: Point2; readonly turn: number }
  | { readonly start: Point2; readonly segments: readonly Segment[] };

export const origin: Point2 = [0, 0];

/** Turned about the origin by degrees first, then moved. */
export function moved(
  outline: Outline,
  { at, turn = 0 }: { readonly at?: Point2 | undefined; readonly turn?: number | undefined },
): Outline {
  if (!at && turn === 0) return outline;
  const [cos, sin] = [cosine(turn), cosine(turn - 90)];
  const turned = ([x, y]: Point2): Point2 => [x * cos - y * sin, x * sin + y * cos];
  const place = (point: Point2): Point2 => {
    const [x, y] = turned(point);
    return [x + (at?.[0] ?? 0), y + (at?.[1] ?? 0)];
  };
  if ('circle' in outline) return { ...outline, centre: place(outline.centre) };
  if ('ellipse' in outline) return { ...outline, centre: place(outline.centre), turn: outline.turn + turn };
  return {
    start: place(outline.start),
    segments: outline.segments.map((segment) =>
      'through' in segment
        ? {
            ...segment,
            to: place(segment.to),
            through: segment.through.map(place),
            directions: [turned(segment.directions[0]), turned(segment.directions[1])],
          }
        : 'control' in segment
          ? { to: place(segment.to), control: place(segment.control) }
          : { to: place(segment.to), ...(segment.via && { via: place(segment.via) }) },
    ),
  };
}

/** Exact at the multiples of 90°, so that what is square stays square. */
export function cosine(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360;
  return turn % 90 === 0 ? ([1, 0, -1, 0][turn / 90] ?? 0) : Math.cos((turn * Math.PI) / 180);
}

/** @param angle in radians from the X axis */
export function onCircle(radius: number, angle: number): Point2 {
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

export function apart([ax, ay]: Point2, [bx, by]: Point2): number {
  return Math.hypot(ax - bx, ay - by);
}
