import { ApiError, InvalidApiKeyError, QuotaExceededError } from '../api/errors';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import { systemErrorCode } from '../base/files';
import type { Logger } from '../base/logger';
import { Backoff } from './backoff';
import type { RequestBudget } from './budget';
import { sameTrouble, type Trouble } from './trouble';

export interface AccountTroubleParts {
  /** Undefined for a service without limits. */
  readonly budget: RequestBudget | undefined;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly log: Logger;
  /** Whether a submission is waiting to be sent. */
  readonly isWaiting: () => boolean;
  readonly isWebhookMissing: () => boolean;
}

/** What keeps the work of one account from going on, and for how long its service is left alone after failures. */
export class AccountTrouble extends Disposable {
  readonly #parts: AccountTroubleParts;
  readonly #backoff: Backoff;
  readonly #changed: Emitter<Trouble | undefined>;
  #failure: Trouble | undefined;
  /** As it was last told. */
  #shown: Trouble | undefined;

  readonly onDidChange: Event<Trouble | undefined>;

  constructor(parts: AccountTroubleParts) {
    super();
    this.#parts = parts;
    this.#backoff = new Backoff(parts.clock, parts.random);
    this.#changed = this._register(new Emitter((error) => parts.log.error('A listener of the jobs’ runner failed.', error)));
    this.onDidChange = this.#changed.event;
  }

  /** The service has refused the key, so nothing is asked until there is another one. */
  get isUnauthorized(): boolean {
    return this.#failure?.kind === 'unauthorized';
  }

  /** ms for which the service is left alone because of failures. */
  get waitMs(): number {
    return this.#backoff.waitMs;
  }

  /** Tells how it stands now, if that is news. */
  look(): void {
    this.#show(this.#current());
  }

  /** The service can't be asked: there is no key, or it is refused. */
  cannotAsk(): void {
    this.#show(this.#failure ?? { kind: 'keyRemoved' });
  }

  forgetFailures(): void {
    this.#backoff.reset();
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
    if (!this.#backoff.fail()) return;
    log.warn(`${error instanceof ApiError ? 'The service could not be asked' : 'What the service said could not be kept'}: ${String(error)}`);
    this.#failure = troubleOf(error);
    this.look();
  }

  #current(): Trouble | undefined {
    const { budget, clock, isWaiting, isWebhookMissing } = this.#parts;
    const pausedUntil = budget?.pausedUntil;
    if (pausedUntil !== undefined) return { kind: 'paused', until: pausedUntil };
    if (this.#failure) return this.#failure;
    const missing: Trouble | undefined = isWebhookMissing() ? { kind: 'webhookMissing' } : undefined;
    if (!isWaiting()) return missing;
    const wait = budget?.waitMs('submission') ?? 0;
    if (wait > 0) return { kind: 'limit', until: clock.now() + wait };
    // Places become free one by one: until the last one is sent, the view goes on saying it.
    return this.#shown?.kind === 'limit' ? this.#shown : missing;
  }

  #show(trouble: Trouble | undefined): void {
    if (sameTrouble(trouble, this.#shown)) return;
    this.#shown = trouble;
    this.#changed.fire(trouble);
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof InvalidApiKeyError) return { kind: 'unauthorized' };
  if (error instanceof ApiError) return { kind: 'unreachable', message: error.message, said: error.said };
  return { kind: 'notKept', code: systemErrorCode(error), message: error instanceof Error ? error.message : String(error) };
}
