import { sleep, type Clock } from '../base/clock';
import { sentence } from '../base/sentence';
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
import { mayHaveArrived } from './reached';
import { errorFromResponse, isJson, readText, parseJsonBody } from './response';
import { retryDelaysMs } from './retry';

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

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each attempt. */
  readonly body?: () => string | FormData;
  /** At least this many bytes are sent. */
  readonly uploadBytes?: number;
  /** It is for one job: a 404 may be about that. */
  readonly isForOne?: boolean;
}

const defaultTimeoutMs = 30_000;

/** A connection that is slower than this, in bytes per ms, is given up. */
const slowestUpload = 50;

/**
 * Sends the requests of one key: through the gate that keeps its limits, with a time limit for each attempt, and again
 * where that may help.
 */
export class Requests {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** @returns the JSON of the answer. @throws ApiError, the signal's reason */
  async send(
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
