import { sentence, type Sentence } from '../../base/sentence';
import { hasStepEnd, hasStepStart, headBytes, tailBytes } from '../../formats/step/frame';
import { textEncoding, type TextEncoding } from '../../formats/textEncoding';
import { pieces, type ByteSource } from '../byteSource';

/** @returns why it isn't a whole STEP file (ISO 10303-21), or undefined when it is */
export async function stepProblem(source: ByteSource): Promise<Sentence | undefined> {
  const head = await source.read(0, headBytes);
  const { name, start } = textEncoding(head);
  const text = (bytes: Uint8Array): string => new TextDecoder(name).decode(bytes);
  if (!hasStepStart(text(head.subarray(start)))) return sentence('it does not start like a STEP file');
  const tail = await source.read(Math.max(0, source.size - tailBytes), tailBytes);
  const end = text(tail);
  if (!hasStepEnd(end))
    return /END-ISO-10303-21/i.test(end)
      ? sentence('something else stands behind the end of the STEP file')
      : sentence('the STEP file has no end: it is not whole');
  return (await hasDataSection(source, name)) ? undefined : sentence('the STEP file has no DATA section');
}

/** Reads until `DATA;` or `DATA(` is found outside of strings and comments, wherever in the file that is. */
async function hasDataSection(source: ByteSource, encoding: TextEncoding['name']): Promise<boolean> {
  const scanner = new SectionScanner();
  const decoder = new TextDecoder(encoding);
  const bytesOf = (piece: Buffer): Buffer =>
    encoding === 'latin1'
      ? piece
      : Buffer.from(decoder.decode(piece, { stream: true }).replace(/[^\0-\xff]/g, ' '), 'latin1');
  for await (const piece of pieces(source)) if (scanner.scan(bytesOf(piece))) return true;
  return false;
}

const [quote, slash, star, semicolon, openParenthesis] = ["'", '/', '*', ';', '('].map((character) =>
  character.charCodeAt(0),
) as [number, number, number, number, number];
const keyword = Buffer.from('DATA', 'latin1');

/** Goes through the text a byte at a time and keeps its place between pieces. */
class SectionScanner {
  #inside: 'code' | 'string' | 'comment' = 'code';
  #previous = 0;
  /** Letters of the keyword that match so far; -1 inside of a longer word or a statement. */
  #matched = 0;

  scan(piece: Buffer): boolean {
    for (const byte of piece) {
      if (this.#inside === 'string') {
        // A doubled quote ends one string and begins another: the same for this purpose.
        if (byte === quote) this.#inside = 'code';
      } else if (this.#inside === 'comment') {
        if (byte === slash && this.#previous === star) this.#inside = 'code';
      } else if (byte === star && this.#previous === slash) {
        this.#inside = 'comment';
        // This star doesn't end the comment that it begins.
        this.#previous = 0;
        continue;
      } else if (this.#isFound(byte)) return true;
      this.#previous = byte;
    }
    return false;
  }

  #isFound(byte: number): boolean {
    const isWhole = this.#matched === keyword.length;
    if (isWhole && (byte === semicolon || byte === openParenthesis)) return true;
    if (byte === quote) this.#inside = 'string';
    if (byte === semicolon) this.#matched = 0;
    // A blank or a comment may stand before and after the keyword.
    else if ((byte <= 0x20 || byte === slash) && (isWhole || this.#matched === 0)) return false;
    else this.#matched = this.#matched >= 0 && capital(byte) === keyword[this.#matched] ? this.#matched + 1 : -1;
    return false;
  }
}

/** A letter of ASCII as a capital. */
function capital(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
}
