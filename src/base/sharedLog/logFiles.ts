import * as path from 'node:path';
import type { LogParts } from './entryLog';
import { namesIn, systemErrorCode } from '../files';
import { LogFile, type Values } from './logFile';
import type { Known } from './logLength';
import { LogNames, writerOf, type NamedFile } from './logNames';
import type { Owner } from '../owner';
import { anotherOwn, UnreadableFileError } from './unreadableFiles';

/**
 * How often it is looked again because files were renamed meanwhile. Whoever stops then has missed nothing that it had
 * seen before.
 */
const mostLooks = 20;

/**
 * What the system says of one file that can't be used, while others can: of another user, a folder of that name, or
 * damaged on the disk.
 */
const codesOfOneFile: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EIO']);

/** All files of one log, and which of them this process appends to. */
export class LogFiles {
  readonly names: LogNames;
  readonly #self: Owner;
  readonly #hasOneWriter: boolean;
  readonly #onTrouble: (error: unknown) => void;
  #own: LogFile;
  #files: readonly LogFile[];
  #listed: readonly string[] = [];
  #hasMarkers = false;
  readonly #unreadable = new Set<LogFile>();
  #number = 0;

  constructor(
    { file, hasOneWriter }: Pick<LogParts<unknown>, 'file' | 'hasOneWriter'>,
    self: Owner,
    onTrouble: (error: unknown) => void,
  ) {
    this.names = new LogNames(file);
    this.#self = self;
    this.#hasOneWriter = hasOneWriter === true;
    this.#onTrouble = onTrouble;
    this.#own = this.#ownFile(this.#hasOneWriter ? '' : writerOf(self));
    this.#files = [this.#own];
  }

  /** The one that this process appends to. */
  get own(): LogFile {
    return this.#own;
  }

  /** The highest number that was seen. */
  get number(): number {
    return this.#number;
  }

  /** Whether windows of older versions have left markers at the last look. */
  get hasMarkers(): boolean {
    return this.#hasMarkers;
  }

  /** Those that can be read. */
  known(): readonly Known[] {
    return this.#files.filter((file) => !this.#unreadable.has(file)).map((file) => [file, this.named(nameOf(file))]);
  }

  /** What the name says of one of the log's files; undefined for any other. */
  named(name: string): NamedFile | undefined {
    const file = this.names.read(name);
    return this.#hasOneWriter && file?.name !== this.names.given ? undefined : file;
  }

  /** Takes in a file whose entries are known. */
  adopt(file: LogFile): void {
    if (!this.#files.includes(file)) this.#files = [...this.#files, file];
  }

  /**
   * Adds to `found` what is new in all files.
   * @param thoroughly looks once more whether these are all
   * @returns of how many files it is
   * @throws the file system's error; a file that can't be read is left out and told of, unless it is the only one
   */
  async read(found: Values, thoroughly = false): Promise<number> {
    const sources = new Set<LogFile>();
    await this.#look();
    for (let looks = 1; looks <= mostLooks; looks++) {
      let isMissing = false;
      for (const file of this.#files) {
        const before = found.values.length;
        const isThere = await this.#readOne(file, found);
        isMissing ||= !isThere && this.#listed.includes(nameOf(file));
        if (found.values.length > before) sources.add(file);
        this.#number = Math.max(this.#number, file.number);
      }
      // What was renamed has another name now, or stands in a file that is new.
      if ((isMissing || thoroughly) && (await this.#look())) continue;
      if (
        !isMissing &&
        !(
          this.#unreadable.has(this.#own) &&
          (await this.#useAnother((file) => Promise.resolve(!this.#unreadable.has(file))))
        )
      )
        break;
    }
    return sources.size;
  }

  /** Looks for another file of one's own, where the first can't be used. @returns whether there is one */
  async #useAnother(isUsable: (file: LogFile) => Promise<boolean>): Promise<boolean> {
    const other = await anotherOwn(this.names, this.#self, this.#files, isUsable);
    if (other) this.adopt((this.#own = other));
    return other !== undefined;
  }

  /**
   * Opens the file that this process appends to; another one, when that one can't be used.
   * @returns whether it is the one that was read until now
   * @throws the file system's error
   */
  async openToAppend(): Promise<boolean> {
    try {
      return await this.#own.openToAppend();
    } catch (error) {
      if (this.#hasOneWriter || !codesOfOneFile.has(systemErrorCode(error))) throw error;
      const canBeOpened = (file: LogFile): Promise<boolean> =>
        file.openToAppend().then(
          () => true,
          () => false,
        );
      if (await this.#useAnother(canBeOpened)) return false;
      throw error;
    }
  }

  async #readOne(file: LogFile, found: Values): Promise<boolean> {
    try {
      const isThere = await file.read(found);
      this.#unreadable.delete(file);
      return isThere;
    } catch (error) {
      if (this.#hasOneWriter || !codesOfOneFile.has(systemErrorCode(error))) throw error;
      if (!this.#unreadable.has(file)) this.#onTrouble(new UnreadableFileError(file.file, error));
      this.#unreadable.add(file);
      return true;
    }
  }

  #ownFile(writer: string): LogFile {
    return new LogFile(this.names.own(writer), writer);
  }

  /**
   * Finds the files that others have made or renamed. One that has got another name is the same file.
   * @returns whether there are others than before
   */
  async #look(): Promise<boolean> {
    if (this.#hasOneWriter) return false;
    const all = await namesIn(this.names.folder);
    this.#hasMarkers = all.some((name) => name.startsWith(this.names.start) && /\.(open|rewriting)-/.test(name));
    const named = all.map((name) => this.named(name)).filter((file) => file !== undefined);
    const listed = named.map(({ name }) => name).sort();
    if (listed.length === this.#listed.length && listed.every((name, index) => name === this.#listed[index]))
      return false;
    this.#listed = listed;
    const known = new Map(this.#files.map((file) => [nameOf(file), file]));
    const gone = this.#files.filter((file) => file === this.#own || !listed.includes(nameOf(file)));
    const files: LogFile[] = [];
    for (const { name, writer, left } of named) {
      if (name === nameOf(this.#own)) continue;
      files.push(
        known.get(name) ?? (await this.#moved(gone, name)) ?? new LogFile(this.names.pathOf(name), writer, left),
      );
    }
    this.#files = [...files, this.#own];
    return true;
  }

  async #moved(candidates: readonly LogFile[], name: string): Promise<LogFile | undefined> {
    const file = this.names.pathOf(name);
    for (const one of candidates) {
      if (!(await one.isNow(file))) continue;
      if (one === this.#own) this.#own = this.#ownFile(one.writer);
      await one.moved(file);
      return one;
    }
    return undefined;
  }
}

function nameOf({ file }: LogFile): string {
  return path.basename(file);
}
