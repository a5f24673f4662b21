import { sentence, type Sentence } from '../../base/sentence';
import { trimmedEnd } from '../../base/trimmedEnd';
import type { ByteSource } from '../byteSource';

/** Bytes that are looked at from either end of a text file. */
const edgeBytes = 64 * 1024;

/** @returns why it isn't a whole STL file, or undefined when it is */
export async function stlProblem(source: ByteSource): Promise<Sentence | undefined> {
  const head = await source.read(0, edgeBytes);
  // Binary files may start with "solid" too, so the length decides first.
  const triangles = head.length >= 84 ? head.readUInt32LE(80) : undefined;
  if (triangles !== undefined && source.size === 84 + 50 * triangles)
    return triangles > 0 ? undefined : sentence('the STL file has no triangles');
  const text = head.toString('latin1');
  if (!/^\s*solid\b/i.test(text))
    return startsLikeText(text)
      ? sentence('it does not start like an STL file')
      : sentence('the STL file is not as long as its number of triangles says: it is not whole');
  const tail = (await source.read(Math.max(0, source.size - edgeBytes), edgeBytes)).toString('latin1');
  if (!/\bendsolid\b/i.test(lastLine(tail))) return sentence('the STL file has no end: it is not whole');
  return /\bfacet\s+normal\b/i.test(text) ? undefined : sentence('the STL file has no triangles');
}

/** The last line that isn't blank; some programs pad with NUL. */
function lastLine(text: string): string {
  const whole = trimmedEnd(text, (character) => character === '\0' || character.trim() === '');
  return whole.slice(Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1);
}

function startsLikeText(text: string): boolean {
  return /^[\t\n\r\x20-\x7e]{1,40}/.exec(text)?.[0].length === Math.min(40, text.length);
}
