import type { Vector2 } from 'three';
import { Ray, Raycaster, Vector3, type OrthographicCamera, type PerspectiveCamera, type Plane } from 'three';
import type { ModelMesh } from '../../kernel/stepModel';
import type { FittedFace } from '../messages';
import type { ModelScene } from './modelScene';
import { edgePoints } from './measuring/figures';
import { caught } from './measuring/snapping';
import type { Pick } from './pick';
import { nearestHit, type Target } from './raycast';

/** Faces by their numbers. */
export function listedFaces(data: ModelMesh, faces: readonly number[]): Pick[] {
  return faces.flatMap((index): Pick[] => {
    const [from, to] = [data.faceStarts[index], data.faceStarts[index + 1]];
    const part = data.parts.findIndex(({ faces: [first, count] }) => index >= first && index < first + count);
    if (from === undefined || to === undefined || part < 0) return [];
    const point = new Vector3().fromArray(data.positions, (data.indices[from] ?? 0) * 3);
    return [{ kind: 'face', part, index, point, triangles: [from, to], isListed: true }];
  });
}

/** Surfaces that were fitted to triangles, by their numbers. */
export function fittedPicks(data: ModelMesh, faces: readonly number[], all: readonly FittedFace[]): Pick[] {
  return faces.flatMap((index): Pick[] => {
    const fitted = all.find((one) => one.index === index);
    const first = (fitted?.triangles[0] ?? 0) * 3;
    const part = data.parts.findIndex(({ indices: [from, count] }) => first >= from && first < from + count);
    if (!fitted || part < 0) return [];
    const point = new Vector3().fromArray(data.positions, (data.indices[first] ?? 0) * 3);
    return [{ kind: 'face', part, index, point, fitted, isListed: true }];
  });
}

/** How many pixels beside an edge a click still picks it. */
const reach = 6;

/**
 * The face, edge or triangle under a point given in the picture's coordinates, from -1 to 1.
 * @param planes that cut the model. The faces that they make in solids hide what is behind them.
 */
export function pick(
  model: ModelScene,
  camera: PerspectiveCamera | OrthographicCamera,
  at: Vector2,
  size: Vector2,
  planes: readonly Plane[],
): Pick | undefined {
  const raycaster = new Raycaster();
  raycaster.setFromCamera(at, camera);
  const targets = model.parts.flatMap(({ part, mesh, box }, number) => {
    if (!mesh.visible) return [];
    const [first, count] = part.indices;
    const { positions, indices } = model.data;
    const own = indices.subarray(first, first + count);
    return [{ number, positions, indices: own, box, moved: mesh.position, bounds: () => model.boundsOf(number) }];
  });
  const hit = nearestHit(targets, raycaster.ray, planes);
  if (!hit) return undefined;
  const solid = targets.filter(({ number }) => {
    const part = model.parts[number];
    return part !== undefined && model.isSolid(part);
  });
  const cut = cutHit(solid, raycaster.ray, planes, hit.distance);
  if (cut) return { kind: 'cut', part: cut.target.number, index: cut.target.number, point: cut.point };
  const { number: part, moved } = hit.target;
  const index = (model.data.parts[part]?.indices[0] ?? 0) + hit.triangle * 3;
  const point = hit.point.clone().sub(moved);
  const near = reach * pixelSize(camera, hit.point, size.y);
  const edge = edgeNear(model.data, part, point, near ** 2);
  if (edge) return { ...snapped(edge, model.data, 1.5 * near), part };
  if (model.data.faceStarts.length === 0)
    return { kind: 'triangle', part, index: index / 3, point, triangles: [index, index + 3] };
  const face = stretchOf(model.data.faceStarts, index);
  return {
    kind: 'face',
    part,
    index: face,
    point,
    triangles: [model.data.faceStarts[face] ?? 0, model.data.faceStarts[face + 1] ?? 0],
  };
}

/** Where the ray comes to a plane within a solid: what it meets next there is a face's back. */
function cutHit<T extends Target>(
  targets: readonly T[],
  ray: Ray,
  planes: readonly Plane[],
  limit: number,
): { readonly target: T; readonly point: Vector3 } | undefined {
  for (const plane of planes) {
    const at = ray.intersectPlane(plane, new Vector3());
    // From the side that is kept, the model itself comes first.
    if (!at || ray.direction.dot(plane.normal) < 0 || at.distanceTo(ray.origin) > limit) continue;
    // Each on its own: where two touch, the face of one lies on the back of the other.
    const target = targets.find((one) => nearestHit([one], new Ray(at, ray.direction), [])?.isBack);
    if (target) return { target, point: at.sub(target.moved) };
  }
  return undefined;
}

function snapped(edge: Omit<Pick, 'part'>, data: ModelMesh, near: number): Omit<Pick, 'part'> {
  const found = edge.points && caught(edgePoints(data, edge.points), edge.point.toArray(), near);
  return found ? { ...edge, snap: found.snap, point: new Vector3(...found.at) } : edge;
}

/**
 * The edge of the part that comes closest to a point of its surface.
 * @param limit the square of how far away it may be
 */
function edgeNear(data: ModelMesh, part: number, point: Vector3, limit: number): Omit<Pick, 'part'> | undefined {
  const [first, count] = data.parts[part]?.points ?? [0, 0];
  if (data.edgeStarts.length === 0) return undefined;
  const [a, b, nearest, best] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];
  let least = limit;
  let at = -1;
  for (let segment = first; segment + 1 < first + count; segment += 2) {
    a.fromArray(data.linePositions, segment * 3);
    b.fromArray(data.linePositions, segment * 3 + 3);
    const along = b.sub(a);
    const share = Math.min(Math.max(nearest.copy(point).sub(a).dot(along) / (along.lengthSq() || 1), 0), 1);
    nearest.copy(a).addScaledVector(along, share);
    const distance = nearest.distanceToSquared(point);
    if (distance >= least) continue;
    least = distance;
    at = segment;
    best.copy(nearest);
  }
  if (at === -1) return undefined;
  const index = stretchOf(data.edgeStarts, at);
  return { kind: 'edge', index, point: best, points: [data.edgeStarts[index] ?? 0, data.edgeStarts[index + 1] ?? 0] };
}

function pixelSize(camera: PerspectiveCamera | OrthographicCamera, point: Vector3, height: number): number {
  if ('isOrthographicCamera' in camera) return (camera.top - camera.bottom) / camera.zoom / height;
  return (2 * Math.tan((camera.fov * Math.PI) / 360) * camera.position.distanceTo(point)) / height;
}

/** The index of the range that contains a place, given where the ranges begin. */
function stretchOf(starts: Uint32Array, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}
