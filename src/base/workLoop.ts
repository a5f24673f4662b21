import type { Clock, Timer } from './clock';
import { Disposable } from './disposable';
import { Serial } from './serial';

export interface WorkLoopParts {
  readonly clock: Clock;
  /** @returns ms until the next turn, if nobody wakes it earlier; undefined to rest until then. It must not reject. */
  readonly turn: () => Promise<number | undefined>;
}

/**
 * Work that is done in turns, one at a time: when somebody wakes it, and when the turn before has asked for it. It has
 * a timer only while a turn has asked for one, so what is idle costs nothing. (`Repeating` is for what may overlap: a
 * newer question that doesn't wait for a slow answer to an older one.)
 */
export class WorkLoop extends Disposable {
  readonly #parts: WorkLoopParts;
  readonly #tasks = new Serial();
  #timer: Timer | undefined;
  /** A turn waits for what is under way. */
  #isDue = false;
  #isTurning = false;

  constructor(parts: WorkLoopParts) {
    super();
    this.#parts = parts;
    this._register({
      dispose: () => {
        this.#stopWaiting();
        this._finish(this.#tasks.ended);
      },
    });
  }

  /** Whether a turn is planned or under way. */
  get isActive(): boolean {
    return this.#timer !== undefined || this.#isDue || this.#isTurning;
  }

  /** Takes a turn now, or right after the one that is under way: that one may have looked too early. */
  wake(): void {
    this.#stopWaiting();
    if (this.isDisposed || this.#isDue) return;
    this.#isDue = true;
    void this.#tasks.run(() => this.#takeTurn());
  }

  /** Does something else between two turns, after disposal too. @throws what the task throws */
  between<T>(task: () => Promise<T>): Promise<T> {
    return this.#tasks.run(task);
  }

  async #takeTurn(): Promise<void> {
    this.#isDue = false;
    if (this.isDisposed) return;
    this.#isTurning = true;
    const delayMs = await this.#parts.turn();
    this.#isTurning = false;
    this.#wait(delayMs);
  }

  #wait(delayMs: number | undefined): void {
    if (delayMs === undefined || this.#isDue || this.isDisposed) return;
    this.#timer = this.#parts.clock.setTimeout(() => this.wake(), Math.max(0, delayMs));
  }

  #stopWaiting(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
