import { Box3, Ray, Vector3 } from 'three';
import type { ModelMesh, Vector } from '../../../kernel/stepModel';
import type { Pick } from '../pick';
import { nearestHit } from '../raycast';
import { sampleOf, type Turned } from './figures';
import { mean, unit } from './fit';
import { dot, plus } from '../../../kernel/vectors';

const everywhere = new Box3(new Vector3().setScalar(-Infinity), new Vector3().setScalar(Infinity));

/**
 * How much material is behind the point of a face that was picked, square to the face, in mm.
 * @param turned where the face turns about an axis
 * @returns undefined for what isn't a solid's, or has no one direction inwards
 */
export function thicknessAt(picked: Pick, mesh: ModelMesh, turned: Turned | undefined): number | undefined {
  const part = mesh.parts[picked.part];
  if (!part?.solid || !picked.triangles || picked.isListed) return undefined;
  const at = picked.point.toArray();
  const outwards = turned ? radial(at, turned) : flat(mesh, picked.triangles);
  if (!outwards) return undefined;
  const [first, count] = part.indices;
  const target = {
    positions: mesh.positions,
    indices: mesh.indices.subarray(first, first + count),
    box: everywhere,
    moved: new Vector3(),
  };
  // The face itself is not what is behind it.
  const skip = 1e-5 * Math.max(1, ...at.map(Math.abs));
  const start = plus(at, outwards, -skip);
  const ray = new Ray(new Vector3(...start), new Vector3(...outwards).negate());
  const hit = nearestHit([target], ray, []);
  return hit?.point.distanceTo(picked.point);
}

function radial(at: Vector, { at: axis, direction, slope, hollow }: Turned): Vector | undefined {
  if (slope !== undefined) return undefined;
  const from = plus(at, axis, -1);
  const across = unit(plus(from, direction, -dot(from, direction)));
  return across && hollow ? [-across[0], -across[1], -across[2]] : across;
}

/** @returns undefined for a face that isn't flat */
function flat(mesh: ModelMesh, triangles: readonly [number, number]): Vector | undefined {
  const { normals } = sampleOf(mesh, triangles);
  const direction = unit(mean(normals));
  return direction && normals.every((normal) => dot(normal, direction) > 1 - 1e-6) ? direction : undefined;
}
