import { ofModel, type Box, type ModelPart } from '../../kernel/stepModel';
import { holesOf } from './holes';
import type { Mended } from './mended';
import type { Triangles } from './meshBuilder';
import { findEdges, type EdgeCheck, type OpenEdge } from './meshEdges';
import { shellsOf, sumsOfShells, type Shell } from './shells';
import { added, boxOfTriangles, dot, none, scaled, sumsOf, type Point, type Sums } from './sums';

/** Measures of the triangles: approximate for the model they stand for, since round things lose by it. mm, mm², mm³. */
export interface MeshFacts {
  /** Openings count as covered. */
  readonly volume: number;
  readonly area: number;
  readonly box: Box;
  /** The centre of the volume when the mesh is closed, else of the surface. */
  readonly centre: Box['min'];
  /** Told by its edges; in a mesh too large for that, by the directions of its triangles. */
  readonly closed: boolean;
  /** Of the model itself, without what a slicer adds. */
  readonly triangles: number;
  /** How many triangles the file holds: a GLB holds a part once that occurs several times. */
  readonly storedTriangles: number;
  /** Undefined for a mesh too large to look at each edge. */
  readonly edges: EdgeCheck | undefined;
  /** Closed bodies that look inwards, beside others that don't; 0 where the edges aren't looked at. */
  readonly insideOut: number;
  /** What was mended in reading the file. */
  readonly mended: readonly Mended[];
  /** Set when the size of the model suggests that its file is in another unit. */
  readonly doubtfulUnit: DoubtfulUnit | undefined;
}

/** Small or large in a file that names no unit, or in one whose unit is that of its format. */
export type DoubtfulUnit = 'small' | 'large' | 'metres';

export interface MeasuredMesh {
  readonly facts: Omit<MeshFacts, 'storedTriangles' | 'mended' | 'doubtfulUnit'>;
  /** Two points each: borders, and edges where the surface bends. */
  readonly linePositions: Float32Array;
  /** How many points of `linePositions` each part has. */
  readonly pointsOfParts: readonly number[];
}

/** With more triangles than this, edges are neither drawn nor checked: such a fine mesh would be all lines. */
const edgeLimit = 250_000;

/** Whether a mesh is so large that its edges aren't looked at: it then has no lines. */
export function isWithoutEdges(indices: Uint32Array): boolean {
  return indices.length / 3 > edgeLimit;
}

/** How long the sum of the normals, weighted by area, may be for a closed mesh, as a fraction of its area. */
const tilt = 1e-4;

/** Measures the triangles and finds the edges of a mesh. */
export function measureMesh({ positions, indices, parts }: Triangles): MeasuredMesh {
  const isMeasured = ofModel(parts);
  const isChecked = !isWithoutEdges(indices);
  const lines: number[] = [];
  const sums: Sums[] = [];
  const shells: Shell[] = [];
  const open: OpenEdge[] = [];
  const check = { turned: 0, crowded: 0, degenerate: 0 };
  const pointsOfParts = parts.map((part) => {
    const [first, count] = part.indices;
    const before = lines.length;
    const own = indices.subarray(first, first + count);
    const edges = isChecked ? findEdges(positions, own, lines) : undefined;
    if (isMeasured(part)) {
      // Where triangles face opposite ways, none tells where the inside is.
      if (edges?.open.length === 0 && edges.turned === 0) shells.push(...shellsOf(positions, own, edges.shellOf));
      else sums.push(sumsOf(positions, own));
      for (const edge of edges?.open ?? []) open.push(edge);
      check.turned += edges?.turned ?? 0;
      check.crowded += edges?.crowded ?? 0;
      check.degenerate += edges?.degenerate ?? 0;
    }
    return (lines.length - before) / 3;
  });
  const closedShells = sumsOfShells(positions, shells);
  const total = [...sums, ...closedShells.sums].reduce(added, none);
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
    insideOut: closedShells.insideOut,
    edges: isChecked ? { open: holes.edges, ...check } : undefined,
  };
  return { facts, linePositions: Float32Array.from(lines), pointsOfParts };
}

function middleOf({ min, max }: Box): Point {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

function boxOf(positions: Float32Array, indices: Uint32Array, parts: readonly ModelPart[]): Box {
  const boxes = parts.map(({ indices: [first, count] }) =>
    boxOfTriangles(positions, indices.subarray(first, first + count)),
  );
  const corner = (side: 'min' | 'max', outmost: (...values: number[]) => number, none: number): Box['min'] => {
    const along = (axis: 0 | 1 | 2): number => boxes.reduce((far, box) => outmost(far, box[side][axis]), none);
    return [along(0), along(1), along(2)];
  };
  return { min: corner('min', Math.min, Infinity), max: corner('max', Math.max, -Infinity) };
}
