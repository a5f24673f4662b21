import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { sleep, systemClock } from './clock';
import type { EntryLog, LogParts, OpenedLog, OpenLog } from './entryLog';
import { patiently, syncFolder, systemErrorCode, writeFileAtomic } from './files';
import { FolderWatch } from './folderWatch';
import { processExists } from './owner';

/** Ends a line that a crash or a full disk left unfinished (the CANCEL control character, which JSON never holds unescaped). */
const tornLineMark = '\u0018';

/** So many lines more than twice the entries that are needed, and the file is rewritten when it is opened. */
const slackLines = 500;

/** Longest wait in ms for another process that is rewriting the file. */
const rewriteLimitMs = 5000;

/**
 * An `EntryLog` in a file of JSON lines that any number of processes append to, without locks.
 *
 * An append is one write of one line, an array of entries, so lines of several processes never mix and a crash leaves at most one torn line, at the
 * end, that was never acknowledged. Whoever appends next marks it as torn. Any other unreadable line means damage: the file is copied aside.
 *
 * Only a process that has the file for itself rewrites it. Each one leaves a marker beside the file before it reads; a rewriter leaves its own before
 * it looks for others'. So of two that start at once either the rewriter sees the other, or the other sees the rewriter and waits.
 */
export class SharedLog<T> implements EntryLog<T> {
  readonly #parts: LogParts<T>;
  readonly #onTrouble: (error: unknown) => void;
  readonly #marker: string;
  #handle: FileHandle | undefined;
  #inode = 0;
  /** Bytes read so far, up to the end of a whole line. */
  #offset = 0;
  #lines = 0;
  #damaged = false;
  #isMarked = false;
  #tail: Promise<void> = Promise.resolve();
  #watch: FolderWatch | undefined;
  #catchUpPlanned = false;

  private constructor(parts: LogParts<T>, onTrouble: (error: unknown) => void) {
    this.#parts = parts;
    this.#onTrouble = onTrouble;
    this.#marker = `${parts.file}.open-${process.pid}-${randomUUID()}`;
  }

  /**
   * Reads the log, if there is one; the first append makes it.
   * @param onTrouble told of what went wrong and changes nothing: the file could not be shortened, or the system doesn't watch it
   * @throws the file system's error
   */
  static async open<T>(parts: LogParts<T>, onTrouble: (error: unknown) => void = () => undefined): Promise<OpenedLog<T> & { readonly log: SharedLog<T> }> {
    const log = new SharedLog(parts, onTrouble);
    try {
      // Where nothing can be written, what is there can still be read.
      await log.#mark().catch(log.#onTrouble);
      await log.catchUp();
      return { log, damagedCopy: log.#isMarked ? await log.#tidyUp() : undefined };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  append(next: () => readonly T[], durable: boolean): Promise<void> {
    return this.#inOrder(async () => {
      if (!this.#isMarked) await this.#mark();
      const size = await this.#read();
      const entries = next();
      if (entries.length === 0) return;
      const handle = this.#handle ?? (await this.#create(durable));
      const start = size > this.#offset ? `${tornLineMark}\n` : '';
      await writeOnce(handle, `${start}${JSON.stringify(entries)}\n`);
      if (durable) await handle.datasync().catch(this.#parts.onUnsynced);
      await this.#read();
    });
  }

  catchUp(): Promise<void> {
    return this.#inOrder(async () => {
      await this.#read();
    });
  }

  /** Goes on catching up by itself as soon as another process writes. */
  watch(): void {
    const onTrouble = this.#onTrouble;
    const name = path.basename(this.#parts.file);
    const onChange = (): void => {
      if (this.#catchUpPlanned) return;
      this.#catchUpPlanned = true;
      this.#inOrder(async () => {
        this.#catchUpPlanned = false;
        await this.#read();
      }).catch(onTrouble);
    };
    this.#watch ??= new FolderWatch({ folder: path.dirname(this.#parts.file), concerns: (changed) => changed === name, onChange, onTrouble });
  }

  close(): Promise<void> {
    this.#watch?.close();
    return this.#inOrder(async () => {
      await this.#handle?.close();
      this.#handle = undefined;
      await patiently(() => rm(this.#marker, { force: true }));
    });
  }

