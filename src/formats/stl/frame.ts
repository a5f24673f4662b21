import { latin1, viewOf, type Bytes } from '../bytes';
import { signedKind } from '../foreign';
import { textEncoding, type TextEncoding } from '../textEncoding';

/** Before the triangles of a binary file, in bytes: 80 of a header and their number. */
export const binaryHead = 84;
/** Of a triangle: a normal, three corners, and two bytes that programs use as they like. */
export const triangleBytes = 50;

/** Why a file is not a whole STL file. */
export type StlProblem =
  | 'empty_file'
  | 'foreign_file'
  | 'truncated_file'
  | 'unreadable_file'
  /** A facet has more or less than three corners. */
  | 'not_triangles'
  /** There are more triangles than the file counts. */
  | 'wrong_count'
  | 'no_triangles';

export interface BinaryFrame {
  readonly kind: 'binary';
  readonly triangles: number;
  /** The two bytes of a triangle tell how many bytes of the program's own follow it. */
  readonly hasPayload: boolean;
  /** After the last triangle. */
  readonly spareBytes: number;
  /** The file's count is 0 or all ones, as a program leaves it that never came back to write it. */
  readonly isCountMissing: boolean;
  /** Its numbers begin with their largest byte, as some other computers have them. */
  readonly isBigEndian: boolean;
}

export interface TextFrame {
  readonly kind: 'text';
  readonly encoding: TextEncoding['name'];
  /** Where the text begins: after a byte order mark. */
  readonly start: number;
}

export type StlFrame = BinaryFrame | TextFrame | { readonly kind: 'none'; readonly problem: StlProblem };

/** So much is looked at to tell text from binary. */
const headBytes = 64 * 1024;

/**
 * What an STL file is, by its bytes: its number of triangles, its length and whether it is text, together. Its first
 * word says nothing, since the header of a binary file may begin with `solid`, too.
 */
export async function readStlFrame(file: Bytes): Promise<StlFrame> {
  if (file.size === 0) return none('empty_file');
  const head = await file.read(0, headBytes);
  const text = textFrame(head);
  if (text) return text;
  if (signedKind(head)) return none('foreign_file');
  if (head.length < binaryHead) return none(isText(head) ? 'foreign_file' : 'truncated_file');
  const count = viewOf(head).getUint32(80, true);
  const expected = binaryHead + count * triangleBytes;
  if (file.size === expected) return count === 0 ? none('no_triangles') : binary(count);
  if (hasFacet(head)) return { kind: 'text', encoding: 'latin1', start: 0 };
  if (isText(head)) return none('foreign_file');
  const byLength = (file.size - binaryHead) / triangleBytes;
  if (viewOf(head).getUint32(80) === byLength && (await areTriangles(file, byLength, true)))
    return { ...binary(byLength), isBigEndian: true };
  if (count === 0 || count === 0xffffffff) return await countedByLength(file, byLength);
  if (file.size < expected) return none((await areTriangles(file, byLength)) ? 'truncated_file' : 'foreign_file');
  if (await hasPayload(file, count)) return { ...binary(count), hasPayload: true };
  if (Number.isInteger(byLength) && (await areTriangles(file, byLength))) return none('wrong_count');
  if (await hasMoreAt(file, expected)) return none('wrong_count');
  return (await areTriangles(file, count))
    ? { ...binary(count), spareBytes: file.size - expected }
    : none('unreadable_file');
}

async function countedByLength(file: Bytes, triangles: number): Promise<StlFrame> {
  if (!Number.isInteger(triangles)) return none('truncated_file');
  return (await areTriangles(file, triangles))
    ? { ...binary(triangles), isCountMissing: true }
    : none('unreadable_file');
}

function binary(triangles: number): BinaryFrame {
  return { kind: 'binary', triangles, hasPayload: false, spareBytes: 0, isCountMissing: false, isBigEndian: false };
}

function none(problem: StlProblem): StlFrame {
  return { kind: 'none', problem };
}

