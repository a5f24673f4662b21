import type { Clock } from '../../base/clock';
import { Backoff } from './backoff';

/** The most pages of a key's list that are fetched to replace what the ledger has lost, a request each. */
const mostPages = 10;

/**
 * How far the list of a key has been fetched that replaces what the ledger has lost. It has a back-off of its own,
 * since all else may go on while the list fails.
 */
export class Rebuilding {
  readonly #backoff: Backoff;
  #isUnderWay = false;
  #pages = 0;
  #cursor: string | undefined;

  /** @param random 0 to 1, for the jitter of the back-off */
  constructor(clock: Clock, random: () => number) {
    this.#backoff = new Backoff(clock, random);
  }

  /** Whether pages are still to be fetched. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** ms to the next try, because of failures. */
  get waitMs(): number {
    return this.#backoff.waitMs;
  }

  begin(): void {
    this.#backoff.hurry();
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.#pages = 0;
    this.#cursor = undefined;
  }

  /** @param fetchPage gives the cursor of the next page @throws what that throws */
  async next(fetchPage: (cursor: string | undefined) => Promise<string | undefined>): Promise<void> {
    try {
      this.#cursor = await fetchPage(this.#cursor);
    } catch (error) {
      this.#backoff.fail();
      throw error;
    }
    this.#backoff.reset();
    this.#pages++;
    this.#isUnderWay = this.#cursor !== undefined && this.#pages < mostPages;
  }
}
