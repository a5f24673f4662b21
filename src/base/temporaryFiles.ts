import type { Clock, Timer } from './clock';
import { Disposable } from './disposable';
import { lazy } from './lazy';
import type { Logger } from './logger';

const loadHalfWritten = lazy(() => import('./halfWritten'));

/** Not in the first minute of a window, which has better things to do: ms. */
const firstLookMs = 60_000;
/** Writing a file takes a moment: one that is still the same after this time, in ms, nobody finishes. */
const sameForMs = 600_000;

export interface TemporaryFilesParts {
  /** Absolute; with the folders in it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Removes what processes that were killed have left half-written, once in the life of a window, and loads the code for
 * it then. Which those are is seen by looking twice: another machine's processes can't be asked about, and its clock
 * may be another.
 */
export class TemporaryFiles extends Disposable {
  readonly #parts: TemporaryFilesParts;
  #timer: Timer;

  constructor(parts: TemporaryFilesParts) {
    super();
    this.#parts = parts;
    this.#timer = this.#in(firstLookMs, () => this.#look());
    this._register({ dispose: () => this.#timer.cancel() });
  }

  async #look(): Promise<void> {
    const { folder } = this.#parts;
    const { halfWrittenFiles, removeUnchanged } = await loadHalfWritten();
    const before = await halfWrittenFiles(folder);
    if (before.size === 0 || this.isDisposed) return;
    this.#timer = this.#in(sameForMs, () => removeUnchanged(folder, before));
  }

  #in(delayMs: number, act: () => Promise<void>): Timer {
    const { clock, log } = this.#parts;
    return clock.setTimeout(
      () => void act().catch((error: unknown) => log.warn(`Half-written files were not removed: ${String(error)}`)),
      delayMs,
    );
  }
}
