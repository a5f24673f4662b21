import { parseJson } from '../../base/json';
import { trimmedEnd } from '../../base/trimmedEnd';
import { sentence, type Sentence } from '../../base/sentence';
import { ParseFailure, type ParseProblem } from '../../formats/failure';
import { readGlbFrame } from '../../formats/glb/frame';
import { pieces, type ByteSource } from '../byteSource';

/**
 * JSON up to so many bytes is parsed; that takes some 20 ms. Of a longer one only the nesting is followed, piece by
 * piece.
 */
const parsedBytes = 4 * 1024 * 1024;

/** @returns why it isn't a whole binary glTF 2.0 file, or undefined when it is */
export async function glbProblem(source: ByteSource): Promise<Sentence | undefined> {
  try {
    const { json } = await readGlbFrame(source);
    if (!(await isJsonObject(source, json.start, json.end)))
      return sentence('the description in the GLB file is not readable JSON');
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure) return sentenceOf(error.code);
    throw error;
  }
}

function sentenceOf(code: ParseProblem): Sentence {
  switch (code) {
    case 'empty_file':
      return sentence('the file is empty');
    case 'foreign_file':
      return sentence('it does not start like a GLB file');
    case 'old_version':
      return sentence('the GLB file is not of version 2');
    case 'truncated_file':
      return sentence('the GLB file is not as long as it says: it is not whole');
    default:
      return sentence('the GLB file does not begin with its description');
  }
}

async function isJsonObject(source: ByteSource, start: number, end: number): Promise<boolean> {
  if (end - start > parsedBytes) return isNestedWell(source, start, end);
  const text = (await source.read(start, end - start)).toString('utf8');
  const value = parseJson(trimmedEnd(text.replace(/^\ufeff/, ''), (character) => character === '\0'));
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
