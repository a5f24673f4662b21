import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import * as path from 'node:path';
import { namesIn, systemErrorCode, writeFileAtomic } from '../base/files';
import type { Logger } from '../base/logger';
import { processExists } from '../base/owner';
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
 * The unfinished files of this machine's windows: which ones there are is written down before they are made, so that those that a crash leaves are found
 * without looking through any folder.
 */
export class PartJournal {
  readonly #folder: string;

  /** @param folder absolute, ours alone; it is made */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes down a new name beside `file`, for what is to become that file.
   * @throws the file system's error
   */
  async enter(file: string): Promise<PartEntry> {
    const part = path.join(path.dirname(file), `.${cutAtGrapheme(path.basename(file), shownBytes)}.${randomUUID().slice(0, 8)}.part`);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const entry = path.join(this.#folder, `${process.pid}-${randomUUID()}.json`);
    await writeFileAtomic(entry, JSON.stringify({ part, at: Date.now() }));
    return { part, forget: () => rm(entry, { force: true }) };
  }

  /** Removes what processes that have ended left unfinished. What can't be removed now is looked at again at the next start. */
  async removeLeftOvers(log: Logger): Promise<void> {
    for (const name of await namesIn(this.#folder)) {
      const entry = path.join(this.#folder, name);
      try {
        const { part, at } = parseEntry(await readFile(entry, 'utf8'));
        if (isAlive(Number.parseInt(name, 10), at)) continue;
        if (part !== undefined && (await isUnfinishedFile(part))) {
          await rm(part, { force: true });
          log.info(`Removed an unfinished download: ${part}`);
        }
        await rm(entry, { force: true });
      } catch (error) {
        // Another window was faster.
        if (systemErrorCode(error) !== 'ENOENT') log.warn(`An unfinished download could not be removed: ${String(error)}`);
      }
    }
  }
}

/** An id may be another process's by now if the machine has been started anew since. */
function isAlive(pid: number, at: number | undefined): boolean {
  const started = Date.now() - uptime() * 1000;
  return Number.isInteger(pid) && (at === undefined || at >= started) && processExists(pid);
}

/** Only what is named like ours and is a plain file. */
async function isUnfinishedFile(part: string): Promise<boolean> {
  if (!path.isAbsolute(part) || !/^\..*\.[0-9a-f]{8}\.part$/s.test(path.basename(part))) return false;
  try {
    return (await lstat(part)).isFile();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** A crash while it was written leaves an entry without a part, and then there is none. */
function parseEntry(text: string): { readonly part: string | undefined; readonly at: number | undefined } {
  try {
    const entry = JSON.parse(text) as unknown;
    if (typeof entry !== 'object' || entry === null) return { part: undefined, at: undefined };
    return {
      part: 'part' in entry && typeof entry.part === 'string' ? entry.part : undefined,
      at: 'at' in entry && typeof entry.at === 'number' ? entry.at : undefined,
    };
  } catch {
    return { part: undefined, at: undefined };
  }
}
