import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { LogParts, Place, Written } from './entryLog';
import { syncFolder, unlessMissing, writeFileAtomic } from './files';
import { parseJson } from './json';

/** Ends a line that a crash or a full disk left unfinished (the CANCEL control character, which JSON never holds unescaped). */
const tornLineMark = '\u0018';

/** So many lines more than twice the entries that are needed, and the file is rewritten when it is opened. */
const slackLines = 500;

/** The values of some lines, with the place of each. */
export interface Values {
  readonly values: unknown[];
  readonly places: Place[];
}

/** A line that this version writes. Older ones wrote the array alone. */
interface Line {
  /** Higher than every number that its writer knew of. */
  readonly n: number;
  readonly e: readonly unknown[];
}

/**
 * One file of a log: JSON lines that the processes of one machine append to, without locks.
 *
 * An append is one write of one line, so lines of several processes never mix, and a crash leaves at most one torn line, at the end, that was never
 * acknowledged. Whoever appends next marks it as torn. Any other unreadable line means damage.
 */
export class LogFile {
  readonly writer: string;
  #file: string;
  /** Kept open for appends only: Windows renames no file that somebody has open. */
  #handle: FileHandle | undefined;
  #inode = 0;
  /** Bytes read so far, up to the end of a whole line. */
  #offset: number;
  #size = 0;
  #number = 0;
  #lines = 0;
  #isDamaged = false;

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

  /** Whether that is its name now. */
  async isNow(file: string): Promise<boolean> {
    return this.#inode !== 0 && (await unlessMissing(stat(file)))?.ino === this.#inode;
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

  /** Somebody has renamed it. */
  moved(file: string): void {
    this.#file = file;
  }

  /** Adds to `found` what is new. @throws the file system's error */
  async read(found: Values): Promise<void> {
    const info = await unlessMissing(stat(this.#file));
    if (!info || (this.#inode !== 0 && info.ino !== this.#inode)) await this.#forget();
    this.#size = info?.size ?? 0;
    if (!info || info.size === this.#offset) return;
    if (info.size < this.#offset) this.#rewind();
    const handle = this.#handle ?? (await open(this.#file, 'r'));
    try {
      // It may have been replaced since.
      const { ino, size } = this.#handle ? info : await handle.stat();
      if (this.#inode !== 0 && ino !== this.#inode) this.#rewind();
      this.#inode = ino;
      this.#size = size;
      const buffer = Buffer.allocUnsafe(Math.max(0, size - this.#offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#offset);
      // What follows the last newline isn't whole, or not yet.
      const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      this.#offset += end;
      this.#parse(buffer.toString('utf8', 0, end), found);
    } finally {
      if (handle !== this.#handle) await handle.close();
    }
  }

  /**
   * Appends a line, after everything there is has been read.
   * @returns whether the file still has its name, so that all will read the line
   * @throws the file system's error, or an Error when the disk took only a part of it
   */
  async append(line: Line, durable: boolean, onUnsynced: (error: unknown) => void): Promise<boolean> {
    const isNew = this.#inode === 0;
    const handle = (this.#handle ??= await this.#openToAppend());
    const start = this.#size > this.#offset ? `${tornLineMark}\n` : '';
    const bytes = Buffer.from(`${start}${JSON.stringify(line)}\n`);
    // One call of the system, so that lines of several processes never mix.
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk took only a part of it.'), { code: 'ENOSPC' });
    if (durable) {
      await handle.datasync().catch(onUnsynced);
      if (isNew) await syncFolder(path.dirname(this.#file)).catch(onUnsynced);
    }
    if ((await unlessMissing(stat(this.#file)))?.ino === this.#inode) return true;
    await this.#forget();
    return false;
  }

  /** Everything that stands in it, and the whole lines that are none of this version's. @throws the file system's error */
  async content(): Promise<{ readonly written: readonly Written[]; readonly strange: readonly string[]; readonly end: number; readonly size: number }> {
    const bytes = (await unlessMissing(stat(this.#file))) ? await readFile(this.#file) : Buffer.alloc(0);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const all: Values = { values: [], places: [] };
    const strange: string[] = [];
    new LogFile(this.#file, this.writer).#parse(bytes.toString('utf8', 0, end), all, strange);
    return { written: all.values.map((value, index) => ({ value, number: 0, writer: this.writer, ...all.places[index] })), strange, end, size: bytes.length };
  }

  /** Whether what has been read so far ends there. */
  endsAt(offset: number): boolean {
    return this.#offset === offset;
  }

  /** Replaces what stands in it by what adds up to the same, and reads nothing of that again. @throws the file system's error */
  async replace(written: readonly Written[], strange: readonly string[]): Promise<void> {
    await this.close();
    const lines = written.map(({ number, value }) => `${JSON.stringify({ n: number, e: [value] } satisfies Line)}\n`);
    await writeFileAtomic(this.#file, [...lines, ...strange.map((line) => `${line}\n`)].join(''));
    const { ino, size } = await stat(this.#file);
    this.#inode = ino;
    this.#size = this.#offset = size;
    this.#lines = lines.length + strange.length;
    this.#isDamaged = false;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  #parse(text: string, { values, places }: Values, strange?: string[]): void {
    for (const line of text.split('\n')) {
      if (line === '' || line.endsWith(tornLineMark)) continue;
      this.#lines++;
      const parsed = parseJson(line);
      if (parsed === undefined) this.#isDamaged = true;
      const entries = Array.isArray(parsed) ? (parsed as readonly unknown[]) : this.#entriesOf(parsed);
      if (!entries) {
        if (parsed !== undefined) strange?.push(line);
        continue;
      }
      // Of two processes that write at once, the one that comes later in the file comes later in the order.
      const place: Place = { number: this.#number, writer: this.writer };
      for (const value of entries) {
        values.push(value);
        places.push(place);
      }
    }
  }

  /** Undefined for a line that is none of this version's. */
  #entriesOf(parsed: unknown): readonly unknown[] | undefined {
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { n, e } = parsed as Partial<Record<keyof Line, unknown>>;
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 0 || !Array.isArray(e)) return undefined;
    this.#number = Math.max(this.#number, n);
    return e as readonly unknown[];
  }

  async #openToAppend(): Promise<FileHandle> {
    const handle = await open(this.#file, 'a+', 0o600);
    const { ino, size } = await handle.stat();
    if (ino !== this.#inode) {
      this.#rewind();
      this.#inode = ino;
      this.#size = size;
    }
    return handle;
  }

  /** The file is no longer the one of that name. */
  async #forget(): Promise<void> {
    this.#inode = 0;
    this.#rewind();
    await this.close();
  }

  #rewind(): void {
    this.#offset = 0;
    this.#number = 0;
    this.#lines = 0;
    this.#isDamaged = false;
  }
}

/** Whether a file is to be written anew when it is opened. */
export function isLong({ isDamaged, lines }: LogFile, { size }: Pick<LogParts<unknown>, 'size'>): boolean {
  return isDamaged || lines > 2 * size() + slackLines;
}