  /** Nobody else rewrites the file from now on. @throws the file system's error */
  async #mark(): Promise<void> {
    await mkdir(path.dirname(this.#parts.file), { recursive: true, mode: 0o700 });
    await writeFile(this.#marker, '', { mode: 0o600 });
    this.#isMarked = true;
    await this.#waitForRewriter();
  }

  /** Delivers what is new. @returns the file's size in bytes */
  async #read(): Promise<number> {
    const info = await statIfThere(this.#parts.file);
    if (this.#handle && info?.ino !== this.#inode) await this.#forget();
    if (!info) return 0;
    if (info.size < this.#offset) this.#offset = 0;
    if (info.size === this.#offset) return info.size;
    const handle = (this.#handle ??= await this.#openFile());
    const buffer = Buffer.allocUnsafe(info.size - this.#offset);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#offset);
    // What follows the last newline isn't whole, or not yet.
    const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    if (end === 0) return info.size;
    this.#offset += end;
    const entries = this.#parse(buffer.toString('utf8', 0, end));
    if (entries.length > 0) this.#parts.onEntries(entries);
    return info.size;
  }

  #parse(text: string): T[] {
    const entries: T[] = [];
    for (const line of text.split('\n')) {
      if (line === '' || line.endsWith(tornLineMark)) continue;
      this.#lines++;
      const values = parseJson(line);
      if (!Array.isArray(values)) {
        this.#damaged = true;
        continue;
      }
      for (const value of values as unknown[]) {
        const entry = this.#parts.decode(value);
        if (entry === undefined) this.#damaged = true;
        else entries.push(entry);
      }
    }
    return entries;
  }

  async #create(durable: boolean): Promise<FileHandle> {
    this.#handle = await this.#openFile();
    if (durable) await syncFolder(path.dirname(this.#parts.file));
    return this.#handle;
  }

  async #openFile(): Promise<FileHandle> {
    const handle = await open(this.#parts.file, 'a+', 0o600);
    this.#inode = (await handle.stat()).ino;
    return handle;
  }

  /** The open file is no longer the one of that name. */
  async #forget(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    this.#offset = 0;
    this.#lines = 0;
  }

  /**
   * Sets a damaged file aside, and mends it or shortens a long one if no other process has it open. Whatever keeps it from doing so, a full disk or a file that
   * Windows finds in use, the log works with the file as it is.
   * @returns where a damaged file was copied to
   */
  async #tidyUp(): Promise<string | undefined> {
    if (!this.#damaged && this.#lines <= 2 * this.#parts.size() + slackLines) return undefined;
    try {
      const damagedCopy = this.#damaged ? await this.#setAside() : undefined;
      await this.#rewrite().catch(this.#onTrouble);
      return damagedCopy;
    } catch (error) {
      // Without a copy the file stays as it is, for ever if need be.
      this.#onTrouble(error);
      return this.#parts.file;
    }
  }

  async #rewrite(): Promise<void> {
    const { file, snapshot } = this.#parts;
    const wasDamaged = this.#damaged;
    const rewriting = `${file}.rewriting-${process.pid}-${randomUUID()}`;
    await writeFile(rewriting, '', { mode: 0o600 });
    try {
      if ((await this.#othersWith('open')) || (await this.#othersWith('rewriting', rewriting))) return;
      // Whoever was here a moment ago may have written more, and closed the file.
      await this.catchUp();
      if (this.#damaged !== wasDamaged) return;
      // Windows replaces no file that is open.
      await this.#handle?.close();
      this.#handle = undefined;
      await writeFileAtomic(file, snapshot().map((entry) => `${JSON.stringify([entry])}\n`).join(''));
      this.#offset = 0;
      this.#lines = 0;
      this.#damaged = false;
      await this.catchUp();
    } finally {
      await patiently(() => rm(rewriting, { force: true }));
    }
  }

  /** Copies the file, unless an earlier copy has all of the damage: other windows may have to live with it for a while. @returns the new copy */
  async #setAside(): Promise<string | undefined> {
    const { file } = this.#parts;
    const content = await readFile(file);
    const start = `${file}.damaged-`;
    for (const name of await readdir(path.dirname(file))) {
      if (!name.startsWith(path.basename(start))) continue;
      const copy = await readFile(path.join(path.dirname(file), name));
      if (copy.length > 0 && copy.equals(content.subarray(0, copy.length))) return undefined;
    }
    const copy = `${start}${Date.now()}`;
    await writeFile(copy, content, { mode: 0o600 });
    return copy;
  }

  async #waitForRewriter(): Promise<void> {
    for (const start = systemClock.monotonic(); systemClock.monotonic() - start < rewriteLimitMs; ) {
      if (!(await this.#othersWith('rewriting'))) return;
      await sleep(systemClock, 20);
    }
  }

  /** Whether a living process has left a marker of that kind, besides one's own. Those of dead ones are removed. */
  async #othersWith(kind: 'open' | 'rewriting', own = this.#marker): Promise<boolean> {
    const folder = path.dirname(this.#parts.file);
    const start = `${path.basename(this.#parts.file)}.${kind}-`;
    let found = false;
    for (const name of await readdir(folder)) {
      if (!name.startsWith(start) || name === path.basename(own)) continue;
      if (processExists(Number.parseInt(name.slice(start.length), 10))) found = true;
      else await rm(path.join(folder, name), { force: true });
    }
    return found;
  }

  #inOrder<R>(task: () => Promise<R>): Promise<R> {
    const run = this.#tail.then(task);
    this.#tail = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }
}

/** Opens logs in files, and follows what other processes add to them. @param onTrouble as of `SharedLog.open` */
export function openSharedLog(onTrouble: (error: unknown) => void): OpenLog {
  return async <T>(parts: LogParts<T>) => {
    const opened = await SharedLog.open(parts, onTrouble);
    opened.log.watch();
    return opened;
  };
}

/** One call of the system, so that lines of several processes never mix. @throws an Error when it didn't take all of it */
async function writeOnce(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk took only a part of it.'), { code: 'ENOSPC' });
}

async function statIfThere(file: string): Promise<{ readonly ino: number; readonly size: number } | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
