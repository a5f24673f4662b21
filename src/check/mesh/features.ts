import type { Vector } from '../../kernel/stepModel';
import { type Surfaces } from '../face';
import { dot, plus } from '../../kernel/vectors';
import { roundsOf } from '../rounds';
import { middleOf, turned, type Turn } from '../turns';

/** What fitted surfaces can be compared by: planes, cylinders, cones and balls, from the middle of the box, in mm. */
export interface Feature {
  readonly kind: string;
  readonly direction: Vector;
  /** A point of the plane, the foot of the axis, or a middle. */
  readonly at: Vector;
  /** Radii, and where it begins and ends along the direction. */
  readonly sizes: readonly number[];
  /** Tells features of one plane or axis apart, where it can be told only roughly. */
  readonly centre: Vector;
  /** Half the diagonal of the box: how far out a tilt is told by. */
  readonly reach: number;
}

/** The cosine of the angle that a size may have tilted a plane by. */
const mostTilt = Math.cos((15 * Math.PI) / 180);

/** More than these aren't compared: each is with each. */
const most = 160;

/** Undefined where there are too many of them. */
export function featuresOf(surfaces: Surfaces): readonly Feature[] | undefined {
  const middle = middleOf(surfaces);
  const reach = Math.hypot(...plus(surfaces.box.max, surfaces.box.min, -1)) / 2;
  const features = [...planesOf(surfaces, middle), ...roundsIn(surfaces, middle), ...others(surfaces, middle)].map(
    (feature) => ({ ...feature, reach }),
  );
  return features.length > most ? undefined : features;
}

type PlacedFeature = Omit<Feature, 'reach'>;

/** Planes that lie in one are one: a slot may have cut it into pieces. */
function planesOf({ faces, same }: Surfaces, middle: Vector): PlacedFeature[] {
  const levels: { direction: Vector; at: number; area: number; sum: Vector }[] = [];
  for (const { kind, direction, on, area, centre } of faces) {
    if (kind !== 'plane' || !direction || !on) continue;
    const at = dot(plus(on, middle, -1), direction);
    const from = plus(centre, middle, -1);
    const known = levels.find(
      (level) => dot(level.direction, direction) > 1 - 1e-7 && Math.abs(level.at - at) < 10 * same,
    );
    if (!known) levels.push({ direction, at, area, sum: scaled(from, area) });
    else {
      known.area += area;
      known.sum = plus(known.sum, from, area);
    }
  }
  return levels.map(({ direction, at, area, sum }) => ({
    kind: 'plane',
    direction,
    at: scaled(direction, at),
    sizes: [],
    centre: scaled(sum, 1 / (area || 1)),
  }));
}

function roundsIn({ faces, same }: Surfaces, middle: Vector): PlacedFeature[] {
  return roundsOf(faces, same).map(({ radius, on, direction, hollow, along: [from, to], isWhole }) => {
    const offset = plus(on, middle, -1);
    const foot = plus(offset, direction, -dot(offset, direction));
    const base = dot(middle, direction);
    return {
      kind: `${hollow ? 'hole' : 'pin'} ${isWhole ? 'whole' : 'part'}`,
      direction,
      at: foot,
      sizes: [radius, from - base, to - base],
      centre: plus(foot, direction, (from + to) / 2 - base),
    };
  });
}

function others({ faces }: Surfaces, middle: Vector): PlacedFeature[] {
  return faces.flatMap(({ kind, on, direction = [0, 0, 1], radius = 0, otherRadius = 0, hollow, centre, along }) => {
    if (!on || (kind !== 'cone' && kind !== 'sphere')) return [];
    const at = plus(on, middle, -1);
    const height = along ? along[1] - along[0] : 0;
    const sizes = kind === 'cone' ? [radius, otherRadius, height] : [radius];
    return [{ kind: `${kind} ${String(hollow)}`, direction, at, sizes, centre: plus(centre, middle, -1) }];
  });
}

/** The features of a part that is turned about the middle of its box. */
export function turnedFeatures(features: readonly Feature[], turn: Turn): Feature[] {
  return features.map((feature) => ({
    ...feature,
    direction: turned(turn, feature.direction),
    at: turned(turn, feature.at),
    centre: turned(turn, feature.centre),
  }));
}

/** How one differs from another in mm: undefined where they can't be the same thing. */
export function offBy(one: Feature, other: Feature): number[] | undefined {
  if (one.kind !== other.kind) return undefined;
  const along = dot(one.direction, other.direction);
  const isBall = one.kind.startsWith('sphere');
  const isPlane = one.kind === 'plane';
  if (!isBall && (isPlane ? along < mostTilt : Math.abs(along) < 1 - 1e-6)) return undefined;
  const between = plus(other.at, one.at, -1);
  if (isPlane) {
    const tilt = scaled(plus(other.direction, one.direction, -1), one.reach);
    return [dot(other.at, other.direction) - dot(one.at, one.direction), ...tilt];
  }
  // An axis has no way: its ends change places then.
  const [radius = 0, from = 0, to = 0] = other.sizes;
  const isRound = one.kind.startsWith('hole') || one.kind.startsWith('pin');
  const sizes = isRound && along < 0 ? [radius, -to, -from] : other.sizes;
  return [...between, ...sizes.map((size, at) => size - (one.sizes[at] ?? 0))];
}

/** For each of some features what is most like it among others, each used once; -1 where nothing is. */
export function pairsOf(some: readonly Feature[], others: readonly Feature[], far: number): Int32Array {
  const pairs: { one: number; other: number; cost: number }[] = [];
  some.forEach((feature, one) =>
    others.forEach((another, other) => {
      const cost = costOf(feature, another);
      if (cost < far) pairs.push({ one, other, cost });
    }),
  );
  pairs.sort((a, b) => a.cost - b.cost);
  const found = new Int32Array(some.length).fill(-1);
  const taken = new Uint8Array(others.length);
  for (const { one, other } of pairs)
    if (found[one] === -1 && taken[other] === 0) {
      found[one] = other;
      taken[other] = 1;
    }
  return found;
}

/** How unlike two features are, in mm; without end where they can't be the same thing. */
export function costOf(one: Feature, other: Feature): number {
  const off = offBy(one, other);
  if (!off) return Infinity;
  return Math.hypot(...off) + 0.05 * Math.hypot(...plus(other.centre, one.centre, -1));
}

function scaled(vector: Vector, by: number): Vector {
  return [vector[0] * by, vector[1] * by, vector[2] * by];
}
