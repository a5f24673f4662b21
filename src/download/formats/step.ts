import { sentence, type Sentence } from '../../base/sentence';
import { pieces, type ByteSource } from '../byteSource';

/** Signatures may follow the end (ISO 10303-21:2016); so much of the file is looked at for it, in bytes. */
const tailBytes = 64 * 1024;
/** Comments may come first. */
const headBytes = 4096;

/** @returns why it isn't a whole STEP file (ISO 10303-21), or undefined when it is */
export async function stepProblem(source: ByteSource): Promise<Sentence | undefined> {
  const head = (await source.read(0, headBytes)).toString('latin1');
  if (!/^(?:\u00ef\u00bb\u00bf)?(?:\s|\/\*[\s\S]*?\*\/)*ISO-10303-21\s*;/.test(head))
    return sentence('it does not start like a STEP file');
  const tail = (await source.read(Math.max(0, source.size - tailBytes), tailBytes)).toString('latin1');
  if (!hasEnd(tail)) return sentence('the STEP file has no end: it is not whole');
  return (await hasDataSection(source)) ? undefined : sentence('the STEP file has no DATA section');
}

/** Whether the end mark is there, and nothing after it but what may be. */
function hasEnd(tail: string): boolean {
  const mark = 'END-ISO-10303-21';
  for (let at = tail.indexOf(mark); at !== -1; at = tail.indexOf(mark, at)) {
    at = skipBlanks(tail, at + mark.length);
    if (tail[at] !== ';') continue;
    const end = skipTrailer(tail, at + 1);
    if (end === tail.length) return true;
    // Nothing after an unclosed comment or signature is an end.
    if (end === -1) return false;
    at = end;
  }
  return false;
}

/**
 * White space, comments and signatures are all that may follow the end; some programs pad with NUL, or end as CP/M did.
 * @returns where else begins; -1 in what isn't closed
 */
function skipTrailer(text: string, start: number): number {
  for (let at = skipBlanks(text, start); at < text.length; at = skipBlanks(text, at)) {
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) return -1;
      at = end + 2;
    } else if (/^SIGNATURE\b/.test(text.slice(at, at + 10))) {
      const end = endOfSection(text, at);
      if (end === -1) return -1;
      at = end;
    } else return at;
  }
  return text.length;
}

function endOfSection(text: string, start: number): number {
  const mark = 'ENDSEC';
  for (let at = text.indexOf(mark, start); at !== -1; at = text.indexOf(mark, at)) {
    at = skipBlanks(text, at + mark.length);
    if (text[at] === ';') return at + 1;
  }
  return -1;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text[at] === '\0' || text[at] === '\x1a' || text.charAt(at).trim() === '')) at++;
  return at;
}

/** Reads until `DATA;` or `DATA(` is found outside of strings and comments, wherever in the file that is. */
async function hasDataSection(source: ByteSource): Promise<boolean> {
  const scanner = new SectionScanner();
  for await (const piece of pieces(source)) if (scanner.scan(piece)) return true;
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
    else this.#matched = this.#matched >= 0 && byte === keyword[this.#matched] ? this.#matched + 1 : -1;
    return false;
  }
}
