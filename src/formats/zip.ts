import { viewOf, type Bytes } from './bytes';
import { crc32 } from './crc32';
import { ParseFailure } from './failure';

/** An entry of a zip file's central directory. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated (APPNOTE 4.4.5). */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  /** Where its local header is. */
  readonly offset: number;
}

/** Unpacks deflated bytes (RFC 1951). @throws when they are damaged, or give more bytes than `limit` */
export type Inflate = (packed: Uint8Array, limit: number) => Promise<Uint8Array>;

const endBytes = 22;
const longestComment = 0xffff;
const largestDirectory = 16 * 1024 * 1024;
/** Entries that are read before others have their turn. */
const entriesAtOnce = 4096;

/** The directory of a zip file (PKWARE APPNOTE 4.3), zip64 included. @throws ParseFailure when it isn't whole */
export async function readZipDirectory(file: Bytes): Promise<readonly ZipEntry[]> {
  const end = await findEnd(file);
  if (!end) throw notWhole();
  if (end.disk > 0 && !(await isDirectory(file, end))) throw new ParseFailure('split_archive');
  if (end.start + end.size > end.at || end.size > largestDirectory) throw notWhole();
  const directory = await file.read(end.start, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < end.entries) {
    const found = entryAt(directory, at);
    if (!found || found.entry.offset + found.entry.packedBytes > end.start) throw notWhole();
    entries.push(found.entry);
    at = found.next;
    if (entries.length % entriesAtOnce === 0) await new Promise<void>((resolve) => void setTimeout(resolve));
  }
  if (at !== end.size) throw notWhole();
  return entries;
}

function notWhole(): ParseFailure {
  return new ParseFailure('truncated_file', 'the directory of the archive is not whole');
}

/** Whether a directory begins where its end says: in a piece of an archive that was split, it doesn't. */
async function isDirectory(file: Bytes, { start, size, entries, at }: DirectoryEnd): Promise<boolean> {
  if (start + size > at) return false;
  const first = viewOf(await file.read(start, 46));
  return (
    entries === 0 ||
    (first.byteLength === 46 && first.getUint32(0, true) === 0x02014b50 && first.getUint32(42, true) < start)
  );
}

/** Compressions that other programs write, by their numbers in APPNOTE 4.4.5. */
const compressions: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [96, 'JPEG'],
  [98, 'PPMd'],
]);

/** A byte of RFC 1951 gives so many at most, so no room is made for more. */
const mostDeflated = 1032;

/**
 * What an entry holds, compared with its checksum.
 * @param limit most bytes that it may have unpacked
 * @throws ParseFailure
 */
export async function readZipEntry(
  file: Bytes,
  { name, method, isEncrypted, packedBytes, unpackedBytes, offset, ...entry }: ZipEntry,
  inflate: Inflate,
  limit: number,
): Promise<Uint8Array> {
  if (isEncrypted) throw new ParseFailure('encrypted', name);
  if (method !== 0 && method !== 8)
    throw new ParseFailure('unknown_compression', compressions.get(method) ?? `${method}`);
  if (unpackedBytes > (method === 0 ? packedBytes : packedBytes * mostDeflated)) throw damaged(name);
  if (unpackedBytes > limit) throw new ParseFailure('too_large', `${name} has ${unpackedBytes} bytes`);
  const header = viewOf(await file.read(offset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) throw damaged(name);
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = await file.read(start, packedBytes);
  if (packed.length < packedBytes) throw damaged(name);
  const content = method === 0 ? packed : await inflate(packed, unpackedBytes).catch(() => undefined);
  if (content?.length !== unpackedBytes || (await crc32(content)) !== entry.crc32) throw damaged(name);
  return content;
}

function damaged(name: string): ParseFailure {
  return new ParseFailure('damaged_part', name);
}

interface DirectoryEnd {
  /** Where the record is that tells the rest: the directory ends before it. */
  readonly at: number;
  /** Which piece of a split archive it is in, from 0; programs write others into whole ones. */
  readonly disk: number;
  readonly entries: number;
  readonly size: number;
  readonly start: number;
}

async function findEnd(file: Bytes): Promise<DirectoryEnd | undefined> {
  const position = Math.max(0, file.size - endBytes - longestComment);
  const tail = viewOf(await file.read(position, endBytes + longestComment));
  let beforeSpare: DirectoryEnd | undefined;
  for (let at = tail.byteLength - endBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const end: DirectoryEnd = {
      at: position + at,
      disk: tail.getUint16(at + 4, true) % 0xffff,
      entries: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      start: tail.getUint32(at + 16, true),
    };
    const needs64 = end.entries === 0xffff || end.size === 0xffffffff || end.start === 0xffffffff;
    const commentEnd = at + endBytes + tail.getUint16(at + 20, true);
    // The comment's length must lead exactly to the end of the file.
    if (commentEnd === tail.byteLength) return needs64 ? ((await findEnd64(file, end.at)) ?? end) : end;
    // Some programs leave bytes behind it: then the directory must lead exactly to it.
    if (commentEnd < tail.byteLength && end.start + end.size === end.at) beforeSpare ??= end;
  }
  return beforeSpare;
}

async function findEnd64(file: Bytes, endAt: number): Promise<DirectoryEnd | undefined> {
  if (endAt < 20) return undefined;
  const locator = viewOf(await file.read(endAt - 20, 20));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const at = Number(locator.getBigUint64(8, true));
  const record = viewOf(await file.read(at, 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return undefined;
  return {
    at,
    disk: 0,
    entries: Number(record.getBigUint64(32, true)),
    size: Number(record.getBigUint64(40, true)),
    start: Number(record.getBigUint64(48, true)),
  };
}

function entryAt(directory: Uint8Array, at: number): { readonly entry: ZipEntry; readonly next: number } | undefined {
  const view = viewOf(directory);
  if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > directory.length) return undefined;
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)] as const;
  const long = longValues(directory.subarray(nameEnd, extraEnd), short);
  if (!long) return undefined;
  const [unpackedBytes, packedBytes, offset] = long;
  const entry: ZipEntry = {
    name: new TextDecoder().decode(directory.subarray(at + 46, nameEnd)),
    method: view.getUint16(at + 10, true),
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    packedBytes,
    unpackedBytes,
    crc32: view.getUint32(at + 16, true),
    offset,
  };
  return { entry, next };
}

/**
 * Puts the 64-bit values of the zip64 field in place of those that are all ones; undefined when the field is missing.
 */
function longValues(extra: Uint8Array, short: readonly [number, number, number]): [number, number, number] | undefined {
  if (short.every((value) => value !== 0xffffffff)) return [...short];
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1 && end <= extra.length) {
      let value = at + 4;
      const values = short.map((given) => {
        if (given !== 0xffffffff) return given;
        value += 8;
        return value <= end ? Number(view.getBigUint64(value - 8, true)) : NaN;
      }) as [number, number, number];
      return values.some(Number.isNaN) ? undefined : values;
    }
    at = end;
  }
  return undefined;
}
