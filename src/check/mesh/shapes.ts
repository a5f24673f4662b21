import type { Vector } from '../../kernel/stepModel';
import { dot, cross, plus } from '../../kernel/vectors';
import { LeastSquares } from './leastSquares';

/** A round surface that vertices were fitted to. */
export interface Shape {
  readonly kind: 'cylinder' | 'cone' | 'sphere';
  /** A point of the axis; of a sphere its middle. */
  readonly on: Vector;
  readonly direction: Vector;
  /** At `on`. */
  readonly radius: number;
  /** How much the radius grows along the axis. */
  readonly growth: number;
}

/** How far a place is outside of a shape: not the least distance to a cone, but along its radius. */
export function offOf({ kind, on, direction, radius, growth }: Shape, at: Vector): number {
  const from = plus(at, on, -1);
  if (kind === 'sphere') return Math.hypot(...from) - radius;
  const along = dot(from, direction);
  return Math.hypot(...plus(from, direction, -along)) - radius - growth * along;
}

/** From the axis or the middle to a place. */
export function radialOf({ kind, on, direction }: Shape, at: Vector): Vector {
  const from = plus(at, on, -1);
  return kind === 'sphere' ? from : plus(from, direction, -dot(from, direction));
}

/** Two directions across a third one. */
export function acrossOf(direction: Vector): readonly [Vector, Vector] {
  const [x, y, z] = direction.map(Math.abs) as [number, number, number];
  const other: Vector = x <= y && x <= z ? [1, 0, 0] : y <= z ? [0, 1, 0] : [0, 0, 1];
  const one = unit(cross(direction, other));
  return [one, cross(direction, one)];
}

export function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

/**
 * A cylinder or a cone about an axis of a known direction. The vertices lie on the true circles; the middles of chords
 * don't.
 * @param growth of the radius along the axis
 */
export function aboutAxis(places: readonly Vector[], direction: Vector, growth = 0): Shape | undefined {
  const [origin] = places;
  if (!origin) return undefined;
  const [u, v] = acrossOf(direction);
  const fit = new LeastSquares(growth === 0 ? 3 : 4);
  for (const place of places) {
    const from = plus(place, origin, -1);
    const [x, y, h] = [dot(from, u), dot(from, v), dot(from, direction)];
    const square = x * x + y * y - growth * growth * h * h;
    fit.add(growth === 0 ? [x, y, 1] : [x, y, 1, h], square);
  }
  const [a, b, c, d = 0] = fit.solve() ?? [];
  if (a === undefined || b === undefined || c === undefined) return undefined;
  const on = plus(plus(origin, u, a / 2), v, b / 2);
  const kind = growth === 0 ? 'cylinder' : 'cone';
  const radius = growth === 0 ? Math.sqrt(c + (a * a + b * b) / 4) : d / (2 * growth);
  // A cone may begin at its tip.
  const isPossible = Number.isFinite(radius) && (kind === 'cone' || radius > 0);
  return isPossible ? { kind, on, direction, radius, growth } : undefined;
}

/** A cone about an axis of a known direction; its slope is told by the vertices. */
export function coneAbout(places: readonly Vector[], direction: Vector, growth: number): Shape | undefined {
  let shape = aboutAxis(places, direction, growth);
  // Facets slope a little less than the surface, so the slope is taken from the vertices then.
  for (let times = 0; shape && times < 6; times++) {
    const { on } = shape;
    const line = new LeastSquares(2);
    for (const place of places) {
      const from = plus(place, on, -1);
      const along = dot(from, direction);
      line.add([1, along], Math.hypot(...plus(from, direction, -along)));
    }
    const [radius, slope] = line.solve() ?? [];
    if (radius === undefined || slope === undefined || Math.abs(slope) < 1e-3) return undefined;
    const isSettled = Math.abs(slope - shape.growth) < 1e-9;
    shape = isSettled ? { ...shape, radius, growth: slope } : aboutAxis(places, direction, slope);
    if (isSettled) break;
  }
  return shape;
}

export function sphereThrough(places: readonly Vector[]): Shape | undefined {
  const [origin] = places;
  if (!origin) return undefined;
  const fit = new LeastSquares(4);
  for (const place of places) {
    const [x, y, z] = plus(place, origin, -1);
    fit.add([x, y, z, 1], x * x + y * y + z * z);
  }
  const [a, b, c, d] = fit.solve() ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const radius = Math.sqrt(d + (a * a + b * b + c * c) / 4);
  if (!(radius > 0)) return undefined;
  const on = plus(origin, [a / 2, b / 2, c / 2]);
  return { kind: 'sphere', on, direction: [0, 0, 1], radius, growth: 0 };
}

/**
 * The shape that is nearest to vertices, its axis turned and moved: where triangles aren't strips from end to end, the
 * axis is told only roughly by their normals. By Gauss and Newton.
 */
export function refined(start: Shape, places: readonly Vector[], times = 8): Shape | undefined {
  if (start.kind === 'sphere') return sphereThrough(places);
  let shape = start;
  const isCone = start.kind === 'cone';
  for (let at = 0; at < times; at++) {
    const { on, direction, radius, growth } = centred(shape, places);
    const [u, v] = acrossOf(direction);
    const fit = new LeastSquares(isCone ? 6 : 5);
    for (const place of places) {
      const from = plus(place, on, -1);
      const along = dot(from, direction);
      const [x, y] = [dot(from, u), dot(from, v)];
      const across = Math.hypot(x, y);
      if (across < 1e-9) continue;
      const [cx, cy] = [x / across, y / across];
      const row = [cx, cy, along * cx + growth * x, along * cy + growth * y, 1];
      if (isCone) row.push(along);
      fit.add(row, across - radius - growth * along);
    }
    const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = 0] = fit.solve() ?? [];
    if (!Number.isFinite(a + b + c + d + e + f) || Math.hypot(c, d) > 0.3) return undefined;
    shape = {
      kind: start.kind,
      on: plus(plus(on, u, a), v, b),
      direction: unit(plus(plus(direction, u, c), v, d)),
      radius: radius + e,
      growth: growth + f,
    };
    if (Math.hypot(c, d) < 1e-9 && Math.abs(e) < 1e-9 * radius) break;
  }
  return isCone || shape.radius > 0 ? shape : undefined;
}

/** With the point of its axis in the middle of the vertices. */
function centred({ on, direction, radius, growth, kind }: Shape, places: readonly Vector[]): Shape {
  const along = places.reduce((sum, place) => sum + dot(plus(place, on, -1), direction), 0) / places.length;
  return { kind, on: plus(on, direction, along), direction, radius: radius + growth * along, growth };
}
