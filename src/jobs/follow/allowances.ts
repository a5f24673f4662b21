import type { RequestPurpose } from '../../api/gate';
import type { BudgetEntry, PauseEntry } from './budgetEntries';
import { OwnShare } from './ownShare';
import { hourMs, minuteMs, type Places } from './places';
import type { Sighting, Timeline } from './timeline';

/** A key's limits: requests in any 60 s and in any 3600 s (API.md, "Errors of a request"). */
export interface RequestLimits {
  readonly perMinute: number;
  readonly perHour: number;
  /** Requests of each hour that background checks leave to the user. */
  readonly reserve: number;
}

/** Requests of a minute that submissions leave to checks and clicks, and those that checks leave to clicks. */
const minuteReserve: Readonly<Record<RequestPurpose, number>> = {
  user: 0,
  submission: 3,
  repetition: 3,
  background: 2,
};

/** A refusal after this share of a minute's limit may be for the minute's limit, and not for the hour's. */
const muchOfMinute = 0.25;

/** Requests of an hour that checks leave to submissions, besides the user's own reserve. */
const submissionReserve = 5;

/** Requests of an hour that submissions leave to checks: one is made when the last was this long ago, in ms. */
const checkReserve = 6;
const rareCheckMs = 10 * 60_000;

/** How many requests each purpose may have of a key's limits. Times are in ms of the monotonic clock. */
export class Allowances {
  readonly #limits: () => RequestLimits;
  readonly #places: Places;
  readonly #shareOfHour: OwnShare;
  readonly #shareOfMinute: OwnShare;

  /** @param limits read at each use: the user can change them */
  constructor(limits: () => RequestLimits, places: Places, timeline: Timeline) {
    this.#limits = limits;
    this.#places = places;
    this.#shareOfHour = new OwnShare(timeline);
    this.#shareOfMinute = new OwnShare(timeline);
  }

  /** The most requests that there may be in a minute and in an hour for one more of that purpose to be sent. */
  most(purpose: RequestPurpose, now: number): [inMinute: number, inHour: number] {
    const { perMinute, perHour } = this.#limits();
    const ofMinute = purpose === 'user' ? 1 : this.#shareOfMinute.at(now);
    const inMinute = Math.max(1, Math.floor((perMinute - minuteReserve[purpose]) * ofMinute));
    const share = this.#shareOfHour.at(now);
    switch (purpose) {
      case 'user':
        return [inMinute, perHour];
      case 'submission':
        return [inMinute, Math.ceil((perHour - Math.min(checkReserve, Math.floor(perHour / 10))) * share)];
      case 'repetition':
        return [inMinute, this.checksOfHour(now)];
      case 'background':
        return [inMinute, this.untilRareCheck(now) === 0 ? perHour : this.checksOfHour(now)];
    }
  }

  /** Whether the limits leave anything to background checks. */
  get hasRoomForChecks(): boolean {
    return this.#checksOfHour(1) > 0;
  }

  /** The requests of an hour that background checks may have. */
  checksOfHour(now: number): number {
    return this.#checksOfHour(this.#shareOfHour.at(now));
  }

  /** Whatever else has used up the hour, jobs are asked about now and then: ms until that. */
  untilRareCheck(now: number): number {
    if (!this.hasRoomForChecks) return Infinity;
    const sinceLast = this.#places.lastCheckAgeMs(now) ?? Infinity;
    return Math.max(0, rareCheckMs - sinceLast, this.#places.untilFewer(hourMs, this.#limits().perHour, now));
  }

  /**
   * What will be left to background checks at `later` if nothing is sent until then, from 0 to 1: the lesser of the
   * minute's and the hour's share. They may have what they may have now.
   */
  freeShare(now: number, later: number): number {
    const [inMinute] = this.most('background', now);
    const inHour = this.checksOfHour(now);
    const share = (windowMs: number, most: number): number =>
      most > 0 ? Math.max(0, most - this.#places.usedWithin(windowMs, later)) / most : 0;
    return Math.min(share(minuteMs, inMinute), share(hourMs, inHour));
  }

  /** Requests that may still be sent now, whatever they are for. */
  left(now: number): { readonly inMinute: number; readonly inHour: number } {
    const { perMinute, perHour } = this.#limits();
    const left = (windowMs: number, most: number): number => Math.max(0, most - this.#places.usedWithin(windowMs, now));
    return { inMinute: left(minuteMs, perMinute), inHour: left(hourMs, perHour) };
  }

  /**
   * What a refusal leaves us that our own requests don't explain: somebody else has the key, too. The service doesn't
   * say of which window: of the hour if we have sent little in the last minute, as after a pause.
   */
  leftByRefusal(now: number): { readonly ofHour?: number; readonly ofMinute?: number } {
    const { perMinute, perHour } = this.#limits();
    // The refused one is among them.
    const [inMinute, inHour] = [this.#places.usedWithin(minuteMs, now) - 1, this.#places.usedWithin(hourMs, now) - 1];
    if (inMinute >= perMinute || inHour >= perHour) return {};
    if (inMinute >= perMinute * muchOfMinute)
      return { ofMinute: this.#shareOfMinute.reduced(now, inMinute / perMinute) };
    return { ofHour: this.#shareOfHour.reduced(now, inHour / perHour) };
  }

  /** A refusal was told, with what it leaves us. */
  reduce({ ofHour, ofMinute }: PauseEntry, sighting: Sighting): void {
    if (ofHour !== undefined) this.#shareOfHour.set(ofHour, sighting);
    if (ofMinute !== undefined) this.#shareOfMinute.set(ofMinute, sighting);
  }

  /** The entries that say the same: pauses that are over. */
  snapshot(): readonly BudgetEntry[] {
    const [hour, minute] = [this.#shareOfHour.latest, this.#shareOfMinute.latest];
    return [
      ...(hour ? [{ k: 'pause', ...hour.sighting.moment, ms: 0, ofHour: hour.share } satisfies BudgetEntry] : []),
      ...(minute
        ? [{ k: 'pause', ...minute.sighting.moment, ms: 0, ofMinute: minute.share } satisfies BudgetEntry]
        : []),
    ];
  }

  #checksOfHour(share: number): number {
    const { perHour, reserve } = this.#limits();
    return Math.floor(Math.max(0, perHour - reserve - submissionReserve) * share);
  }
}
