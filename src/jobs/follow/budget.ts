import { QuotaExceededError, type ApiError } from '../../api/errors';
import type { RequestGate, RequestPlace, RequestPurpose } from '../../api/gate';
import { sleep, type Clock } from '../../base/clock';
import { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/emitter';
import type { EntryLog, OpenLog } from '../../base/sharedLog/entryLog';
import type { Logger } from '../../base/logger';
import type { Owner } from '../../base/owner';
import { sentence } from '../../base/sentence';
import { decodeEntry, givenBack, type BudgetEntry, type Moment, type RequestEntry } from './budgetEntries';
import { OwnShare } from './ownShare';
import { hourMs, minuteMs, Places } from './places';
import { Timeline, type Sighting } from './timeline';

/** A key's limits: requests in any 60 s and in any 3600 s (API.md, "Errors of a request"). */
export interface RequestLimits {
  readonly perMinute: number;
  readonly perHour: number;
  /** Requests of each hour that background checks leave to the user. */
  readonly reserve: number;
}

export interface BudgetParts {
  /** Absolute path of the file that all windows keep the key's requests in. */
  readonly file: string;
  readonly openLog: OpenLog;
  readonly clock: Clock;
  readonly log: Logger;
  /** Read at each use: the user can change them. */
  readonly limits: () => RequestLimits;
  readonly newId: () => string;
  /** This process, for its start of the machine: `thisProcess` of `base/owner.ts`. */
  readonly owner: () => Promise<Pick<Owner, 'machine' | 'boot'>>;
}

/** First pause after a 429 in ms; each further one doubles, up to 480 s (API.md, "Errors of a request"). */
const firstPauseMs = 60_000;
const longestPauseMs = 480_000;

/** A pause that the service asks for, in ms: no window of its limits is longer. */
const mostPauseMs = 3_600_000;

/** How long a request waits at the gate by itself, in ms. A user's click is answered soon, if only by a sentence. */
const patienceMs: Readonly<Record<RequestPurpose, number>> = {
  user: 5000,
  submission: 0,
  repetition: 0,
  background: 0,
};

/** So often in a row the last place may go to another window before one gives up for now, and for so long, in ms. */
const mostLost = 20;
const afterLostMs = 1000;

/** Requests of a minute that submissions leave to checks and clicks, and those that checks leave to clicks. */
const minuteReserve: Readonly<Record<RequestPurpose, number>> = {
  user: 0,
  submission: 3,
  repetition: 3,
  background: 2,
};

/** Who has sent so much of a minute's limit, and is refused, may have exceeded that and not the hour's. */
const muchOfMinute = 0.25;

/** Requests of an hour that checks leave to submissions, besides the user's own reserve. */
const submissionReserve = 5;

/**
 * Requests of an hour that submissions leave to the checks that are made whatever was sent: one is, when there was none
 * for so long, in ms.
 */
const checkReserve = 6;
const rareCheckMs = 10 * 60_000;

/**
 * The requests of one key, in sliding windows that all windows of all processes on this machine share.
 *
 * A request is granted by the log itself: each process appends its wish and then reads, in the one order that the file
 * has, whose wishes fit. So no lock is needed, and two windows that ask at the same time never take the same place.
 */
export class RequestBudget extends Disposable implements RequestGate {
  readonly #parts: BudgetParts;
  readonly #timeline: Timeline;
  readonly #places: Places;
  readonly #shareOfHour: OwnShare;
  readonly #shareOfMinute: OwnShare;
  readonly #changed: Emitter<void>;
  readonly #answered: Emitter<void>;
  #log: EntryLog<BudgetEntry> | undefined;
  /** One's own wishes, and whether they were granted. */
  readonly #asked = new Map<string, boolean>();
  #pause: { readonly sighting: Sighting; readonly ms: number } | undefined;
  /** What other windows send can't be known now. */
  #isAlone = false;
  /** 429s since the service last answered well. */
  #refusals = 0;

  /** The pause has begun, has become longer, or has ended. */
  readonly onDidChangePause: Event<void>;
  /** The service has answered something that the user asked for in this window, as it should. */
  readonly onDidAnswer: Event<void>;

  private constructor(parts: BudgetParts, here: Pick<Owner, 'machine' | 'boot'>) {
    super();
    this.#parts = parts;
    this.#timeline = new Timeline(parts.clock, here);
    this.#places = new Places(this.#timeline);
    this.#shareOfHour = new OwnShare(this.#timeline);
    this.#shareOfMinute = new OwnShare(this.#timeline);
    const onListenerError = (error: unknown): void =>
      parts.log.error('A listener of the request budget failed.', error);
    this.#changed = this._register(new Emitter(onListenerError));
    this.onDidChangePause = this.#changed.event;
    this.#answered = this._register(new Emitter(onListenerError));
    this.onDidAnswer = this.#answered.event;
  }

  /** @throws the file system's error */
  static async open(parts: BudgetParts): Promise<RequestBudget> {
    const budget = new RequestBudget(parts, await parts.owner());
    const { log } = await parts.openLog<BudgetEntry>({
      file: parts.file,
      decode: decodeEntry,
      onEntries: (entries) => entries.forEach((entry) => budget.#take(entry)),
      onUnsynced: () => undefined,
      size: () => budget.#places.all.length,
      snapshot: () => budget.#snapshot(),
    });
    budget.#log = log;
    budget._register({
      dispose: () =>
        budget._finish(
          log.close().catch((error: unknown) => parts.log.error('The request budget could not be closed.', error)),
        ),
    });
    return budget;
  }

  async enter(purpose: RequestPurpose, signal?: AbortSignal): Promise<RequestPlace> {
    const { clock, newId } = this.#parts;
    const begun = clock.monotonic();
    for (let lost = 0; ; lost++) {
      signal?.throwIfAborted();
      const id = newId();
      if (await this.#isGranted(id, purpose))
        return { leave: (error) => this.#leave(error, purpose), giveBack: () => this.#giveBack(id) };
      const wait = this.waitMs(purpose) || (lost < mostLost ? 0 : afterLostMs);
      if (wait > 0 && wait > patienceMs[purpose] - (clock.monotonic() - begun)) {
        throw new QuotaExceededError(sentence('The limit of requests is used up for now.'), {
          code: 'request_limit',
          retryAfterMs: wait,
        });
      }
      await sleep(clock, wait, signal);
    }
  }

  /** Takes over what other windows have sent, where that can be read: else this window counts for itself. */
  async catchUp(): Promise<void> {
    try {
      await this.#log?.catchUp();
      this.#isAlone = false;
    } catch (error) {
      this.#countAlone(error);
    }
  }

  /** ms until a request of that purpose may be sent; 0 for now. */
  waitMs(purpose: RequestPurpose): number {
    const now = this.#now();
    const [inMinute, inHour] = this.#most(purpose);
    const ofHour = this.#places.untilFewer(hourMs, inHour, now);
    const hourly = purpose === 'background' ? Math.min(ofHour, this.#untilRareCheck(now)) : ofHour;
    return Math.max(
      this.#pauseLeftMs(now, purpose === 'user'),
      this.#places.untilFewer(minuteMs, inMinute, now),
      hourly,
    );
  }

  /** Whether the limits leave anything to background checks. If not, nothing is asked by itself, ever. */
  get hasRoomForChecks(): boolean {
    return this.#checksOfHour(1) > 0;
  }

  /** Wall-clock ms at which the service's pause ends; undefined while there's none. */
  get pausedUntil(): number | undefined {
    const left = this.#pauseLeftMs(this.#now());
    return left > 0 ? this.#parts.clock.now() + left : undefined;
  }

  /** How long ago any window was granted a background check, in ms; undefined when it is not known. */
  get lastCheckAgeMs(): number | undefined {
    return this.#places.lastCheckAgeMs(this.#now());
  }

  /**
   * What will be left to background checks after `delayMs` in which nothing is sent, from 0 to 1: the lesser of the
   * minute's and the hour's share.
   */
  freeShare(delayMs = 0): number {
    const now = this.#now() + delayMs;
    const [inMinute] = this.#most('background');
    const inHour = this.#checksOfHour();
    const share = (windowMs: number, most: number): number =>
      most > 0 ? Math.max(0, most - this.#places.usedWithin(windowMs, now)) / most : 0;
    return Math.min(share(minuteMs, inMinute), share(hourMs, inHour));
  }

  /**
   * Requests that may still be sent now, whatever they are for. During a pause of the service they have to wait all the
   * same.
   */
  left(): { readonly inMinute: number; readonly inHour: number } {
    const now = this.#now();
    const { perMinute, perHour } = this.#parts.limits();
    const left = (windowMs: number, most: number): number => Math.max(0, most - this.#places.usedWithin(windowMs, now));
    return { inMinute: left(minuteMs, perMinute), inHour: left(hourMs, perHour) };
  }

  async #isGranted(id: string, purpose: RequestPurpose): Promise<boolean> {
    this.#asked.set(id, false);
    try {
      await this.#append(() => (this.waitMs(purpose) > 0 ? [] : [this.#wish(id, purpose)]));
      return this.#asked.get(id) === true;
    } finally {
      this.#asked.delete(id);
    }
  }

  async #giveBack(place: string): Promise<void> {
    const id = this.#parts.newId();
    await this.#append(() => [givenBack(this.#timeline.now(), id, place)]);
  }

  async #leave(error: ApiError | undefined, purpose: RequestPurpose): Promise<number | undefined> {
    await this.#append(() => this.#consequences(error));
    if (error === undefined && purpose === 'user') this.#answered.fire();
    return error instanceof QuotaExceededError ? this.#pauseLeftMs(this.#now()) : undefined;
  }

  /** A full disk must not stop what the user does: this window counts for itself then. */
  async #append(next: () => readonly BudgetEntry[]): Promise<void> {
    try {
      await this.#log?.append(next, false);
      this.#isAlone = false;
    } catch (error) {
      this.#countAlone(error);
      for (const entry of next()) this.#take(entry);
    }
  }

  /** Said once, not with each request. */
  #countAlone(error: unknown): void {
    if (this.#isAlone) return;
    this.#isAlone = true;
    this.#parts.log.warn(
      `The request budget can’t be shared with other windows, so this one counts for itself: ${String(error)}`,
    );
  }

  #consequences(error: ApiError | undefined): readonly BudgetEntry[] {
    const now = this.#now();
    if (error instanceof QuotaExceededError) {
      const ms = this.#nextPauseMs(error.retryAfterMs ?? 0);
      return [{ k: 'pause', ...this.#timeline.now(), ms, ...(this.#pauseLeftMs(now) === 0 && this.#sharesLeft(now)) }];
    }
    // An answer during the pause is to an earlier request.
    return error === undefined && this.#refusals > 0 && this.#pauseLeftMs(now) === 0
      ? [{ k: 'resume', ...this.#timeline.now() }]
      : [];
  }

  /**
   * What a refusal leaves us that our own requests don't explain: somebody else has the key, too. The service doesn't
   * say of which window: of the hour if we have sent little in the last minute, as after a pause.
   */
  #sharesLeft(now: number): { readonly ofHour?: number; readonly ofMinute?: number } {
    const { perMinute, perHour } = this.#parts.limits();
    // The refused one is among them.
    const [inMinute, inHour] = [this.#places.usedWithin(minuteMs, now) - 1, this.#places.usedWithin(hourMs, now) - 1];
    if (inMinute >= perMinute || inHour >= perHour) return {};
    if (inMinute >= perMinute * muchOfMinute)
      return { ofMinute: this.#shareOfMinute.reduced(now, inMinute / perMinute) };
    return { ofHour: this.#shareOfHour.reduced(now, inHour / perHour) };
  }

  #now(): number {
    return this.#parts.clock.monotonic();
  }

  #wish(id: string, purpose: RequestPurpose): BudgetEntry {
    return {
      k: 'request',
      ...this.#timeline.now(),
      id,
      most: this.#most(purpose),
      ...(purpose === 'background' && { check: true }),
      ...(purpose === 'user' && { click: true }),
    };
  }

  #most(purpose: RequestPurpose): [inMinute: number, inHour: number] {
    const { perMinute, perHour } = this.#parts.limits();
    const now = this.#now();
    const ofMinute = purpose === 'user' ? 1 : this.#shareOfMinute.at(now);
    const inMinute = Math.max(1, Math.floor((perMinute - minuteReserve[purpose]) * ofMinute));
    const share = this.#shareOfHour.at(now);
    switch (purpose) {
      case 'user':
        return [inMinute, perHour];
      case 'submission':
        return [inMinute, Math.ceil((perHour - Math.min(checkReserve, Math.floor(perHour / 10))) * share)];
      case 'repetition':
        return [inMinute, this.#checksOfHour()];
      case 'background':
        return [inMinute, this.#untilRareCheck(now) === 0 ? perHour : this.#checksOfHour()];
    }
  }

  #checksOfHour(share = this.#shareOfHour.at(this.#now())): number {
    const { perHour, reserve } = this.#parts.limits();
    return Math.floor(Math.max(0, perHour - reserve - submissionReserve) * share);
  }

  /** Whatever else has used up the hour, jobs are asked about now and then: ms until that. */
  #untilRareCheck(now: number): number {
    if (!this.hasRoomForChecks) return Infinity;
    const sinceLast = this.#places.lastCheckAgeMs(now) ?? Infinity;
    return Math.max(0, rareCheckMs - sinceLast, this.#places.untilFewer(hourMs, this.#parts.limits().perHour, now));
  }

  /** @param isClick the user isn't held up for longer than by our own pauses, whatever the service asks for */
  #pauseLeftMs(now: number, isClick = false): number {
    if (!this.#pause) return 0;
    const { ms, sighting } = this.#pause;
    return Math.max(
      0,
      (isClick ? Math.min(ms, pauseMsAfter(this.#refusals - 1)) : ms) - Math.max(0, now - this.#timeline.at(sighting)),
    );
  }

  #nextPauseMs(retryAfterMs: number): number {
    const left = this.#pauseLeftMs(this.#now());
    // Another request of the same moment was refused already: that is one refusal.
    return Math.max(left > 0 ? left : pauseMsAfter(this.#refusals), Math.min(retryAfterMs, mostPauseMs));
  }

  #take(entry: BudgetEntry): void {
    const sighting = this.#timeline.see(entry);
    switch (entry.k) {
      case 'request': {
        if (entry.back !== undefined) {
          this.#places.remove(entry.back);
          break;
        }
        const isFit = !sighting.isHere || this.#fits(entry, this.#timeline.at(sighting));
        if (this.#asked.has(entry.id)) this.#asked.set(entry.id, isFit);
        if (isFit) this.#places.add({ id: entry.id, sighting, isCheck: entry.check === true }, this.#now());
        break;
      }
      case 'pause':
        if (this.#pauseLeftMs(this.#timeline.at(sighting)) === 0 && !isSameMoment(this.#pause?.sighting.moment, entry))
          this.#refusals++;
        this.#pause = { sighting, ms: Math.min(entry.ms, mostPauseMs) };
        if (entry.ofHour !== undefined) this.#shareOfHour.set(entry.ofHour, sighting);
        if (entry.ofMinute !== undefined) this.#shareOfMinute.set(entry.ofMinute, sighting);
        this.#changed.fire();
        break;
      case 'resume':
        this.#refusals = 0;
        this.#pause = undefined;
        this.#changed.fire();
        break;
    }
  }

  /**
   * Judged alike by all processes of this start of the machine; what others have sent was sent, whether or not it had
   * fitted here.
   */
  #fits({ most: [inMinute, inHour], click }: RequestEntry, at: number): boolean {
    return (
      this.#pauseLeftMs(at, click) === 0 &&
      this.#places.usedHereWithin(minuteMs, at) < inMinute &&
      this.#places.usedHereWithin(hourMs, at) < inHour
    );
  }

  #snapshot(): readonly BudgetEntry[] {
    const unlimited: [number, number] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    const requests = this.#places.all.map(({ id, sighting, isCheck }): BudgetEntry => ({
      k: 'request',
      ...sighting.moment,
      id,
      most: unlimited,
      ...(isCheck && { check: true }),
    }));
    const [hour, minute] = [this.#shareOfHour.latest, this.#shareOfMinute.latest];
    const shares: readonly BudgetEntry[] = [
      ...(hour ? [{ k: 'pause', ...hour.sighting.moment, ms: 0, ofHour: hour.share } satisfies BudgetEntry] : []),
      ...(minute
        ? [{ k: 'pause', ...minute.sighting.moment, ms: 0, ofMinute: minute.share } satisfies BudgetEntry]
        : []),
    ];
    const resume: readonly BudgetEntry[] = shares.length > 0 ? [{ k: 'resume', ...this.#timeline.now() }] : [];
    return [
      ...shares,
      ...resume,
      ...requests,
      ...(this.#pause
        ? [{ k: 'pause', ...this.#pause.sighting.moment, ms: this.#pause.ms } satisfies BudgetEntry]
        : []),
    ];
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
