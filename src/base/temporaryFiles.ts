import { readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock, Timer } from './clock';
import { Disposable } from './disposable';
import { isMissing, patiently } from './files';
import type { Logger } from './logger';

/** Not in the first minute of a window, which has better things to do: ms. */
const firstLookMs = 60_000;
/** Writing a file takes a moment: one that is still the same after so many ms, nobody finishes. */
const sameForMs = 600_000;

/** What `writeFileAtomic` calls a file until it is whole. */
const temporaryName = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

export interface TemporaryFilesParts {
  /** Absolute; with the folders in it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Removes what processes that were killed have left half-written, once in the life of a window. Which those are is seen by looking twice: another machine's
 * processes can't be asked about, and its clock may be another.
 */
export class TemporaryFiles extends Disposable {
  readonly #parts: TemporaryFilesParts;
  #timer: Timer;

  constructor(parts: TemporaryFilesParts) {
    super();
    this.#parts = parts;
    this.#timer = this.#in(firstLookMs, async () => {
      const before = await this.#look();
      if (before.size > 0 && !this.isDisposed) this.#timer = this.#in(sameForMs, () => this.#remove(before));
    });
    this._register({ dispose: () => this.#timer.cancel() });
  }

  #in(delayMs: number, act: () => Promise<void>): Timer {
    const { clock, log } = this.#parts;
    return clock.setTimeout(() => void act().catch((error: unknown) => log.warn(`Half-written files were not removed: ${String(error)}`)), delayMs);
  }

  async #remove(before: ReadonlyMap<string, string>): Promise<void> {
    for (const [file, sign] of await this.#look()) {
      if (before.get(file) === sign) await patiently(() => rm(file, { force: true }));
    }
  }

  /** The half-written files that there are, and what each looks like. */
  async #look(): Promise<ReadonlyMap<string, string>> {
    const { folder } = this.#parts;
    const found = new Map<string, string>();
    for (const name of await readdir(folder, { recursive: true })) {
      if (!temporaryName.test(name)) continue;
      const file = path.join(folder, name);
      const sign = await signOf(file);
      if (sign !== undefined) found.set(file, sign);
    }
    return found;
  }
}

async function signOf(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    // It has become whole meanwhile.
    if (isMissing(error)) return undefined;
    throw error;
  }
}
