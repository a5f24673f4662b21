import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js';
import { ParseFailure } from './failure';
import type { PartTriangles } from './meshBuilder';

/** Bytes before the triangles of a binary file, and of each triangle. */
const head = 84;
const triangleBytes = 50;

/** STL has no units; they are taken as mm. */
export function parseStl(bytes: Uint8Array<ArrayBuffer>): PartTriangles[] {
  checkLength(bytes);
  if (looksAscii(bytes) && !latin1(bytes).includes('vertex')) throw new ParseFailure('no_triangles');
  let geometry;
  try {
    geometry = new STLLoader().parse(bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer);
  } catch (error) {
    throw new ParseFailure('unreadable_file', String(error));
  }
  const positions = (geometry.attributes as Readonly<Record<string, { array: unknown } | undefined>>)['position']?.array as Float32Array | undefined;
  const normals = (geometry.attributes as Readonly<Record<string, { array: unknown } | undefined>>)['normal']?.array as Float32Array | undefined;
  if (!positions || positions.length === 0) throw new ParseFailure(looksAscii(bytes) || bytes.length >= head ? 'no_triangles' : 'foreign_file');
  const names = (geometry.userData['groupNames'] as readonly string[] | undefined) ?? [];
  // An ASCII file can hold several solids, one after the other.
  const groups = geometry.groups.length > 1 ? geometry.groups : [{ start: 0, count: positions.length / 3 }];
  return groups
    .filter(({ count }) => count > 0)
    .map(({ start, count }, at) => ({
      name: nameOf(names[at]),
      colour: -1,
      positions: positions.subarray(start * 3, (start + count) * 3),
      normals: hasNormals(normals) ? normals?.subarray(start * 3, (start + count) * 3) : undefined,
    }));
}

/** A binary file says how many triangles it has, and is that long: three's loader would read past its end. */
function checkLength(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ParseFailure('empty_file');
  if (looksAscii(bytes)) return;
  if (bytes.length < head) throw new ParseFailure('foreign_file');
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);
  if (count === 0) throw new ParseFailure('no_triangles');
  if (bytes.length < head + count * triangleBytes) throw new ParseFailure(count > 100_000_000 ? 'foreign_file' : 'truncated_file');
}

/** Binary files may begin with `solid` too, so the length decides when it fits. */
function looksAscii(bytes: Uint8Array): boolean {
  if (bytes.length >= head && bytes.length === head + new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true) * triangleBytes) return false;
  return /^\s*solid\b/.test(latin1(bytes));
}

/** The beginning of a file as text. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 2000));
}

/** Some programs write zeros instead of normals. */
function hasNormals(normals: Float32Array | undefined): boolean {
  for (let at = 0; normals && at < Math.min(normals.length, 9); at++) if (normals[at] !== 0 && Number.isFinite(normals[at])) return true;
  return false;
}

/** Where a solid has no name, three's loader takes the next line for it. */
function nameOf(name = ''): string {
  return /^\s*facet\b/.test(name) ? '' : name.trim();
}
