import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { namesIn, systemErrorCode, writeFileAtomic } from '../base/files';
import { processExists } from '../base/owner';

/** Jobs' files are gone after 30 days, and nobody asks for them again: ms. */
const keptForMs = 40 * 86_400_000;

const done = 'done';

/**
 * Lets one window of all do something once for a job. A claim is a file that only one can make; it holds the id of the process until that has done it, so
 * that a crash in between is noticed.
 */
export class Claims {
  readonly #folder: string;

  /** @param folder absolute, ours alone; it is made */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param id a bare file name
   * @returns whether the caller is the one; it then calls `finish` afterwards
   * @throws the file system's error
   */
  async claim(id: string): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (await this.#isAbandoned(id)) await rm(this.#file(id), { force: true });
    try {
      await writeFile(this.#file(id), String(process.pid), { flag: 'wx', mode: 0o600 });
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

  /** Forgets old claims. @throws the file system's error */
  async prune(now: number): Promise<void> {
    for (const name of await namesIn(this.#folder)) {
      const file = path.join(this.#folder, name);
      if (now - (await stat(file)).mtimeMs > keptForMs) await rm(file, { force: true });
    }
  }

  async #isAbandoned(id: string): Promise<boolean> {
    try {
      const content = await readFile(this.#file(id), 'utf8');
      // An empty file is a claim that is being written.
      return /^\d+$/.test(content) && !processExists(Number(content));
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, id);
  }
}
