import { randomUUID } from 'node:crypto';
import { lstat, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { ChangeWatch } from '../base/changeWatch';
import type { Clock } from '../base/clock';
import { makeFolder, namesIn, patiently, unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import type { Logger } from '../base/logger';
import { decodeOwner, ownerState, thisProcess, type Owner } from '../base/owner';
import { abandonedAfterMs, lookAgainMs } from './abandoned';

/** A download that is written down, with the files that it makes until it is done. */
export interface PartEntry {
  /** What is received, in the journal's own folder: an absolute path. */
  readonly received: string;
  /** The whole file while it is brought into the target's folder, in that one: an absolute path. */
  readonly part: string;
  /** Both are gone. @throws the file system's error */
  forget(): Promise<void>;
}

/** What is written down, and what is received: both have the entry's name. */
const written = '.json';
const received = '.received';

/**
 * The unfinished files of all windows: which ones there are is written down before they are made, so that those that a
 * crash leaves are found without looking through any folder but our own. What another machine's or container's window
 * is at is left alone until it has been seen untouched for long.
 */
export class PartJournal {
  /** Absolute, ours alone. */
  readonly folder: string;
  readonly #clock: Clock;
  readonly #self: Promise<Owner>;
  readonly #watch = new ChangeWatch(2 * lookAgainMs);

  /** @param folder it is made. @param self whose files these are */
  constructor(folder: string, clock: Clock, self: Promise<Owner> = thisProcess()) {
    this.folder = folder;
    this.#clock = clock;
    this.#self = self;
  }

  /**
   * Writes down what will be made on the way into `target`: once, so that nothing needs to be written down at its end,
   * when the disk may be full.
   * @param target an absolute folder
   * @throws the file system's error
   */
  async enter(target: string): Promise<PartEntry> {
    // Short, since Windows has limits on paths; earlier versions know it, too.
    const part = path.join(target, `.makistry.${randomUUID().slice(0, 8)}.part`);
    await makeFolder(this.folder);
    const id = path.join(this.folder, randomUUID());
    await writeFileAtomic(`${id}${written}`, JSON.stringify({ part, owner: await this.#self }));
    const forget = (): Promise<void> => patiently(() => rm(`${id}${written}`, { force: true }));
    return { received: `${id}${received}`, part, forget };
  }

  /**
   * Removes what processes that have ended left unfinished. What can't be removed now is looked at again at the next
   * start.
   * @returns whether some may turn out to be abandoned, so that it is worth looking again later
   */
  async removeLeftOvers(log: Logger): Promise<boolean> {
    let isUnclear = false;
    for (const id of new Set((await namesIn(this.folder)).flatMap(idIn))) {
      try {
        if (await this.#removeIfLeft(path.join(this.folder, id), log)) continue;
        isUnclear = true;
      } catch (error) {
        log.warn(`An unfinished download could not be removed: ${String(error)}`);
      }
    }
    return isUnclear;
  }

  /** @returns false when it isn't known yet whether somebody is at it */
  async #removeIfLeft(id: string, log: Logger): Promise<boolean> {
    const kept = `${id}${received}`;
    const entry = await entryIn(`${id}${written}`);
    // Another window was faster.
    if (!entry && !(await isFile(kept))) return true;
    const { part, owner } = entry ?? unknownEntry;
    // Without an owner it is of an earlier version, or what is written down is damaged or gone.
    const state = owner ? await ownerState(owner, await this.#self) : 'elsewhere';
    if (state === 'alive') return true;
    if (state === 'elsewhere') {
      const sign = `${await signOf(kept)} ${await signOf(part)}`;
      if (this.#watch.look(id, sign, this.#clock.monotonic()) < abandonedAfterMs) return false;
    }
    for (const file of [kept, ...(part !== undefined && isNamedLikeOurs(part) ? [part] : [])]) {
      if (!(await isFile(file))) continue;
      await patiently(() => rm(file, { force: true }));
      log.info(`Removed an unfinished download: ${file}`);
    }
    await patiently(() => rm(`${id}${written}`, { force: true }));
    this.#watch.forget(id);
    return true;
  }
}

function idIn(name: string): string[] {
  const ending = [written, received].find((one) => name.endsWith(one));
  return ending === undefined ? [] : [name.slice(0, -ending.length)];
}

/** What changes while somebody writes to it. @throws the file system's error */
async function signOf(part: string | undefined): Promise<string> {
  if (part === undefined) return '';
  const found = await unlessMissing(lstat(part));
  return found ? `${found.size} ${found.mtimeMs}` : '';
}

/** Whatever is written down, nobody's file of another name is removed. */
function isNamedLikeOurs(part: string): boolean {
  return path.isAbsolute(part) && /^\..*\.[0-9a-f]{8}\.part$/s.test(path.basename(part));
}

async function isFile(file: string): Promise<boolean> {
  return (await unlessMissing(lstat(file)))?.isFile() ?? false;
}

/** Neither is known of an entry of which a crash left a part, and no owner of an earlier version's. */
interface Entry {
  readonly part?: string;
  readonly owner?: Owner;
}

const unknownEntry: Entry = {};

/** @returns undefined when nothing is written down. @throws the file system's error */
async function entryIn(file: string): Promise<Entry | undefined> {
  const text = await unlessMissing(readFile(file, 'utf8'));
  if (text === undefined) return undefined;
  const entry = parseJson(text);
  if (typeof entry !== 'object' || entry === null) return unknownEntry;
  const owner = 'owner' in entry ? decodeOwner(entry.owner) : undefined;
  return { ...('part' in entry && typeof entry.part === 'string' && { part: entry.part }), ...(owner && { owner }) };
}
