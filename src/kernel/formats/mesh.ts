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

/**
 * Corners closer than this fraction of the mesh's largest coordinate are one: single precision resolves 6e-8, and two
 * faces can round their common edge differently.
 */
const samePlace = 1e-6;
/** A corner's own cell comes first, since most corners are known there. */
const neighbours = [0, -1, 1].flatMap((x) => [0, -1, 1].flatMap((y) => [0, -1, 1].map((z) => [x, y, z] as const)));

/**
 * The same triangles with one corner for each place, so that faces share those at their common edge; without triangles
 * of no area.
 */
export function weld({ positions, triangles }: Omit<Mesh, 'normals'>): Omit<Mesh, 'normals'> {
  const near = samePlace * positions.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const cells = new Map<string, number>();
  const welded: number[] = [];
  const place = (index: number): number => {
    const [x = 0, y = 0, z = 0] = positions.subarray(3 * index, 3 * index + 3);
    const [i, j, k] = [x, y, z].map((value) => Math.round(value / near)) as [number, number, number];
    for (const [di, dj, dk] of neighbours) {
      const known = cells.get(`${i + di},${j + dj},${k + dk}`);
      if (known !== undefined) return known;
    }
    cells.set(`${i},${j},${k}`, welded.length / 3);
    return welded.push(x, y, z) / 3 - 1;
  };
  const places = Array.from({ length: positions.length / 3 }, (_, index) => place(index));
  const corner = (index: number): number => places[index] ?? 0;
  const corners = Array.from(triangles, corner);
  const kept: number[] = [];
  for (let index = 0; index < corners.length; index += 3) {
    const [a = 0, b = 0, c = 0] = corners.slice(index, index + 3);
    if (a !== b && b !== c && c !== a) kept.push(a, b, c);
  }
  return { positions: new Float32Array(welded), triangles: new Uint32Array(kept) };
}
