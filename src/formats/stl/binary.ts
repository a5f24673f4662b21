import { isCoordinate } from '../coordinate';
import { latin1, viewOf, type Bytes } from '../bytes';
import { binaryHead, triangleBytes, type BinaryFrame } from './frame';

/** Where the numbers of a triangle are, after its normal. */
const cornersAt = 12;
const attributeAt = 48;

/** Whether all nine coordinates are numbers of a size that something can have. @param at where the triangle begins */
function hasCorners(view: DataView, at: number, isLittleEndian: boolean): boolean {
  for (let offset = at + cornersAt; offset < at + attributeAt; offset += 4)
    if (!isCoordinate(view.getFloat32(offset, isLittleEndian))) return false;
  return true;
}

/** So much of a file is looked at before others have their turn, in bytes. */
const windowBytes = 1024 * 1024;

/** How many triangles have a coordinate that is none. @throws what reading the file throws */
export async function countBadTriangles(
  file: Bytes,
  { triangles, hasPayload, isBigEndian }: BinaryFrame,
): Promise<number> {
  let bad = 0;
  let at = binaryHead;
  let windowStart = at;
  let window = viewOf(await file.read(at, windowBytes));
  for (let triangle = 0; triangle < triangles; triangle++) {
    if (at + triangleBytes > windowStart + window.byteLength) {
      windowStart = at;
      window = viewOf(await file.read(at, windowBytes));
    }
    if (!hasCorners(window, at - windowStart, !isBigEndian)) bad++;
    at += triangleBytes + (hasPayload ? window.getUint16(at - windowStart + attributeAt, true) : 0);
  }
  return bad;
}

export interface BinaryTriangles {
  /** Nine numbers each; those that aren't numbers are left out. */
  readonly positions: Float32Array;
  /** Three numbers each, as the file has them. */
  readonly normals: Float32Array;
  /** 0xRRGGBB each, -1 where there is none; undefined when there is none at all. */
  readonly colours: Int32Array | undefined;
  readonly leftOut: number;
}

/** Reads the triangles of a whole file. @param bytes those that the frame was read from */
export function readBinaryStl(bytes: Uint8Array, frame: BinaryFrame): BinaryTriangles {
  const { triangles, hasPayload, isBigEndian } = frame;
  const positions = new Float32Array(triangles * 9);
  const normals = new Float32Array(triangles * 3);
  const attributes = new Uint16Array(triangles);
  const numbers = { positions, normals, attributes };
  const kept = hasPayload || isBigEndian ? readUneven(bytes, frame, numbers) : readEven(bytes, triangles, numbers);
  const all = kept === triangles;
  return {
    positions: all ? positions : positions.slice(0, kept * 9),
    normals: all ? normals : normals.slice(0, kept * 3),
    colours: hasPayload ? undefined : coloursOf(bytes, attributes.subarray(0, kept)),
    leftOut: triangles - kept,
  };
}

interface Numbers {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly attributes: Uint16Array;
}

/** So many triangles are copied at once, two by two, into arrays that stay in the processor's cache. */
const together = 2000;

/**
 * Triangles that each take 50 bytes. Two of them are 25 numbers of four bytes, so each second one lies as an array of
 * numbers does, and the others do in a copy that is shifted by one: that is read faster than number by number.
 * @returns how many were kept
 */
function readEven(bytes: Uint8Array, triangles: number, { positions, normals, attributes }: Numbers): number {
  const first = new Float32Array((together * triangleBytes) / 4);
  const second = new Float32Array(first.length);
  let kept = 0;
  for (let start = 0; start < triangles; start += together) {
    const count = Math.min(together, triangles - start);
    const at = binaryHead + start * triangleBytes;
    const end = at + count * triangleBytes;
    new Uint8Array(first.buffer).set(bytes.subarray(at, end));
    new Uint8Array(second.buffer).set(bytes.subarray(at + triangleBytes, end));
    for (let triangle = 0; triangle < count; triangle++) {
      const floats = triangle % 2 === 0 ? first : second;
      const from = (triangle >> 1) * 25;
      const to = kept * 9;
      let isGood = true;
      for (let number = 0; number < 9; number++) {
        const value = floats[from + 3 + number] ?? NaN;
        positions[to + number] = value;
        if (!isCoordinate(value)) isGood = false;
      }
      // What is left out is written over by the next one.
      if (!isGood) continue;
      for (let axis = 0; axis < 3; axis++) normals[kept * 3 + axis] = floats[from + axis] ?? NaN;
      const low = at + triangle * triangleBytes + attributeAt;
      attributes[kept++] = (bytes[low] ?? 0) + 256 * (bytes[low + 1] ?? 0);
    }
  }
  return kept;
}

/**
 * Triangles with bytes of the program's own between them, or with numbers that begin with their high byte.
 * @returns how many were kept
 */
function readUneven(
  bytes: Uint8Array,
  { triangles, hasPayload, isBigEndian }: BinaryFrame,
  { positions, normals, attributes }: Numbers,
): number {
  const isLittleEndian = !isBigEndian;
  const view = viewOf(bytes);
  let kept = 0;
  let at = binaryHead;
  for (let triangle = 0; triangle < triangles; triangle++) {
    const attribute = view.getUint16(at + attributeAt, isLittleEndian);
    let isGood = true;
    for (let number = 0; number < 9; number++) {
      const value = view.getFloat32(at + cornersAt + number * 4, isLittleEndian);
      positions[kept * 9 + number] = value;
      if (!isCoordinate(value)) isGood = false;
    }
    // What is left out is written over by the next one.
    if (isGood) {
      for (let axis = 0; axis < 3; axis++) normals[kept * 3 + axis] = view.getFloat32(at + axis * 4, isLittleEndian);
      attributes[kept++] = attribute;
    }
    at += triangleBytes + (hasPayload ? attribute : 0);
  }
  return kept;
}

/**
 * Set in the two bytes of a triangle: with VisCAM where they are a colour, with Materialise Magics where they are none.
 */
const flag = 0x8000;

/**
 * The colours of the triangles, of which there are two kinds, five bits for each of red, green and blue. Materialise
 * Magics says `COLOR=` in the header, with the colour of all, and begins with red; VisCAM begins with blue.
 */
function coloursOf(bytes: Uint8Array, attributes: Uint16Array): Int32Array | undefined {
  const whole = colourOfAll(bytes.subarray(0, 80));
  if (whole !== undefined)
    return Int32Array.from(attributes, (value) => ((value & flag) === 0 ? rgb(value, value >> 5, value >> 10) : whole));
  // Bytes that are something else, such as the number of a surface, would not all have the flag.
  if (!isVisCam(attributes)) return undefined;
  return Int32Array.from(attributes, (value) => ((value & flag) === 0 ? -1 : rgb(value >> 10, value >> 5, value)));
}

function isVisCam(attributes: Uint16Array): boolean {
  let isColoured = false;
  for (const value of attributes) {
    if (value === 0) continue;
    if ((value & flag) === 0) return false;
    isColoured = true;
  }
  return isColoured;
}

function colourOfAll(header: Uint8Array): number | undefined {
  const start = latin1(header).indexOf('COLOR=');
  const [red, green, blue] = header.subarray(start + 6, start + 9);
  if (start < 0 || red === undefined || green === undefined || blue === undefined) return undefined;
  return (red << 16) | (green << 8) | blue;
}

/** Of five bits each. */
function rgb(red: number, green: number, blue: number): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => Math.round(((value & 31) * 255) / 31));
  return (r << 16) | (g << 8) | b;
}
