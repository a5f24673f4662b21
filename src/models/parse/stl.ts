import { inMemory } from '../../formats/bytes';
import { guessedText, isGuessed, westernBytes } from '../../formats/step/codePages';
import { readBinaryStl } from '../../formats/stl/binary';
import { readStlFrame, type BinaryFrame, type TextFrame } from '../../formats/stl/frame';
import { StlText, type StlTextEnd } from '../../formats/stl/text';
import { ParseFailure } from '../../formats/failure';
import { mendedOf, type Mended } from './mended';
import { cornerColours, type PartTriangles } from './meshBuilder';

export interface StlParts {
  readonly parts: readonly PartTriangles[];
  readonly mended: readonly Mended[];
}

/**
 * Reads the solids of an STL file. STL has no units; they are taken as mm. Normals are made from the corners: a stored
 * one can be missing, 0 or contradict them.
 * @throws ParseFailure
 */
export async function parseStl(bytes: Uint8Array<ArrayBuffer>): Promise<StlParts> {
  const frame = await readStlFrame(inMemory(bytes));
  if (frame.kind === 'none') throw new ParseFailure(frame.problem);
  return frame.kind === 'text' ? parseText(bytes, frame) : parseBinary(bytes, frame);
}

function parseBinary(bytes: Uint8Array, frame: BinaryFrame): StlParts {
  const { positions, normals, colours, leftOut } = readBinaryStl(bytes, frame);
  checkLeftOut(leftOut, positions.length / 9);
  const made = flatNormals(positions, normals);
  const mended = mendedOf({
    count_missing: frame.isCountMissing,
    spare_bytes: frame.spareBytes,
    payload: frame.hasPayload,
    byte_order: frame.isBigEndian,
    left_out: leftOut,
    normals: made.bad,
  });
  return { parts: [{ name: '', positions, normals: made.normals, ...coloured(colours) }], mended };
}

/** @throws ParseFailure when more triangles are unreadable than readable */
function checkLeftOut(leftOut: number, kept: number): void {
  if (leftOut > kept) throw new ParseFailure('unreadable_file', `${leftOut} triangles are no numbers`);
  if (kept === 0) throw new ParseFailure('no_triangles');
}

function coloured(colours: Int32Array | undefined): Pick<PartTriangles, 'colour' | 'vertexColours'> {
  const [first = -1] = colours ?? [];
  if (!colours || colours.every((colour) => colour === first)) return { colour: first };
  return { colour: -1, vertexColours: cornerColours(colours, 3) };
}

/** A text file can hold several solids, one after the other. */
function parseText(bytes: Uint8Array, frame: TextFrame): StlParts {
  const solids: Solid[] = [];
  const { problem, leftOut, hasCommas, exponents, hasNoEnd } = readText(bytes, frame, solids);
  if (problem) throw new ParseFailure(problem.code, problem.detail);
  const parts = solids
    .filter(({ positions }) => positions.length > 0)
    .map((solid) => {
      const positions = solid.positions.take();
      return { name: solid.name, colour: -1, positions, ...flatNormals(positions, solid.normals.take()) };
    });
  checkLeftOut(
    leftOut,
    parts.reduce((sum, { positions }) => sum + positions.length / 9, 0),
  );
  const guessed = solids.filter(({ isGuessed, positions }) => isGuessed && positions.length > 0).length;
  const badNormals = parts.reduce((sum, { bad }) => sum + bad, 0);
  return {
    parts: parts.map(({ name, colour, positions, normals }) => ({ name, colour, positions, normals })),
    mended: mendedOf({
      no_end: hasNoEnd,
      commas: hasCommas,
      exponents,
      left_out: leftOut,
      normals: badNormals,
      guessed,
    }),
  };
}

interface Solid {
  readonly name: string;
  /** Its letters are of a code page that is only guessed. */
  readonly isGuessed?: boolean;
  readonly positions: Floats;
  readonly normals: Floats;
}

/** Names are in UTF-8 where the whole text is, else in a code page that is guessed. */
function readText(bytes: Uint8Array, { encoding, start }: TextFrame, solids: Solid[]): StlTextEnd {
  if (encoding !== 'latin1') return decodeAndRead(bytes, start, new TextDecoder(encoding), solids);
  try {
    return decodeAndRead(bytes, start, new TextDecoder('utf-8', { fatal: true }), solids);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    solids.length = 0;
    const end = decodeAndRead(bytes, start, new TextDecoder('windows-1252'), solids);
    solids.forEach((solid, at) => {
      const own = westernBytes(solid.name);
      solids[at] = { ...solid, name: guessedText(own), isGuessed: isGuessed(own) };
    });
    return end;
  }
}

const pieceBytes = 4 * 1024 * 1024;

function decodeAndRead(bytes: Uint8Array, start: number, decoder: TextDecoder, solids: Solid[]): StlTextEnd {
  const text = new StlText({
    solid: (name) => void solids.push({ name, positions: new Floats(), normals: new Floats() }),
    facet: (corners, normal) => {
      const solid = solids.at(-1);
      solid?.positions.push(corners);
      solid?.normals.push(normal);
    },
  });
  let goesOn = true;
  for (let at = start; at < bytes.length && goesOn; at += pieceBytes)
    goesOn = text.feed(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true }));
  if (goesOn) text.feed(decoder.decode());
  return text.end();
}

/** A growing list of numbers. JavaScript's own takes three times the memory. */
class Floats {
  #numbers = new Float32Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(numbers: Float64Array): void {
    if (this.#length + numbers.length > this.#numbers.length) {
      const larger = new Float32Array(Math.max(this.#numbers.length * 2, 90));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(numbers, this.#length);
    this.#length += numbers.length;
  }

  take(): Float32Array {
    return this.#numbers.slice(0, this.#length);
  }
}

/**
 * The normals of the corners of separate triangles, and how many triangles with an area had no usable normal: none, not
 * numbers, or one that contradicts the corners.
 */
function flatNormals(positions: Float32Array, given: Float32Array): { readonly normals: Float32Array; bad: number } {
  const normals = new Float32Array(positions.length);
  let bad = 0;
  for (let at = 0, from = 0; at < positions.length; at += 9, from += 3) {
    // As `cross`, without its lists: a million of them take as long as all the rest of a large file.
    const ax = positions[at] ?? 0;
    const ay = positions[at + 1] ?? 0;
    const az = positions[at + 2] ?? 0;
    const ux = (positions[at + 3] ?? 0) - ax;
    const uy = (positions[at + 4] ?? 0) - ay;
    const uz = (positions[at + 5] ?? 0) - az;
    const vx = (positions[at + 6] ?? 0) - ax;
    const vy = (positions[at + 7] ?? 0) - ay;
    const vz = (positions[at + 8] ?? 0) - az;
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length === 0) continue;
    if (!(x * (given[from] ?? 0) + y * (given[from + 1] ?? 0) + z * (given[from + 2] ?? 0) > 0)) bad++;
    for (let corner = at; corner < at + 9; corner += 3) {
      normals[corner] = x / length;
      normals[corner + 1] = y / length;
      normals[corner + 2] = z / length;
    }
  }
  return { normals, bad };
}
