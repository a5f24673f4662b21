import { ofModel, type Box, type ModelPart } from '../../kernel/stepModel';
import type { Mended } from './mended';
import { cross, type Triangles } from './meshBuilder';

/** What the triangles say about the model they stand for: approximate, since round things lose by it. mm, mm², mm³. */
export interface MeshFacts {
  readonly volume: number;
  readonly area: number;
  readonly box: Box;
  /** Of the volume when the mesh is closed, else of the surface. */
  readonly centre: Box['min'];
  readonly triangles: number;
  /** How many of them the file holds: a part that occurs several times is in a GLB once. */
  readonly storedTriangles: number;
  /** Undefined for a mesh too large to look at each edge. */
  readonly edges: EdgeCheck | undefined;
  readonly partVolumes: Float64Array;
  /** What was mended in reading the file. */
  readonly mended: readonly Mended[];
}

export interface EdgeCheck {
  /** Edges with one triangle. */
  readonly open: number;
  /** Edges whose triangles face opposite ways. */
  readonly turned: number;
  /** Edges with more than two triangles. */
  readonly crowded: number;
  /** Triangles of which two corners are at one place. */
  readonly degenerate: number;
}

export interface MeasuredMesh {
  readonly facts: MeshFacts;
  /** Two points each: borders, and edges where the surface bends. */
  readonly linePositions: Float32Array;
  /** How many points each part has of them. */
  readonly pointsOfParts: readonly number[];
}

/** Above this, edges are neither drawn nor checked: a mesh so fine is a picture of its lines. */
const edgeLimit = 250_000;
/** Cosine of the least bend that is drawn as an edge: 25°. */
const bend = Math.cos((25 * Math.PI) / 180);

/** Measures the triangles and finds the edges of a mesh. */
export function measureMesh(
  mesh: Triangles,
  { storedTriangles, mended }: Pick<MeshFacts, 'storedTriangles' | 'mended'>,
): MeasuredMesh {
  const { positions, indices, parts } = mesh;
  const sums = { volume: 0, area: 0, byVolume: [0, 0, 0], byArea: [0, 0, 0] };
  const isMeasured = ofModel(parts);
  const others = { volume: 0, area: 0, byVolume: [0, 0, 0], byArea: [0, 0, 0] };
  const partVolumes = Float64Array.from(parts, (part) =>
    addPart(positions, indices, part.indices, isMeasured(part) ? sums : others),
  );
  const triangles = indices.length / 3;
  const lines: number[] = [];
  const check = triangles > edgeLimit ? undefined : { open: 0, turned: 0, crowded: 0, degenerate: 0 };
  const unchecked = { open: 0, turned: 0, crowded: 0, degenerate: 0 };
  const pointsOfParts = parts.map((part) => {
    const [first, count] = part.indices;
    const before = lines.length;
    const own = isMeasured(part) ? check : unchecked;
    if (check && own) findEdges(positions, indices.subarray(first, first + count), lines, own);
    return (lines.length - before) / 3;
  });
  const closed = check?.open === 0 && Math.abs(sums.volume) > 0;
  const centre = closed
    ? sums.byVolume.map((value) => value / sums.volume)
    : sums.byArea.map((value) => value / (sums.area || 1));
  const facts: MeshFacts = {
    volume: Math.abs(sums.volume),
    area: sums.area,
    box: boxOf(positions, indices, parts.filter(isMeasured)),
    centre: [centre[0] ?? 0, centre[1] ?? 0, centre[2] ?? 0],
    triangles,
    storedTriangles,
    mended,
    edges: check,
    partVolumes,
  };
  return { facts, linePositions: Float32Array.from(lines), pointsOfParts };
}

