import type { BudgetEntry, Moment, PauseEntry } from './budgetEntries';
import type { Sighting, Timeline } from './timeline';

/** First pause after a 429 in ms; each further one doubles, up to 480 s (API.md, "Errors of a request"). */
const firstPauseMs = 60_000;
const longestPauseMs = 480_000;

/** A pause that the service asks for, in ms: no window of its limits is longer. */
const mostPauseMs = 3_600_000;

/** The pause after the service has refused requests for being too many. Times are in ms of the monotonic clock. */
export class BudgetPause {
  readonly #timeline: Timeline;
  #pause: { readonly sighting: Sighting; readonly ms: number } | undefined;
  /** 429s since the service last answered well. */
  #refusals = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** Whether the service has refused something since it last answered well. */
  get hasRefusals(): boolean {
    return this.#refusals > 0;
  }

  /** @param isClick the user isn't held up for longer than by our own pauses, whatever the service asks for */
  leftMs(now: number, isClick = false): number {
    if (!this.#pause) return 0;
    const { ms, sighting } = this.#pause;
    return Math.max(
      0,
      (isClick ? Math.min(ms, pauseMsAfter(this.#refusals - 1)) : ms) - Math.max(0, now - this.#timeline.at(sighting)),
    );
  }

  /** How long the pause after a refusal is. @param retryAfterMs what the service asks for */
  nextMs(now: number, retryAfterMs: number): number {
    const left = this.leftMs(now);
    // Another request of the same moment was refused already: that is one refusal.
    return Math.max(left > 0 ? left : pauseMsAfter(this.#refusals), Math.min(retryAfterMs, mostPauseMs));
  }

  begin(entry: PauseEntry, sighting: Sighting): void {
    if (this.leftMs(this.#timeline.at(sighting)) === 0 && !isSameMoment(this.#pause?.sighting.moment, entry))
      this.#refusals++;
    this.#pause = { sighting, ms: Math.min(entry.ms, mostPauseMs) };
  }

  end(): void {
    this.#refusals = 0;
    this.#pause = undefined;
  }

  /** The entries that say the same. */
  snapshot(): readonly BudgetEntry[] {
    return this.#pause ? [{ k: 'pause', ...this.#pause.sighting.moment, ms: this.#pause.ms }] : [];
  }
}

function isSameMoment(a: Moment | undefined, b: Moment): boolean {
  return a?.w === b.w && a.m === b.m && a.boot === b.boot;
}

/**
 * How long nothing is sent after a 429, in ms, if the service doesn't ask for more.
 * @param refusals how many there were before it
 */
function pauseMsAfter(refusals: number): number {
  return Math.min(firstPauseMs * 2 ** Math.max(0, refusals), longestPauseMs);
}
