import { InvalidApiKeyError, QuotaExceededError, type ApiError } from '../api/errors';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import type { ClaimLease, HeldLease } from '../base/lease';
import type { Logger } from '../base/logger';
import type { RequestBudget } from './budget';
import { Checker } from './checker';
import type { JobRecord } from './model';
import { Sender } from './sender';
import type { Service, Services } from './service';
import type { JobStore } from './store';
import type { Trouble } from './trouble';

export interface RunnerParts {
  readonly account: string;
  readonly store: JobStore;
  readonly services: Services;
  /** Undefined for a service without limits. */
  readonly budget: RequestBudget | undefined;
  /** Absolute path that the lease's files begin with. */
  readonly leaseName: string;
  readonly claimLease: ClaimLease;
  readonly clock: Clock;
  readonly log: Logger;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly isPollingEnabled: () => boolean;
  /** Whether the user is looking at this window. */
  readonly isFocused: () => boolean;
}

/** How often a window looks whether the one that does the work is still there, in ms. Its showing itself no more is noticed 5 s later. */
const followMs = 3000;

const firstBackoffMs = 2000;
const longestBackoffMs = 300_000;

/**
 * Does the work of one account, in one window of all: sends what is to be submitted and asks about what isn't finished. The windows agree by a lease;
 * the others follow by reading the ledger. A chain of timers that ends when nothing is left to do, so an idle window has none.
 */
export class AccountRunner extends Disposable {
  readonly #parts: RunnerParts;
  readonly #abort = new AbortController();
  readonly #troubled: Emitter<Trouble | undefined>;
  readonly #sender: Sender;
  readonly #checker: Checker;
  #lease: HeldLease | undefined;
  #timer: Timer | undefined;
  #turn: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  /** Monotonic ms before which nothing is sent, after a failure. */
  #notBefore = 0;
  #failure: Trouble | undefined;
  #trouble: Trouble | undefined;

  readonly onDidChangeTrouble: Event<Trouble | undefined>;
  /** A request was sent and not answered, or has to wait: the request's id. */
  readonly onDidPutOff: Event<string>;

  constructor(parts: RunnerParts) {
    super();
    this.#parts = parts;
    const { store, clock, log, account } = parts;
    const signal = this.#abort.signal;
    this.#troubled = this._register(new Emitter((error) => log.error('A listener of the jobs’ runner failed.', error)));
    this.onDidChangeTrouble = this.#troubled.event;
    this.#sender = this._register(new Sender({ store, clock, log, signal, onEnd: (error) => this.#afterRequest(error) }));
    this.onDidPutOff = this.#sender.onDidPutOff;
    this.#checker = new Checker({ account, store, clock, profile: parts.services.profileOf(account), signal });
    this._register({ dispose: () => this.#stop() });
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Whether something is planned or under way. */
  get isActive(): boolean {
    return this.#timer !== undefined || this.#turn !== undefined;
  }

  /** Looks now at what there is to do. */
  wake(): void {
    if (this.isDisposed) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#turn) {
      this.#again = true;
      return;
    }
    this.#turn = this.#takeTurn().then((delayMs) => this.#plan(delayMs));
  }

  /** Forgets earlier failures, as after the key or a setting has changed. */
  restart(): void {
    this.#succeeded();
    this.wake();
  }

  /** Does the work in this window from now on, as when the user looks at it. */
  async takeOver(): Promise<void> {
    if (!this.#isBusy() || this.#lease) return;
    await this.#claim(true);
    this.wake();
  }

  /** Asks now, also when nothing is unfinished. @throws the service's error */
  async refresh(service: Service): Promise<void> {
    await this.#checker.check(service, this.#unfinished(), 'user');
    this.restart();
  }

  async #takeTurn(): Promise<number | undefined> {
    try {
      return await this.#work();
    } catch (error) {
      this.#parts.log.error('The jobs could not be followed.', error);
      return longestBackoffMs;
    }
  }

  #plan(delayMs: number | undefined): void {
    this.#turn = undefined;
    const again = this.#again;
    this.#again = false;
    if (again) this.wake();
    else if (delayMs !== undefined && !this.isDisposed) this.#timer = this.#parts.clock.setTimeout(() => this.wake(), Math.max(0, delayMs));
  }

  /** @returns ms to the next look; undefined when there's nothing to wait for */
  async #work(): Promise<number | undefined> {
    const { services, account, budget } = this.#parts;
    if (!this.#isBusy()) {
      await this.#rest();
      return undefined;
    }
    const service = await services.forAccount(account);
    await budget?.catchUp();
    if (!service || this.#failure?.kind === 'unauthorized') {
      this.#setTrouble(this.#failure ?? { kind: 'keyRemoved' });
      await this.#letGo();
      return undefined;
    }
    const held = await this.#hold();
    this.#setTrouble(this.#currentTrouble());
    if (!held) return followMs;
    return this.#doWork(service);
  }

