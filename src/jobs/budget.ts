import * as v from 'valibot';
import { QuotaExceededError, type ApiError } from '../api/errors';
import type { RequestGate, RequestPurpose } from '../api/gate';
import { sleep, type Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import type { EntryLog, OpenLog } from '../base/entryLog';
import type { Logger } from '../base/logger';
import { sentence } from '../base/sentence';

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
}

/** Wall-clock and monotonic ms. After a jump of the one or a restart of the other, the other still tells. */
const moment = { w: v.number(), m: v.number() };
interface Moment {
  readonly w: number;
  readonly m: number;
}

const entrySchema = v.variant('k', [
  /** A request that is about to be sent, with the most that its purpose allows in a minute and in an hour, and whether it is a background check. */
  v.object({ k: v.literal('request'), ...moment, id: v.string(), most: v.tuple([v.number(), v.number()]), check: v.optional(v.boolean()) }),
  /** The service has answered 429: nothing is sent for `ms`. */
  v.object({ k: v.literal('pause'), ...moment, ms: v.number() }),
  /** The service answers again. */
  v.object({ k: v.literal('resume'), ...moment }),
]);
type BudgetEntry = v.InferOutput<typeof entrySchema>;

/** The service counts a request when it arrives, which can be a little later than when we sent it: ms added to each window. */
const minuteMs = 60_000 + 2000;
const hourMs = 3_600_000 + 5000;

/** First pause after a 429 in ms; each further one doubles, up to 480 s (API.md, "Errors of a request"). */
const firstPauseMs = 60_000;
const longestPauseMs = 480_000;

/** How long a request waits at the gate by itself, in ms. A user's click is answered soon, if only by a sentence. */
const patienceMs: Readonly<Record<RequestPurpose, number>> = { user: 5000, submission: 0, background: 0 };

/** Requests of a minute that submissions leave to checks and clicks, and those that checks leave to clicks. */
const minuteReserve: Readonly<Record<RequestPurpose, number>> = { user: 0, submission: 3, background: 2 };

/** Requests of an hour that checks leave to submissions, besides the user's own reserve. */
const submissionReserve = 5;

/**
 * The requests of one key, in sliding windows that all windows of all processes on this machine share.
 *
 * A request is granted by the log itself: each process appends its wish and then reads, in the one order that the file has, whose wishes fit. So no
 * lock is needed, and two windows that ask at the same time never take the same place.
 */
export class RequestBudget extends Disposable implements RequestGate {
  readonly #parts: BudgetParts;
  readonly #changed: Emitter<void>;
  #log: EntryLog<BudgetEntry> | undefined;
  #granted: readonly Moment[] = [];
  /** One's own wishes, and whether they were granted. */
  readonly #asked = new Map<string, boolean>();
  #lastCheck: Moment | undefined;
  #pause: (Moment & { readonly ms: number }) | undefined;
  /** 429s since the service last answered well. */
  #refusals = 0;

  /** The pause has begun, has become longer, or has ended. */
  readonly onDidChangePause: Event<void>;

  private constructor(parts: BudgetParts) {
    super();
    this.#parts = parts;
    this.#changed = this._register(new Emitter((error) => parts.log.error('A listener of the request budget failed.', error)));
    this.onDidChangePause = this.#changed.event;
  }

