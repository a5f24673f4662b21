import { cross } from './meshBuilder';

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

/** An edge with one triangle, in that triangle's direction: places of vertices. */
export type OpenEdge = readonly [from: number, to: number];

export interface FoundEdges extends Omit<EdgeCheck, 'open'> {
  readonly open: readonly OpenEdge[];
  /** Of each triangle: the same number for those that hang together by their edges. */
  readonly shellOf: Uint32Array;
}

/** Cosine of the least bend that is drawn as an edge: 25°. */
const bend = Math.cos((25 * Math.PI) / 180);

/**
 * Finds the edges of a part, and adds the lines of those that are drawn: borders, and edges where the surface bends.
 * Vertices at the same place are one here, whatever the file says: STL repeats each for every triangle.
 */
export function findEdges(positions: Float32Array, indices: Uint32Array, lines: number[]): FoundEdges {
  const check = { open: [] as OpenEdge[], turned: 0, crowded: 0, degenerate: 0 };
  const welded = weld(positions, indices);
  const total = indices.length;
  const vertexCount = positions.length / 3;
  const shells = new Groups(total / 3);
  /** By the ends of each edge: the first index of its triangle, and the number of its triangles. */
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
      const key = (forward ? from : to) * vertexCount + (forward ? to : from);
      const known = edges.get(key);
      if (!known) {
        edges.set(key, { triangle, forward, count: 1, from: one, to: other, sharp: false });
        continue;
      }
      known.count++;
      shells.join(known.triangle / 3, triangle / 3);
      if (known.count === 2) {
        if (known.forward === forward) check.turned++;
        known.sharp = cosine(positions, indices, known.triangle, triangle) < bend;
      } else if (known.count === 3) check.crowded++;
    }
  }
  for (const { count, from, to, sharp } of edges.values()) {
    if (count === 1) check.open.push([indices[from] ?? 0, indices[to] ?? 0]);
    if (count === 2 && !sharp) continue;
    for (const end of [from, to]) {
      const vertex = (indices[end] ?? 0) * 3;
      lines.push(positions[vertex] ?? 0, positions[vertex + 1] ?? 0, positions[vertex + 2] ?? 0);
    }
  }
  return { ...check, shellOf: shells.groups() };
}

/** Which of so many things hang together. */
class Groups {
  readonly #next: Uint32Array;

  constructor(count: number) {
    this.#next = Uint32Array.from({ length: count }, (_, at) => at);
  }

  join(one: number, other: number): void {
    this.#next[this.#root(one)] = this.#root(other);
  }

  /** Of each, a number that all of its group have. */
  groups(): Uint32Array {
    return this.#next.map((_, at) => this.#root(at));
  }

  #root(start: number): number {
    let at = start;
    for (let up = this.#next[at] ?? at; up !== at; up = this.#next[at] ?? at) {
      // Half of the way is taken out, so that the next search is shorter.
      this.#next[at] = this.#next[up] ?? up;
      at = up;
    }
    return at;
  }
}

/** For each index the first vertex at its place. */
export function weld(positions: Float32Array, indices: Uint32Array): Uint32Array {
  const count = positions.length / 3;
  const places = new Places(positions);
  const ofVertex = new Uint32Array(count).fill(count);
  return indices.map((vertex) => {
    if (ofVertex[vertex] === count) ofVertex[vertex] = places.firstAt(vertex);
    return ofVertex[vertex] ?? vertex;
  });
}

/**
 * The places of vertices, as a hash table with open addressing: texts of three numbers as the keys of a map take
 * much longer. Its seed is a random one, so that no file can be made whose places all fall together.
 */
class Places {
  readonly #positions: Float32Array;
  readonly #bits: Uint32Array;
  /** The number of a vertex and 1, or 0 where nothing is. */
  readonly #table: Uint32Array;
  readonly #seed = Math.floor(Math.random() * 2 ** 32);

  constructor(positions: Float32Array) {
    this.#positions = positions;
    this.#bits = new Uint32Array(positions.buffer, positions.byteOffset, positions.length);
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2((2 * positions.length) / 3 + 2)));
  }

  /** The vertex that was asked for first of those at the place of this one; this one, if there was none. */
  firstAt(vertex: number): number {
    const last = this.#table.length - 1;
    for (let at = this.#hash(vertex) & last; ; at = (at + 1) & last) {
      const known = this.#table[at] ?? 0;
      if (known === 0) this.#table[at] = vertex + 1;
      if (known === 0 || this.#isSame(known - 1, vertex)) return known === 0 ? vertex : known - 1;
    }
  }

  #isSame(one: number, other: number): boolean {
    const positions = this.#positions;
    for (let axis = 0; axis < 3; axis++) if (positions[3 * one + axis] !== positions[3 * other + axis]) return false;
    return true;
  }

  #hash(vertex: number): number {
    let hash = this.#seed;
    for (let at = 3 * vertex; at < 3 * vertex + 3; at++) {
      // 0 and -0 are one place.
      const bits = this.#positions[at] === 0 ? 0 : (this.#bits[at] ?? 0);
      hash = Math.imul(hash ^ bits, 0x9e3779b1);
      hash ^= hash >>> 15;
      hash = Math.imul(hash, 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return hash;
  }
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
