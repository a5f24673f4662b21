import { sleep, type Clock } from '../base/clock';
import { sentence, type Sentence } from '../base/sentence';
import { decodeAccepted, decodeJob, decodePage, decodeRotatedSecret } from './decode';
import {
  ApiError,
  NetworkError,
  networkError,
  NotFoundError,
  QuotaExceededError,
  ServerError,
  UnexpectedResponseError,
  WrongAddressError,
} from './errors';
import type { RequestGate, RequestPurpose } from './gate';
import { imageForm } from './imageForm';
import { mayHaveArrived } from './reached';
import { errorFromResponse, isJson, readText, parseJsonBody } from './response';
import { retryDelaysMs } from './retry';
import {
  maxPageSize,
  type JobOut,
  type JobPage,
  type ImageToCadRequest,
  type RotatedSecret,
  type TextToCadRequest,
} from './types';

/** Where requests go and the key they carry. Asked for at every attempt, since both can change. */
export interface ApiConnection {
  /** Such as `https://api.makistry.ai/v1`, without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

export interface ClientOptions {
  /** @throws MissingApiKeyError when there's no key */
  readonly connect: () => Promise<ApiConnection>;
  /** Resolved at each call by the caller, since VS Code replaces its host's `fetch` while running. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Keeps the key's limits; none for a service without limits. */
  readonly gate?: RequestGate;
  /** Time limit of one attempt in ms. */
  readonly timeoutMs?: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** `user` when left out. */
  readonly purpose?: RequestPurpose;
  /** False for callers that keep a schedule of their own: one attempt, then the error. */
  readonly retry?: boolean;
  /**
   * Called when an attempt has got no answer of the service's and another one follows: the service may have the
   * request.
   */
  readonly onUnanswered?: () => void;
}

export interface ListOptions extends RequestOptions {
  readonly status?: string;
  readonly endpoint?: string;
  /** 1 to 100. */
  readonly limit?: number;
  readonly cursor?: string;
}

interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each attempt. */
  readonly body?: () => string | FormData;
  /** So many bytes at least are sent. */
  readonly uploadBytes?: number;
  /** It is for one job: a 404 may be about that. */
  readonly isForOne?: boolean;
}

const defaultTimeoutMs = 30_000;

/** A connection that is slower than this, in bytes per ms, is given up. */
const slowestUpload = 50;

/**
 * The Makistry Generation API over an injected `fetch`. Every method throws an `ApiError`, or the signal's reason when
 * it is aborted.
 */
