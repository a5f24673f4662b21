import { skipBlanks as skipComments } from './scan';

/** Comments may come before the first word; so much of a file is looked at for it, in bytes. */
export const headBytes = 4096;
/** Signatures may follow the end (ISO 10303-21:2016); so much of the file is looked at for it, in bytes. */
export const tailBytes = 64 * 1024;
const firstWord = 'ISO-10303-21';

/** Whether a text begins as a STEP file does (ISO 10303-21). Some programs write its words in small letters. */
export function hasStepStart(head: string): boolean {
  const end = skipComments(head, 0) + firstWord.length;
  return head.slice(end - firstWord.length, end).toUpperCase() === firstWord && head[skipComments(head, end)] === ';';
}

/** Whether the end mark is in the last part of a text, and nothing after it but what may be. */
export function hasStepEnd(tail: string): boolean {
  const mark = /END-ISO-10303-21/gi;
  while (mark.test(tail)) {
    const at = skipCommented(tail, mark.lastIndex);
    if (tail[at] !== ';') continue;
    const end = skipTrailer(tail, at + 1);
    if (end === tail.length) return true;
    // Nothing after an unclosed comment or signature is an end.
    if (end === -1) return false;
    mark.lastIndex = end;
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
    } else if (/^SIGNATURE\b/i.test(text.slice(at, at + 10))) {
      const end = endOfSection(text, at);
      if (end === -1) return -1;
      at = end;
    } else return at;
  }
  return text.length;
}

/** Comments may stand before the semicolon, too. */
function skipCommented(text: string, start: number): number {
  const at = skipBlanks(text, start);
  const end = text.startsWith('/*', at) ? text.indexOf('*/', at) : -1;
  return end === -1 ? at : skipCommented(text, end + 2);
}

function endOfSection(text: string, start: number): number {
  const mark = /ENDSEC/gi;
  mark.lastIndex = start;
  while (mark.test(text)) {
    const at = skipBlanks(text, mark.lastIndex);
    if (text[at] === ';') return at + 1;
  }
  return -1;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text[at] === '\0' || text[at] === '\x1a' || text.charAt(at).trim() === '')) at++;
  return at;
}
