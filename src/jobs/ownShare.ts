import type { Sighting, Timeline } from './timeline';

/** The least share of a key's limits, and how long it takes to grow by one hundredth, in ms. */
const leastShare = 0.25;
const growMs = 144_000;

/**
 * How much of a key's limits is ours, from 0.25 to 1. The service doesn't tell what others send with the same key, on another machine: only that it refuses
 * what should have fitted. Each such refusal halves the share, which then grows back slowly, in four hours from nothing to the whole.
 */
export class OwnShare {
  readonly #timeline: Timeline;
  #latest: { readonly share: number; readonly sighting: Sighting } | undefined;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** The last refusal that we don't explain, and what it left. */
  get latest(): { readonly share: number; readonly sighting: Sighting } | undefined {
    return this.#latest;
  }

  /** @param now in ms of the machine's monotonic clock */
  at(now: number): number {
    if (!this.#latest) return 1;
    const { share, sighting } = this.#latest;
    return Math.min(1, share + Math.max(0, now - this.#timeline.at(sighting)) / growMs / 100);
  }

  /** What one more refusal leaves. */
  reduced(now: number): number {
    return Math.max(leastShare, this.at(now) / 2);
  }

  set(share: number, sighting: Sighting): void {
    this.#latest = { share: Math.min(1, Math.max(leastShare, share)), sighting };
  }
}
