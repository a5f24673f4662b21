import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { comparePlaces, type LogParts, type Written } from './entryLog';
import { isBusy, namesIn, patiently, unlessMissing } from './files';
import { isLong, type LogFile } from './logFile';
import { hasMarkers, type LogMarkers } from './logMarkers';
import type { LogNames } from './logNames';
import type { Owner } from './owner';

const dayMs = 86_400_000;

/** A machine that hasn't written for so long has its file taken over; if it writes again, it begins a new one. */
const goneAfterMs = 30 * dayMs;

/** A file that was taken over stays for so long after its last change: who wrote into it at that moment hasn't lost it. */
const leftForMs = 7 * dayMs;

/** So many copies of damaged files are kept. */
const keptCopies = 5;

export interface KeeperParts<T> {
  readonly parts: LogParts<T>;
  readonly names: LogNames;
  readonly self: Owner;
  readonly markers: LogMarkers;
  readonly own: LogFile;
  /** All files of the log, one's own among them. */
  readonly files: () => readonly LogFile[];
  readonly catchUp: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/** Keeps the files of a log short, whole and few, when it is opened. Whatever keeps it from doing so, the log works with the files as they are. */
export class LogKeeper<T> {
  readonly #parts: KeeperParts<T>;

  constructor(parts: KeeperParts<T>) {
    this.#parts = parts;
  }

  /** @returns where a damaged file was copied to */
  async tidyUp(): Promise<string | undefined> {
    const { parts, markers, onTrouble } = this.#parts;
    let damagedCopy: string | undefined;
    try {
      damagedCopy = await this.#setDamagedAside();
    } catch (error) {
      // Without a copy the file stays as it is, for ever if need be.
      onTrouble(error);
      return parts.file;
    }
    if (!markers.isMarked) return damagedCopy;
    const steps = [
      () => this.#takeOver(),
      async () => {
        if (this.#isLong()) await markers.whenAlone(() => this.#rewrite());
      },
      () => this.#clearOut(),
    ];
    for (const step of steps) await step().catch(onTrouble);
    return damagedCopy;
  }

  #isLong(): boolean {
    const { own, parts } = this.#parts;
    return isLong(own, parts) || this.#left().some(({ file, from }) => file.size > from);
  }

  #left(): readonly { readonly file: LogFile; readonly from: number }[] {
    const { files, names } = this.#parts;
    return files().flatMap((file) => {
      const from = names.read(path.basename(file.file))?.left;
      return from === undefined ? [] : [{ file, from }];
    });
  }

  /**
   * Renames the files that nobody seems to append to any more. All go on reading them, and a writer that was asleep sees after its next append that its
   * file has another name, and appends to a new one.
   */
  async #takeOver(): Promise<void> {
    const { files, names, own, self, parts } = this.#parts;
    if (parts.hasOneWriter === true) return;
    for (const file of files()) {
      if (file === own || names.read(path.basename(file.file))?.left !== undefined) continue;
      const isGone = file.writer === '' ? !(await hasMarkers(file.file, 'open', self)) : await isUntouched(file.file, goneAfterMs);
      if (!isGone) continue;
      const left = names.left(file.writer, 0);
      try {
        await rename(file.file, left);
      } catch (error) {
        // On Windows, who has it open keeps it.
        if (isBusy(error)) continue;
        throw error;
      }
      file.moved(left);
      // Its last change is this one: an older version doesn't look whether its file still has its name.
      await utimes(left, new Date(), new Date());
    }
  }

  /** Writes one's own file anew, with what stands in those that were taken over. */
  async #rewrite(): Promise<void> {
    const { own, catchUp, names } = this.#parts;
    const wasDamaged = own.isDamaged;
    // Whoever was here a moment ago may have written more, and closed the file.
    await catchUp();
    if (own.isDamaged !== wasDamaged) return;
    const left = this.#left().filter(({ file, from }) => file.size > from);
    const [mine, ...others] = await Promise.all([own, ...left.map(({ file }) => file)].map((file) => file.content()));
    if (mine && !own.endsAt(mine.end)) return;
    const contents = mine ? [mine, ...others] : others;
    const written = contents.flatMap((content) => content.written).sort(comparePlaces);
    await own.replace(this.#shortened(written), contents.flatMap(({ strange }) => strange));
    for (const [index, { file }] of left.entries()) {
      const name = names.left(file.writer, others[index]?.size ?? 0);
      await rename(file.file, name);
      file.moved(name);
    }
  }

  #shortened(written: readonly Written[]): readonly Written[] {
    const { parts, own, files } = this.#parts;
    if (parts.shorten) return parts.shorten(written);
    const number = Math.max(...files().map((file) => file.number));
    const place = { number, writer: own.writer };
    return [...written.filter(({ value }) => parts.decode(value) === undefined), ...parts.snapshot().map((value) => ({ ...place, value }))];
  }

  /** Copies each damaged file, unless an earlier copy has all of the damage: other windows may have to live with it for a while. @returns a new copy */
  async #setDamagedAside(): Promise<string | undefined> {
    const { files } = this.#parts;
    let copied: string | undefined;
    for (const { file } of files().filter(({ isDamaged }) => isDamaged)) {
      const content = await readFile(file);
      if (await this.#hasCopyOf(content)) continue;
      copied = `${this.#copyStart()}${Date.now()}`;
      await writeFile(copied, content, { mode: 0o600 });
    }
    return copied;
  }

  #copyStart(): string {
    return `${this.#parts.parts.file}.damaged-`;
  }

  /** Newest first. */
  async #copies(): Promise<readonly string[]> {
    const { names } = this.#parts;
    const start = path.basename(this.#copyStart());
    return (await readdir(names.folder)).filter((name) => name.startsWith(start)).sort().reverse().map((name) => names.pathOf(name));
  }

  async #hasCopyOf(content: Buffer): Promise<boolean> {
    for (const file of await this.#copies()) {
      const copy = await readFile(file);
      if (copy.length > 0 && copy.equals(content.subarray(0, copy.length))) return true;
    }
    return false;
  }

  /** Removes what is of no more use: files that stand in one's own, old copies, and what processes of machines that are gone have left. */
  async #clearOut(): Promise<void> {
    const { names } = this.#parts;
    for (const { file, from } of this.#left()) {
      if (file.size === from && (await isUntouched(file.file, leftForMs))) await rm(file.file, { force: true });
    }
    for (const copy of (await this.#copies()).slice(keptCopies)) await patiently(() => rm(copy, { force: true }));
    for (const name of await namesIn(names.folder)) {
      const file = names.pathOf(name);
      if (names.isBeside(name) && !file.startsWith(this.#copyStart()) && (await isUntouched(file, goneAfterMs))) await rm(file, { force: true });
    }
  }
}

/** By the wall clock: when it is wrong, a file is taken over too early, which loses nothing. */
async function isUntouched(file: string, forMs: number): Promise<boolean> {
  const found = await unlessMissing(stat(file));
  // Undefined where another process was faster.
  return found !== undefined && Date.now() - found.mtimeMs > forMs;
}
