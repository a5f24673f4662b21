import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { deflectionOf } from '../formats/mesh';
import { weld } from '../formats/weld';
import type { Modeller } from '../modeller';
import type { KernelFormat, ModelFacts } from '../specification';
import { combinedFacts } from '../combinedFacts';
import { differenceOfBoxes, rounded } from './step';
import { trianglesIn, type Triangles } from './triangles';

/** The solids that were written to a file, and their measures in the same order. */
export interface WrittenParts {
  readonly shapes: readonly TopoDS_Shape[];
  readonly facts: readonly ModelFacts[];
}

/** How far single precision may change a volume, as a fraction. */
const sameVolume = 1e-4;

/** How a file of triangles differs from the parts that were written to it; undefined when it doesn't. */
export async function differenceOfMeshes(
  modeller: Modeller,
  format: Exclude<KernelFormat, 'STEP'>,
  bytes: Uint8Array,
  { shapes, facts }: WrittenParts,
): Promise<string | undefined> {
  let bodies: readonly Triangles[];
  try {
    bodies = await trianglesIn(format, bytes);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const known = facts.map((each, index) => ({ facts: each, ...facetError(modeller, shapes[index], each) }));
  // STL has one body only, with the triangles of all.
  const expected =
    format === 'STL'
      ? [
          {
            facts: combinedFacts(facts),
            length: Math.max(...known.map(({ length }) => length)),
            volume: known.reduce((total, { volume }) => total + volume, 0),
          },
        ]
      : known;
  if (bodies.length !== expected.length) return `it holds ${bodies.length} bodies instead of ${expected.length}`;
  for (const [index, each] of expected.entries()) {
    const body = bodies[index];
    const difference = body && differenceOfMesh(body, each, format === 'GLB');
    if (difference !== undefined) return difference;
  }
  return undefined;
}

interface Expected {
  readonly facts: ModelFacts;
  /** How far facets may miss round surfaces, in mm and mm³. */
  readonly length: number;
  readonly volume: number;
}

/** @param hasCornersOfFaces whether each face has corners of its own, which are only nearly those of its neighbours */
export function differenceOfMesh(
  body: Triangles,
  { facts, length, volume }: Expected,
  hasCornersOfFaces: boolean,
): string | undefined {
  const mesh = hasCornersOfFaces ? weld(body) : exactlyJoined(body);
  if (!isClosed(mesh.triangles)) return 'its surface is not closed';
  const found = volumeOf(mesh.positions, mesh.triangles);
  if (!(Math.abs(found - facts.volume) <= volume + sameVolume * facts.volume))
    return `its volume is ${rounded(found)} mm³, too far from ${rounded(facts.volume)} mm³`;
  return differenceOfBoxes({ boundingBox: boxOf(mesh.positions) }, facts, length + 1e-4);
}

/** The triangles with one corner for each place. */
function exactlyJoined({ positions, triangles }: Triangles): Triangles {
  const places = new Map<string, number>();
  const placeOf = (corner: number): number => {
    const key = positions.subarray(3 * corner, 3 * corner + 3).join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, corner);
    return corner;
  };
  return { positions, triangles: triangles.map(placeOf) };
}

/** Facets are close to the surface, so a volume is off by no more than that distance on everything that isn't flat. */
function facetError(
  modeller: Modeller,
  shape: TopoDS_Shape | undefined,
  { boundingBox }: ModelFacts,
): Omit<Expected, 'facts'> {
  const { oc } = modeller;
  const length = 2 * deflectionOf(boundingBox);
  const properties = modeller.own(new oc.GProp_GProps());
  for (const face of shape ? modeller.faces(shape) : []) {
    const surface = modeller.own(new oc.BRepAdaptor_Surface(face, false));
    if (surface.GetType() === oc.GeomAbs_SurfaceType.GeomAbs_Plane) continue;
    const own = modeller.own(new oc.GProp_GProps());
    oc.BRepGProp.SurfaceProperties(face, own, false, false);
    properties.Add(own, 1);
  }
  return { length, volume: length * properties.Mass() };
}

/** Whether each edge of a triangle is shared with another triangle, in the opposite direction. */
function isClosed(triangles: Uint32Array): boolean {
  const open = new Map<number, number>();
  const corners = triangles.reduce((most, corner) => Math.max(most, corner), 0) + 1;
  for (let at = 0; at < triangles.length; at += 3) {
    for (const [one, other] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const) {
      const [from, to] = [triangles[at + one] ?? 0, triangles[at + other] ?? 0];
      const [key, way] = from < to ? [from * corners + to, 1] : [to * corners + from, -1];
      const left = (open.get(key) ?? 0) + way;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    }
  }
  return open.size === 0 && triangles.length > 0;
}

/** The volume in mm³ of the tetrahedra between the triangles and a point. */
function volumeOf(positions: Float32Array, triangles: Uint32Array): number {
  let six = 0;
  const at = (index: number, axis: number): number =>
    (positions[3 * (triangles[index] ?? 0) + axis] ?? 0) - (positions[axis] ?? 0);
  for (let index = 0; index < triangles.length; index += 3) {
    const turn = (a: number, b: number, c: number): number =>
      at(index, a) * (at(index + 1, b) * at(index + 2, c) - at(index + 1, c) * at(index + 2, b));
    six += turn(0, 1, 2) + turn(1, 2, 0) + turn(2, 0, 1);
  }
  return six / 6;
}

function boxOf(positions: Float32Array): ModelFacts['boundingBox'] {
  const [min, max]: [number[], number[]] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  positions.forEach((value, index) => {
    const axis = index % 3;
    min[axis] = Math.min(min[axis] ?? Infinity, value);
    max[axis] = Math.max(max[axis] ?? -Infinity, value);
  });
  return { min: min as [number, number, number], max: max as [number, number, number] };
}
