import { open, stat, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { Place } from './entryLog';
import { patiently, syncFolder, unlessMissing } from '../files';
import { parseLine, tornLineMark, type Line } from './logLine';
import { longestLine, readLines } from './readLines';

/** The bytes at the beginning that tell a file from the next one of its name, whose first line has a higher number. */
const headBytes = 64;

/** The values of some lines, with the place of each. */
export interface Values {
  readonly values: unknown[];
  readonly places: Place[];
}

/**
 * One file of a log: JSON lines that the processes of one machine append to, without locks.
 *
 * An append is one write of one line, so lines of several processes never mix, and a crash leaves at most one torn
 * line, at the end, that was never acknowledged. Whoever appends next marks it as torn. Any other unreadable line means
 * damage.
 */
export class LogFile {
  readonly writer: string;
  #file: string;
  /**
   * Kept open for appends only: Windows renames no file that somebody has open, and elsewhere nobody gets the inode of
   * one that is open.
   */
  #handle: FileHandle | undefined;
  /** Windows has numbers that are too large for `number`. */
  #inode: bigint | undefined;
  /** The inode of a file that was removed is soon another's. */
  #head: Buffer = Buffer.alloc(0);
  /** What the file looked like when it was read. */
  #sign = '';
  /** Bytes read so far, up to the end of a whole line. */
  #offset: number;
  #size = 0;
  #number = 0;
  #lines = 0;
  #isDamaged = false;
  #isFolderSynced = false;
  /** The line that was appended last, until it is read. */
  #awaited: Buffer | undefined;

  /** @param from where to begin to read, in bytes */
  constructor(file: string, writer: string, from = 0) {
    this.#file = file;
    this.writer = writer;
    this.#offset = from;
  }

  get file(): string {
    return this.#file;
  }

  /** Bytes at the last look. */
  get size(): number {
    return this.#size;
  }

  /** The highest number so far. */
  get number(): number {
    return this.#number;
  }

  get lines(): number {
    return this.#lines;
  }

  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** Whether what was appended last has been read since, as a whole line. */
  get isReadBack(): boolean {
    return this.#awaited === undefined;
  }

  /** Whether that is its name now. */
  async isNow(file: string): Promise<boolean> {
    return this.#inode !== undefined && (await unlessMissing(stat(file, { bigint: true })))?.ino === this.#inode;
  }

  /** Somebody has renamed it, and nobody appends to it any more. */
  async moved(file: string): Promise<void> {
    this.#file = file;
    await this.close();
  }

  /**
   * Adds to `found` what is new.
   * @returns false when there is none of that name, or another one than was read until now
   * @throws the file system's error
   */
  async read(found: Values): Promise<boolean> {
    const info = await unlessMissing(stat(this.#file, { bigint: true }));
    const isSame = info !== undefined && (this.#inode === undefined || info.ino === this.#inode);
    if (!isSame) await this.#forget();
    if (!info) return false;
    if (!info.isFile()) throw Object.assign(new Error(`${this.#file} is no file.`), { code: 'EISDIR' });
    this.#size = Number(info.size);
    if (signOf(info) === this.#sign) return isSame;
    const handle = this.#handle ?? (await unlessMissing(patiently(() => open(this.#file, 'r'))));
    if (!handle) return false;
    try {
      // It may have been replaced since.
      const now = await handle.stat({ bigint: true });
      const size = Number(now.size);
      const isOther = this.#inode !== undefined && now.ino !== this.#inode;
      if (isOther || size < this.#offset || !(await headOf(handle, this.#head.length)).equals(this.#head))
        this.#rewind();
      this.#inode = now.ino;
      this.#size = size;
      this.#offset = await readLines(handle, this.#offset, size, (line) => this.#take(line, found));
      if (this.#head.length < Math.min(headBytes, this.#offset))
        this.#head = await headOf(handle, Math.min(headBytes, this.#offset));
      this.#sign = signOf(now);
      return isSame && !isOther;
    } finally {
      if (handle !== this.#handle) await handle.close();
    }
  }

  /**
   * Makes the file if need be.
   * @returns whether it is the one that was read until now
   * @throws the file system's error
   */
  async openToAppend(): Promise<boolean> {
    if (this.#handle) return true;
    const handle = await patiently(() => open(this.#file, 'a+', 0o600));
    this.#handle = handle;
    const { ino } = await handle.stat({ bigint: true });
    if (ino === this.#inode) return true;
    this.#rewind();
    this.#inode = ino;
    return false;
  }

  /**
   * Appends a line to the file that is open, after everything there is has been read.
   * @returns whether the file still has its name, so that whoever shortens it later reads the line
   * @throws the file system's error, or an Error when the disk took only a part of it or the line is too long
   */
  async append(line: Line, durable: boolean, onUnsynced: (error: unknown) => void): Promise<boolean> {
    const handle = this.#handle;
    if (!handle) return false;
    const start = this.#size > this.#offset ? `${tornLineMark}\n` : '';
    const text = Buffer.from(JSON.stringify(line));
    if (text.length > longestLine)
      throw Object.assign(new Error(`An entry of ${text.length} bytes is too long.`), { code: 'EFBIG' });
    const bytes = Buffer.concat([Buffer.from(start), text, Buffer.from('\n')]);
    this.#awaited = text;
    // One call of the system, so that lines of several processes never mix.
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length)
      throw Object.assign(new Error('The disk took only a part of it.'), { code: 'ENOSPC' });
    if (durable) {
      await handle.datasync().catch(onUnsynced);
      if (!this.#isFolderSynced) await syncFolder(path.dirname(this.#file)).catch(onUnsynced);
      this.#isFolderSynced = true;
    }
    return this.isNow(this.#file);
  }

  /** Whether what has been read so far ends there. */
  endsAt(offset: number): boolean {
    return this.#offset === offset;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  #take(line: Buffer | undefined, { values, places }: Values): void {
    if (line && this.#awaited?.equals(line) === true) this.#awaited = undefined;
    const parsed = parseLine(line);
    if (!parsed) return;
    this.#lines++;
    this.#isDamaged ||= parsed.isDamaged;
    this.#number = Math.max(this.#number, parsed.number);
    // Of two processes that write at once, the one that comes later in the file comes later in the order.
    const place: Place = { number: this.#number, writer: this.writer };
    for (const value of parsed.entries ?? []) {
      values.push(value);
      places.push(place);
    }
  }

  /** The file is no longer the one of that name. */
  async #forget(): Promise<void> {
    this.#inode = undefined;
    this.#size = 0;
    this.#rewind();
    await this.close();
  }

  #rewind(): void {
    this.#offset = 0;
    this.#head = Buffer.alloc(0);
    this.#sign = '';
    this.#number = 0;
    this.#lines = 0;
    this.#isDamaged = false;
    this.#isFolderSynced = false;
  }
}

interface Look {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

function signOf({ ino, size, mtimeNs }: Look): string {
  return `${ino} ${size} ${mtimeNs}`;
}

async function headOf(handle: FileHandle, length: number): Promise<Buffer> {
  const head = Buffer.alloc(length);
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await handle.read(head, 0, length, 0);
  return head.subarray(0, bytesRead);
}
