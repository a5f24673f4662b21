import { QuotaExceededError, type ApiError } from '../../api/errors';
import type { RequestGate, RequestPlace, RequestPurpose } from '../../api/gate';
import { sleep, type Clock } from '../../base/clock';
import { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/emitter';
import type { EntryLog, OpenLog } from '../../base/sharedLog/entryLog';
import type { Logger } from '../../base/logger';
import type { Owner } from '../../base/owner';
import { sentence } from '../../base/sentence';
import { Allowances, type RequestLimits } from './allowances';
import { decodeEntry, givenBack, type BudgetEntry, type RequestEntry } from './budgetEntries';
import { BudgetPause } from './budgetPause';
import { hourMs, minuteMs, Places } from './places';
import { Timeline } from './timeline';

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

/** How long a request waits at the gate by itself, in ms. A user's click is answered soon, if only by a sentence. */
const patienceMs: Readonly<Record<RequestPurpose, number>> = {
  user: 5000,
  submission: 0,
  repetition: 0,
  background: 0,
};

/** How often in a row the last place may go to another window before one gives up, and for how long, in ms. */
const mostLost = 20;
const afterLostMs = 1000;

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
  readonly #pause: BudgetPause;
  readonly #allowances: Allowances;
  readonly #changed: Emitter<void>;
  readonly #answered: Emitter<void>;
  #log: EntryLog<BudgetEntry> | undefined;
  /** One's own wishes, and whether they were granted. */
  readonly #asked = new Map<string, boolean>();
  /** What other windows send can't be known now. */
  #isAlone = false;

  /** The pause has begun, has become longer, or has ended. */
  readonly onDidChangePause: Event<void>;
  /** The service has answered something that the user asked for in this window, as it should. */
  readonly onDidAnswer: Event<void>;

  private constructor(parts: BudgetParts, here: Pick<Owner, 'machine' | 'boot'>) {
    super();
    this.#parts = parts;
    this.#timeline = new Timeline(parts.clock, here);
    this.#places = new Places(this.#timeline);
    this.#pause = new BudgetPause(this.#timeline);
    this.#allowances = new Allowances(parts.limits, this.#places, this.#timeline);
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
    const [inMinute, inHour] = this.#allowances.most(purpose, now);
    const ofHour = this.#places.untilFewer(hourMs, inHour, now);
    const hourly = purpose === 'background' ? Math.min(ofHour, this.#allowances.untilRareCheck(now)) : ofHour;
    return Math.max(
      this.#pause.leftMs(now, purpose === 'user'),
      this.#places.untilFewer(minuteMs, inMinute, now),
      hourly,
    );
  }

  /** Whether the limits leave anything to background checks. If not, nothing is asked by itself, ever. */
  get hasRoomForChecks(): boolean {
    return this.#allowances.hasRoomForChecks;
  }

  /** Wall-clock ms at which the service's pause ends; undefined while there's none. */
  get pausedUntil(): number | undefined {
    const left = this.#pause.leftMs(this.#now());
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
    const now = this.#now();
    return this.#allowances.freeShare(now, now + delayMs);
  }

  /**
   * Requests that may still be sent now, whatever they are for. During a pause of the service they have to wait all the
   * same.
   */
  left(): { readonly inMinute: number; readonly inHour: number } {
    return this.#allowances.left(this.#now());
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
    return error instanceof QuotaExceededError ? this.#pause.leftMs(this.#now()) : undefined;
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
      const ms = this.#pause.nextMs(now, error.retryAfterMs ?? 0);
      return [
        {
          k: 'pause',
          ...this.#timeline.now(),
          ms,
          ...(this.#pause.leftMs(now) === 0 && this.#allowances.leftByRefusal(now)),
        },
      ];
    }
    // An answer during the pause is to an earlier request.
    return error === undefined && this.#pause.hasRefusals && this.#pause.leftMs(now) === 0
      ? [{ k: 'resume', ...this.#timeline.now() }]
      : [];
  }

  #now(): number {
    return this.#parts.clock.monotonic();
  }

  #wish(id: string, purpose: RequestPurpose): BudgetEntry {
    return {
      k: 'request',
      ...this.#timeline.now(),
      id,
      most: this.#allowances.most(purpose, this.#now()),
      ...(purpose === 'background' && { check: true }),
      ...(purpose === 'user' && { click: true }),
    };
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
        this.#pause.begin(entry, sighting);
        this.#allowances.reduce(entry, sighting);
        this.#changed.fire();
        break;
      case 'resume':
        this.#pause.end();
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
      this.#pause.leftMs(at, click) === 0 &&
      this.#places.usedHereWithin(minuteMs, at) < inMinute &&
      this.#places.usedHereWithin(hourMs, at) < inHour
    );
  }

  #snapshot(): readonly BudgetEntry[] {
    const shares = this.#allowances.snapshot();
    const resume: readonly BudgetEntry[] = shares.length > 0 ? [{ k: 'resume', ...this.#timeline.now() }] : [];
    return [...shares, ...resume, ...this.#places.snapshot(), ...this.#pause.snapshot()];
  }
}
