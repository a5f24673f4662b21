import type { ApiError } from '../../api/errors';
import type { Clock } from '../../base/clock';

/** A job is asked about again after so many ms, then twice as many and so on, up to the longest. */
const firstMs = 60_000;
const longestMs = 900_000;

/**
 * The jobs that the service fails to tell of, while it answers otherwise. Each is asked about more and more rarely, so
 * that it keeps no other from its turn.
 */
export class OddAnswers {
  readonly #clock: Clock;
  /** By request id; `again` in monotonic ms. */
  readonly #jobs = new Map<string, { readonly times: number; readonly again: number; readonly error: ApiError }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the job may be asked about now. */
  isDue(requestId: string): boolean {
    return (this.#jobs.get(requestId)?.again ?? 0) <= this.#clock.monotonic();
  }

  add(requestId: string, error: ApiError): void {
    const times = (this.#jobs.get(requestId)?.times ?? 0) + 1;
    const again = this.#clock.monotonic() + Math.min(firstMs * 2 ** (times - 1), longestMs);
    this.#jobs.set(requestId, { times, again, error });
  }

  remove(requestId: string): void {
    this.#jobs.delete(requestId);
  }

  clear(): void {
    this.#jobs.clear();
  }

  /** What the service has answered about one of these, if it was no good. */
  errorOf(requestIds: readonly string[]): ApiError | undefined {
    return requestIds.map((id) => this.#jobs.get(id)?.error).find((error) => error !== undefined);
  }
}
