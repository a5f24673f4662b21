import { sentence, type Sentence } from '../base/sentence';
import { decodeAccepted, decodeJob, decodePage, decodeRotatedSecret } from './decode';
import { UnexpectedResponseError } from './errors';
import { imageForm } from './imageForm';
import { Requests, type ClientOptions, type RequestOptions } from './requests';
import {
  maxPageSize,
  type JobOut,
  type JobPage,
  type ImageToCadRequest,
  type RotatedSecret,
  type TextToCadRequest,
} from './types';

export interface ListOptions extends RequestOptions {
  readonly status?: string;
  readonly endpoint?: string;
  /** 1 to 100. */
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * The Makistry Generation API over an injected `fetch`. Every method throws an `ApiError`, or the signal's reason when
 * it is aborted.
 */
export class MakistryClient {
  readonly #requests: Requests;

  constructor(options: ClientOptions) {
    this.#requests = new Requests(options);
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
      await this.#requests.send({ method: 'POST', path: '/text-to-cad', headers, body: () => body }, options),
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
    const answer = await this.#requests.send(
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
      await this.#requests.send({ method: 'GET', path: `/jobs/${encodeURIComponent(jobId)}`, isForOne: true }, options),
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
      await this.#requests.send({ method: 'GET', path: `/jobs?${query.toString()}` }, options),
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
        await this.#requests.send({ method: 'POST', path, isForOne: true }, { ...options, retry: false }),
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
