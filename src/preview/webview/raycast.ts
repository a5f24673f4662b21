import type { Box3, Plane, Ray } from 'three';
import { Vector3 } from 'three';

/** Triangles that are moved as a whole, such as those of a part. */
export interface Target {
  readonly positions: Float32Array;
  /** Three a triangle, into `positions`. */
  readonly indices: Uint32Array;
  /** The box of the triangles before they are moved. */
  readonly box: Box3;
  /** The boxes of its groups of triangles, asked for once the ray hits its own. Without: every triangle is tested. */
  readonly bounds?: () => Float32Array;
  readonly moved: Vector3;
}

export interface Hit<T extends Target> {
  readonly target: T;
  /** Number of the triangle within the target. */
  readonly triangle: number;
  /** Where it was hit, with the target moved. */
  readonly point: Vector3;
  /** From the start of the ray. */
  readonly distance: number;
  /** Whether the back of the triangle was hit, by the order of its corners: the ray leaves a solid here. */
  readonly isBack: boolean;
}

/** By how much rounding may move where a ray meets a box, in mm and as a fraction. */
const slack = 1e-6;

/** So many triangles in a row have a box. Neighbours follow each other in nearly all files. */
const grouped = 64;

/**
 * A box around each group of triangles: least x, y, z, then greatest. One pass over the triangles and 0.4 bytes for
 * each, where a tree of boxes takes as long as twenty searches through all of them and as much memory again.
 */
export function groupBounds({ positions, indices }: Pick<Target, 'positions' | 'indices'>): Float32Array {
  const bounds = new Float32Array(6 * Math.ceil(indices.length / (3 * grouped)));
  for (let at = 0; at < bounds.length; at += 6) {
    bounds.fill(Infinity, at, at + 3);
    bounds.fill(-Infinity, at + 3, at + 6);
  }
  for (let at = 0; at < indices.length; at++) {
    const group = 6 * Math.floor(at / (3 * grouped));
    const vertex = 3 * (indices[at] ?? 0);
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[vertex + axis] ?? 0;
      if (value < (bounds[group + axis] ?? 0)) bounds[group + axis] = value;
      if (value > (bounds[group + axis + 3] ?? 0)) bounds[group + axis + 3] = value;
    }
  }
  return bounds;
}

/** The nearest triangle that a ray hits from either side and that no plane cuts away. */
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
    best = { target, ...found, point: ray.at(limit, new Vector3()) };
  }
  return best;
}

/** Möller and Trumbore's test, for triangles nearer than the limit. */
function nearestIn(
  { positions: p, indices, bounds: boundsOf }: Target,
  { origin: { x: ox, y: oy, z: oz }, direction: { x: dx, y: dy, z: dz } }: Ray,
  limit: number,
  isShown: ((distance: number) => boolean) | undefined,
): { triangle: number; distance: number; isBack: boolean } | undefined {
  const bounds = boundsOf?.();
  let triangle = -1;
  let least = limit;
  let isBack = false;
  for (let at = 0; at + 2 < indices.length; at += 3) {
    if (bounds && at % (3 * grouped) === 0 && !isHit(bounds, at / grouped / 3, ox, oy, oz, dx, dy, dz, least)) {
      at += 3 * (grouped - 1);
      continue;
    }
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
    isBack = det < 0;
  }
  return triangle === -1 ? undefined : { triangle, distance: least, isBack };
}

/** Whether a ray meets a group's box before the limit: the slabs of the three axes overlap on it. */
function isHit(
  bounds: Float32Array,
  group: number,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  limit: number,
): boolean {
  const at = group * 6;
  const x0 = ((bounds[at] ?? 0) - ox) / dx;
  const x1 = ((bounds[at + 3] ?? 0) - ox) / dx;
  const y0 = ((bounds[at + 1] ?? 0) - oy) / dy;
  const y1 = ((bounds[at + 4] ?? 0) - oy) / dy;
  const z0 = ((bounds[at + 2] ?? 0) - oz) / dz;
  const z1 = ((bounds[at + 5] ?? 0) - oz) / dz;
  const enter = Math.max(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
  const leave = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
  // A ray within the plane of a side gives 0/0, which says nothing of it.
  return !(enter > leave + slack * Math.abs(leave) + slack || leave < -slack || enter > limit * (1 + slack));
}
