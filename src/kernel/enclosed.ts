import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { each } from './explore';
import { pointOf } from './massProperties';
import type { Box, ModelMesh, Vector } from './stepModel';

/** Edges closer than this fraction of the model's diagonal count as one. */
const gap = 1e-4;
/** How long the sum of the normals, weighted by area, may be for a closed surface, as a fraction of its area. */
const tilt = 1e-3;

interface Curve {
  readonly length: number;
  readonly middle: Vector;
}

/**
 * Whether the faces of a model without a solid enclose a volume all the same. Such files often write each face with
 * edges of its own, so two edges of the same length and middle are taken for one. Each must border two faces, and the
 * faces must all look outwards or all inwards.
 */
export function isClosed(
  oc: OpenCascadeInstance,
  faces: readonly TopoDS_Shape[],
  mesh: Pick<ModelMesh, 'positions' | 'indices'>,
  box: Box,
): boolean {
  const diagonal = Math.hypot(...([0, 1, 2] as const).map((axis) => box.max[axis] - box.min[axis]));
  if (faces.length === 0 || !areTurnedAlike(mesh)) return false;
  return arePaired(
    faces.flatMap((shape) => curvesOf(oc, shape)),
    diagonal * gap,
  );
}

function curvesOf(oc: OpenCascadeInstance, faces: TopoDS_Shape): Curve[] {
  const curves: Curve[] = [];
  for (const found of each(oc, faces, 'TopAbs_EDGE')) {
    const edge = oc.TopoDS.Edge(found);
    if (!oc.BRep_Tool.Degenerated(edge)) {
      const own = new oc.GProp_GProps();
      oc.BRepGProp.LinearProperties(found, own, false, false);
      curves.push({ length: own.Mass(), middle: pointOf(own.CentreOfMass()) });
      own.delete();
    }
    edge.delete();
  }
  return curves;
}

/** Whether the curves form pairs of equal ones. */
function arePaired(curves: readonly Curve[], limit: number): boolean {
  const sorted = [...curves].sort((a, b) => a.middle[0] - b.middle[0]);
  const paired = new Uint8Array(sorted.length);
  for (const [at, { length, middle }] of sorted.entries()) {
    if (paired[at] === 1) continue;
    let other = at + 1;
    for (; other < sorted.length; other++) {
      const next = sorted[other];
      if (!next || next.middle[0] - middle[0] > limit) return false;
      const apart = Math.hypot(...middle.map((value, axis) => value - (next.middle[axis] ?? 0)));
      if (paired[other] === 0 && apart <= limit && Math.abs(next.length - length) <= limit) break;
    }
    if (other === sorted.length) return false;
    paired[other] = 1;
  }
  return true;
}

/** The normals of a closed surface, weighted by area, add up to zero. */
function areTurnedAlike({ positions, indices }: Pick<ModelMesh, 'positions' | 'indices'>): boolean {
  const sum = [0, 0, 0];
  let area = 0;
  const corner = (at: number): number[] => {
    const vertex = (indices[at] ?? 0) * 3;
    return [positions[vertex] ?? 0, positions[vertex + 1] ?? 0, positions[vertex + 2] ?? 0];
  };
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const [a, b, c] = [corner(at), corner(at + 1), corner(at + 2)];
    const [ux = 0, uy = 0, uz = 0] = b.map((value, axis) => value - (a[axis] ?? 0));
    const [vx = 0, vy = 0, vz = 0] = c.map((value, axis) => value - (a[axis] ?? 0));
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    normal.forEach((value, axis) => (sum[axis] = (sum[axis] ?? 0) + value));
    area += Math.hypot(...normal);
  }
  return Math.hypot(...sum) <= area * tilt;
}
