import type { BudgetEntry } from './budgetEntries';
import type { Sighting, Timeline } from './timeline';

/** A request that was sent, or is about to be. */
export interface Place {
  readonly id: string;
  readonly sighting: Sighting;
  /** Whether it is a background check. */
  readonly isCheck: boolean;
}

/**
 * The service counts a request when it arrives, which can be a little later than when we sent it: ms added to each
 * window.
 */
export const minuteMs = 60_000 + 2000;
export const hourMs = 3_600_000 + 5000;

/** The requests of the last hour, in sliding windows. Times are in ms of the machine's monotonic clock. */
export class Places {
  readonly #timeline: Timeline;
  #all: readonly Place[] = [];

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  get all(): readonly Place[] {
    return this.#all;
  }

  /** Once more is the same. @param now older ones are forgotten */
  add(place: Place, now: number): void {
    this.#all = [...this.#all.filter((one) => one.id !== place.id && this.#age(one, now) < hourMs), place];
  }

  remove(id: string): void {
    this.#all = this.#all.filter((place) => place.id !== id);
  }

  usedWithin(windowMs: number, now: number): number {
    return this.#all.filter((place) => this.#age(place, now) < windowMs).length;
  }

  /** The same for those alone whose time and order all processes of this machine agree upon. */
  usedHereWithin(windowMs: number, now: number): number {
    return this.#all.filter((place) => place.sighting.isHere && this.#age(place, now) < windowMs).length;
  }

  /**
   * ms until there are fewer than `most` in the window; with none allowed there never are, and it is the whole window.
   */
  untilFewer(windowMs: number, most: number, now: number): number {
    if (most <= 0) return windowMs;
    const ages = this.#all.map((place) => this.#age(place, now)).filter((age) => age < windowMs);
    // The place of the oldest of the newest `most` ones becomes free next.
    return ages.length < most ? 0 : windowMs - (ages.sort((a, b) => a - b)[most - 1] ?? 0);
  }

  /** How long ago the last check was made, in ms; undefined when it is not known. */
  lastCheckAgeMs(now: number): number | undefined {
    const ages = this.#all.filter(({ isCheck }) => isCheck).map((place) => this.#age(place, now));
    return ages.length > 0 ? Math.min(...ages) : undefined;
  }

  /** The entries that say the same. They were granted, whatever the limits are when they are read. */
  snapshot(): readonly BudgetEntry[] {
    const unlimited: [number, number] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    return this.#all.map(({ id, sighting, isCheck }) => ({
      k: 'request',
      ...sighting.moment,
      id,
      most: unlimited,
      ...(isCheck && { check: true }),
    }));
  }

  #age({ sighting }: Place, now: number): number {
    return Math.max(0, now - this.#timeline.at(sighting));
  }
}