/** Adds a part's tetrahedra about the origin, and gives its volume. */
function addPart(
  positions: Float32Array,
  indices: Uint32Array,
  [first, count]: readonly [number, number],
  sums: { volume: number; area: number; byVolume: number[]; byArea: number[] },
): number {
  let volume = 0;
  for (let at = first; at + 2 < first + count; at += 3) {
    const [a = 0, b = 0, c = 0] = [indices[at], indices[at + 1], indices[at + 2]];
    const [nx, ny, nz] = cross(positions, a * 3, b * 3, c * 3);
    const own =
      ((positions[a * 3] ?? 0) * nx + (positions[a * 3 + 1] ?? 0) * ny + (positions[a * 3 + 2] ?? 0) * nz) / 6;
    const area = Math.hypot(nx, ny, nz) / 2;
    volume += own;
    sums.area += area;
    for (let axis = 0; axis < 3; axis++) {
      const corners = (positions[a * 3 + axis] ?? 0) + (positions[b * 3 + axis] ?? 0) + (positions[c * 3 + axis] ?? 0);
      sums.byVolume[axis] = (sums.byVolume[axis] ?? 0) + (own * corners) / 4;
      sums.byArea[axis] = (sums.byArea[axis] ?? 0) + (area * corners) / 3;
    }
  }
  sums.volume += volume;
  return Math.abs(volume);
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

/** Vertices at the same place are one here, whatever the file says: STL repeats each for every triangle. */
function findEdges(
  positions: Float32Array,
  indices: Uint32Array,
  lines: number[],
  check: { -readonly [key in keyof EdgeCheck]: number },
): void {
  const welded = weld(positions, indices);
  const total = indices.length;
  /** Of each edge, by its ends: the triangle's first index, and the number of triangles. */
  const edges = new Map<
    number,
    { triangle: number; forward: boolean; count: number; from: number; to: number; sharp: boolean }
  >();
  for (let triangle = 0; triangle + 2 < total; triangle += 3) {
    const [a, b, c] = [welded[triangle], welded[triangle + 1], welded[triangle + 2]];
    if (a === b || b === c || c === a) check.degenerate++;
    for (let corner = 0; corner < 3; corner++) {
      const [one, other] = [triangle + corner, triangle + ((corner + 1) % 3)];
      const [from = 0, to = 0] = [welded[one], welded[other]];
      if (from === to) continue;
      const forward = from < to;
      const key = (forward ? from : to) * total + (forward ? to : from);
      const known = edges.get(key);
      if (!known) {
        edges.set(key, { triangle, forward, count: 1, from: one, to: other, sharp: false });
        continue;
      }
      known.count++;
      if (known.count === 2) {
        if (known.forward === forward) check.turned++;
        known.sharp = cosine(positions, indices, known.triangle, triangle) < bend;
      } else if (known.count === 3) check.crowded++;
    }
  }
  for (const { count, from, to, sharp } of edges.values()) {
    if (count === 1) check.open++;
    if (count === 2 && !sharp) continue;
    for (const end of [from, to]) {
      const vertex = (indices[end] ?? 0) * 3;
      lines.push(positions[vertex] ?? 0, positions[vertex + 1] ?? 0, positions[vertex + 2] ?? 0);
    }
  }
}

function weld(positions: Float32Array, indices: Uint32Array): Uint32Array {
  const places = new Map<string, number>();
  const ofVertex = new Map<number, number>();
  return Uint32Array.from(indices, (vertex, at) => {
    const known = ofVertex.get(vertex);
    if (known !== undefined) return known;
    const key = `${positions[vertex * 3] ?? 0},${positions[vertex * 3 + 1] ?? 0},${positions[vertex * 3 + 2] ?? 0}`;
    const place = places.get(key) ?? at;
    places.set(key, place);
    ofVertex.set(vertex, place);
    return place;
  });
}

function cosine(positions: Float32Array, indices: Uint32Array, one: number, other: number): number {
  const [a, b] = [one, other].map((at) =>
    cross(positions, (indices[at] ?? 0) * 3, (indices[at + 1] ?? 0) * 3, (indices[at + 2] ?? 0) * 3),
  );
  if (!a || !b) return 1;
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  // A triangle without an area bends nothing.
  return lengths === 0 ? 1 : (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / lengths;
}
