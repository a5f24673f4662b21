import { latin1, viewOf, type Bytes } from '../bytes';
import { ParseFailure } from '../failure';

const jsonChunk = 0x4e4f534a;
const binaryChunk = 0x004e4942;

/** Where a chunk's data is, in bytes. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

export interface GlbFrame {
  readonly json: Chunk;
  /** Undefined where the geometry is in the JSON. */
  readonly binary: Chunk | undefined;
  /** After the end that the header tells. */
  readonly spareBytes: number;
  /** The header tells less than its chunks have, which are all there. */
  readonly isLengthWrong: boolean;
}

/**
 * The header and the chunks of a binary glTF 2.0 file (glTF 2.0 §4.4).
 * @throws ParseFailure; its message tells more than the code
 */
export async function readGlbFrame(file: Bytes): Promise<GlbFrame> {
  if (file.size === 0) throw new ParseFailure('empty_file');
  const head = await file.read(0, 12);
  if (latin1(head.subarray(0, 4)) !== 'glTF') throw new ParseFailure('foreign_file');
  if (head.length < 12) throw new ParseFailure('truncated_file', 'the header is not whole');
  const [version, length] = [viewOf(head).getUint32(4, true), viewOf(head).getUint32(8, true)];
  if (version !== 2) throw new ParseFailure('old_version', `${version}`);
  if (length > file.size) throw new ParseFailure('truncated_file', 'the file is shorter than it says');
  const chunks: (Chunk & { readonly type: number })[] = [];
  let isLengthWrong = length < 20;
  for (let at = 12; (at < length || isLengthWrong) && chunks.length < mostChunks; at = chunks.at(-1)?.end ?? length) {
    const header = await file.read(at, 8);
    const end = header.length === 8 ? at + 8 + viewOf(header).getUint32(0, true) : Infinity;
    if (end > file.size) {
      if (isLengthWrong && chunks.length > 0) break;
      throw new ParseFailure('truncated_file', 'a chunk is longer than the file');
    }
    if (end > length) isLengthWrong = true;
    chunks.push({ type: viewOf(header).getUint32(4, true), start: at + 8, end });
  }
  const [json] = chunks;
  if (json?.type !== jsonChunk) throw new ParseFailure('unreadable_file', 'it does not begin with its description');
  // Chunks of types that aren't known may stand between, and are passed over.
  const binary = chunks.find(({ type }) => type === binaryChunk);
  const end = isLengthWrong ? (chunks.at(-1)?.end ?? length) : length;
  return { json, binary, spareBytes: file.size - end, isLengthWrong };
}

/** Chunks beyond the second are extensions' own. */
const mostChunks = 1000;
