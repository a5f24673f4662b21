import type { Clock, Timer } from '../base/clock';

/** Longest silence of the storage in ms. There's no limit on the whole: files can be large and lines slow. */
export const stallLimitMs = 60_000;

/** Notices when nothing has come for too long. One timer, however many pieces come. */
export class StallWatch {
  readonly #clock: Clock;
  readonly #stalled = new AbortController();
  #last: number;
  #timer: Timer;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = clock.monotonic();
    this.#timer = this.#set(stallLimitMs);
  }

  get stalled(): AbortSignal {
    return this.#stalled.signal;
  }

  touch(): void {
    this.#last = this.#clock.monotonic();
  }

  stop(): void {
    this.#timer.cancel();
  }

  #set(delayMs: number): Timer {
    return this.#clock.setTimeout(() => {
      const left = this.#last + stallLimitMs - this.#clock.monotonic();
      if (left > 0) this.#timer = this.#set(left);
      else this.#stalled.abort();
    }, delayMs);
  }
}