  /** @throws the file system's error */
  static async open(parts: BudgetParts): Promise<RequestBudget> {
    const budget = new RequestBudget(parts);
    const { log } = await parts.openLog<BudgetEntry>({
      file: parts.file,
      decode: decodeEntry,
      onEntries: (entries) => entries.forEach((entry) => budget.#take(entry)),
      onUnsynced: () => undefined,
      size: () => budget.#granted.length,
      snapshot: () => budget.#snapshot(),
    });
    budget.#log = log;
    budget._register({ dispose: () => void log.close().catch((error: unknown) => parts.log.error('The request budget could not be closed.', error)) });
    return budget;
  }

  async enter(purpose: RequestPurpose, signal?: AbortSignal): Promise<void> {
    const { clock, newId, log } = this.#parts;
    const waited = clock.monotonic();
    for (;;) {
      const id = newId();
      this.#asked.set(id, false);
      try {
        await this.#log?.append(() => (this.waitMs(purpose) > 0 ? [] : [this.#wish(id, purpose)]), false);
      } catch (error) {
        // A full disk must not stop what the user does: this window counts for itself then.
        log.warn(`The request budget could not be written: ${String(error)}`);
        if (this.waitMs(purpose) === 0) this.#take(this.#wish(id, purpose));
      }
      const isGranted = this.#asked.get(id);
      this.#asked.delete(id);
      if (isGranted) return;
      const wait = this.waitMs(purpose);
      if (wait > patienceMs[purpose] - (clock.monotonic() - waited)) {
        throw new QuotaExceededError(sentence('The limit of requests is used up for now.'), { code: 'request_limit', retryAfterMs: wait });
      }
      await sleep(clock, wait, signal);
    }
  }

  async leave(error: ApiError | undefined): Promise<number | undefined> {
    await this.#note(error);
    return error instanceof QuotaExceededError ? this.#pauseLeftMs(this.#now()) : undefined;
  }

  /** Takes over what other windows have sent. @throws the file system's error */
  async catchUp(): Promise<void> {
    await this.#log?.catchUp();
  }

  /** ms until a request of that purpose may be sent; 0 for now. */
  waitMs(purpose: RequestPurpose): number {
    const now = this.#now();
    const [inMinute, inHour] = this.#most(purpose);
    return Math.max(this.#pauseLeftMs(now), this.#untilFree(now, minuteMs, inMinute), this.#untilFree(now, hourMs, inHour));
  }

  /** Wall-clock ms at which the service's pause ends; undefined while there's none. */
  get pausedUntil(): number | undefined {
    const left = this.#pauseLeftMs(this.#now());
    return left > 0 ? this.#parts.clock.now() + left : undefined;
  }

  /** How long ago any window was granted a background check, in ms; undefined when it is not known. */
  get lastCheckAgeMs(): number | undefined {
    return this.#lastCheck && ageMs(this.#lastCheck, this.#now());
  }

  /** What will be left to background checks after `delayMs` in which nothing is sent, from 0 to 1: the lesser of the minute's and the hour's share. */
  freeShare(delayMs = 0): number {
    const { w, m } = this.#now();
    const now = { w: w + delayMs, m: m + delayMs };
    const [inMinute, inHour] = this.#most('background');
    const share = (windowMs: number, most: number): number => (most > 0 ? Math.max(0, most - this.#usedWithin(now, windowMs)) / most : 0);
    return Math.min(share(minuteMs, inMinute), share(hourMs, inHour));
  }

  async #note(error: ApiError | undefined): Promise<void> {
    const entry = (): readonly BudgetEntry[] => {
      if (error instanceof QuotaExceededError) return [{ k: 'pause', ...this.#now(), ms: this.#nextPauseMs(error.retryAfterMs ?? 0) }];
      // An answer during the pause is to an earlier request.
      return error === undefined && this.#refusals > 0 && this.#pauseLeftMs(this.#now()) === 0 ? [{ k: 'resume', ...this.#now() }] : [];
    };
    if (entry().length === 0) return;
    try {
      await this.#log?.append(entry, false);
    } catch (failure) {
      this.#parts.log.warn(`The request budget could not be written: ${String(failure)}`);
      for (const one of entry()) this.#take(one);
    }
  }

  /** Requests that may still be sent now, whatever they are for. During a pause of the service they have to wait all the same. */
  left(): { readonly inMinute: number; readonly inHour: number } {
    const now = this.#now();
    const [inMinute, inHour] = this.#most('user');
    return { inMinute: Math.max(0, inMinute - this.#usedWithin(now, minuteMs)), inHour: Math.max(0, inHour - this.#usedWithin(now, hourMs)) };
  }

  #now(): Moment {
    const { clock } = this.#parts;
    return { w: clock.now(), m: clock.monotonic() };
  }

  #wish(id: string, purpose: RequestPurpose): BudgetEntry {
    return { k: 'request', ...this.#now(), id, most: this.#most(purpose), ...(purpose === 'background' && { check: true }) };
  }

  #most(purpose: RequestPurpose): [number, number] {
    const { perMinute, perHour, reserve } = this.#parts.limits();
    const inMinute = Math.max(1, perMinute - minuteReserve[purpose]);
    return [inMinute, purpose === 'background' ? Math.max(0, perHour - reserve - submissionReserve) : perHour];
  }

  #usedWithin(now: Moment, windowMs: number): number {
    return this.#granted.filter((at) => ageMs(at, now) < windowMs).length;
  }

  #untilFree(now: Moment, windowMs: number, most: number): number {
    const ages = this.#granted.map((at) => ageMs(at, now)).filter((age) => age < windowMs).sort((a, b) => a - b);
    if (ages.length < most) return 0;
    // The place of the oldest of the newest `most` ones becomes free next.
    return most > 0 ? windowMs - (ages[most - 1] ?? 0) : windowMs;
  }

  #pauseLeftMs(now: Moment): number {
    return this.#pause ? Math.max(0, this.#pause.ms - ageMs(this.#pause, now)) : 0;
  }

  #nextPauseMs(retryAfterMs: number): number {
    const left = this.#pauseLeftMs(this.#now());
    // Another request of the same moment was refused already: that is one refusal.
    const pause = left > 0 ? left : Math.min(firstPauseMs * 2 ** this.#refusals, longestPauseMs);
    return Math.max(pause, retryAfterMs);
  }

  #take(entry: BudgetEntry): void {
    switch (entry.k) {
      case 'request': {
        const [inMinute, inHour] = entry.most;
        const fits = this.#pauseLeftMs(entry) === 0 && this.#usedWithin(entry, minuteMs) < inMinute && this.#usedWithin(entry, hourMs) < inHour;
        if (this.#asked.has(entry.id)) this.#asked.set(entry.id, fits);
        if (!fits) break;
        this.#granted = [...this.#granted.filter((at) => ageMs(at, entry) < hourMs), { w: entry.w, m: entry.m }];
        if (entry.check) this.#lastCheck = entry;
        break;
      }
      case 'pause':
        if (this.#pauseLeftMs(entry) === 0) this.#refusals++;
        this.#pause = entry;
        this.#changed.fire();
        break;
      case 'resume':
        this.#refusals = 0;
        this.#pause = undefined;
        this.#changed.fire();
        break;
    }
  }

  #snapshot(): readonly BudgetEntry[] {
    const requests = this.#granted.map(({ w, m }, index): BudgetEntry => ({ k: 'request', w, m, id: String(index), most: [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] }));
    return this.#pause ? [...requests, { k: 'pause', w: this.#pause.w, m: this.#pause.m, ms: this.#pause.ms }] : requests;
  }
}

/**
 * How long ago `at` was, in ms. The two clocks fail apart: the wall clock jumps, the monotonic one starts anew with the machine, so the lesser of those that
 * can be true counts; it never frees a place too early.
 */
function ageMs(at: Moment, now: Moment): number {
  const ages = [now.w - at.w, now.m - at.m].filter((age) => age >= 0);
  return ages.length === 0 ? Infinity : Math.min(...ages);
}

function decodeEntry(value: unknown): BudgetEntry | undefined {
  const { success, output } = v.safeParse(entrySchema, value);
  return success ? output : undefined;
}
