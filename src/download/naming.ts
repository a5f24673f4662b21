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
 * What isn't assigned, or means something to one program only, and joiners that join nothing: emoji and some scripts
 * need the others.
 */
const meaningless =
  /[\p{Co}\p{Cn}]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\u200d|\u200d(?![\p{L}\p{Extended_Pictographic}])/gu;

/** The extension for an output format; undefined for one that isn't documented. */
export function extensionOf(outputFormat: string): string | undefined {
  return extensions.get(outputFormat.toUpperCase());
}

/**
 * A file name that is legal on Windows, macOS and Linux, from the user's template and parts that nobody vouches for.
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

/** Undefined when nothing is left that one could see. */
function safeName(text: string, maxBytes: number): string | undefined {
  // Control characters, bidi overrides, and what Windows or Unix reserve become blanks. The mark in front keeps the
  // library from giving nothing a name of its own.
  const legal = filenamify(`_${text.trimStart().slice(0, longestRead).toWellFormed()}`, {
    replacement: ' ',
    maxLength: Infinity,
  }).slice(1);
  const clean = legal.replace(meaningless, ' ').replace(/\s+/g, ' ');
  const short = trimmed(cutAtGrapheme(trimmed(clean), maxBytes - 1));
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(short)) return undefined;
  // What was cut may have become a device's name, such as NUL.
  return filenamify(short, { replacement: '_', maxLength: Infinity });
}

/** Windows drops dots and spaces at the end; at the start a dot hides the file. */
function trimmed(text: string): string {
  return trimmedEnd(text.replace(/^[. ]+/, ''), (character) => character === '.' || character === ' ');
}
