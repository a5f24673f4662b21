import { readParts } from '../../src/models/parse/index.js';
import type { MeshFormat } from '../../src/models/parse/formats.js';
import { joinParts } from '../../src/models/parse/meshBuilder.js';
import { isMirror, type Turn } from './turnedStep.js';

/** The triangles of a mesh file turned or mirrored, and moved away from the origin, as an STL file. */
export async function turnedMesh(bytes: Uint8Array, format: MeshFormat, turn: Turn): Promise<Uint8Array> {
  const { parts } = await readParts(format, Uint8Array.from(bytes));
  const { positions, indices } = joinParts(parts);
  const corners: number[][] = [...indices].map((vertex) =>
    turn.rows.map(
      (row, axis) =>
        row.reduce((sum, part, column) => sum + part * positions[3 * vertex + column]!, 0) + [13, -7, 29][axis]!,
    ),
  );
  return stlOf(corners, isMirror(turn));
}

/** A binary STL of corners, three for each triangle. */
export function stlOf(corners: readonly (readonly number[])[], isInverted = false): Uint8Array {
  const bytes = Buffer.alloc(84 + (corners.length / 3) * 50);
  bytes.writeUInt32LE(corners.length / 3, 80);
  for (let triangle = 0; triangle < corners.length / 3; triangle++)
    for (let corner = 0; corner < 3; corner++) {
      const from = corners[3 * triangle + (isInverted ? 2 - corner : corner)]!;
      from.forEach((along, axis) => bytes.writeFloatLE(along, 84 + 50 * triangle + 12 + 12 * corner + 4 * axis));
    }
  return Uint8Array.from(bytes);
}
