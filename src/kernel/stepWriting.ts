import { endOfComment, skipBlanks, type EntityText } from '../formats/step/scan';
import { endOfString } from '../formats/step/strings';

/** A piece of a file's text that is written otherwise. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Words of sections that the kernel doesn't know with a blank or a comment before their semicolon. */
export function* tightWords(text: string, sectionEnds: readonly number[]): Generator<Edit> {
  const iso = skipBlanks(text, 0);
  const header = skipBlanks(text, endOfRecord(text, iso));
  const words: readonly (readonly [word: string, at: number])[] = [
    ['ISO-10303-21', iso],
    ['HEADER', header],
    ...sectionEnds.map((at) => ['ENDSEC', at] as const),
    ['END-ISO-10303-21', text.lastIndexOf('END-ISO-10303-21')],
  ];
  for (const [word, at] of words) {
    if (at < 0 || !text.startsWith(word, at)) continue;
    const [start, end] = [at + word.length, skipBlanks(text, at + word.length)];
    if (end > start && text.charAt(end) === ';') yield { start, end, text: '' };
  }
}

/** A complex entity with its parts in the order of the alphabet, without which the kernel doesn't know it. */
export function ordered(text: string, { named, start }: Pick<EntityText, 'named' | 'start'>): Edit | undefined {
  const parts: { readonly name: string; readonly text: string }[] = [];
  for (let at = skipBlanks(text, start); at < text.length; at = skipBlanks(text, at)) {
    if (text.charAt(at) === ')') {
      const sorted = parts.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
      return { start: named, end: at + 1, text: `(${sorted.map((part) => part.text).join('')})` };
    }
    const opening = text.indexOf('(', at);
    const end = opening === -1 ? undefined : endOfParameters(text, opening);
    if (end === undefined) return undefined;
    parts.push({ name: text.slice(at, opening).trim(), text: text.slice(at, end) });
    at = end;
  }
  return undefined;
}

/** Behind the parenthesis that closes the one at a place; undefined where the entity ends before. */
function endOfParameters(text: string, opening: number): number | undefined {
  let depth = 0;
  for (let at = opening; at < text.length;) {
    const character = text.charAt(at);
    if (character === ';') return undefined;
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return at + 1;
    at = behind(text, at);
  }
  return undefined;
}

/** The position behind the semicolon that ends the record at `start`. */
export function endOfRecord(text: string, start: number): number {
  for (let at = start; at < text.length; at = behind(text, at)) if (text.charAt(at) === ';') return at + 1;
  return text.length;
}

/** The next character that is in no string and no comment. */
function behind(text: string, at: number): number {
  const character = text.charAt(at);
  if (character === "'") return endOfString(text, at) ?? text.length;
  return character === '/' && text.charAt(at + 1) === '*' ? endOfComment(text, at) : at + 1;
}

export function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}
