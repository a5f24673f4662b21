import type { ModelMesh } from '../../kernel/stepModel';
import { ParseFailure } from '../../formats/failure';
import type { MeshFormat } from './formats';
import { parseGlb } from './glb';
import { checkSize } from './limits';
import type { Mended } from './mended';
import { joinParts, type PartTriangles } from './meshBuilder';
import { measureMesh, type MeshFacts } from './meshFacts';
import { parseStl } from './stl';
import { parseThreeMf } from './threeMf';

export interface ParsedMesh {
  readonly mesh: ModelMesh;
  readonly facts: MeshFacts;
}

/** Reads a mesh file into a model in mm with Z up, and measures it. @throws ParseFailure */
export async function parseMesh(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedMesh> {
  try {
    return await parse(format, bytes);
  } catch (error) {
    // A description that is nested without an end, or a list longer than there can be one.
    if (error instanceof RangeError) throw new ParseFailure('unreadable_file', error.message);
    throw error;
  }
}

async function parse(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<ParsedMesh> {
  const { parts: found, mended } = await partsOf(format, bytes);
  checkSize({
    parts: found.length,
    triangles: found.reduce((sum, { indices, positions }) => sum + (indices?.length ?? positions.length / 3) / 3, 0),
  });
  const triangles = joinParts(found);
  if (triangles.indices.length === 0) throw new ParseFailure('no_triangles');
  if (triangles.indices.some((index) => index * 3 + 2 >= triangles.positions.length))
    throw new ParseFailure('unreadable_file', 'an index is out of range');
  for (const coordinate of triangles.positions)
    if (!Number.isFinite(coordinate)) throw new ParseFailure('unreadable_file', 'a coordinate is no number');
  const storedTriangles = found.reduce(
    (sum, { repeated, indices, positions }) =>
      repeated === true ? sum : sum + (indices?.length ?? positions.length / 3) / 3,
    0,
  );
  const { facts, linePositions, pointsOfParts } = measureMesh(triangles, { storedTriangles, mended });
  let first = 0;
  const parts = triangles.parts.map((part, at) => {
    const count = pointsOfParts[at] ?? 0;
    first += count;
    return { ...part, points: [first - count, count] as const };
  });
  return { mesh: { ...triangles, parts, linePositions, edgeStarts: new Uint32Array(0) }, facts };
}

interface Found {
  readonly parts: readonly PartTriangles[];
  readonly mended: readonly Mended[];
}

async function partsOf(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<Found> {
  switch (format) {
    case 'stl':
      return parseStl(bytes);
    case 'glb':
      return parseGlb(bytes);
    case '3mf':
      return { parts: await parseThreeMf(bytes), mended: [] };
  }
}
