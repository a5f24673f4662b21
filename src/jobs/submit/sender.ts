import {
  ImageParseFailedError,
  InvalidApiKeyError,
  InvalidInputError,
  OutputExpiredError,
  PaymentRequiredError,
  RefusedError,
  WrongAddressError,
  type ApiError,
} from '../../api/errors';
import type { RequestOptions } from '../../api/requests';
import type { DesignMode, ImageDesignMode, OutputFormat } from '../../api/types';
import type { Clock } from '../../base/clock';
import type { Logger } from '../../base/logger';
import type { KeptImages } from './keptImages';
import { refusedBy } from '../endings';
import { mergeJob } from '../mergeJob';
import type { JobRecord } from '../model';
import { findRequest } from './requestSearch';
import type { CallbackAddresses, Service } from '../service';
import type { JobStore } from '../store';

export interface SenderParts {
  readonly store: JobStore;
  readonly images: KeptImages;
  readonly webhooks: CallbackAddresses;
  readonly clock: Clock;
  readonly log: Logger;
  /** A request has ended; `error` is undefined when the service answered it, be it with a refusal. */
  readonly onEnd: (error: unknown, request: JobRecord) => void;
}

/** How many submissions are under way at a time. */
const atOnce = 3;

/** Sends what the ledger holds and the service hasn't answered yet, with the `Idempotency-Key` that is in it. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #sending = new Set<string>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Whether any request is under way. */
  get isBusy(): boolean {
    return this.#sending.size > 0;
  }

  /** Whether that request is under way. */
  isSending({ requestId }: JobRecord): boolean {
    return this.#sending.has(requestId);
  }

  /**
   * Begins with the first ones that aren't under way.
   * @param isRepeat of those that were tried before: one attempt each, that leaves the submissions' share to the others
   */
  send(
    service: Service,
    records: readonly JobRecord[],
    signal: AbortSignal,
    isRepeat: (record: JobRecord) => boolean,
  ): void {
    for (const record of records) {
      if (this.#sending.size >= atOnce) return;
      if (this.#sending.has(record.requestId)) continue;
      this.#sending.add(record.requestId);
      void this.#post(service, record, signal, isRepeat(record)).then((error) => {
        this.#sending.delete(record.requestId);
        if (signal.aborted) return;
        if (error !== undefined) this.#parts.store.putOff(record.requestId);
        this.#parts.onEnd(error, record);
      });
    }
  }

  /** @returns what kept the service from answering */
  async #post(service: Service, record: JobRecord, signal: AbortSignal, isRepeat: boolean): Promise<unknown> {
    const { store, clock, log } = this.#parts;
    const { requestId } = record;
    const callbackUrl = await this.#parts.webhooks.callbackUrl(service.account);
    const callback = callbackUrl !== undefined;
    let mayBeThere = record.sentAt !== undefined;
    try {
      const sentAt = new Date(clock.now()).toISOString();
      if (!mayBeThere) await store.update(requestId, (current) => ({ ...current, sentAt: current.sentAt ?? sentAt }));
      const { jobId, status } = await this.#submit(service.client, record, callbackUrl, {
        signal,
        onUnanswered: () => (mayBeThere = true),
        ...(isRepeat ? { purpose: 'repetition', retry: false } : { purpose: 'submission' }),
      });
      const submittedAt = new Date(clock.now()).toISOString();
      await store.update(requestId, (current) => ({
        ...mergeJob(current, { jobId, status }, clock.now()),
        submittedAt,
        ...(callback && { callback }),
      }));
      return undefined;
    } catch (error) {
      if (!isRefusal(error)) return error;
      try {
        // The service may have taken it before: what refuses it now needn't know.
        if (mayBeThere && (await findRequest(service, record, store, signal))) return undefined;
        log.warn(`Request ${requestId} was refused: ${error.code}`);
        await store.update(requestId, (current) => refusedBy(current, error));
        return undefined;
      } catch (failure) {
        return failure;
      }
    }
  }

  /** @throws InvalidInputError when images that it needs are gone; the client's errors */
  async #submit(
    client: Service['client'],
    record: JobRecord,
    callbackUrl: string | undefined,
    options: RequestOptions,
  ): Promise<{ jobId: string; status: string }> {
    const { requestId, prompt, metadata } = record;
    const common = {
      outputFormat: record.outputFormat as OutputFormat,
      metadata,
      ...(callbackUrl !== undefined && { callbackUrl }),
    };
    // The ledger holds what `Submissions` has checked.
    if (record.endpoint !== 'image_to_cad')
      return client.submitText(
        { ...common, prompt: prompt ?? '', designMode: record.designMode as DesignMode },
        requestId,
        options,
      );
    const images = await this.#parts.images.open(record);
    return client.submitImages(
      { ...common, images, designMode: record.designMode as ImageDesignMode, ...(prompt !== undefined && { prompt }) },
      requestId,
      options,
    );
  }
}

const refusals = [
  ImageParseFailedError,
  InvalidApiKeyError,
  InvalidInputError,
  OutputExpiredError,
  PaymentRequiredError,
  RefusedError,
];

/**
 * The service has said no, or we ourselves have before anything was sent: sending the same again can't help. A 404
 * isn't among them: it is about a job, and a request is none yet. What another program says in between says nothing
 * about the request.
 */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof WrongAddressError ? error.isCertain : refusals.some((kind) => error instanceof kind);
}
