import type { Clock } from '../../base/clock';

const firstMs = 4000;
const longestMs = 300_000;

/**
 * How long to wait after so many failures in a row, in ms: evenly drawn from 0 to a limit that doubles with each
 * failure, up to `longest`. Clients that failed together so don't come back together.
 * @param random from 0 to 1
 */
export function backoffMs(failures: number, random: number, longest = longestMs): number {
  return random * Math.min(firstMs * 2 ** (failures - 1), longest);
}

/** Counts failures in a row, and tells how long to leave a service alone because of them. */
export class Backoff {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #longestMs: number;
  #failures = 0;
  /** Monotonic ms. */
  #until = 0;
  #failedAt = 0;

  /** @param longest of all waits, in ms */
  constructor(clock: Clock, random: () => number, longest = longestMs) {
    this.#clock = clock;
    this.#random = random;
    this.#longestMs = longest;
  }

  /** ms to wait; 0 when nothing has failed, or long enough ago. */
  get waitMs(): number {
    return this.#failures === 0 ? 0 : Math.max(0, this.#until - this.#clock.monotonic());
  }

  /** Whether the last that is known is a failure. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /**
   * Something may have changed, such as that the user is here again: waits no longer than after a first failure. The
   * next failure doesn't wait less for it.
   */
  hurry(): void {
    this.#until = Math.min(this.#until, this.#failedAt + firstMs);
  }

  /**
   * @returns false for a failure while it waits: requests that were under way together fail together, and that is one
   * failure
   */
  fail(): boolean {
    if (this.waitMs > 0) return false;
    this.#failures++;
    this.#failedAt = this.#clock.monotonic();
    this.#until = this.#failedAt + backoffMs(this.#failures, this.#random(), this.#longestMs);
    return true;
  }

  reset(): void {
    this.#failures = 0;
  }
}

/**
 * Waits in ms after a key was refused once, twice, and so on: a service may do that while it is being put right, and it
 * is a wrong key otherwise.
 */
const refusedKeyMs = [60_000, 300_000, 900_000, 3_600_000] as const;

/** Counts how often a key was refused in a row, and tells when it is worth another try. */
export class RefusedKey {
  readonly #clock: Clock;
  #times = 0;
  /** Monotonic ms. */
  #until = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether it was refused at all. */
  get isRefused(): boolean {
    return this.#times > 0;
  }

  /** Whether that is more than an accident. */
  get isCertain(): boolean {
    return this.#times > 1;
  }

  /** ms to wait; 0 when it wasn't refused, or long enough ago. */
  get waitMs(): number {
    return this.isRefused ? Math.max(0, this.#until - this.#clock.monotonic()) : 0;
  }

  /** Requests that were under way together are refused together, and that is once. */
  refuse(): void {
    if (this.waitMs > 0) return;
    this.#until = this.#clock.monotonic() + (refusedKeyMs[this.#times] ?? refusedKeyMs[refusedKeyMs.length - 1] ?? 0);
    this.#times++;
  }

  reset(): void {
    this.#times = 0;
  }
}
