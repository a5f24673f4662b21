import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { boundingBox } from '../measure';
import type { Modeller } from '../modeller';

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
 * Chords may be this far from the true surface, for each mm of the part's diagonal, and turn by this many radians from one to the next. The angle is what
 * keeps small holes in large parts round: a circle of 63 chords has 0.17% less area than its own, and so has the volume of a round part.
 */
const deflection = 5e-4;
const angularDeflection = 0.1;

/** Triangulates a solid. Each face has corners of its own, with the normals of its surface. */
export function meshOf(modeller: Modeller, shape: TopoDS_Shape): Mesh {
  const { oc } = modeller;
  const { min, max } = boundingBox(oc, shape);
  const tolerance = deflection * Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const data = modeller.own(oc.ReplicadMeshExtractor.extract(shape, tolerance, angularDeflection, false));
  // Copies, since the heap moves when it grows.
  const { buffer } = oc.wasmMemory;
  return {
    positions: new Float32Array(buffer, data.getVerticesPtr(), data.getVerticesSize()).slice(),
    normals: new Float32Array(buffer, data.getNormalsPtr(), data.getNormalsSize()).slice(),
    triangles: new Uint32Array(buffer, data.getTrianglesPtr(), data.getTrianglesSize()).slice(),
  };
}

/** The same triangles with one corner for each place, so that faces share those at their common edge; without triangles of no area. */
export function weld({ positions, triangles }: Mesh): Omit<Mesh, 'normals'> {
  const places = new Map<string, number>();
  const welded: number[] = [];
  const corner = (index: number): number => {
    const place = [positions[3 * index] ?? 0, positions[3 * index + 1] ?? 0, positions[3 * index + 2] ?? 0];
    // Adding 0 makes one zero of −0 and 0.
    const key = place.map((value) => value + 0).join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, places.size);
    welded.push(...place);
    return places.size - 1;
  };
  const corners = Array.from(triangles, corner);
  const kept: number[] = [];
  for (let index = 0; index < corners.length; index += 3) {
    const [a = 0, b = 0, c = 0] = corners.slice(index, index + 3);
    if (a !== b && b !== c && c !== a) kept.push(a, b, c);
  }
  return { positions: new Float32Array(welded), triangles: new Uint32Array(kept) };
}
