import { mkdir } from 'node:fs/promises';
import { comparePlaces, type EntryLog, type LogParts, type OpenedLog, type OpenLog, type Place } from './entryLog';
import { FolderWatch } from '../folderWatch';
import type { Values } from './logFile';
import { LogFiles } from './logFiles';
import { isLong, slackBytes } from './logLength';
import { lazy } from '../lazy';
import type { LogKeeper } from './logKeeper';
import { thisProcess, type Owner } from '../owner';
import { Serial } from '../serial';

/** Seldom needed. */
const loadKeeper = lazy(() => import('./logKeeper'));

/** How often an append is repeated because its file was taken over meanwhile, or because a torn line came before it. */
const mostTries = 8;

/**
 * An `EntryLog` in files of JSON lines, one for each machine that has the folder (each PID namespace of it, to be
 * exact): no two append to one file, since file systems that they share don't append as one step. All read all files.
 * What an append has written is read back before it counts.
 *
 * A line has a number, one higher than all that its writer has seen, so what was written in the knowledge of something
 * else comes after it on every machine, and the rest in one order, too (Lamport, "Time, Clocks, and the Ordering of
 * Events in a Distributed System", 1978).
 */
export class SharedLog<T> implements EntryLog<T> {
  readonly #parts: LogParts<T>;
  readonly #onTrouble: (error: unknown) => void;
  readonly #self: Owner;
  readonly #files: LogFiles;
  readonly #tasks = new Serial();
  /** The size in bytes from which on it is looked again whether the log is to be shortened. */
  #longFrom = slackBytes;
  #watch: FolderWatch | undefined;
  #catchUpPlanned = false;
  #isClosed = false;

  private constructor(parts: LogParts<T>, onTrouble: (error: unknown) => void, self: Owner) {
    this.#parts = parts;
    this.#onTrouble = onTrouble;
    this.#self = self;
    this.#files = new LogFiles(parts, self, onTrouble);
  }

  /**
   * Reads the log, if there is one; the first append makes it.
   * @param onTrouble told of what went wrong and changes nothing: a file could not be shortened or, as an
   *   `UnreadableFileError`, not be read, or the system doesn't watch the folder
   * @throws the file system's error when what is there can't be read
   */
  static async open<T>(
    parts: LogParts<T>,
    onTrouble: (error: unknown) => void = () => undefined,
    self?: Owner,
  ): Promise<OpenedLog<T> & { readonly log: SharedLog<T> }> {
    const log = new SharedLog(parts, onTrouble, self ?? (await thisProcess()));
    try {
      // Where nothing can be written, what is there can still be read.
      await log.#makeFolder().catch(onTrouble);
      await log.#read('until nothing changes');
      const damagedCopy = log.#needsKeeper() ? await (await log.#keeper()).tidyUp() : undefined;
      return { log, damagedCopy };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  append(next: () => readonly T[], durable: boolean): Promise<void> {
    return this.#tasks.run(async () => {
      try {
        await this.#read();
        const entries = next();
        if (entries.length === 0) return;
        await this.#write(entries, durable);
        await this.#shortenIfNeeded().catch(this.#onTrouble);
      } finally {
        // What comes to its end after the window's is still written.
        if (this.#isClosed) await this.#files.own.close();
      }
    });
  }

  catchUp(): Promise<void> {
    return this.#tasks.run(() => this.#read());
  }

  /** Goes on catching up by itself as soon as another process writes. */
  watch(): void {
    const onChange = (): void => {
      if (this.#catchUpPlanned) return;
      this.#catchUpPlanned = true;
      this.#tasks
        .run(async () => {
          this.#catchUpPlanned = false;
          await this.#read();
        })
        .catch(this.#onTrouble);
    };
    const { folder } = this.#files.names;
    this.#watch ??= new FolderWatch({
      folder,
      concerns: (name) => this.#files.named(name) !== undefined,
      onChange,
      onTrouble: this.#onTrouble,
    });
  }

  close(): Promise<void> {
    this.#watch?.close();
    this.#isClosed = true;
    return this.#tasks.run(() => this.#files.own.close());
  }

  async #makeFolder(): Promise<void> {
    await mkdir(this.#files.names.folder, { recursive: true, mode: 0o700 });
  }

  async #write(entries: readonly T[], durable: boolean): Promise<void> {
    await this.#makeFolder();
    for (let tries = 1; tries <= mostTries; tries++) {
      // Others may have begun a new file since.
      if (!(await this.#files.openToAppend())) await this.#read();
      const { own } = this.#files;
      const isThere = await own.append({ n: this.#files.number + 1, e: entries }, durable, this.#parts.onUnsynced);
      await this.#read();
      if (isThere && own.isReadBack) return;
    }
    throw Object.assign(new Error('The file is replaced all the time.'), { code: 'EBUSY' });
  }

  /** Delivers what is new in all files. */
  async #read(thoroughly?: 'until nothing changes'): Promise<void> {
    const found: Values = { values: [], places: [] };
    const sources = await this.#files.read(found, thoroughly !== undefined);
    if (sources > 0) this.#deliver(sources === 1 ? found : inOrder(found));
  }

  #deliver({ values, places }: Values): void {
    const entries: T[] = [];
    const known: Place[] = [];
    places.forEach((place, index) => {
      const entry = this.#parts.decode(values[index]);
      if (entry === undefined) return;
      entries.push(entry);
      known.push(place);
    });
    if (entries.length > 0) this.#parts.onEntries(entries, known);
  }

  /**
   * Only a file that was appended to for long is shortened while it is open: that it has many lines is seen to at the
   * next opening.
   */
  async #shortenIfNeeded(): Promise<void> {
    if (this.#parts.hasOneWriter === true || this.#files.own.size < this.#longFrom || !this.#isLong()) return;
    await (await this.#keeper()).tidyUp();
    // Where it couldn't be, it isn't tried with each append.
    this.#longFrom = slackBytes + this.#files.own.size;
  }

  #isLong(): boolean {
    return isLong(this.#files.known(), this.#files.own.writer, this.#parts);
  }

  /** Whether there is anything besides what this machine has written and shortened. */
  #needsKeeper(): boolean {
    const { own } = this.#files;
    return (
      this.#isLong() ||
      this.#files.hasMarkers ||
      this.#files
        .known()
        .some(([file, name]) => file.isDamaged || file.writer !== own.writer || name?.left !== undefined)
    );
  }

  async #keeper(): Promise<LogKeeper<T>> {
    const { LogKeeper: Keeper } = await loadKeeper();
    return new Keeper({
      parts: this.#parts,
      self: this.#self,
      files: this.#files,
      isLong: () => this.#isLong(),
      catchUp: () => this.#read(),
      onTrouble: this.#onTrouble,
    });
  }
}

/**
 * Opens logs in files, and follows what other processes add to them.
 * @param onTrouble as of `SharedLog.open`
 * @param self another one than this process
 */
export function openSharedLog(onTrouble: (error: unknown) => void, self?: Owner): OpenLog {
  return async <T>(parts: LogParts<T>) => {
    const opened = await SharedLog.open(parts, onTrouble, self);
    opened.log.watch();
    return opened;
  };
}

function inOrder({ values, places }: Values): Values {
  const order = places.map((place, index) => ({ place, value: values[index] }));
  order.sort((a, b) => comparePlaces(a.place, b.place));
  return { values: order.map(({ value }) => value), places: order.map(({ place }) => place) };
}
