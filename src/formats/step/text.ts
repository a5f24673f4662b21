import { textEncoding } from '../textEncoding';
import { changedOutsideStrings, withStandardNumbers } from './numbers';
import { skipBlanks } from './scan';

/** The text of a STEP file, of which each character is one byte, in the form that the standard has (ISO 10303-21). */
export interface StepSource {
  readonly text: string;
  /** Whether it is what the file has, but for a byte order mark. */
  readonly isAsWritten: boolean;
  /** How many exponents follow a D. */
  readonly exponents: number;
  /** How many words were in small letters. */
  readonly smallWords: number;
}

/**
 * The standard knows capitals and UTF-8 only; UTF-16, words in small letters, Fortran's exponents and large entity
 * numbers become that, since the kernel reads none of them rightly.
 */
export function stepSource(bytes: Uint8Array): StepSource {
  const { name, start } = textEncoding(bytes);
  const content = bytes.subarray(start);
  const own = name === 'latin1' ? content : Buffer.from(new TextDecoder(name).decode(content), 'utf8');
  const original = Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString('latin1');
  const capital = withCapitals(original);
  const { text, exponents } = withStandardNumbers(capital.text);
  return { text, isAsWritten: name === 'latin1' && text === original, exponents, smallWords: capital.words };
}

/** Where words are in small letters: the first of a file, the types of entities, or enumerations. */
const small = [/=\s{0,20}[A-Z]?[a-z]/, /\.[a-z][a-z_]{0,60}\.[,)\s]/];

function withCapitals(text: string): { readonly text: string; readonly words: number } {
  const beginsSmall = text.startsWith('iso-10303-21', skipBlanks(text, 0));
  if (!beginsSmall && !small.some((pattern) => pattern.test(text))) return { text, words: 0 };
  let words = 0;
  const changed = changedOutsideStrings(text, String.raw`[A-Za-z_]\w*`, (word) => {
    const capital = word.toUpperCase();
    // An exponent may have a small letter.
    if (capital !== word && word.length > 1) words++;
    return capital;
  });
  return { text: changed, words };
}
