import { ofModel, type ModelMesh } from '../../kernel/stepModel';
import { isCoordinate } from '../../formats/coordinate';
import { ParseFailure } from '../../formats/failure';
import { foreignKind } from '../../formats/foreign';
import { doubtfulUnit } from './doubtfulUnit';
import type { MeshFormat } from './formats';
import { parseGlb, type LoadDecoders } from './glb';
import { checkSize } from './limits';
import type { Mended } from './mended';
import { cross, joinParts, type PartTriangles, type Triangles } from './meshBuilder';
import { isWithoutEdges, measureMesh, type MeasuredMesh, type MeshFacts } from './meshFacts';
import { parseStl } from './stl';
import { parseThreeMf } from './threeMf';

export interface ParsedMesh {
  readonly mesh: ModelMesh;
  readonly facts: MeshFacts;
}

/**
 * Reads a mesh file into a model in mm with Z up, and measures it.
 * @param loadDecoders of compressed GLB files, which are refused without
 * @param onMesh is given the model before it is measured, where measuring adds no lines to it: measuring a large one
 * takes longer than all the rest
 * @throws ParseFailure
 */
export async function parseMesh(
  format: MeshFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders?: LoadDecoders,
  onMesh?: (mesh: ModelMesh) => void,
): Promise<ParsedMesh> {
  const { parts: found, mended } = await readParts(format, bytes, loadDecoders);
  return withinMemory(() => {
    const triangles = joinParts(found);
    const none = { linePositions: new Float32Array(0), edgeStarts: new Uint32Array(0) };
    if (isWithoutEdges(triangles.indices)) onMesh?.({ ...triangles, ...none });
    const isMeasured = ofModel(triangles.parts);
    const storedTriangles = found
      .filter(({ repeated }, at) => repeated !== true && isMeasured(triangles.parts[at] ?? {}))
      .reduce((sum, part) => sum + triangleCount(part), 0);
    const { mesh, facts: measured } = withLines(triangles);
    const facts = { ...measured, storedTriangles, mended, doubtfulUnit: doubtfulUnit(format, measured.box) };
    return { mesh, facts };
  });
}

/** A model with the lines at its edges, and what was measured on the way. */
export function withLines(triangles: Triangles): { readonly mesh: ModelMesh; readonly facts: MeasuredMesh['facts'] } {
  const { facts, linePositions, pointsOfParts } = measureMesh(triangles);
  let first = 0;
  const parts = triangles.parts.map((part, at) => {
    const count = pointsOfParts[at] ?? 0;
    first += count;
    return { ...part, points: [first - count, count] as const };
  });
  return { mesh: { ...triangles, parts, linePositions, edgeStarts: new Uint32Array(0) }, facts };
}

/** Reads the parts of a mesh file, in mm with Z up, all of which can be shown. @throws ParseFailure */
export function readParts(
  format: MeshFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders?: LoadDecoders,
): Promise<Found> {
  return withinMemory(async () => {
    const { parts, mended } = await partsOf(format, bytes, loadDecoders).catch((error: unknown) => {
      const kind = isForeign(format, error) ? foreignKind(bytes) : undefined;
      // That it is what its name says is no reason.
      throw kind && kind.message !== format.toUpperCase() ? kind : error;
    });
    const found = { parts: parts.filter((part) => triangleCount(part) > 0), mended };
    checkSize({
      parts: found.parts.length,
      triangles: found.parts.reduce((sum, part) => sum + triangleCount(part), 0),
    });
    if (found.parts.length === 0) throw new ParseFailure('no_triangles');
    // The reader of STL keeps only triangles that pass.
    if (format !== 'stl') for (const part of found.parts) checkPart(part);
    if (!found.parts.some(hasArea)) throw new ParseFailure('no_area');
    return found;
  });
}

/** Whether it may be something else than its name says: a text with the word `solid` is no STL file yet. */
function isForeign(format: MeshFormat, error: unknown): boolean {
  if (!(error instanceof ParseFailure)) return false;
  return error.code === 'foreign_file' || (error.code === 'no_triangles' && format === 'stl');
}

/** @throws ParseFailure where there are numbers that can't be shown */
function checkPart({ positions, indices }: PartTriangles): void {
  for (let corner = 0; corner < (indices?.length ?? 0); corner++)
    if (!((indices?.[corner] ?? 0) * 3 + 2 < positions.length))
      throw new ParseFailure('unreadable_file', `the index of corner ${corner} is out of range`);
  for (const coordinate of positions)
    if (!isCoordinate(coordinate))
      throw new ParseFailure('unreadable_file', 'a coordinate is no number, or larger than any part');
}

/** Twice the area of a triangle that is a point to any program and to the eye, in mm². */
const leastArea = 1e-30;

function hasArea({ positions, indices }: PartTriangles): boolean {
  const offset = (corner: number): number => (indices?.[corner] ?? corner) * 3;
  const corners = indices?.length ?? positions.length / 3;
  for (let first = 0; first + 2 < corners; first += 3)
    if (
      cross(positions, offset(first), offset(first + 1), offset(first + 2)).some((side) => Math.abs(side) > leastArea)
    )
      return true;
  return false;
}

function triangleCount({ indices, positions }: PartTriangles): number {
  return (indices?.length ?? positions.length / 3) / 3;
}

/** @throws ParseFailure for a description that is nested without end, or a list longer than JavaScript allows */
async function withinMemory<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RangeError) throw new ParseFailure('unreadable_file', error.message);
    throw error;
  }
}

/** What is in a file. */
export interface Found {
  readonly parts: readonly PartTriangles[];
  readonly mended: readonly Mended[];
}

async function partsOf(
  format: MeshFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders?: LoadDecoders,
): Promise<Found> {
  switch (format) {
    case 'stl':
      return parseStl(bytes);
    case 'glb':
      return parseGlb(bytes, loadDecoders);
    case '3mf':
      return parseThreeMf(bytes);
  }
}
