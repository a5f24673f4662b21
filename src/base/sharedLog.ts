import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { comparePlaces, type EntryLog, type LogParts, type OpenedLog, type OpenLog, type Place } from './entryLog';
import { namesIn } from './files';
import { FolderWatch } from './folderWatch';
import { isLong, LogFile, type Values } from './logFile';
import { LogMarkers } from './logMarkers';
import { LogNames, writerOf, type NamedFile } from './logNames';
import { thisProcess, type Owner } from './owner';
import { Serial } from './serial';

/** How often an append is repeated because its file was taken over meanwhile. */
const mostTries = 5;

/**
 * An `EntryLog` in files of JSON lines, one for each machine that has the folder (each PID namespace of it, to be exact): no two append to one file or rewrite
 * it, since none can tell whether the other's processes live, and file systems that they share don't append as one step. All read all files.
 *
 * A line has a number, one higher than all that its writer has seen, so what was written in the knowledge of something else comes after it on every machine,
 * and the rest in one order, too (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978).
 */
export class SharedLog<T> implements EntryLog<T> {
  readonly #parts: LogParts<T>;
  readonly #onTrouble: (error: unknown) => void;
  readonly #names: LogNames;
  readonly #own: LogFile;
  readonly #markers: LogMarkers;
  /** By name. */
  #files: ReadonlyMap<string, LogFile>;
  /** The highest number that was seen. */
  #number = 0;
  readonly #tasks = new Serial();
  #watch: FolderWatch | undefined;
  #catchUpPlanned = false;
  #isClosed = false;

  private constructor(parts: LogParts<T>, onTrouble: (error: unknown) => void, self: Owner) {
    this.#parts = parts;
    this.#onTrouble = onTrouble;
    this.#names = new LogNames(parts.file);
    const writer = parts.hasOneWriter === true ? '' : writerOf(self);
    this.#own = new LogFile(this.#names.own(writer), writer);
    this.#markers = new LogMarkers(this.#own.file, self);
    this.#files = new Map([[path.basename(this.#own.file), this.#own]]);
  }

  /**
   * Reads the log, if there is one; the first append makes it.
   * @param onTrouble told of what went wrong and changes nothing: a file could not be shortened, or the system doesn't watch the folder
   * @throws the file system's error when what is there can't be read
   */
  static async open<T>(parts: LogParts<T>, onTrouble: (error: unknown) => void = () => undefined, self?: Owner): Promise<OpenedLog<T> & { readonly log: SharedLog<T> }> {
    const owner = self ?? (await thisProcess());
    const log = new SharedLog(parts, onTrouble, owner);
    try {
      // Where nothing can be written, what is there can still be read.
      await log.#mark().catch(onTrouble);
      await log.#read();
      const files = (): readonly LogFile[] => [...log.#files.values()];
      if (files().length === 1 && !isLong(log.#own, parts)) return { log, damagedCopy: undefined };
      // Seldom needed, so it isn't loaded at once.
      const { LogKeeper } = await import('./logKeeper');
      const keeper = new LogKeeper({ parts, names: log.#names, self: owner, markers: log.#markers, own: log.#own, files, catchUp: () => log.#read(), onTrouble });
      return { log, damagedCopy: await keeper.tidyUp() };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  append(next: () => readonly T[], durable: boolean): Promise<void> {
    return this.#tasks.run(async () => {
      if (!this.#markers.isMarked) await this.#mark();
      try {
        await this.#read();
        const entries = next();
        if (entries.length > 0) await this.#write(entries, durable);
      } finally {
        // What comes to its end after the window's is still written.
        if (this.#isClosed) await this.#release();
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
      this.#tasks.run(async () => {
        this.#catchUpPlanned = false;
        await this.#read();
      }).catch(this.#onTrouble);
    };
    const { folder } = this.#names;
    this.#watch ??= new FolderWatch({ folder, concerns: (name) => this.#named(name) !== undefined, onChange, onTrouble: this.#onTrouble });
  }

  close(): Promise<void> {
    this.#watch?.close();
    this.#isClosed = true;
    return this.#tasks.run(() => this.#release());
  }

  async #mark(): Promise<void> {
    await mkdir(this.#names.folder, { recursive: true, mode: 0o700 });
    await this.#markers.mark();
  }

  async #release(): Promise<void> {
    await this.#own.close();
    await this.#markers.unmark();
  }

  async #write(entries: readonly T[], durable: boolean): Promise<void> {
    for (let tries = 1; ; tries++) {
      const isThere = await this.#own.append({ n: this.#number + 1, e: entries }, durable, this.#parts.onUnsynced);
      await this.#read();
      if (isThere) return;
      if (tries === mostTries) throw Object.assign(new Error('The file is replaced all the time.'), { code: 'EBUSY' });
    }
  }

  /** Delivers what is new in all files. */
  async #read(): Promise<void> {
    await this.#look();
    const found: Values = { values: [], places: [] };
    let sources = 0;
    for (const file of this.#files.values()) {
      const before = found.values.length;
      await file.read(found);
      if (found.values.length > before) sources++;
      this.#number = Math.max(this.#number, file.number);
    }
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

  /** Finds the files of other machines. One that has got another name is the same file. */
  async #look(): Promise<void> {
    if (this.#parts.hasOneWriter === true) return;
    const named = (await namesIn(this.#names.folder)).map((name) => this.#named(name)).filter((file) => file !== undefined);
    const own = path.basename(this.#own.file);
    const isSame = named.every(({ name }) => this.#files.has(name)) && named.length === this.#files.size - Number(!named.some(({ name }) => name === own));
    if (isSame) return;
    const gone = [...this.#files].filter(([name]) => !named.some((file) => file.name === name)).map(([, file]) => file);
    const files = new Map([[own, this.#own]]);
    for (const { name, writer, left } of named) files.set(name, this.#files.get(name) ?? (await this.#moved(gone, name)) ?? new LogFile(this.#names.pathOf(name), writer, left));
    this.#files = files;
  }

  async #moved(gone: readonly LogFile[], name: string): Promise<LogFile | undefined> {
    const file = this.#names.pathOf(name);
    for (const one of gone) {
      if (one === this.#own || !(await one.isNow(file))) continue;
      one.moved(file);
      return one;
    }
    return undefined;
  }

  #named(name: string): NamedFile | undefined {
    const file = this.#names.read(name);
    return this.#parts.hasOneWriter === true && file?.name !== this.#names.given ? undefined : file;
  }
}

/** Opens logs in files, and follows what other processes add to them. @param onTrouble as of `SharedLog.open` @param self another one than this process */
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
