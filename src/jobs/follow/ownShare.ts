import type { Sighting, Timeline } from './timeline';

/**
 * The least share of a limit, and how long it takes to grow by one hundredth, in ms: ten hours from nothing to the
 * whole.
 */
const leastShare = 0.2;
const growMs = 360_000;

/**
 * How much of a limit is ours, from 0.2 to 1. The service doesn't tell what others send with the same key, on another
 * machine: only that it refuses what should have fitted. What we had sent until then is what there was room for, so
 * that is our share, which then grows back slowly.
 */
export class OwnShare {
  readonly #timeline: Timeline;
  #latest: { readonly share: number; readonly sighting: Sighting } | undefined;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** The last refusal that what we had sent doesn't explain, and what it left. */
  get latest(): { readonly share: number; readonly sighting: Sighting } | undefined {
    return this.#latest;
  }

  /** @param now in ms of the machine's monotonic clock */
  at(now: number): number {
    if (!this.#latest) return 1;
    const { share, sighting } = this.#latest;
    return Math.min(1, share + Math.max(0, now - this.#timeline.at(sighting)) / growMs / 100);
  }

  /** What a refusal leaves. @param sent how much of the limit we had used, as a share of it */
  reduced(now: number, sent: number): number {
    return Math.max(leastShare, Math.min(this.at(now), sent));
  }

  set(share: number, sighting: Sighting): void {
    this.#latest = { share: Math.min(1, Math.max(leastShare, share)), sighting };
  }
}
