import { createHash } from 'node:crypto';

export interface NameParts {
  readonly projectName: string;
  readonly jobId: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The source document's name without its extension. */
  readonly sourceFile: string;
}

const extensions: Readonly<Record<string, string>> = { STEP: '.step', STL: '.stl', GLB: '.glb', '3MF': '.3mf' };

/** Longest name in bytes of UTF-8, extension included, that every file system takes with room for a counter. */
const maxNameBytes = 200;

// Control and format characters (bidi overrides among them), what Windows reserves, and separators.
const forbidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/** The extension for an output format; undefined for one that isn't documented. */
export function extensionOf(outputFormat: string): string | undefined {
  return extensions[outputFormat.toUpperCase()];
}

/**
 * A file name that is legal on Windows, macOS and Linux, from the user's template and parts that nobody vouches for.
 * @param template such as `${projectName}`
 * @returns a bare name with its extension, never a path
 */
export function fileNameFor(template: string, parts: NameParts, extension: string): string {
  const filled = template.replace(/\$\{(projectName|jobId|date|sourceFile)\}/g, (_, key: keyof NameParts) => parts[key]);
  const clean = safeName(filled, maxNameBytes - Buffer.byteLength(extension));
  return (clean === '' ? safeName(parts.jobId, 100) || shortHash(parts.jobId) : clean) + extension;
}

/** `name` with a counter before its extension: `bracket.step` becomes `bracket-2.step`. */
export function numbered(name: string, counter: number): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${counter}${name.slice(dot)}`;
}

function safeName(text: string, maxBytes: number): string {
  const clean = text.toWellFormed().normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ');
  const trimmed = trimDots(cutAtGrapheme(trimDots(clean), maxBytes));
  return reservedOnWindows.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** Windows drops dots and spaces at the end; at the start a dot hides the file. */
function trimDots(text: string): string {
  return text.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
}

function cutAtGrapheme(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (Buffer.byteLength(cut + segment) > maxBytes) break;
    cut += segment;
  }
  return cut;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
