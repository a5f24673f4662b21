import type { Clock } from '../base/clock';

const firstMs = 4000;
const longestMs = 300_000;

/**
 * How long to wait after so many failures in a row, in ms: evenly drawn from 0 to a limit that doubles with each failure, up to 5 minutes. Clients that failed
 * together so don't come back together.
 * @param random from 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(firstMs * 2 ** (failures - 1), longestMs);
}

/** Counts failures in a row, and tells how long to leave a service alone because of them. */
export class Backoff {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  /** Monotonic ms. */
  #until = 0;
  #failedAt = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** ms to wait; 0 when nothing has failed, or long enough ago. */
  get waitMs(): number {
    return this.#failures === 0 ? 0 : Math.max(0, this.#until - this.#clock.monotonic());
  }

  /** Whether the last that is known is a failure. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Something may have changed, such as that the user is here again: waits no longer than after a first failure. The next failure doesn't wait less for it. */
  hurry(): void {
    this.#until = Math.min(this.#until, this.#failedAt + firstMs);
  }

  /** @returns false for a failure while it waits: requests that were under way together fail together, and that is one failure */
  fail(): boolean {
    if (this.waitMs > 0) return false;
    this.#failures++;
    this.#failedAt = this.#clock.monotonic();
    this.#until = this.#failedAt + backoffMs(this.#failures, this.#random());
    return true;
  }

  reset(): void {
    this.#failures = 0;
  }
}
