import { isCentralEuropean } from './centralLetters';
import { common } from './commonCharacters';

/**
 * A text whose characters are bytes: UTF-8 where it is that, else in the code page that such bytes are most likely of.
 * Those of East Asia are told by the characters of every day, Cyrillic, Greek, Czech and Polish ones from those of
 * Western Europe by how their bytes follow each other.
 */
export function guessedText(bytes: string): string {
  const high = bytes.match(/[\x80-\xff]+/g);
  if (!high) return bytes;
  const raw = rawBytes(bytes);
  return utf8Text(bytes) ?? eastAsian(bytes, raw) ?? decoded(raw, likelyPage(bytes, high)) ?? western(bytes);
}

/** A text whose characters are the bytes of UTF-8; undefined for one that isn't. */
function utf8Text(bytes: string): string | undefined {
  return decoded(rawBytes(bytes), 'utf-8');
}

function rawBytes(bytes: string): Uint8Array {
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** At least so much of a text are characters of every day if it is in a code page at all. */
const leastShare = 0.5;

/**
 * The text in the code page of East Asia in which most of it is of the characters of every day. The same two bytes are
 * a character in each of them, but seldom a usual one. Of a single character that says little: it has to be a word.
 *
 * @returns undefined where it is in none for sure
 */
function eastAsian(bytes: string, raw: Uint8Array): string | undefined {
  let best: { readonly text: string; readonly share: number } | undefined;
  for (const [page, { words, characters }] of common) {
    const text = decoded(raw, page);
    const found = Array.from(text ?? '').filter((character) => character > '\x7f');
    // A second byte of ASCII may as well be a letter behind one with an accent.
    if (text === undefined || (found.length === 1 && /[\x80-\xff][\x40-\x7e]/.test(bytes))) continue;
    const usual = found.length === 1 ? words : characters;
    const share = found.filter((character) => usual.has(character)).length / found.length;
    if (share >= leastShare && share > (best?.share ?? 0)) best = { text, share };
  }
  return best?.text;
}

/** So many letters of Central Europe that aren't of ASCII follow each other, as in część. */
const longestCluster = 3;

/**
 * @param high the stretches of bytes beyond ASCII
 * @returns undefined for that of Western Europe
 */
function likelyPage(bytes: string, high: readonly string[]): string | undefined {
  const isEach = (pattern: RegExp): boolean => high.every((stretch) => pattern.test(stretch));
  const isAny = (pattern: RegExp): boolean => high.some((stretch) => pattern.test(stretch));
  // The letters of German and the Nordic languages, of which hardly a Cyrillic or Greek word is made.
  if (isEach(/^[\xc4\xc5\xd6\xdc\xdf\xe4\xe5\xf6\xfc]+$/)) return undefined;
  // A Polish letter that is a French one in 1252, before what doesn't follow that.
  if (/[\x8c\x9c](?![duir\xe8\xe9]|$)[a-z]|\x8cr/i.test(bytes)) return 'windows-1250';
  // Cyrillic capitals. Of two characters in GB 2312 one in twenty pairs has only such bytes.
  if (isEach(/^[\xc0-\xdf]{4,}$/)) return 'windows-1251';
  // Czech letters in code page 1250 that in 1252 are letters of languages that don't have the others.
  if (
    /\xf8[\xe1\xe9\xec\xed\xf9\x9e]|[bdmnptv]\xec[^\s\W]|[\x8a\x9a\x8e\x9e][a-z \xe1\xe9\xed\xfd]{0,20}[\xec\xf8\xf9]|\xf9[a-z]/i.test(
      bytes,
    )
  )
    return 'windows-1250';
  if (high.every(({ length }) => length <= longestCluster) && isCentralEuropean(bytes)) return 'windows-1250';
  // The characters of every day, which are all that a name is likely to have, begin with these bytes in GB 2312.
  if (isEach(/^(?:[\xb0-\xd7][\xa1-\xfe])+$/)) return 'gb18030';
  // Polish letters in code page 1250, which in 1252 are signs that don't stand within a word.
  const letters = bytes.match(/[a-z]/gi)?.length ?? 0;
  if (letters > 2 * high.length && /[a-z\xf3][\xb3\xb9\xbf][a-z\xf3]/i.test(bytes)) return 'windows-1250';
  // In Big5 the characters of every day begin with these bytes, and a second one may be ASCII. Two in a row are no
  // Western word that begins with such a letter.
  if (
    /^(?:[^\x80-\xff]|[\xa4-\xc6][\x40-\x7e\xa1-\xfe])*$/.test(bytes) &&
    /(?:[\xa4-\xc6][\x40-\x7e\xa1-\xfe]){2}/.test(bytes)
  )
    return 'big5';
  // Code page 1252 has signs at these places, which don't stand before a byte of any kind; one before a letter of ASCII
  // may be a capital of 1250.
  if (
    /[\x81-\x9f][\x80-\xfc]|[\x81-\x9f][\x40-\x7e].*[\x81-\x9f]/.test(bytes) &&
    /^(?:[^\x80-\xff]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa1-\xdf])*$/.test(bytes)
  )
    return 'shift_jis';
  // Three letters with accents in a row are no word of a Western language.
  if (!isAny(/[\xc0-\xff]{3}/)) return undefined;
  // Greek vowels with an accent are Cyrillic capitals, which don't follow a small letter, or begin no word.
  return isAny(/[\xe1-\xf9][\xdc-\xdf]|^\xdc|^[\xc1-\xd9][\xdc-\xdf][\xe1-\xfe]/) && !isAny(/[\xe0\xfa\xfb\xff]/)
    ? 'windows-1253'
    : 'windows-1251';
}

/** Whether a text whose characters are bytes is of a code page that is only guessed. */
export function isGuessed(bytes: string): boolean {
  return /[\x80-\xff]/.test(bytes) && utf8Text(bytes) === undefined;
}

/** The bytes of a text that was read as of code page 1252. */
export function westernBytes(text: string): string {
  return text.replace(/[\u0100-\uffff]/g, (sign) => String.fromCharCode(0x80 + westernSigns.indexOf(sign)));
}

/** Code page 1252 from 0x80 to 0x9F; the rest of it are the characters of the same numbers. */
const westernSigns = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** A text whose characters are bytes of code page 1252. Node.js 20 takes the page for ISO 8859-1. */
function western(bytes: string): string {
  return bytes.replace(/[\x80-\x9f]/g, (sign) => westernSigns[sign.charCodeAt(0) - 0x80] ?? sign);
}

function decoded(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
