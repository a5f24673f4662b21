import { randomUUID } from 'node:crypto';
import { lstat, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { ChangeWatch } from '../base/changeWatch';
import type { Clock } from '../base/clock';
import { isMissing, makeFolder, namesIn, patiently, writeFileAtomic } from '../base/files';
import type { Logger } from '../base/logger';
import { decodeOwner, ownerState, thisProcess, type Owner } from '../base/owner';
import { abandonedAfterMs, lookAgainMs } from './abandoned';
import { cutAtGrapheme } from './naming';

/** An unfinished file that is written down. */
export interface PartEntry {
  /** Its absolute path. */
  readonly part: string;
  /** It is gone, or has become the file. @throws the file system's error */
  forget(): Promise<void>;
}

/** File systems take names of 255 bytes; the rest is for the random part. */
const shownBytes = 200;

/**
 * The unfinished files of all windows: which ones there are is written down before they are made, so that those that a crash leaves are found without looking
 * through any folder. What another machine's or container's window is at is left alone until it has been seen untouched for long.
 */
export class PartJournal {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #self: Promise<Owner>;
  readonly #watch = new ChangeWatch(2 * lookAgainMs);

  /** @param folder absolute, ours alone; it is made. @param self whose files these are */
  constructor(folder: string, clock: Clock, self: Promise<Owner> = thisProcess()) {
    this.#folder = folder;
    this.#clock = clock;
    this.#self = self;
  }

  /**
   * Writes down a new name beside `file`, for what is to become that file.
   * @throws the file system's error
   */
  async enter(file: string): Promise<PartEntry> {
    const part = path.join(path.dirname(file), `.${cutAtGrapheme(path.basename(file), shownBytes)}.${randomUUID().slice(0, 8)}.part`);
    await makeFolder(this.#folder);
    const entry = path.join(this.#folder, `${randomUUID()}.json`);
    await writeFileAtomic(entry, JSON.stringify({ part, owner: await this.#self }));
    return { part, forget: () => patiently(() => rm(entry, { force: true })) };
  }

  /**
   * Removes what processes that have ended left unfinished. What can't be removed now is looked at again at the next start.
   * @returns whether some may turn out to be abandoned, so that it is worth looking again later
   */
  async removeLeftOvers(log: Logger): Promise<boolean> {
    let isUnclear = false;
    for (const name of (await namesIn(this.#folder)).filter((one) => one.endsWith('.json'))) {
      const entry = path.join(this.#folder, name);
      try {
        const { part, owner } = parseEntry(await readFile(entry, 'utf8'));
        const state = owner ? await ownerState(owner, await this.#self) : 'elsewhere';
        if (state === 'alive') continue;
        if (state === 'elsewhere' && this.#watch.look(name, await signOf(part), this.#clock.monotonic()) < abandonedAfterMs) {
          isUnclear = true;
          continue;
        }
        if (part !== undefined && (await isUnfinishedFile(part))) {
          await patiently(() => rm(part, { force: true }));
          log.info(`Removed an unfinished download: ${part}`);
        }
        await patiently(() => rm(entry, { force: true }));
      } catch (error) {
        // Another window was faster.
        if (!isMissing(error)) log.warn(`An unfinished download could not be removed: ${String(error)}`);
      }
    }
    return isUnclear;
  }
}

/** What changes while somebody writes to it. @throws the file system's error */
async function signOf(part: string | undefined): Promise<string> {
  if (part === undefined) return '';
  try {
    const { size, mtimeMs } = await lstat(part);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

/** Only what is named like ours and is a plain file. */
async function isUnfinishedFile(part: string): Promise<boolean> {
  if (!path.isAbsolute(part) || !/^\..*\.[0-9a-f]{8}\.part$/s.test(path.basename(part))) return false;
  try {
    return (await lstat(part)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Neither is known of an entry of which a crash left a part, and no owner of an earlier version's. */
function parseEntry(text: string): { readonly part: string | undefined; readonly owner: Owner | undefined } {
  try {
    const entry = JSON.parse(text) as unknown;
    if (typeof entry !== 'object' || entry === null) return { part: undefined, owner: undefined };
    return {
      part: 'part' in entry && typeof entry.part === 'string' ? entry.part : undefined,
      owner: 'owner' in entry ? decodeOwner(entry.owner) : undefined,
    };
  } catch {
    return { part: undefined, owner: undefined };
  }
}
