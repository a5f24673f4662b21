import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js';
import { parseAsciiStl } from './asciiStl';
import { ParseFailure } from './failure';
import type { PartTriangles } from './meshBuilder';

/** Bytes before the triangles of a binary file, and of each triangle. */
const head = 84;
const triangleBytes = 50;

/** STL has no units; they are taken as mm. */
export function parseStl(bytes: Uint8Array<ArrayBuffer>): PartTriangles[] {
  checkLength(bytes);
  if (looksAscii(bytes)) return solidsIn(bytes);
  let geometry;
  try {
    geometry = new STLLoader().parse(
      bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer,
    );
  } catch (error) {
    throw new ParseFailure('unreadable_file', String(error));
  }
  const positions = (geometry.attributes as Readonly<Record<string, { array: unknown } | undefined>>)['position']
    ?.array as Float32Array | undefined;
  const normals = (geometry.attributes as Readonly<Record<string, { array: unknown } | undefined>>)['normal']?.array as
    Float32Array | undefined;
  if (!positions || positions.length === 0) throw new ParseFailure('no_triangles');
  return [{ name: '', colour: -1, positions, normals: hasNormals(normals) ? normals : undefined }];
}

/** A text file can hold several solids, one after the other. */
function solidsIn(bytes: Uint8Array): PartTriangles[] {
  let text: string;
  try {
    text = new TextDecoder('latin1').decode(bytes);
  } catch (error) {
    // Longer than a string can be.
    throw new ParseFailure('too_large', String(error));
  }
  const solids = parseAsciiStl(text).filter(({ positions }) => positions.length > 0);
  if (solids.length === 0) throw new ParseFailure('no_triangles');
  return solids.map(({ name, positions, normals }) => {
    const own = Float32Array.from(normals);
    return { name, colour: -1, positions: Float32Array.from(positions), normals: hasNormals(own) ? own : undefined };
  });
}

/** A binary file says how many triangles it has, and is that long: three's loader would read past its end. */
function checkLength(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ParseFailure('empty_file');
  if (looksAscii(bytes)) return;
  if (bytes.length < head) throw new ParseFailure('foreign_file');
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);
  if (count === 0) throw new ParseFailure('no_triangles');
  if (bytes.length < head + count * triangleBytes)
    throw new ParseFailure(count > 100_000_000 ? 'foreign_file' : 'truncated_file');
}

/** Binary files may begin with `solid` too, so the length decides when it fits. */
function looksAscii(bytes: Uint8Array): boolean {
  if (
    bytes.length >= head &&
    bytes.length === head + new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true) * triangleBytes
  )
    return false;
  return /^\s*solid\b/.test(latin1(bytes));
}

/** The beginning of a file as text. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 2000));
}

/** Some programs write zeros instead of normals. */
function hasNormals(normals: Float32Array | undefined): boolean {
  for (let at = 0; normals && at < Math.min(normals.length, 9); at++)
    if (normals[at] !== 0 && Number.isFinite(normals[at])) return true;
  return false;
}
