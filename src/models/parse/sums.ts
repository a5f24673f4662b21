import type { Box } from '../../kernel/stepModel';
import { cross } from './meshBuilder';

/** What triangles come to. mm, mm², mm³. */
export interface Sums {
  /** Signed, about the origin. */
  readonly volume: number;
  readonly area: number;
  /** Of the volume and of the area, each times where its centre is. */
  readonly byVolume: Point;
  readonly byArea: Point;
  /** The sum of the triangles' directions, each as long as its area. */
  readonly direction: Point;
}

type Mutable = [number, number, number];
export type Point = Readonly<Mutable>;

export const none: Sums = { volume: 0, area: 0, byVolume: [0, 0, 0], byArea: [0, 0, 0], direction: [0, 0, 0] };

/** Of the tetrahedra about the origin. */
export function sumsOf(positions: Float32Array, indices: Uint32Array): Sums {
  let [volume, area] = [0, 0];
  const byVolume: Mutable = [0, 0, 0];
  const byArea: Mutable = [0, 0, 0];
  const direction: Mutable = [0, 0, 0];
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [indices[at], indices[at + 1], indices[at + 2]];
    const normal = cross(positions, a * 3, b * 3, c * 3);
    const own = dot([positions[a * 3] ?? 0, positions[a * 3 + 1] ?? 0, positions[a * 3 + 2] ?? 0], normal) / 6;
    const ownArea = Math.hypot(...normal) / 2;
    volume += own;
    area += ownArea;
    for (const axis of [0, 1, 2] as const) {
      const corners = (positions[a * 3 + axis] ?? 0) + (positions[b * 3 + axis] ?? 0) + (positions[c * 3 + axis] ?? 0);
      byVolume[axis] += (own * corners) / 4;
      byArea[axis] += (ownArea * corners) / 3;
      direction[axis] += normal[axis] / 2;
    }
  }
  return { volume, area, byVolume, byArea, direction };
}

export function added(one: Sums, other: Sums): Sums {
  const sum = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  return {
    volume: one.volume + other.volume,
    area: one.area + other.area,
    byVolume: sum(one.byVolume, other.byVolume),
    byArea: sum(one.byArea, other.byArea),
    direction: sum(one.direction, other.direction),
  };
}

export function scaled([x, y, z]: Point, by: number): Point {
  return [x * by, y * by, z * by];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Those of the same triangles as seen from the other side. */
export function opposite(sums: Sums): Sums {
  return { ...sums, volume: -sums.volume, byVolume: scaled(sums.byVolume, -1) };
}

export function boxOfTriangles(positions: Float32Array, indices: Uint32Array): Box {
  const min: Mutable = [Infinity, Infinity, Infinity];
  const max: Mutable = [-Infinity, -Infinity, -Infinity];
  for (const vertex of indices) {
    for (const axis of [0, 1, 2] as const) {
      const value = positions[vertex * 3 + axis] ?? 0;
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  }
  return { min, max };
}
