import type { Clock } from '../../base/clock';

/**
 * Waits in ms after each 404 of the service's about the same job. After one more it is believed: a quarter of an hour
 * after the first.
 */
const waitsMs = [60_000, 240_000, 600_000] as const;

/**
 * The jobs that the service has said it doesn't know. Once is an accident: a database that lags behind, or a service
 * that is just starting.
 */
export class UnknownJobs {
  readonly #clock: Clock;
  readonly #jobs = new Map<string, { readonly times: number; readonly again: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the job may be asked about now. */
  isDue(requestId: string): boolean {
    return (this.#jobs.get(requestId)?.again ?? 0) <= this.#clock.monotonic();
  }

  /** The service has said that it doesn't know the job. @returns whether that is to be believed */
  add(requestId: string): boolean {
    const times = (this.#jobs.get(requestId)?.times ?? 0) + 1;
    const wait = waitsMs[times - 1];
    if (wait !== undefined) this.#jobs.set(requestId, { times, again: this.#clock.monotonic() + wait });
    else this.#jobs.delete(requestId);
    return wait === undefined;
  }

  /** The service knows the job. */
  remove(requestId: string): void {
    this.#jobs.delete(requestId);
  }
}
