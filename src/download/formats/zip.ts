import { inflateRawSync } from 'node:zlib';
import type { ByteSource } from '../byteSource';

/** An entry of a zip file's central directory. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  /** Where its local header is. */
  readonly offset: number;
}

const endBytes = 22;
const longestComment = 0xffff;
const largestDirectory = 16 * 1024 * 1024;
/** Entries that are read before others have their turn. */
const entriesAtOnce = 4096;
const largestText = 1024 * 1024;

/**
 * The directory of a zip file (PKWARE APPNOTE 4.3), zip64 included. Nothing is unpacked.
 * @returns the entries, or undefined when the directory isn't whole
 */
export async function readZipDirectory(source: ByteSource): Promise<readonly ZipEntry[] | undefined> {
  const end = await findEnd(source);
  if (!end || end.start + end.size > end.at || end.size > largestDirectory) return undefined;
  const directory = await source.read(end.start, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < end.entries) {
    const entry = readEntry(directory, at);
    if (!entry || entry.entry.offset + entry.entry.packedBytes > end.start) return undefined;
    entries.push(entry.entry);
    at = entry.next;
    if (entries.length % entriesAtOnce === 0) await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return at === end.size ? entries : undefined;
}

/** The text of a small entry; undefined when it is large, packed in an unusual way or broken. */
export async function readZipText(source: ByteSource, entry: ZipEntry): Promise<string | undefined> {
  const header = await source.read(entry.offset, 30);
  if (!isWholeHeader(header) || entry.packedBytes > largestText) return undefined;
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await source.read(start, entry.packedBytes);
  if (entry.method === 0) return packed.toString('utf8');
  if (entry.method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: largestText }).toString('utf8');
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Whether an entry's own header is where the directory says. */
export async function hasLocalHeader(source: ByteSource, entry: ZipEntry): Promise<boolean> {
  return isWholeHeader(await source.read(entry.offset, 30));
}

function isWholeHeader(header: Buffer): boolean {
  return header.length === 30 && header.readUInt32LE(0) === 0x04034b50;
}

interface DirectoryEnd {
  /** Where the record is that tells the rest: the directory ends before it. */
  readonly at: number;
  readonly entries: number;
  readonly size: number;
  readonly start: number;
}

async function findEnd(source: ByteSource): Promise<DirectoryEnd | undefined> {
  const position = Math.max(0, source.size - endBytes - longestComment);
  const tail = await source.read(position, endBytes + longestComment);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    // The comment's length must lead exactly to the end of the file.
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const end: DirectoryEnd = {
      at: position + at,
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
    };
    const needs64 = end.entries === 0xffff || end.size === 0xffffffff || end.start === 0xffffffff;
    return needs64 ? ((await findEnd64(source, end.at)) ?? end) : end;
  }
  return undefined;
}

async function findEnd64(source: ByteSource, endAt: number): Promise<DirectoryEnd | undefined> {
  if (endAt < 20) return undefined;
  const locator = await source.read(endAt - 20, 20);
  if (locator.readUInt32LE(0) !== 0x07064b50) return undefined;
  const at = Number(locator.readBigUInt64LE(8));
  const record = await source.read(at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return undefined;
  return {
    at,
    entries: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    start: Number(record.readBigUInt64LE(48)),
  };
}

function readEntry(directory: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } | undefined {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) return undefined;
  const name = directory.toString('utf8', at + 46, nameEnd);
  const [unpacked, packedBytes, offset] = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ];
  const long = longValues(directory.subarray(nameEnd, extraEnd), [unpacked, packedBytes, offset]);
  return (
    long && { entry: { name, method: directory.readUInt16LE(at + 10), packedBytes: long[1], offset: long[2] }, next }
  );
}

/**
 * Puts the 64-bit values of the zip64 field in place of those that are all ones; undefined when the field is missing.
 */
function longValues(extra: Buffer, short: readonly [number, number, number]): [number, number, number] | undefined {
  if (short.every((value) => value !== 0xffffffff)) return [...short];
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && end <= extra.length) {
      let value = at + 4;
      const values = short.map((given) => {
        if (given !== 0xffffffff) return given;
        value += 8;
        return value <= end ? Number(extra.readBigUInt64LE(value - 8)) : NaN;
      }) as [number, number, number];
      return values.some(Number.isNaN) ? undefined : values;
    }
    at = end;
  }
  return undefined;
}
