import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { boundingBox } from '../measure';
import type { Modeller } from '../modeller';
import type { ModelFacts } from '../specification';

/** Triangles in mm, counterclockwise from outside. */
export interface Mesh {
  /** x, y and z of each corner. */
  readonly positions: Float32Array;
  /** A unit vector for each corner. */
  readonly normals: Float32Array;
  /** Three corners for each triangle. */
  readonly triangles: Uint32Array;
}

/**
 * How far chords may be from the true surface, for each mm of the part's diagonal, and by how many radians one may turn
 * from the next. The angle is what keeps small holes in large parts round: a circle of 63 chords has 0.17% less area
 * than the true one, and so has the volume of a round part.
 */
const deflection = 5e-4;
const angularDeflection = 0.1;

/** How far, in mm, chords may be from the true surface of a solid in such a box. */
export function deflectionOf({ min, max }: ModelFacts['boundingBox']): number {
  return deflection * Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}

/** Triangulates a solid. Each face has corners of its own, with the normals of its surface. */
export function meshOf(modeller: Modeller, shape: TopoDS_Shape): Mesh {
  const { oc } = modeller;
  const chords = deflectionOf(boundingBox(oc, shape));
  const data = modeller.own(oc.ReplicadMeshExtractor.extract(shape, chords, angularDeflection, false));
  // Copies, since the heap moves when it grows.
  const { buffer } = oc.wasmMemory;
  return {
    positions: new Float32Array(buffer, data.getVerticesPtr(), data.getVerticesSize()).slice(),
    normals: new Float32Array(buffer, data.getNormalsPtr(), data.getNormalsSize()).slice(),
    triangles: new Uint32Array(buffer, data.getTrianglesPtr(), data.getTrianglesSize()).slice(),
  };
}
