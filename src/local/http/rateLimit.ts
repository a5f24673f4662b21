import type { Clock } from '../../base/clock';

export interface Limits {
  readonly perMinute: number;
  readonly perHour: number;
}

/**
 * Sliding windows of a minute and an hour over one key's requests (API.md, "Errors of a request"). They begin empty at
 * each start.
 */
export class RateLimit {
  readonly #windows: readonly { readonly lengthMs: number; readonly most: number }[];
  readonly #clock: Clock;
  /** When the latest requests were, monotonic, oldest first: as many as the longest window holds. */
  #taken: readonly number[] = [];

  constructor({ perMinute, perHour }: Limits, clock: Clock) {
    this.#windows = [
      { lengthMs: 60_000, most: perMinute },
      { lengthMs: 3_600_000, most: perHour },
    ];
    this.#clock = clock;
  }

  /** Takes room for one request. @returns 0, or after how many ms there is room; then nothing was taken */
  take(): number {
    const now = this.#clock.monotonic();
    const wait = Math.max(
      ...this.#windows.map(({ lengthMs, most }) => (this.#taken.at(-most) ?? -Infinity) + lengthMs - now),
    );
    if (wait > 0) return wait;
    this.#taken = [...this.#taken, now].slice(-Math.max(...this.#windows.map(({ most }) => most)));
    return 0;
  }
}