/**
 * Text that has a line of a solid or of a facet. Programs write byte order marks, blanks and lines of their own first.
 */
function textFrame(head: Uint8Array): TextFrame | undefined {
  const { name: encoding, start } = textEncoding(head);
  const bytes = head.subarray(start);
  if (encoding === 'latin1' && !isText(bytes)) return undefined;
  const text = new TextDecoder(encoding).decode(bytes);
  return /^[\t ]{0,1000}(?:solid|facet)\b/im.test(text) ? { kind: 'text', encoding, start } : undefined;
}

/** No control characters but those that a text has; some programs pad with NUL, or end as CP/M did. */
function isText(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return end > 0;
}

/** Whether there is a whole facet of a text, in which a name may have control characters or be filled up with NUL. */
function hasFacet(bytes: Uint8Array): boolean {
  return /^[\s\0]{0,100}solid\b[^]{0,1000}?\sfacet\s[^]{0,200}?\sloop(?:\s{1,50}vertex(?:\s{1,50}[-+.,\de]{1,40}){3}){3}\s/i.test(
    latin1(bytes.subarray(0, 4096)),
  );
}

/** So many triangles are looked at, spread over the file, where its length and its count don't agree. */
const samples = 200;

/** Whether there are triangles 50 bytes apart: numbers of a size that parts have, with normals of length 0 or 1. */
async function areTriangles(file: Bytes, count: number, isBigEndian = false): Promise<boolean> {
  const whole = Math.floor(count);
  const step = Math.max(1, Math.floor(whole / samples));
  for (let at = 0; at < whole; at += step) {
    const bytes = await file.read(binaryHead + at * triangleBytes, triangleBytes);
    if (bytes.length < triangleBytes || !isTriangle(viewOf(bytes), isBigEndian)) return false;
  }
  return true;
}

const largestCoordinate = 1e9;

function isTriangle(view: DataView, isBigEndian = false): boolean {
  const [x = 0, y = 0, z = 0, ...corners] = Array.from({ length: 12 }, (_, at) =>
    view.getFloat32(at * 4, !isBigEndian),
  );
  const length = Math.hypot(x, y, z);
  const isNormal = Number.isNaN(length) || length === 0 || Math.abs(length - 1) < 0.05;
  return isNormal && corners.every((value) => Number.isNaN(value) || Math.abs(value) < largestCoordinate);
}

/** Whether there is another triangle behind the last one, or another file: some programs just put two together. */
async function hasMoreAt(file: Bytes, end: number): Promise<boolean> {
  const [next, behindHead] = [await file.read(end, binaryHead), await file.read(end + binaryHead, triangleBytes)];
  if (next.length >= triangleBytes && isSeen(viewOf(next))) return true;
  if (behindHead.length < triangleBytes || !isSeen(viewOf(behindHead))) return false;
  const count = viewOf(next).getUint32(80, true);
  return count > 0 && end + binaryHead + count * triangleBytes <= file.size;
}

/** Whether it is a triangle whose corners aren't all at one place, as they are in bytes of nothing. */
function isSeen(view: DataView): boolean {
  const corner = (at: number): string => [12, 16, 20].map((byte) => view.getFloat32(at * 12 + byte, true)).join();
  return isTriangle(view) && new Set([corner(0), corner(1), corner(2)]).size === 3;
}

/** Whether the file is exactly as long as its triangles with the bytes that each says it has after it. */
async function hasPayload(file: Bytes, count: number): Promise<boolean> {
  let at = binaryHead;
  let window = await file.read(at, headBytes);
  let windowStart = at;
  for (let triangle = 0; triangle < count; triangle++) {
    if (at + triangleBytes > file.size) return false;
    if (at + triangleBytes > windowStart + window.length) {
      windowStart = at;
      window = await file.read(at, headBytes);
    }
    const low = window[at - windowStart + 48] ?? 0;
    const high = window[at - windowStart + 49] ?? 0;
    at += triangleBytes + low + 256 * high;
  }
  return at === file.size;
}