  async #doWork(service: Service): Promise<number | undefined> {
    const { clock, budget, isPollingEnabled } = this.#parts;
    const backoff = this.#notBefore - clock.monotonic();
    if (backoff > 0) return backoff;
    const waits: number[] = [];

    const toSend = this.#toSend();
    if (toSend.length > 0) {
      const wait = budget?.waitMs('submission') ?? 0;
      if (wait > 0) waits.push(wait);
      else this.#sender.send(service, toSend);
    }

    const watched = this.#watched();
    if (watched.length > 0 && isPollingEnabled()) {
      const due = this.#checker.dueIn(watched, budget, this.#parts.isFocused());
      const wait = Math.max(due, budget?.waitMs('background') ?? 0);
      if (wait <= 0) {
        await this.#check(service, watched);
        return 0;
      }
      waits.push(wait);
    }
    return waits.length > 0 ? Math.min(...waits) : undefined;
  }

  async #check(service: Service, watched: readonly JobRecord[]): Promise<void> {
    try {
      await this.#checker.check(service, watched, 'background');
      this.#succeeded();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#failed(error);
    }
  }

  /** A submission has ended: well, with the service's refusal, or not at all. */
  #afterRequest(error: unknown): void {
    if (error === undefined) this.#succeeded();
    else this.#failed(error);
    this.wake();
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
    this.#failure = undefined;
    this.#setTrouble(this.#currentTrouble());
  }

  #failed(error: unknown): void {
    const { clock, log, random } = this.#parts;
    // The budget knows how long to wait.
    if (error instanceof QuotaExceededError) return;
    // Several requests that fail at once are one failure.
    if (clock.monotonic() < this.#notBefore) return;
    log.warn(`The service could not be asked: ${String(error)}`);
    this.#failures++;
    this.#notBefore = clock.monotonic() + Math.max(random(), 0.1) * Math.min(firstBackoffMs * 2 ** this.#failures, longestBackoffMs);
    this.#failure = error instanceof InvalidApiKeyError ? { kind: 'unauthorized' } : { kind: 'unreachable', message: (error as ApiError).message };
    this.#setTrouble(this.#currentTrouble());
  }

  #currentTrouble(): Trouble | undefined {
    const { budget, clock } = this.#parts;
    const pausedUntil = budget?.pausedUntil;
    if (pausedUntil !== undefined) return { kind: 'paused', until: pausedUntil };
    if (this.#failure) return this.#failure;
    const wait = this.#toSend().length > 0 ? (budget?.waitMs('submission') ?? 0) : 0;
    return wait > 0 ? { kind: 'limit', until: clock.now() + wait } : undefined;
  }

  #setTrouble(trouble: Trouble | undefined): void {
    if (sameTrouble(trouble, this.#trouble)) return;
    this.#trouble = trouble;
    this.#troubled.fire(trouble);
  }

  #unfinished(): readonly JobRecord[] {
    return this.#parts.store.unfinished().filter(({ account }) => account === this.#parts.account);
  }

  #toSend(): readonly JobRecord[] {
    return this.#unfinished().filter(({ jobId }) => jobId === undefined);
  }

  #watched(): readonly JobRecord[] {
    return this.#unfinished().filter(({ jobId }) => jobId !== undefined);
  }

  #isBusy(): boolean {
    return this.#toSend().length > 0 || (this.#parts.isPollingEnabled() && this.#watched().length > 0);
  }

  async #hold(): Promise<boolean> {
    if (this.#lease && (await this.#lease.isHeld())) return true;
    this.#lease = undefined;
    return this.#claim(false);
  }

  async #claim(takeOver: boolean): Promise<boolean> {
    const { leaseName, claimLease, clock } = this.#parts;
    const lease = await claimLease(leaseName, clock, () => this.wake(), { takeOver });
    if (!lease) return false;
    // Another claim of this window is older by now; a window that was closed meanwhile needs none.
    await this.#letGo();
    if (this.#abort.signal.aborted) {
      await lease.release();
      return false;
    }
    this.#lease = lease;
    return true;
  }

  async #rest(): Promise<void> {
    this.#checker.forget();
    this.#succeeded();
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    await lease?.release();
  }

  #stop(): void {
    this.#abort.abort();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#letGo().catch((error: unknown) => this.#parts.log.warn(`The lease could not be released: ${String(error)}`));
  }
}

/** The end of a wait moves by milliseconds with each look: the same to the second is the same. */
function sameTrouble(a: Trouble | undefined, b: Trouble | undefined): boolean {
  const rounded = (trouble: Trouble | undefined): unknown => trouble && ('until' in trouble ? { ...trouble, until: Math.round(trouble.until / 2000) } : trouble);
  return JSON.stringify(rounded(a)) === JSON.stringify(rounded(b));
}
