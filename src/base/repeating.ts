import type { Clock, Timer } from './clock';
import { Disposable } from './disposable';

export interface RepeatingParts {
  readonly clock: Clock;
  /** From the end of one time to the next, in ms. */
  readonly everyMs: number;
  /** @param isLatest whether it hasn't been begun anew meanwhile: only then it should show what it has found */
  readonly act: (isLatest: () => boolean) => Promise<void>;
  /** Whether it is worth doing now; it isn't repeated either while it is not. */
  readonly isWanted: () => boolean;
  /** Told of a failure, after which it goes on all the same. */
  readonly onError: (error: unknown) => void;
}

/** Does something now and then again and again, whether or not it has failed, until nobody wants it any more. */
export class Repeating extends Disposable {
  readonly #parts: RepeatingParts;
  #timer: Timer | undefined;
  /** Counts what was begun, so that only the newest goes on. */
  #turn = 0;

  constructor(parts: RepeatingParts) {
    super();
    this.#parts = parts;
    this._register({ dispose: () => this.#timer?.cancel() });
  }

  /** Does it now, also when it isn't its time yet. */
  now(): void {
    this.#timer?.cancel();
    if (this.isDisposed || !this.#parts.isWanted()) return;
    const turn = ++this.#turn;
    const isLatest = (): boolean => turn === this.#turn && !this.isDisposed;
    const { act, clock, everyMs, onError } = this.#parts;
    void act(isLatest)
      .catch(onError)
      .then(() => {
        if (isLatest()) this.#timer = clock.setTimeout(() => this.now(), everyMs);
      });
  }
}
