import { ApiError, InvalidApiKeyError, MissingApiKeyError, NetworkError, QuotaExceededError } from '../../api/errors';
import type { Clock } from '../../base/clock';

/**
 * While single jobs are answered, the list is asked for again after so many ms, then twice as many and so on, up to the
 * longest.
 */
const firstMs = 60_000;
const longestMs = 900_000;

/**
 * A request for each job costs more than one for all, so each that is made is followed by a rest of so many ms: at most
 * 60 in an hour.
 */
const restMs = 60_000;

/** From this many failures in a row on, it is more than an accident. */
const fewFailures = 2;

/**
 * Whether the error is somebody's answer to that one request: another request may be answered well. The network's
 * failures, and what is said of the key, are about all requests.
 */
export function isAboutRequest(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    ![InvalidApiKeyError, MissingApiKeyError, NetworkError, QuotaExceededError].some((kind) => error instanceof kind)
  );
}

/**
 * Whether it is only the list of all jobs that fails, as where a proxy blocks that one address: then single jobs are
 * asked about. While nothing is answered, the two take turns, so that looking for another way costs no further
 * requests.
 */
export class ListOutage {
  readonly #clock: Clock;
  #failures = 0;
  #isSinglesTurn = false;
  #areSinglesAnswered = false;
  /** Monotonic ms of when the list is worth another request. */
  #again = 0;
  /** Monotonic ms until which no single job is asked about, to spare the key's limits. */
  #restUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether single jobs are to be asked about now, and not the list. */
  get isToBeSkipped(): boolean {
    return this.#areSinglesAnswered ? this.#clock.monotonic() < this.#again : this.#isSinglesTurn;
  }

  /** Whether the service is known to answer, be it not with the list. */
  get areSinglesAnswered(): boolean {
    return this.#areSinglesAnswered;
  }

  /** ms for which to spare the key's limits. */
  get restMs(): number {
    return this.#areSinglesAnswered ? Math.max(0, this.#restUntil - this.#clock.monotonic()) : 0;
  }

  listAnswered(): void {
    this.#failures = 0;
    this.#isSinglesTurn = false;
    this.#areSinglesAnswered = false;
  }

  /** @returns whether single jobs are to be asked about in its place at once */
  listFailed(error: unknown): boolean {
    if (!isAboutRequest(error)) return false;
    this.#failures++;
    this.#isSinglesTurn = this.#failures >= fewFailures;
    this.#again =
      this.#clock.monotonic() + Math.min(firstMs * 2 ** Math.max(0, this.#failures - fewFailures), longestMs);
    return this.#areSinglesAnswered;
  }

  /** One of the single jobs was told of. */
  singleAnswered(): void {
    this.#restUntil = Math.max(this.#restUntil, this.#clock.monotonic()) + restMs;
    if (this.#areSinglesAnswered) return;
    this.#areSinglesAnswered = true;
    // If nothing was answered until now, the list may be, too.
    if (this.#failures > fewFailures) this.#again = 0;
    this.#failures = fewFailures;
  }

  singlesFailed(): void {
    this.#isSinglesTurn = false;
    this.#areSinglesAnswered = false;
  }
}
