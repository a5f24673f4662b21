import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock, Timer } from '../base/clock';
import { patiently } from '../base/files';
import { isExpired } from './expiry';
import type { JobTable } from './jobTable';

const everyMs = 3_600_000;

export interface SweeperParts {
  readonly table: JobTable;
  /** Absolute; it must exist. */
  readonly filesDir: string;
  readonly clock: Clock;
  /** Takes a sentence about what couldn't be removed; the next sweep tries again. */
  readonly warn: (sentence: string) => void;
}

/** Removes the files that have expired, at the start and then every hour, and forgets old jobs. */
export class Sweeper {
  readonly #parts: SweeperParts;
  #timer: Timer | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
  }

  /**
   * Sweeps, also what a crash has left half-written: call it before anything is written.
   * @throws the file system's error
   */
  async start(): Promise<void> {
    await this.#sweep(true);
    this.#plan();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  #plan(): void {
    if (this.#stopped) return;
    this.#timer = this.#parts.clock.setTimeout(() => {
      this.#running = this.#sweep(false)
        .catch((error: unknown) => this.#parts.warn(`Expired files could not be removed: ${String(error)}`))
        .then(() => this.#plan());
    }, everyMs);
  }

  async #sweep(alsoHalfWritten: boolean): Promise<void> {
    const { table, filesDir, clock, warn } = this.#parts;
    table.forget();
    for (const name of await readdir(filesDir)) {
      // A file that is being written has the job's id and an ending.
      const [jobId = '', ending] = name.split('.', 2);
      const row = table.get(jobId);
      if (row && !isExpired(row, clock.now()) && !(alsoHalfWritten && ending !== undefined)) continue;
      try {
        await patiently(() => rm(path.join(filesDir, name), { force: true }));
      } catch (error) {
        // Somebody has it open. That a file stays for another hour is no reason not to start.
        warn(`An expired file could not be removed: ${String(error)}`);
      }
    }
  }
}
