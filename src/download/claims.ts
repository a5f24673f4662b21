import { open, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { ChangeWatch } from '../base/changeWatch';
import type { Clock } from '../base/clock';
import { entriesIn, makeFolder, patiently, systemErrorCode, unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import { decodeOwner, ownerState, thisProcess, type Owner } from '../base/owner';
import { abandonedAfterMs, lookAgainMs } from './abandoned';

/** Jobs' files are gone after 30 days, and nobody asks for them again: ms. */
const keptForMs = 40 * 86_400_000;

const done = 'done';

/**
 * Lets one window of all do something once for a job. A claim is a file that only one can make; it tells whose it is
 * until that has done it, so that a crash in between is noticed. A claim that nobody here can ask about, of another
 * machine or container or of an earlier version, is left to its owner until it has been seen untouched for long.
 */
export class Claims {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #self: Promise<Owner>;
  readonly #watch = new ChangeWatch(2 * lookAgainMs);
  readonly #unclear = new Set<string>();

  /** @param folder absolute, ours alone; it is made. @param self whose claims these are */
  constructor(folder: string, clock: Clock, self: Promise<Owner> = thisProcess()) {
    this.#folder = folder;
    this.#clock = clock;
    this.#self = self;
  }

  /**
   * Whether some of the claims that were in the way may turn out to be abandoned: then it is worth claiming again
   * later.
   */
  get areUnclear(): boolean {
    return this.#unclear.size > 0;
  }

  /**
   * @param id a bare file name
   * @returns whether the caller is the one; it then calls `finish` afterwards
   * @throws the file system's error
   */
  async claim(id: string): Promise<boolean> {
    await makeFolder(this.#folder);
    if (await this.#isAbandoned(id)) await patiently(() => rm(this.#file(id), { force: true }));
    try {
      const handle = await open(this.#file(id), 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(await this.#self));
      } catch (error) {
        // What is empty says of nobody that it is theirs.
        await patiently(() => rm(this.#file(id), { force: true }));
        throw error;
      } finally {
        await handle.close();
      }
      return true;
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /** It was done, or tried: nobody does it again. @throws the file system's error */
  async finish(id: string): Promise<void> {
    await writeFileAtomic(this.#file(id), done);
  }

  /** Forgets old claims. Several windows may do so at once. @throws the file system's error */
  async prune(now: number): Promise<void> {
    for (const { file, mtimeMs } of await entriesIn(this.#folder)) {
      if (now - mtimeMs > keptForMs) await patiently(() => rm(file, { force: true }));
    }
  }

  async #isAbandoned(id: string): Promise<boolean> {
    const content = await unlessMissing(readFile(this.#file(id), 'utf8'));
    const owner = content === undefined || content === done ? undefined : decodeOwner(parseJson(content));
    const state = owner && (await ownerState(owner, await this.#self));
    // Another's, an earlier version's, or one that is being written.
    const isUnclear = content !== undefined && content !== done && (!owner || state === 'elsewhere');
    if (isUnclear) {
      this.#unclear.add(id);
      return this.#watch.look(id, content, this.#clock.monotonic()) >= abandonedAfterMs;
    }
    this.#unclear.delete(id);
    this.#watch.forget(id);
    return state === 'dead';
  }

  #file(id: string): string {
    return path.join(this.#folder, id);
  }
}
