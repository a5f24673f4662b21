import { createHash } from 'node:crypto';
// The entry without Node.js' path: only whole paths would need that.
import filenamify from 'filenamify/browser';
import { trimmedEnd } from '../base/trimmedEnd';

export interface NameParts {
  readonly projectName: string;
  readonly jobId: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The source document's name without its extension. */
  readonly sourceFile: string;
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['STEP', '.step'],
  ['STL', '.stl'],
  ['GLB', '.glb'],
  ['3MF', '.3mf'],
]);

/** So much of a text is looked at for a name, in UTF-16 units: the library's expressions go over it again and again. */
const longestRead = 1000;

/** Longest name in bytes of UTF-8, extension included, that every file system takes with room for a counter. */
const maxNameBytes = 200;

/**
 * Signs of sizes that have a plain spelling. The one for a diameter goes before its number, where nobody needs it in a
 * name; the letter that is typed for it counts as such where a number follows and no word is before it.
 */
const plainSpellings: readonly (readonly [sign: RegExp, plain: string])[] = [
  [/[\u2300\u2205]\ufe0e?|(?<![\p{L}\p{M}])[\u00d8\u00f8](?=\s*\p{Nd})/gu, ''],
  [/ ?\u00d7 ?(?=[\p{Nd}\p{L}])/gu, 'x'],
  [/\u20ac/gu, 'EUR'],
  // A number with a comma in it stays one number.
  [/(?<=\p{Nd}),(?=\p{Nd})/gu, '.'],
];

/** Signs that are digits and letters in another shape: `²`, `½`, `℃`, `™`. Their plain forms may hold signs again. */
const otherShapes = /[\p{No}\p{So}]/gu;
/** A power, or a fraction after its whole number: no digit of the number before it. */
const smallNumber = /(?<=\p{Nd})(?=\p{No})/gu;

/**
 * All but letters and digits of any script, and what stands within names and numbers. What a shell, a slicer's command
 * line or an address in a document could take for something else isn't among them, and nothing that can't be seen.
 */
const unsafe = /[^\p{L}\p{M}\p{Nd}\p{Nl}._\u200d]|\p{Default_Ignorable_Code_Point}(?<!\u200d)/gu;

/** Joiners and marks that belong to no letter; Latin letters need no joiners. */
const stray = /(?<![\p{L}\p{M}])\u200d|(?<=\p{Script=Latin})\u200d|\u200d(?!\p{L})|(?<![\p{L}\p{M}\p{N}])\p{M}+/gu;

/** The extension for an output format; undefined for one that isn't documented. */
export function extensionOf(outputFormat: string): string | undefined {
  return extensions.get(outputFormat.toUpperCase());
}

/**
 * A file name that is legal on Windows, macOS and Linux and one word to every shell, from the user's template and parts
 * that nobody vouches for: letters and digits of any script, `.`, `_` and `-` (docs/downloads.md).
 * @param template such as `${projectName}`
 * @returns a bare name with its extension, never a path
 */
export function fileNameFor(template: string, parts: NameParts, extension: string): string {
  const filled = template.replace(
    /\$\{(projectName|jobId|date|sourceFile)\}/g,
    (_, key: keyof NameParts) => parts[key],
  );
  const maxBytes = maxNameBytes - Buffer.byteLength(extension);
  return (
    (safeName(filled, maxBytes) ??
      safeName(parts.jobId, maxBytes) ??
      createHash('sha256').update(parts.jobId).digest('hex').slice(0, 12)) + extension
  );
}

/** `name` with a counter before its extension: `bracket.step` becomes `bracket-2.step`. */
export function numbered(name: string, counter: number): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? `${name}-${counter}` : `${name.slice(0, dot)}-${counter}${name.slice(dot)}`;
}

/** `text` cut to at most `maxBytes` bytes of UTF-8, never inside of what is read as one character. */
export function cutAtGrapheme(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (Buffer.byteLength(cut + segment) > maxBytes) break;
    cut += segment;
  }
  return cut;
}

/** Undefined when nothing is left of it. */
function safeName(text: string, maxBytes: number): string | undefined {
  // Control characters, bidi overrides, and what Windows or Unix reserve become blanks. The mark in front keeps the
  // library from giving nothing a name of its own.
  const legal = filenamify(`_${text.trimStart().slice(0, longestRead).toWellFormed()}`, {
    replacement: ' ',
    maxLength: Infinity,
  }).slice(1);
  const short = trimmed(cutAtGrapheme(plainWord(legal), maxBytes - 1));
  if (!/[\p{L}\p{N}]/u.test(short)) return undefined;
  // What was cut may have become a device's name, such as NUL.
  return filenamify(short, { replacement: '_', maxLength: Infinity });
}

/** The text as one word, with `-` for whatever is no part of a name. */
function plainWord(text: string): string {
  let plain = text.replace(/\s+/gu, ' ');
  for (const [sign, spelling] of plainSpellings) plain = plain.replace(sign, spelling);
  return plain
    .replace(smallNumber, '-')
    .replace(otherShapes, (sign) => sign.normalize('NFKC'))
    .replace(unsafe, '-')
    .replace(stray, '')
    .split('-')
    .map((word) => trimmed(word))
    .filter((word) => word !== '')
    .join('-');
}

/** Windows drops dots at the end; at the start a dot hides the file, and a minus makes an option of it. */
function trimmed(text: string): string {
  return trimmedEnd(text.replace(/^[.-]+/, ''), (character) => character === '.' || character === '-');
}
