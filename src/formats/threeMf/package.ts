import { latin1, type Bytes } from '../bytes';
import { ParseFailure } from '../failure';
import { readZipDirectory, readZipEntry, type Inflate, type ZipEntry } from '../zip';
import { tagsOf } from './xmlTags';

/** A small archive can hold an endless part; more bytes than this of all parts together are refused. */
const unpackedLimit = 500_000_000;

/** An entry, a directory of nothing, and what a splitting program writes before all (APPNOTE 4.3.7, 4.3.16, 8.5.4). */
const archiveStarts: ReadonlySet<string> = new Set(['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00']);

/** The parts of a 3MF package (3MF core §2, Open Packaging Conventions ECMA-376-2). */
export class ThreeMfPackage {
  readonly #file: Bytes;
  readonly #inflate: Inflate;
  readonly #parts: ReadonlyMap<string, ZipEntry>;
  /** Parts that the archive holds twice, with different content. */
  readonly #doubled: ReadonlySet<string>;
  #left: number;

  private constructor(
    file: Bytes,
    inflate: Inflate,
    { parts, doubled }: { readonly parts: ReadonlyMap<string, ZipEntry>; readonly doubled: ReadonlySet<string> },
    limit: number,
  ) {
    this.#file = file;
    this.#inflate = inflate;
    this.#parts = parts;
    this.#doubled = doubled;
    this.#left = limit;
  }

  /**
   * @param limit most bytes that all parts together may have unpacked
   * @throws ParseFailure when it isn't a whole archive
   */
  static async open(file: Bytes, inflate: Inflate, limit = unpackedLimit): Promise<ThreeMfPackage> {
    if (file.size === 0) throw new ParseFailure('empty_file');
    if (!archiveStarts.has(latin1(await file.read(0, 4)))) throw new ParseFailure('foreign_file');
    const parts = new Map<string, ZipEntry>();
    const doubled = new Set<string>();
    for (const entry of await readZipDirectory(file)) {
      const key = partKey(entry.name);
      const first = parts.get(key);
      if (!first) parts.set(key, entry);
      else if (!isSame(first, entry)) doubled.add(key);
    }
    return new ThreeMfPackage(file, inflate, { parts, doubled }, limit);
  }

  has(name: string): boolean {
    return this.#parts.has(partKey(name));
  }

  hasPartLike(name: RegExp): boolean {
    return [...this.#parts.values()].some((part) => name.test(part.name));
  }

  /**
   * The name of the model part that the package's relations name, else, in what a program has written without any, the
   * usual one or the only one.
   * @throws ParseFailure
   */
  async root(): Promise<string> {
    const target = await this.#rootByRelations();
    if (target !== undefined) {
      if (!this.has(target)) throw new ParseFailure('missing_part', target);
      return target;
    }
    if (this.has(usualRoot)) return usualRoot;
    const models = [...this.#parts.values()].filter(({ name }) => /\.model$/i.test(name));
    if (models[0] === undefined) throw new ParseFailure('foreign_file', 'there is no model in the archive');
    return models[0].name;
  }

  async #rootByRelations(): Promise<string | undefined> {
    if (!this.has(relationsPart)) return undefined;
    for (const tag of tagsOf(await this.text(relationsPart))) {
      const target = tag.get('Target');
      if (tag.name === 'Relationship' && target !== undefined && tag.get('Type')?.endsWith('/3dmodel') === true)
        return target;
    }
    return undefined;
  }

  /** Whether parts of it are encrypted for readers who have a key (3MF secure content). */
  get hasKeys(): boolean {
    return this.hasPartLike(/(?:^|\/)keystore\.xml$/i);
  }

  /** @throws ParseFailure when there is no such part, or it is damaged, encrypted or packed in an unknown way */
  async content(name: string): Promise<Uint8Array> {
    const content = await readZipEntry(this.#file, this.#entry(name), this.#inflate, this.#left);
    this.#left -= content.length;
    return content;
  }

  /** @throws ParseFailure as `content` does */
  async text(name: string): Promise<string> {
    return decoded(await this.content(name));
  }

  #entry(name: string): ZipEntry {
    const entry = this.#parts.get(partKey(name));
    if (!entry) throw new ParseFailure('missing_part', name);
    // Names are distinct in a package (ECMA-376-2 §9.1.1); programs that unpack it take the last one, or the first.
    if (this.#doubled.has(partKey(name))) throw new ParseFailure('double_part', name);
    return entry;
  }
}

function isSame(one: ZipEntry, other: ZipEntry): boolean {
  return one.crc32 === other.crc32 && one.unpackedBytes === other.unpackedBytes;
}

const relationsPart = '_rels/.rels';
const usualRoot = '3D/3dmodel.model';

/**
 * Names of parts are compared without regard to case and to how characters are written (ECMA-376-2 §9.1.1). Some
 * programs write back slashes, others don't escape.
 */
function partKey(name: string): string {
  const segments = name.replaceAll('\\', '/').split('/');
  const known: string[] = [];
  for (const segment of segments) {
    if (segment === '..') known.pop();
    else if (segment !== '' && segment !== '.') known.push(unescaped(segment));
  }
  return known.join('/').toLowerCase();
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    // A lone % stands for itself.
    if (error instanceof URIError) return segment;
    throw error;
  }
}

/** XML is in UTF-8 or UTF-16 (3MF core §2.3.1), the latter with a byte order mark, which some programs leave out. */
function decoded(content: Uint8Array): string {
  const encoding = encodings.get(((content[0] ?? 0) << 8) | (content[1] ?? 0)) ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding).decode(content);
    const declared = text.includes('\ufffd') ? declaredEncoding(text) : undefined;
    return declared === undefined ? text : new TextDecoder(declared).decode(content);
  } catch (error) {
    // Longer than a text can be.
    throw new ParseFailure('too_large', String(error));
  }
}

/** The encoding that a text says to be in, where it is none of those of 3MF; undefined for one that nobody knows. */
function declaredEncoding(text: string): string | undefined {
  const name = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(text.slice(0, 200))?.[1];
  try {
    return name === undefined ? undefined : new TextDecoder(name).encoding;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** By the first two bytes: a byte order mark, or the `<` of a text without one. */
const encodings: ReadonlyMap<number, string> = new Map([
  [0xfffe, 'utf-16le'],
  [0xfeff, 'utf-16be'],
  [0x3c00, 'utf-16le'],
  [0x003c, 'utf-16be'],
]);
