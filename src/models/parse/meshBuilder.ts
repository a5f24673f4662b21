import { plainName } from '../../formats/plainName';
import { uncoloured, type ModelMesh, type ModelPart, type PartRole } from '../../kernel/stepModel';

/** Triangles of one part. Lengths in mm. */
export interface PartTriangles {
  readonly name: string;
  readonly colour: number;
  /** 0 to 1; left out for what isn't transparent. */
  readonly opacity?: number;
  /** Left out for a part of the model. */
  readonly role?: Exclude<PartRole, 'part'>;
  readonly positions: Float32Array;
  readonly normals?: Float32Array | undefined;
  /** Left out when the vertices are already three by three. */
  readonly indices?: ArrayLike<number> | undefined;
  /** Three bytes a vertex. */
  readonly vertexColours?: Uint8Array | undefined;
  /** Whether the file holds these triangles once and has placed them before. */
  readonly repeated?: boolean;
}

export type Triangles = Omit<ModelMesh, 'linePositions' | 'edgeStarts'>;

/**
 * Puts the parts of a file into one model: each array once, the parts one after the other. Normals that are missing are
 * made.
 */
export function joinParts(parts: readonly PartTriangles[]): Triangles {
  const [only] = parts;
  const vertexTotal = sum(parts, ({ positions }) => positions.length);
  const indexTotal = sum(parts, ({ positions, indices }) => indices?.length ?? positions.length / 3);
  // A single part is taken as it is: a large STL is one, and a copy would double its memory.
  const single = parts.length === 1 ? only : undefined;
  const positions = single?.positions ?? new Float32Array(vertexTotal);
  const normals = single?.normals ?? new Float32Array(vertexTotal);
  const indices = new Uint32Array(indexTotal);
  const coloured = parts.some(({ vertexColours }) => vertexColours);
  const vertexColours = coloured ? new Uint8Array(vertexTotal) : undefined;
  const described: ModelPart[] = [];
  let vertex = 0;
  let index = 0;
  for (const part of parts) {
    const count = part.positions.length / 3;
    const indexCount = part.indices?.length ?? count;
    if (!single) positions.set(part.positions, vertex * 3);
    const { indices: own } = part;
    if (own) for (let at = 0; at < indexCount; at++) indices[index + at] = (own[at] ?? 0) + vertex;
    else for (let at = 0; at < indexCount; at++) indices[index + at] = at + vertex;
    if (part.normals) {
      if (!single) normals.set(part.normals, vertex * 3);
    } else addNormals(positions, normals, indices.subarray(index, index + indexCount), vertex, count);
    vertexColours?.set(part.vertexColours ?? cornerColours([part.colour], count), vertex * 3);
    described.push({
      name: plainName(part.name),
      colour: part.colour,
      solid: false,
      ...(part.opacity !== undefined && { opacity: part.opacity }),
      ...(part.role && { role: part.role }),
      indices: [index, indexCount],
      faces: [0, 0],
      points: [0, 0],
      edges: [0, 0],
    });
    vertex += count;
    index += indexCount;
  }
  const none = { faceStarts: new Uint32Array(0), faceColours: new Int32Array(0) };
  return { positions, normals, indices, ...none, parts: described, ...(vertexColours && { vertexColours }) };
}

/** The normal of a vertex is the mean of its triangles', weighed by their area. */
function addNormals(
  positions: Float32Array,
  normals: Float32Array,
  indices: Uint32Array,
  first: number,
  count: number,
): void {
  for (let at = 0; at + 2 < indices.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [indices[at], indices[at + 1], indices[at + 2]];
    const [nx, ny, nz] = cross(positions, a * 3, b * 3, c * 3);
    for (const vertex of [a, b, c]) {
      normals[vertex * 3] = (normals[vertex * 3] ?? 0) + nx;
      normals[vertex * 3 + 1] = (normals[vertex * 3 + 1] ?? 0) + ny;
      normals[vertex * 3 + 2] = (normals[vertex * 3 + 2] ?? 0) + nz;
    }
  }
  for (let at = first * 3; at < (first + count) * 3; at += 3) {
    const length = Math.hypot(normals[at] ?? 0, normals[at + 1] ?? 0, normals[at + 2] ?? 0) || 1;
    for (let axis = 0; axis < 3; axis++) normals[at + axis] = (normals[at + axis] ?? 0) / length;
  }
}

/** The cross product of a triangle's sides: its normal, as long as twice its area. Offsets into `positions`. */
export function cross(positions: Float32Array, a: number, b: number, c: number): [x: number, y: number, z: number] {
  const [ax = 0, ay = 0, az = 0] = [positions[a], positions[a + 1], positions[a + 2]];
  const [ux, uy, uz] = [(positions[b] ?? 0) - ax, (positions[b + 1] ?? 0) - ay, (positions[b + 2] ?? 0) - az];
  const [vx, vy, vz] = [(positions[c] ?? 0) - ax, (positions[c + 1] ?? 0) - ay, (positions[c + 2] ?? 0) - az];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

/** Three bytes for each corner. @param colours 0xRRGGBB or -1, each of as many corners */
export function cornerColours(colours: ArrayLike<number>, corners: number): Uint8Array {
  const bytes = new Uint8Array(colours.length * corners * 3);
  for (let at = 0; at < bytes.length; at += 3) {
    const colour = colours[Math.floor(at / (3 * corners))] ?? -1;
    const shown = colour < 0 ? uncoloured : colour;
    bytes.set([shown >> 16, (shown >> 8) & 255, shown & 255], at);
  }
  return bytes;
}

function sum<T>(values: readonly T[], pick: (value: T) => number): number {
  return values.reduce((total, value) => total + pick(value), 0);
}
