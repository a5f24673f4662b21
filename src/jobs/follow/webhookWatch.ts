import type { Clock } from '../../base/clock';
import type { Logger } from '../../base/logger';
import type { CallbackAddresses } from '../service';
import type { JobStore } from '../store';
import { webhookRecord, type WebhookRecord } from './webhookRecord';

export interface WebhookWatchParts {
  readonly account: string;
  readonly store: JobStore;
  readonly webhooks: CallbackAddresses;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Knows whether an account's webhooks can be relied upon. */
export class WebhookWatch {
  readonly #parts: WebhookWatchParts;
  /** Undefined while none can be received. */
  #record: WebhookRecord | undefined;
  /** The request id of the last job whose missing webhook was written down. */
  #missed: string | undefined;

  constructor(parts: WebhookWatchParts) {
    this.#parts = parts;
  }

  /** They have proven to arrive, so jobs that have one needn't be asked about before it is late. */
  get areTrusted(): boolean {
    return this.#record?.trust === 'proven';
  }

  /** One didn't come, and none has come since. */
  get isMissing(): boolean {
    return this.#record?.trust === 'missing';
  }

  /** ms until a webhook that is awaited is late; undefined when none is. */
  get untilLateMs(): number | undefined {
    const lateAt = this.#record?.nextLateAt;
    return lateAt === undefined ? undefined : lateAt - this.#parts.clock.now();
  }

  async look(): Promise<void> {
    const { webhooks, account, store, clock, log } = this.#parts;
    const isReceiving = (await webhooks.callbackUrl(account)) !== undefined;
    this.#record = isReceiving ? webhookRecord(store.jobs(), account, clock.now()) : undefined;
    const missing = this.#record?.missingJob;
    if (!missing || missing.requestId === this.#missed) return;
    this.#missed = missing.requestId;
    log.warn(
      `The webhook of job ${missing.jobId ?? missing.requestId} did not come. The jobs are asked about again until one comes.`,
    );
  }
}
