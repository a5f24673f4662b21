import type { Feature } from '../../../kernel/specification';
import type { Surface } from './surface';
import { add, type Vector } from './body';
import type { Group } from './groups';
import { normalOf, onFace } from './turning';

export type AxisIndex = 0 | 1 | 2;

/** What is seen of a body or an opening along an axis: a circle or a rectangle, at a place across that axis. */
export interface Footprint {
  readonly at: readonly [number, number];
  readonly size: readonly [number, number];
  readonly round: boolean;
}

/** What is cut out of a solid along an axis, from a low to a high place on that. */
export interface Opening extends Footprint {
  readonly axis: AxisIndex;
  readonly low: number;
  readonly high: number;
}

/** The other two axes. */
export function acrossOf(axis: AxisIndex): readonly [AxisIndex, AxisIndex] {
  return axis === 0 ? [1, 2] : axis === 1 ? [0, 2] : [0, 1];
}

/** Round holes, pockets and bores of a solid. Others are left out: what lies in one of them is refused. */
export function openingsOf({ bodies, like, features }: Group): Opening[] {
  const own = bodies.flatMap(({ body }) =>
    body.surfaces.flatMap((surface) => {
      const opening = boreOf(surface);
      return opening ? [opening] : [];
    }),
  );
  if (!like) return [...own, ...features.flatMap((feature) => cutBy(feature))];
  const cuts = like.group.features.flatMap((feature) => cutBy(feature));
  return [...own, ...cuts.map((opening) => movedBy(opening, like.by))];
}

function movedBy(opening: Opening, by: Vector): Opening {
  const [u, v] = acrossOf(opening.axis);
  return {
    ...opening,
    at: [opening.at[0] + by[u], opening.at[1] + by[v]],
    low: opening.low + by[opening.axis],
    high: opening.high + by[opening.axis],
  };
}

function boreOf({ bore, depth, direction, center }: Surface): Opening | undefined {
  return bore === undefined
    ? undefined
    : openingAt(direction, center, { size: [bore, bore], round: true, deep: depth, above: 0 });
}

function openingAt(
  direction: Surface['direction'],
  center: readonly [number, number, number],
  { size, round, deep, above }: Pick<Footprint, 'size' | 'round'> & { readonly deep: number; readonly above: number },
): Opening {
  const normal = normalOf(direction);
  const axis = normal.findIndex((value) => value !== 0) as AxisIndex;
  const sign = normal[axis] < 0 ? -1 : 1;
  const [u, v] = acrossOf(axis);
  const ends = [center[axis] - sign * deep, center[axis] + sign * above];
  return { axis, at: [center[u], center[v]], size, round, low: Math.min(...ends), high: Math.max(...ends) };
}

function cutBy(feature: Feature): Opening[] {
  if (feature.operation !== 'cut' || feature.rotate !== undefined) return [];
  const { shape, at = [0, 0, 0], direction = 'z' } = feature;
  return pointsOf(feature).flatMap((point) => {
    const center = add(at, onFace(direction, [point[0], point[1]]));
    const of = (size: readonly [number, number], round: boolean, deep: number, above: number): Opening[] => [
      openingAt(direction, center, { size, round, deep, above }),
    ];
    if (shape.kind === 'hole')
      return of([shape.diameter, shape.diameter], true, shape.depth === 'through' ? Infinity : shape.depth, 0);
    if (shape.kind === 'cylinder') return of([shape.diameter, shape.diameter], true, 0, shape.height);
    return [];
  });
}

/** Where the copies of a cut are in its own frame. Of patterns that holes don't have none is known. */
function pointsOf({ pattern }: Extract<Feature, { shape: unknown }>): readonly (readonly [number, number])[] {
  if (!pattern) return [[0, 0]];
  return pattern.kind === 'points' ? pattern.points.map(([x, y]) => [x, y] as const) : [];
}

/** Whether one lies whole within the other. */
export function isWithin(inner: Footprint, outer: Footprint): boolean {
  const [dx, dy] = [Math.abs(inner.at[0] - outer.at[0]), Math.abs(inner.at[1] - outer.at[1])];
  if (!outer.round)
    return dx + inner.size[0] / 2 <= outer.size[0] / 2 + near && dy + inner.size[1] / 2 <= outer.size[1] / 2 + near;
  if (inner.round) return Math.hypot(dx, dy) + inner.size[0] / 2 <= outer.size[0] / 2 + near;
  return Math.hypot(dx + inner.size[0] / 2, dy + inner.size[1] / 2) <= outer.size[0] / 2 + near;
}

/** Whether two share no more than a line. */
export function isApart(one: Footprint, other: Footprint): boolean {
  const [dx, dy] = [Math.abs(one.at[0] - other.at[0]), Math.abs(one.at[1] - other.at[1])];
  if (one.round && other.round) return Math.hypot(dx, dy) >= (one.size[0] + other.size[0]) / 2 - near;
  if (!one.round && !other.round)
    return dx >= (one.size[0] + other.size[0]) / 2 - near || dy >= (one.size[1] + other.size[1]) / 2 - near;
  const [circle, box] = one.round ? [one, other] : [other, one];
  const [x, y] = [Math.max(0, dx - box.size[0] / 2), Math.max(0, dy - box.size[1] / 2)];
  return Math.hypot(x, y) >= circle.size[0] / 2 - near;
}

const near = 1e-6;