export class MakistryClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Submits a prompt. With the same `idempotencyKey` (a UUID v4) it can be repeated: the service answers with the first
   * job.
   * @returns the job's id and its first status
   */
  async submitText(
    request: TextToCadRequest,
    idempotencyKey: string,
    options: RequestOptions = {},
  ): Promise<{ jobId: string; status: string }> {
    const body = JSON.stringify({
      prompt: request.prompt,
      design_mode: request.designMode,
      output_format: request.outputFormat,
      metadata: request.metadata,
      callback_url: request.callbackUrl,
    });
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey };
    return decoded(
      decodeAccepted,
      await this.#send({ method: 'POST', path: '/text-to-cad', headers, body: () => body }, options),
      sentence('a submitted job'),
    );
  }

  /** Submits images, which are read while they are sent. It can be repeated as `submitText` can. */
  async submitImages(
    request: ImageToCadRequest,
    idempotencyKey: string,
    options: RequestOptions = {},
  ): Promise<{ jobId: string; status: string }> {
    const uploadBytes = request.images.reduce((sum, { size }) => sum + size, 0);
    const headers = { 'Idempotency-Key': idempotencyKey };
    const answer = await this.#send(
      { method: 'POST', path: '/image-to-cad', headers, body: () => imageForm(request), uploadBytes },
      options,
    );
    return decoded(decodeAccepted, answer, sentence('a submitted job'));
  }

  /**
   * @throws NotFoundError for another key's job or none, OutputExpiredError after the file is gone,
   * UnexpectedResponseError for an answer about another job: its file would be taken for this one's
   */
  async getJob(jobId: string, options: RequestOptions = {}): Promise<JobOut> {
    const job = decoded(
      decodeJob,
      await this.#send({ method: 'GET', path: `/jobs/${encodeURIComponent(jobId)}`, isForOne: true }, options),
      sentence('a job'),
    );
    if (job.jobId === jobId) return job;
    throw new UnexpectedResponseError(
      sentence('The service was asked about the job {0} and answered with another job.', jobId),
      { code: 'another_job', status: 200 },
    );
  }

  /** One page of the key's jobs, newest first. */
  async listJobs(options: ListOptions = {}): Promise<JobPage> {
    const query = new URLSearchParams();
    if (options.status !== undefined) query.set('status', options.status);
    if (options.endpoint !== undefined) query.set('endpoint', options.endpoint);
    query.set('limit', String(options.limit ?? maxPageSize));
    if (options.cursor !== undefined) query.set('cursor', options.cursor);
    return decoded(
      decodePage,
      await this.#send({ method: 'GET', path: `/jobs?${query.toString()}` }, options),
      sentence('a list of jobs'),
    );
  }

  /** All pages, one request each, as they are asked for. Ends if the service repeats a cursor. */
  async *listAllJobs(options: ListOptions = {}): AsyncGenerator<JobOut, void, undefined> {
    const seen = new Set<string>();
    let page = await this.listJobs(options);
    yield* page.jobs;
    while (page.nextCursor !== undefined && !seen.has(page.nextCursor)) {
      seen.add(page.nextCursor);
      page = await this.listJobs({ ...options, cursor: page.nextCursor });
      yield* page.jobs;
    }
  }

  /**
   * Has a key's signing secret replaced. It is tried once: an answer that is lost takes the new secret along, and each
   * repetition makes another one.
   * @param apiKeyId the service's id of the key, which is not the key
   * @throws NotFoundError when the key has another id; no error tells anything of the secret
   */
  async rotateSecret(apiKeyId: string, options: Omit<RequestOptions, 'retry'> = {}): Promise<RotatedSecret> {
    const path = `/keys/${encodeURIComponent(apiKeyId)}/rotate-secret`;
    try {
      return decoded(
        decodeRotatedSecret,
        await this.#send({ method: 'POST', path, isForOne: true }, { ...options, retry: false }),
        sentence('a signing secret'),
      );
    } catch (error) {
      // Its message quotes the answer, which may be the secret with something around it.
      if (!(error instanceof UnexpectedResponseError)) throw error;
      throw new UnexpectedResponseError(sentence('The answer is not a signing secret.'), {
        code: error.code,
        ...(error.status !== undefined && { status: error.status }),
      });
    }
  }

  async #send(
    request: HttpRequest,
    { signal, retry = true, purpose = 'user', onUnanswered }: RequestOptions,
  ): Promise<unknown> {
    let failure: ApiError | undefined;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#pass(request, purposeOf(purpose, attempt), signal);
      } catch (error) {
        // There was no room for one more try: what the one before has met with says more.
        if (failure !== undefined && error instanceof QuotaExceededError && error.status === undefined) throw failure;
        const delay = retry ? retryDelaysMs[attempt] : undefined;
        if (delay === undefined || !isWorthRetrying(error)) throw error;
        failure = error instanceof ApiError ? error : undefined;
        if (mayHaveArrived(error)) onUnanswered?.();
        await sleep(this.#options.clock, delay, signal);
      }
    }
  }

  async #pass(request: HttpRequest, purpose: RequestPurpose, signal: AbortSignal | undefined): Promise<unknown> {
    const place = await this.#options.gate?.enter(purpose, signal);
    const sending = { hasBegun: false };
    try {
      const answer = await this.#attempt(request, signal, sending);
      await place?.leave(undefined);
      return answer;
    } catch (error) {
      if (!sending.hasBegun || !mayHaveArrived(error)) {
        await place?.giveBack();
        throw error;
      }
      if (!(error instanceof ApiError)) throw error;
      const waitMs = await place?.leave(error);
      throw error instanceof QuotaExceededError && waitMs !== undefined ? error.after(waitMs) : error;
    }
  }

  /** @param sending is told right before anything goes out */
  async #attempt(
    request: HttpRequest,
    signal: AbortSignal | undefined,
    sending: { hasBegun: boolean },
  ): Promise<unknown> {
    const { baseUrl, apiKey } = await this.#options.connect();
    signal?.throwIfAborted();
    const body = request.body?.();
    const timeLimit = AbortSignal.timeout(
      (this.#options.timeoutMs ?? defaultTimeoutMs) + Math.ceil((request.uploadBytes ?? 0) / slowestUpload),
    );
    try {
      sending.hasBegun = true;
      const response = await this.#options.fetch(baseUrl + request.path, {
        method: request.method,
        headers: { Accept: 'application/json', Authorization: `Bearer ${apiKey}`, ...request.headers },
        // A redirect would take the key to wherever it points. With `error`, fetch needs no copy of the body to be sent
        // once more.
        redirect: request.uploadBytes === undefined ? 'manual' : 'error',
        credentials: 'omit',
        signal: signal ? AbortSignal.any([signal, timeLimit]) : timeLimit,
        ...(body === undefined ? {} : { body }),
      });
      return await answerOf(response, request, baseUrl, this.#options.clock.now());
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof ApiError) throw error;
      if (isRedirect(error))
        throw new UnexpectedResponseError(sentence('The service answered with a redirect, which is not followed.'), {
          code: 'unexpected_redirect',
          cause: error,
        });
      throw networkError(error, timeLimit.aborted);
    }
  }
}

/** @throws ApiError for all but a 2xx with JSON */
async function answerOf(response: Response, request: HttpRequest, baseUrl: string, now: number): Promise<unknown> {
  const text = await readText(response);
  try {
    if (!response.ok) throw errorFromResponse(response, text, now);
    return parseJsonBody(response, text);
  } catch (error) {
    const isNobodys =
      error instanceof UnexpectedResponseError ||
      (error instanceof NotFoundError && error.code === 'not_found' && !request.isForOne);
    if (!isNobodys || /\/v\d+$/.test(baseUrl)) throw error;
    const { status } = response;
    throw new WrongAddressError({
      status,
      isCertain: (status === 404 || status === 405) && (text.trim() === '' || isJson(text)),
    });
  }
}

/** What repeats a submission leaves the submissions' share to those that were not tried yet. */
function purposeOf(purpose: RequestPurpose, attempt: number): RequestPurpose {
  return purpose === 'submission' && attempt > 0 ? 'repetition' : purpose;
}

/**
 * What a repetition of the same request may cure. The POST carries an `Idempotency-Key`, so it may be repeated like a
 * GET.
 */
function isWorthRetrying(error: unknown): boolean {
  return (
    error instanceof ServerError ||
    (error instanceof NetworkError && error.failure !== 'tls' && error.failure !== 'proxy')
  );
}

/** Whether `fetch` has refused to follow a redirect, which only its text tells. */
function isRedirect(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && error.cause.message === 'unexpected redirect';
}

function decoded<T>(decode: (value: unknown) => T | undefined, value: unknown, what: Sentence): T {
  const result = decode(value);
  if (result === undefined)
    throw new UnexpectedResponseError(sentence('The answer is not what was asked for: {0}.', what), {
      code: 'unexpected_response',
      status: 200,
    });
  return result;
}
