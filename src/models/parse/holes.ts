import type { OpenEdge } from './meshEdges';

/** The openings of a mesh. */
export interface Holes {
  /** Edges that are open in all parts together. */
  readonly edges: number;
  /** Signed, in mm³: what the volume about the origin lacks, when each opening is covered from its middle. */
  readonly volume: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly ends: readonly [number, number];
}

/**
 * The openings that several parts leave together. A program that has split a surface by its colours leaves each piece
 * open, though all of them close.
 */
export function holesOf(positions: Float32Array, open: readonly OpenEdge[]): Holes {
  const edges = unmatched(positions, open);
  let volume = 0;
  for (const hole of holes(edges)) {
    const middle = [0, 1, 2].map(
      (axis) => hole.reduce((sum, { ends: [from] }) => sum + (positions[from * 3 + axis] ?? 0), 0) / hole.length,
    );
    for (const { ends } of hole) volume += cone(positions, ends[1] * 3, ends[0] * 3, middle);
  }
  return { edges: edges.length, volume };
}

/** The edges that no other part's edge meets in the opposite direction. */
function unmatched(positions: Float32Array, open: readonly OpenEdge[]): Edge[] {
  const place = (vertex: number): string =>
    `${positions[vertex * 3] ?? 0},${positions[vertex * 3 + 1] ?? 0},${positions[vertex * 3 + 2] ?? 0}`;
  const waiting = new Map<string, Edge[]>();
  for (const ends of open) {
    const [from, to] = [place(ends[0]), place(ends[1])];
    const opposite = waiting.get(`${to} ${from}`);
    if (opposite?.pop()) continue;
    const key = `${from} ${to}`;
    const same = waiting.get(key);
    if (same) same.push({ from, to, ends });
    else waiting.set(key, [{ from, to, ends }]);
  }
  return [...waiting.values()].flat();
}

/** The edges in connected groups. */
function holes(edges: readonly Edge[]): Edge[][] {
  const next = new Map<string, string>();
  const root = (place: string): string => {
    let at = place;
    for (let up = next.get(at); up !== undefined && up !== at; up = next.get(at)) {
      // Half of the way is removed, so that the next search is shorter.
      next.set(at, next.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { from, to } of edges) {
    const [one, other] = [root(from), root(to)];
    if (one !== other) next.set(one, other);
  }
  const found = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = root(edge.from);
    const hole = found.get(key);
    if (hole) hole.push(edge);
    else found.set(key, [edge]);
  }
  return [...found.values()];
}

/** The volume of the tetrahedron of the origin and three points, two of them by their offsets. */
function cone(positions: Float32Array, a: number, b: number, [cx = 0, cy = 0, cz = 0]: readonly number[]): number {
  const [ax = 0, ay = 0, az = 0] = [positions[a], positions[a + 1], positions[a + 2]];
  const [bx = 0, by = 0, bz = 0] = [positions[b], positions[b + 1], positions[b + 2]];
  return (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
}
