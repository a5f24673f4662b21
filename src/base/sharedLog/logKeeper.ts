import { copyFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import * as path from 'node:path';
import { beginsAs } from '../beginsAs';
import { comparePlaces, type LogParts, type Written } from './entryLog';
import { isBusy, patiently, unlessMissing } from '../files';
import { contentOf, writeContent } from './logContent';
import { LogFile } from './logFile';
import type { LogFiles } from './logFiles';
import { leftName, shortName } from './newLogNames';
import { markersOfOlderWindows } from './olderWindows';
import type { Owner } from '../owner';

const dayMs = 86_400_000;

/** A machine that hasn't written for so long has its files taken over; if it writes again, it begins a new one. */
const goneAfterMs = 30 * dayMs;

/**
 * What was taken over stays for so long after its last change: a machine may see late that its file has another name.
 */
const leftForMs = 7 * dayMs;

/** How many copies of damaged files are kept. */
const keptCopies = 5;

export interface KeeperParts<T> {
  readonly parts: LogParts<T>;
  readonly self: Owner;
  readonly files: LogFiles;
  readonly isLong: () => boolean;
  /** Reads everything that is new, under whatever name. */
  readonly catchUp: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Keeps the files of a log short, whole and few. Whatever keeps it from doing so, the log works with the files as they
 * are; and wherever it is stopped, for however long, and whoever else does the same meanwhile, nothing is lost: no file
 * that anybody may append to is replaced or removed.
 */
export class LogKeeper<T> {
  readonly #parts: KeeperParts<T>;
  readonly #files: LogFiles;
  /** The damaged files of which there is a copy. */
  readonly #copied = new Set<LogFile>();

  constructor(parts: KeeperParts<T>) {
    this.#parts = parts;
    this.#files = parts.files;
  }

  get #own(): LogFile {
    return this.#files.own;
  }

  /** Those that can be read, one's own among them. */
  get #readable(): readonly LogFile[] {
    return this.#files.known().map(([file]) => file);
  }

  /** @returns where a damaged file was copied to */
  async tidyUp(): Promise<string | undefined> {
    const { parts, isLong, onTrouble } = this.#parts;
    let damagedCopy: string | undefined;
    try {
      damagedCopy = await this.#setDamagedAside();
    } catch (error) {
      // Without a copy the file stays as it is, for ever if need be.
      onTrouble(error);
      return parts.file;
    }
    const shorten = async (): Promise<void> => {
      if (isLong()) await this.shorten();
    };
    for (const step of [() => this.#takeOver(), shorten, () => this.#clearOut()]) await step().catch(onTrouble);
    return damagedCopy;
  }

  /**
   * Writes what stands in the machine's own files, and in those that were taken over, into one short file.
   *
   * The one that is appended to gets a name of its own first. Whoever appends looks afterwards whether the file still
   * has its name, and else appends again to a new one: so everything that was acknowledged is in the renamed file by
   * then, or in a new one that isn't touched. Only when the short file is on the disk are the others removed. An entry
   * that stands in two files changes nothing.
   * @throws the file system's error
   */
  async shorten(): Promise<void> {
    const { parts, catchUp } = this.#parts;
    const { names } = this.#files;
    if (parts.hasOneWriter === true) return this.#replace();
    const { file: ownName, writer } = this.#own;
    await this.#own.close();
    try {
      await unlessMissing(patiently(() => rename(ownName, leftName(names, writer, 0))));
    } catch (error) {
      // On Windows, who has it open keeps it.
      if (isBusy(error)) return;
      throw error;
    }
    await catchUp();
    const sources = this.#sources();
    if (sources.length === 0) return;
    const contents = await Promise.all(sources.map((source) => contentOf(source)));
    const isKnown = sources.every(
      (source, index) =>
        source.endsAt(contents[index]?.end ?? 0) && (contents[index]?.isDamaged !== true || this.#copied.has(source)),
    );
    if (!isKnown) return;
    const short = shortName(names, writer);
    const size = await writeContent(
      short,
      await this.#shortened(contents.flatMap(({ written }) => written)),
      contents.flatMap(({ strange }) => strange),
    );
    // Nothing in it is new.
    this.#files.adopt(new LogFile(short, writer, size));
    for (const [index, source] of sources.entries()) await this.#drop(source, contents[index]?.size ?? 0);
  }

  /** Where only one process writes, nobody appends meanwhile. */
  async #replace(): Promise<void> {
    const { catchUp } = this.#parts;
    await catchUp();
    const { written, strange, end, isDamaged } = await contentOf(this.#own);
    if (!this.#own.endsAt(end) || (isDamaged && !this.#copied.has(this.#own))) return;
    await this.#own.close();
    await writeContent(this.#own.file, await this.#shortened([...written]), strange);
  }

  /** What the next short file is made of. */
  #sources(): readonly LogFile[] {
    return this.#readable.filter((file) => {
      const { left, isShort } = this.#nameOf(file);
      if (file === this.#own) return false;
      return left === undefined ? isShort && file.writer === this.#own.writer : file.size > left;
    });
  }

  /** Removes what stands in the short file, or marks it for later, when another machine may still append to it. */
  async #drop(source: LogFile, size: number): Promise<void> {
    const { names } = this.#files;
    try {
      if (source.writer === this.#own.writer) await rm(source.file, { force: true });
      else await this.#rename(source, leftName(names, source.writer, size));
    } catch (error) {
      // On Windows, who reads it at this moment keeps it: the next one who opens the log does it again.
      if (!isBusy(error)) throw error;
    }
  }

  async #rename(file: LogFile, name: string): Promise<void> {
    await unlessMissing(rename(file.file, name));
    await file.moved(name);
  }

  #nameOf({ file }: LogFile): { readonly left: number | undefined; readonly isShort: boolean } {
    return this.#files.names.read(path.basename(file)) ?? { left: undefined, isShort: false };
  }

  async #shortened(written: Written[]): Promise<readonly Written[]> {
    const { parts } = this.#parts;
    written.sort(comparePlaces);
    if (parts.shorten) return parts.shorten(written);
    const number = Math.max(...this.#readable.map((file) => file.number));
    const place = { number, writer: this.#own.writer };
    return [
      ...written.filter(({ value }) => parts.decode(value) === undefined),
      ...parts.snapshot().map((value) => ({ ...place, value })),
    ];
  }

  /**
   * Renames the files that nobody seems to append to any more. All go on reading them, and a writer that was asleep
   * sees after its next append that its file has another name, and appends to a new one.
   */
  async #takeOver(): Promise<void> {
    const { self, parts } = this.#parts;
    const { names } = this.#files;
    if (parts.hasOneWriter === true) return;
    const markers = await markersOfOlderWindows(names, self);
    for (const file of this.#readable) {
      if (file.writer === this.#own.writer || this.#nameOf(file).left !== undefined) continue;
      const isGone =
        file.writer === ''
          ? !markers.some((name) => name.startsWith(`${names.given}.`))
          : await isUntouched(file.file, goneAfterMs);
      if (!isGone) continue;
      const left = leftName(names, file.writer, 0);
      try {
        await this.#rename(file, left);
        // Its last change is this one: an older version doesn't look whether its file still has its name.
        await unlessMissing(utimes(left, new Date(), new Date()));
      } catch (error) {
        // On Windows, who has it open keeps it.
        if (!isBusy(error)) throw error;
      }
    }
  }

  /**
   * Copies each damaged file, unless an earlier copy has all of the damage: it can't always be mended at once.
   * @returns a new copy
   */
  async #setDamagedAside(): Promise<string | undefined> {
    let copied: string | undefined;
    for (const damaged of this.#readable.filter(({ isDamaged }) => isDamaged)) {
      this.#copied.add(damaged);
      if (await this.#hasCopyOf(damaged.file)) continue;
      copied = `${this.#copyStart()}${Date.now()}`;
      await copyFile(damaged.file, copied);
    }
    return copied;
  }

  #copyStart(): string {
    return `${this.#parts.parts.file}.damaged-`;
  }

  /** Newest first. */
  async #copies(): Promise<readonly string[]> {
    const { names } = this.#files;
    const start = path.basename(this.#copyStart());
    return (await readdir(names.folder))
      .filter((name) => name.startsWith(start))
      .sort()
      .reverse()
      .map((name) => names.pathOf(name));
  }

  async #hasCopyOf(file: string): Promise<boolean> {
    for (const copy of await this.#copies()) if (await beginsAs(file, copy)) return true;
    return false;
  }

  /** Removes what is of no more use: files that stand in a short one, and old copies. */
  async #clearOut(): Promise<void> {
    for (const file of this.#readable) {
      const { left } = this.#nameOf(file);
      const isOver =
        left !== undefined &&
        file.size === left &&
        (file.writer === this.#own.writer || (await isUntouched(file.file, leftForMs)));
      if (isOver) await patiently(() => rm(file.file, { force: true }));
    }
    for (const copy of (await this.#copies()).slice(keptCopies)) await patiently(() => rm(copy, { force: true }));
  }
}

/** By the wall clock: when it is wrong, a file is taken over too early, which loses nothing. */
async function isUntouched(file: string, forMs: number): Promise<boolean> {
  const found = await unlessMissing(stat(file));
  // Undefined where another process was faster.
  return found !== undefined && Date.now() - found.mtimeMs > forMs;
}
