import { ApiError, NetworkError, QuotaExceededError } from '../api/errors';
import type { DesignMode, OutputFormat } from '../api/types';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import type { Logger } from '../base/logger';
import { mergeJob, type JobRecord } from './model';
import type { Service } from './service';
import type { JobStore } from './store';

export interface SenderParts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where the service is to send the account's webhooks; undefined when it is to send none. It never rejects. */
  readonly callbackUrl: (account: string) => Promise<string | undefined>;
  /** A request has ended; `error` is undefined when the service answered it, be it with a refusal. */
  readonly onEnd: (error: unknown) => void;
}

/** So many submissions are under way at a time. */
const atOnce = 3;

/** Sends what the ledger holds and the service hasn't answered yet, with the `Idempotency-Key` that is in it. */
export class Sender extends Disposable {
  readonly #parts: SenderParts;
  readonly #sending = new Set<string>();
  readonly #putOff: Emitter<string>;

  /** A request was sent and not answered, or has to wait: the request's id. */
  readonly onDidPutOff: Event<string>;

  constructor(parts: SenderParts) {
    super();
    this.#parts = parts;
    this.#putOff = this._register(new Emitter((error) => parts.log.error('A listener of the submissions failed.', error)));
    this.onDidPutOff = this.#putOff.event;
  }

  /** Whether any request is under way. */
  get isBusy(): boolean {
    return this.#sending.size > 0;
  }

  /** Whether that request is under way. */
  isSending({ requestId }: JobRecord): boolean {
    return this.#sending.has(requestId);
  }

  /** Begins with the first ones that aren't under way. */
  send(service: Service, records: readonly JobRecord[], signal: AbortSignal): void {
    for (const record of records) {
      if (this.#sending.size >= atOnce) return;
      if (this.#sending.has(record.requestId)) continue;
      this.#sending.add(record.requestId);
      void this.#post(service, record, signal).then((error) => {
        this.#sending.delete(record.requestId);
        if (signal.aborted) return;
        if (error !== undefined) this.#putOff.fire(record.requestId);
        this.#parts.onEnd(error);
      });
    }
  }

  /** @returns what kept the service from answering */
  async #post({ client, account }: Service, record: JobRecord, signal: AbortSignal): Promise<unknown> {
    const { store, clock, log } = this.#parts;
    const { requestId, prompt = '', metadata } = record;
    const callbackUrl = await this.#parts.callbackUrl(account);
    // The ledger holds what `Submissions` has checked.
    const { designMode, outputFormat } = record as { designMode: DesignMode; outputFormat: OutputFormat };
    const request = { prompt, designMode, outputFormat, metadata, ...(callbackUrl !== undefined && { callbackUrl }) };
    const callback = callbackUrl !== undefined;
    try {
      const { jobId, status } = await client.submitText(request, requestId, { signal, purpose: 'submission' });
      const submittedAt = new Date(clock.now()).toISOString();
      await store.update(requestId, (current) => ({ ...mergeJob(current, { ...current, jobId, status }, clock.now()), submittedAt, ...(callback && { callback }) }));
      return undefined;
    } catch (error) {
      if (!isRefusal(error)) return error;
      log.warn(`Request ${requestId} was refused: ${error.code}`);
      try {
        await store.update(requestId, (current) => ({ ...current, state: 'failed', errorCode: error.code, errorMessage: error.message }));
        return undefined;
      } catch (failure) {
        return failure;
      }
    }
  }
}

/** Somebody has said no, be it the service or a firewall in between: sending the same again can't help. 408 and 425 ask for a repetition. */
function isRefusal(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || error instanceof NetworkError || error instanceof QuotaExceededError) return false;
  return error.status !== undefined && error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 425;
}
