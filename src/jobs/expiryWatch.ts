import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { JobStore } from './store';

/** Not in the first minute of a window, which has better things to do. */
const firstLookMs = 60_000;

/** A look is never further away, whatever the clock does meanwhile. */
const longestMs = 3_600_000;

/** Lets jobs expire while a window is open. Nobody tells of that, and nothing is asked or written for it. */
export class ExpiryWatch extends Disposable {
  readonly #store: JobStore;
  readonly #clock: Clock;
  #timer: Timer;

  constructor(store: JobStore, clock: Clock) {
    super();
    this.#store = store;
    this.#clock = clock;
    this.#timer = this.#lookIn(firstLookMs);
    this._register({ dispose: () => this.#timer.cancel() });
  }

  #lookIn(ms: number): Timer {
    return this.#clock.setTimeout(() => {
      this.#store.expire();
      const next = this.#store.nextExpiry() - this.#clock.now();
      this.#timer = this.#lookIn(Math.min(Math.max(next, 1), longestMs));
    }, ms);
  }
}
