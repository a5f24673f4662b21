import { ApiError, InvalidApiKeyError, QuotaExceededError } from '../../api/errors';
import type { Clock } from '../../base/clock';
import { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/emitter';
import type { Logger } from '../../base/logger';
import { Backoff, RefusedKey } from './backoff';
import type { RequestBudget } from './budget';
import { notKept, sameTrouble, type Trouble } from './trouble';

export interface AccountTroubleParts {
  /** Undefined for a service without limits. */
  readonly budget: RequestBudget | undefined;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly log: Logger;
  /** ms until the budget lets the next waiting submission go out; undefined when none is waiting. */
  readonly sendWaitMs: () => number | undefined;
  /** ms until the budget lets a check be made that is worth one before; undefined when none has to wait for it. */
  readonly checkWaitMs: () => number | undefined;
  /** Whether jobs are to be followed and the limits leave no request for that. */
  readonly isWithoutChecks: () => boolean;
  readonly isWebhookMissing: () => boolean;
  /** Whether the service has given one job for several requests. */
  readonly isJobShared: () => boolean;
  /** What the service has answered about a job that it fails to tell of, while it answers otherwise. */
  readonly oddAnswer: () => ApiError | undefined;
}

/**
 * While this machine keeps the work from going on, it is tried again at least so often, in ms: looking costs no
 * request.
 */
const mostHereMs = 30_000;

/** What keeps the work of one account from going on, and for how long its service is left alone after failures. */
export class AccountTrouble extends Disposable {
  readonly #parts: AccountTroubleParts;
  readonly #backoff: Backoff;
  readonly #key: RefusedKey;
  readonly #changed: Emitter<Trouble | undefined>;
  #failure: Trouble | undefined;
  readonly #here: Backoff;
  /** What keeps the work from being done at all, on this machine. */
  #failureHere: Trouble | undefined;
  /** As it was last told. */
  #shown: Trouble | undefined;

  readonly onDidChange: Event<Trouble | undefined>;

  constructor(parts: AccountTroubleParts) {
    super();
    this.#parts = parts;
    this.#backoff = new Backoff(parts.clock, parts.random);
    this.#key = new RefusedKey(parts.clock);
    this.#here = new Backoff(parts.clock, parts.random, mostHereMs);
    this.#changed = this._register(
      new Emitter((error) => parts.log.error('A listener of the jobs’ runner failed.', error)),
    );
    this.onDidChange = this.#changed.event;
  }

  /** ms for which the service is left alone because of failures. */
  get waitMs(): number {
    return Math.max(this.#backoff.waitMs, this.#key.waitMs);
  }

  /** Whether the last that is known of the service is a failure. */
  get isFailing(): boolean {
    return this.#backoff.isFailing || this.#key.isRefused;
  }

  /** Whether an error of this machine has ended the last turn. */
  get isFailingHere(): boolean {
    return this.#failureHere !== undefined;
  }

  /** The service may be there again, so the next try comes soon. */
  hurry(): void {
    this.#backoff.hurry();
  }

  /** Tells how it stands now, if that is news. */
  look(): void {
    this.#show(this.#current());
  }

  /** The service can't be asked: there is no key. */
  cannotAsk(): void {
    this.#show({ kind: 'keyRemoved' });
  }

  /** An error of this machine has ended the work before anything was sent. @returns ms to the next try */
  failedHere(error: unknown): number {
    const isNews = this.#here.fail() && !sameTrouble(this.#failureHere, notKept(error));
    if (isNews) {
      this.#failureHere = notKept(error);
      this.#parts.log.error('The jobs can’t be sent and followed now.', error);
    }
    this.look();
    return this.#here.waitMs;
  }

  /** Nothing on this machine keeps the work from being done any more. */
  recoveredHere(): void {
    if (!this.#failureHere) return;
    this.#here.reset();
    this.#failureHere = undefined;
    this.look();
  }

  forgetFailures(): void {
    this.#backoff.reset();
    this.#key.reset();
    this.#failure = undefined;
  }

  succeeded(): void {
    this.forgetFailures();
    this.look();
  }

  failed(error: unknown): void {
    const { budget, log } = this.#parts;
    // The budget knows how long to wait, where there is one.
    if (error instanceof QuotaExceededError && budget) return;
    if (error instanceof InvalidApiKeyError) this.#key.refuse();
    else if (!this.#backoff.fail()) return;
    log.warn(
      `${error instanceof ApiError ? 'The service could not be asked' : 'What the service said could not be kept'}: ${String(error)}`,
    );
    this.#failure = this.#troubleOf(error);
    this.look();
  }

  #current(): Trouble | undefined {
    const { budget } = this.#parts;
    if (this.#failureHere) return this.#failureHere;
    const pausedUntil = budget?.pausedUntil;
    if (pausedUntil !== undefined) return { kind: 'paused', until: pausedUntil };
    return this.#failure ?? this.#limit() ?? this.#oddity();
  }

  #limit(): Trouble | undefined {
    const { clock, sendWaitMs, checkWaitMs } = this.#parts;
    const [sendWait, checkWait] = [sendWaitMs(), checkWaitMs()];
    const checks = checkWait === undefined ? {} : { checksAt: clock.now() + checkWait };
    // Places become free one by one: until the last one is sent, the view goes on saying it.
    if (sendWait === 0 && this.#shown?.kind === 'limit' && this.#shown.until !== undefined)
      return { kind: 'limit', until: this.#shown.until, ...checks };
    const sends = sendWait === undefined || sendWait === 0 ? {} : { until: clock.now() + sendWait };
    return 'until' in sends || 'checksAt' in checks ? { kind: 'limit', ...sends, ...checks } : undefined;
  }

  /** The work goes on all the same. */
  #oddity(): Trouble | undefined {
    const { isWithoutChecks, oddAnswer, isJobShared, isWebhookMissing } = this.#parts;
    if (isWithoutChecks()) return { kind: 'noChecks' };
    const odd = oddAnswer();
    if (odd) return { kind: 'oddAnswer', message: odd.message, said: odd.said };
    if (isJobShared()) return { kind: 'sameJob' };
    return isWebhookMissing() ? { kind: 'webhookMissing' } : undefined;
  }

  #show(trouble: Trouble | undefined): void {
    if (sameTrouble(trouble, this.#shown)) return;
    this.#shown = trouble;
    this.#changed.fire(trouble);
  }

  #troubleOf(error: unknown): Trouble | undefined {
    if (error instanceof InvalidApiKeyError) return this.#key.isCertain ? { kind: 'unauthorized' } : this.#failure;
    if (error instanceof ApiError) return { kind: 'unreachable', message: error.message, said: error.said };
    return notKept(error);
  }
}
