import { ofModel, type Box, type ModelPart } from '../../kernel/stepModel';
import { holesOf } from './holes';
import type { Mended } from './mended';
import { cross, type Triangles } from './meshBuilder';
import { findEdges, type EdgeCheck, type OpenEdge } from './meshEdges';

/** What the triangles say about the model they stand for: approximate, since round things lose by it. mm, mm², mm³. */
export interface MeshFacts {
  /** As if each opening were covered, where it isn't closed. */
  readonly volume: number;
  readonly area: number;
  readonly box: Box;
  /** Of the volume when the mesh is closed, else of the surface. */
  readonly centre: Box['min'];
  /** By its edges; where they aren't looked at, by the directions that its triangles look in. */
  readonly closed: boolean;
  /** Of the model itself. */
  readonly triangles: number;
  /** How many of them the file holds: a part that occurs several times is in a GLB once. */
  readonly storedTriangles: number;
  /** Undefined for a mesh too large to look at each edge. */
  readonly edges: EdgeCheck | undefined;
  /** What was mended in reading the file. */
  readonly mended: readonly Mended[];
  /** The model is of such a size that its file may be in another unit than it is read in. */
  readonly doubtfulUnit: DoubtfulUnit | undefined;
}

/** In a file that names no unit, or in one whose unit is that of its format. */
export type DoubtfulUnit = 'small' | 'large' | 'metres';

export interface MeasuredMesh {
  readonly facts: Omit<MeshFacts, 'storedTriangles' | 'mended' | 'doubtfulUnit'>;
  /** Two points each: borders, and edges where the surface bends. */
  readonly linePositions: Float32Array;
  /** How many points each part has of them. */
  readonly pointsOfParts: readonly number[];
}

/** Above this, edges are neither drawn nor checked: a mesh so fine is a picture of its lines. */
const edgeLimit = 250_000;
/** What may be left of the sum of all directions that a closed mesh's triangles look in, as a part of their area. */
const tilt = 1e-4;

interface Sums {
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
type Point = Readonly<Mutable>;

/** Measures the triangles and finds the edges of a mesh. */
export function measureMesh({ positions, indices, parts }: Triangles): MeasuredMesh {
  const isMeasured = ofModel(parts);
  const isChecked = indices.length / 3 <= edgeLimit;
  const lines: number[] = [];
  const sums: Sums[] = [];
  const open: OpenEdge[] = [];
  const check = { turned: 0, crowded: 0, degenerate: 0 };
  const pointsOfParts = parts.map((part) => {
    const [first, count] = part.indices;
    const before = lines.length;
    const own = indices.subarray(first, first + count);
    const edges = isChecked ? findEdges(positions, own, lines) : undefined;
    if (isMeasured(part)) {
      sums.push(sumsOf(positions, own));
      for (const edge of edges?.open ?? []) open.push(edge);
      check.turned += edges?.turned ?? 0;
      check.crowded += edges?.crowded ?? 0;
      check.degenerate += edges?.degenerate ?? 0;
    }
    return (lines.length - before) / 3;
  });
  const total = sums.reduce(added, none);
  const box = boxOf(positions, indices, parts.filter(isMeasured));
  const holes = holesOf(positions, open);
  const closed =
    Math.abs(total.volume) > 0 && (isChecked ? holes.edges === 0 : Math.hypot(...total.direction) <= total.area * tilt);
  const missing = closed ? 0 : isChecked ? holes.volume : -dot(middleOf(box), total.direction) / 3;
  const facts: MeasuredMesh['facts'] = {
    volume: Math.abs(total.volume + missing),
    area: total.area,
    box,
    centre: closed ? scaled(total.byVolume, 1 / total.volume) : scaled(total.byArea, 1 / (total.area || 1)),
    closed,
    triangles: parts.filter(isMeasured).reduce((sum, part) => sum + part.indices[1] / 3, 0),
    edges: isChecked ? { open: holes.edges, ...check } : undefined,
  };
  return { facts, linePositions: Float32Array.from(lines), pointsOfParts };
}

const none: Sums = { volume: 0, area: 0, byVolume: [0, 0, 0], byArea: [0, 0, 0], direction: [0, 0, 0] };

/** Of the tetrahedra about the origin. */
function sumsOf(positions: Float32Array, indices: Uint32Array): Sums {
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

function added(one: Sums, other: Sums): Sums {
  const sum = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  return {
    volume: one.volume + other.volume,
    area: one.area + other.area,
    byVolume: sum(one.byVolume, other.byVolume),
    byArea: sum(one.byArea, other.byArea),
    direction: sum(one.direction, other.direction),
  };
}

function scaled([x, y, z]: Point, by: number): Point {
  return [x * by, y * by, z * by];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function middleOf({ min, max }: Box): Point {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

function boxOf(positions: Float32Array, indices: Uint32Array, parts: readonly ModelPart[]): Box {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { indices: range } of parts) {
    for (let at = range[0]; at < range[0] + range[1]; at++) {
      const vertex = indices[at] ?? 0;
      for (const axis of [0, 1, 2] as const) {
        const value = positions[vertex * 3 + axis] ?? 0;
        if (value < min[axis]) min[axis] = value;
        if (value > max[axis]) max[axis] = value;
      }
    }
  }
  return { min, max };
}
