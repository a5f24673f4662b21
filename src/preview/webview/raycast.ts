import type { Box3, Plane, Ray } from 'three';
import { Vector3 } from 'three';

/** Triangles that are moved as a whole, such as those of a part. */
export interface Target {
  readonly positions: Float32Array;
  /** Three a triangle, into `positions`. */
  readonly indices: Uint32Array;
  /** The box of the triangles before they are moved. */
  readonly box: Box3;
  readonly moved: Vector3;
}

export interface Hit<T extends Target> {
  readonly target: T;
  /** Number of the triangle within the target. */
  readonly triangle: number;
  /** Where it was hit, with the target moved. */
  readonly point: Vector3;
}

/**
 * The nearest triangle that a ray hits from either side and that no plane cuts away. It tests every triangle of the
 * parts whose box the ray hits, in plain numbers. A tree of boxes would answer at once, but for a million triangles it
 * takes as long to build as twenty of these searches, and as much memory again as the triangles.
 */
export function nearestHit<T extends Target>(
  targets: readonly T[],
  ray: Ray,
  planes: readonly Plane[],
): Hit<T> | undefined {
  let best: Hit<T> | undefined;
  let limit = Infinity;
  const box = new Vector3();
  for (const target of targets) {
    const own = ray.clone();
    own.origin.sub(target.moved);
    const entry = target.box.containsPoint(own.origin) ? own.origin : own.intersectBox(target.box, box);
    if (!entry || entry.distanceTo(own.origin) > limit) continue;
    const isShown = (distance: number): boolean => {
      const point = ray.at(distance, new Vector3());
      return planes.every((plane) => plane.distanceToPoint(point) >= 0);
    };
    const found = nearestIn(target, own, limit, planes.length > 0 ? isShown : undefined);
    if (!found) continue;
    limit = found.distance;
    best = { target, triangle: found.triangle, point: ray.at(limit, new Vector3()) };
  }
  return best;
}

/** Möller and Trumbore's test, for triangles nearer than the limit. */
function nearestIn(
  { positions: p, indices }: Target,
  { origin: { x: ox, y: oy, z: oz }, direction: { x: dx, y: dy, z: dz } }: Ray,
  limit: number,
  isShown: ((distance: number) => boolean) | undefined,
): { triangle: number; distance: number } | undefined {
  let triangle = -1;
  let least = limit;
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const a = (indices[at] ?? 0) * 3;
    const b = (indices[at + 1] ?? 0) * 3;
    const c = (indices[at + 2] ?? 0) * 3;
    const ax = p[a] ?? 0;
    const ay = p[a + 1] ?? 0;
    const az = p[a + 2] ?? 0;
    const ux = (p[b] ?? 0) - ax;
    const uy = (p[b + 1] ?? 0) - ay;
    const uz = (p[b + 2] ?? 0) - az;
    const vx = (p[c] ?? 0) - ax;
    const vy = (p[c + 1] ?? 0) - ay;
    const vz = (p[c + 2] ?? 0) - az;
    const hx = dy * vz - dz * vy;
    const hy = dz * vx - dx * vz;
    const hz = dx * vy - dy * vx;
    const det = ux * hx + uy * hy + uz * hz;
    // Seen edge-on, or without an area.
    if (det === 0) continue;
    const sx = ox - ax;
    const sy = oy - ay;
    const sz = oz - az;
    const u = (sx * hx + sy * hy + sz * hz) / det;
    if (!(u >= 0 && u <= 1)) continue;
    const qx = sy * uz - sz * uy;
    const qy = sz * ux - sx * uz;
    const qz = sx * uy - sy * ux;
    const v = (dx * qx + dy * qy + dz * qz) / det;
    if (!(v >= 0 && u + v <= 1)) continue;
    const distance = (vx * qx + vy * qy + vz * qz) / det;
    if (distance < 0 || distance >= least || isShown?.(distance) === false) continue;
    least = distance;
    triangle = at / 3;
  }
  return triangle === -1 ? undefined : { triangle, distance: least };
}
