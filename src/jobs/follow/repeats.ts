import { NetworkError, QuotaExceededError } from '../../api/errors';
import type { Clock } from '../../base/clock';
import { Backoff } from './backoff';

interface Repeat {
  readonly backoff: Backoff;
  /** Nobody answered, so there is nothing about the request itself that keeps it from being accepted. */
  readonly isUnanswered: boolean;
}

/**
 * The submissions that were sent and not accepted yet. Each is sent again more and more rarely, whatever else is
 * answered meanwhile, so that none that the service can't accept uses up the key's limits.
 */
export class Repeats {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #known = new Set<string>();
  readonly #repeats = new Map<string, Repeat>();

  /** @param random 0 to 1, for the jitter of the back-off */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Whether any of them was not among those of the last time, because the user has just asked for it. */
  hasNew(requestIds: readonly string[]): boolean {
    const isNew = requestIds.some((id) => !this.#known.has(id));
    this.#known.clear();
    requestIds.forEach((id) => this.#known.add(id));
    for (const id of this.#repeats.keys()) if (!this.#known.has(id)) this.#repeats.delete(id);
    return isNew;
  }

  isRepeat(requestId: string): boolean {
    return this.#repeats.has(requestId);
  }

  /** ms for which the request is not sent again. */
  waitMs(requestId: string): number {
    return this.#repeats.get(requestId)?.backoff.waitMs ?? 0;
  }

  /** A 429 refuses any request, not this one: the budget knows how long to wait. */
  failed(requestId: string, error: unknown): void {
    if (error instanceof QuotaExceededError) return;
    const backoff = this.#repeats.get(requestId)?.backoff ?? new Backoff(this.#clock, this.#random);
    backoff.fail();
    this.#repeats.set(requestId, { backoff, isUnanswered: error instanceof NetworkError });
  }

  /** The service answers: what was lost on its way can be sent again. */
  reached(): void {
    for (const { backoff, isUnanswered } of this.#repeats.values()) if (isUnanswered) backoff.reset();
  }

  /** The service accepts submissions. */
  accepted(): void {
    for (const { backoff } of this.#repeats.values()) backoff.reset();
  }
}
