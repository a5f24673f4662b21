import { inMemory } from '../../formats/bytes';
import { readBinaryStl } from '../../formats/stl/binary';
import { readStlFrame, type BinaryFrame, type TextFrame } from '../../formats/stl/frame';
import { StlText, type StlTextEnd } from '../../formats/stl/text';
import { ParseFailure } from '../../formats/failure';
import { mendedOf, type Mended } from './mended';
import { cornerColours, cross, type PartTriangles } from './meshBuilder';

export interface StlParts {
  readonly parts: readonly PartTriangles[];
  readonly mended: readonly Mended[];
}

/**
 * Reads the solids of an STL file. STL has no units; they are taken as mm. Normals are made from the corners: a stored
 * one can be missing, 0 or against them.
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
  const mended = mendedOf({
    count_missing: frame.isCountMissing,
    spare_bytes: frame.spareBytes,
    payload: frame.hasPayload,
    left_out: leftOut,
    normals: countBadNormals(positions, normals),
  });
  return { parts: [{ name: '', positions, ...coloured(colours) }], mended };
}

/** @throws ParseFailure when there is more that can't be read than that can */
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
  const { problem, leftOut, hasCommas, hasNoEnd } = readText(bytes, frame, solids);
  if (problem) throw new ParseFailure(problem.code, problem.detail);
  const parts = solids
    .filter(({ positions }) => positions.length > 0)
    .map((solid) => ({
      name: solid.name,
      colour: -1,
      positions: solid.positions.take(),
      normals: solid.normals.take(),
    }));
  checkLeftOut(
    leftOut,
    parts.reduce((sum, { positions }) => sum + positions.length / 9, 0),
  );
  const badNormals = parts.reduce((sum, { positions, normals }) => sum + countBadNormals(positions, normals), 0);
  return {
    parts: parts.map(({ name, colour, positions }) => ({ name, colour, positions })),
    mended: mendedOf({ no_end: hasNoEnd, commas: hasCommas, left_out: leftOut, normals: badNormals }),
  };
}

interface Solid {
  readonly name: string;
  readonly positions: Floats;
  readonly normals: Floats;
}

/** Names are in UTF-8 where all of the text is, else as Windows writes them. */
function readText(bytes: Uint8Array, { encoding, start }: TextFrame, solids: Solid[]): StlTextEnd {
  if (encoding !== 'latin1') return decodeAndRead(bytes, start, new TextDecoder(encoding), solids);
  try {
    return decodeAndRead(bytes, start, new TextDecoder('utf-8', { fatal: true }), solids);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    solids.length = 0;
    return decodeAndRead(bytes, start, new TextDecoder('windows-1252'), solids);
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

/** Numbers that come one after the other. A list of JavaScript's takes three times the room. */
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

/** Normals that are 0, no numbers or against the corners, of triangles that have an area. */
function countBadNormals(positions: Float32Array, normals: Float32Array): number {
  let bad = 0;
  for (let triangle = 0; triangle * 9 < positions.length; triangle++) {
    const [x, y, z] = cross(positions, triangle * 9, triangle * 9 + 3, triangle * 9 + 6);
    if (Math.hypot(x, y, z) === 0) continue;
    const along =
      x * (normals[triangle * 3] ?? 0) + y * (normals[triangle * 3 + 1] ?? 0) + z * (normals[triangle * 3 + 2] ?? 0);
    if (!(along > 0)) bad++;
  }
  return bad;
}
