import { sentence, type Sentence } from '../../base/sentence';
import { pieces, type ByteSource } from '../byteSource';

/** Signatures may follow the end (ISO 10303-21:2016); so much of the file is looked at for it, in bytes. */
const tailBytes = 64 * 1024;

/** @returns why it isn't a whole STEP file (ISO 10303-21), or undefined when it is */
export async function stepProblem(source: ByteSource): Promise<Sentence | undefined> {
  const head = (await source.read(0, 1024)).toString('latin1');
  if (!/^(\u00ef\u00bb\u00bf)?\s*ISO-10303-21\s*;/.test(head)) return sentence('it does not start like a STEP file');
  const tail = (await source.read(Math.max(0, source.size - tailBytes), tailBytes)).toString('latin1');
  // White space, comments and signatures are all that may follow; some programs pad with NUL.
  if (!/END-ISO-10303-21\s*;(?:[\s\0]|\/\*[\s\S]*?\*\/|SIGNATURE\b[\s\S]*?ENDSEC\s*;)*$/.test(tail)) return sentence('the STEP file has no end: it is not whole');
  return (await hasDataSection(source)) ? undefined : sentence('the STEP file has no DATA section');
}

/** Reads until `DATA;` or `DATA(` is found outside of strings and comments, wherever in the file that is. */
async function hasDataSection(source: ByteSource): Promise<boolean> {
  const scanner = new SectionScanner();
  for await (const piece of pieces(source)) if (scanner.scan(piece)) return true;
  return false;
}

const [quote, slash, star, semicolon, openParenthesis] = ["'", '/', '*', ';', '('].map((character) => character.charCodeAt(0)) as [number, number, number, number, number];
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
    else this.#matched = this.#matched >= 0 && byte === keyword[this.#matched] ? this.#matched + 1 : -1;
    return false;
  }
}
