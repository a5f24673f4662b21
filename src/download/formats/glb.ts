import { parseJson } from '../../base/json';
import { sentence, type Sentence } from '../../base/sentence';
import { pieces, type ByteSource } from '../byteSource';

const jsonChunk = 0x4e4f534a;

/**
 * JSON up to so many bytes is parsed; that takes some 20 ms. Of a longer one only the nesting is followed, piece by
 * piece.
 */
const parsedBytes = 4 * 1024 * 1024;

/** @returns why it isn't a whole binary glTF 2.0 file, or undefined when it is */
export async function glbProblem(source: ByteSource): Promise<Sentence | undefined> {
  const head = await source.read(0, 20);
  if (head.toString('latin1', 0, 4) !== 'glTF') return sentence('it does not start like a GLB file');
  if (head.length < 20) return sentence('the GLB file ends in its header: it is not whole');
  if (head.readUInt32LE(4) !== 2) return sentence('the GLB file is not of version 2');
  if (head.readUInt32LE(8) !== source.size) return sentence('the GLB file is not as long as it says: it is not whole');
  for (let at = 12; at < source.size;) {
    const header = await source.read(at, 8);
    const end = header.length === 8 ? at + 8 + header.readUInt32LE(0) : Infinity;
    if (end > source.size) return sentence('a chunk of the GLB file is longer than the file: it is not whole');
    if (at === 12) {
      if (header.readUInt32LE(4) !== jsonChunk) return sentence('the GLB file does not begin with its description');
      if (!(await isJsonObject(source, at + 8, end)))
        return sentence('the description in the GLB file is not readable JSON');
    }
    at = end;
  }
  return undefined;
}

async function isJsonObject(source: ByteSource, start: number, end: number): Promise<boolean> {
  if (end - start > parsedBytes) return isNestedWell(source, start, end);
  const value = parseJson((await source.read(start, end - start)).toString('utf8'));
  return typeof value === 'object' && value !== null && 'asset' in value;
}

const [quote, backslash, brace, bracket] = ['"', '\\', '{', '['].map((character) => character.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];

/** One object whose brackets match, with nothing but blanks after it. */
async function isNestedWell(source: ByteSource, start: number, end: number): Promise<boolean> {
  const open: number[] = [];
  let [inString, escaped, begun] = [false, false, false];
  for await (const piece of pieces(source, start, end)) {
    for (const byte of piece) {
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
      } else if (byte === brace || byte === bracket) {
        if (open.length === 0 && (begun || byte === bracket)) return false;
        begun = true;
        open.push(byte);
      } else if (byte === brace + 2 || byte === bracket + 2) {
        // In ASCII a closing bracket comes two after its opening one.
        if (open.pop() !== byte - 2) return false;
      } else if (open.length === 0 && byte > 0x20) return false;
      else if (byte === quote) inString = true;
    }
  }
  return begun && open.length === 0;
}
