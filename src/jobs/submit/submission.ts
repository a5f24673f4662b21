import { InvalidInputError } from '../../api/errors';
import {
  imageDesignModes,
  maxPromptLength,
  type DesignMode,
  type Endpoint,
  type ImageDesignMode,
  type OutputFormat,
  designModes,
  outputFormats,
} from '../../api/types';
import type { Clock } from '../../base/clock';
import { Disposable, type IDisposable } from '../../base/disposable';
import type { Logger } from '../../base/logger';
import { sentence, type Sentence } from '../../base/sentence';
import { readImages, type ImageSource } from './imageSource';
import type { KeptImages } from './keptImages';
import { refusalOf } from '../endings';
import type { JobRecord, PromptSource } from '../model';
import { metadataKey, ourMetadata } from '../ourMetadata';
import { promptHash } from '../promptHash';
import type { Services } from '../service';
import { keeping } from '../storage';
import type { JobStore } from '../store';

interface CommonRequest {
  readonly outputFormat: OutputFormat;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly source?: PromptSource;
  /** The request id of the job that this one refines. */
  readonly refines?: string;
  readonly workspace?: string;
}

export interface SubmissionRequest extends CommonRequest {
  /** 1 to 5000 characters. */
  readonly prompt: string;
  readonly designMode: DesignMode;
}

export interface ImageSubmissionRequest extends CommonRequest {
  /** 1 to 3. */
  readonly images: readonly ImageSource[];
  /** What they show, in at most 5000 characters. */
  readonly prompt?: string;
  readonly designMode: ImageDesignMode;
}

export type PromptProblem = 'empty' | 'tooLong';

/** Why a prompt can't be submitted, or undefined when it can. Characters are Unicode code points. */
export function promptProblem(prompt: string): PromptProblem | undefined {
  if (prompt.trim() === '') return 'empty';
  // A code point takes at most two UTF-16 units, so most texts need no counting.
  if (prompt.length <= maxPromptLength) return undefined;
  return prompt.length > 2 * maxPromptLength || characterCount(prompt) > maxPromptLength ? 'tooLong' : undefined;
}

/** Length in Unicode code points, as the service counts. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

export interface SubmissionParts {
  readonly store: JobStore;
  readonly services: Services;
  readonly images: KeptImages;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => string;
}

/** How long `submit` waits for the service's answer, in ms; the request goes on without it. */
const answerWithinMs = 15_000;

/**
 * Submits jobs so that none is lost and none is paid for twice: the request is in the ledger before the first byte is
 * sent. Sending it is the work of the account's runner, in whichever window that is; it sends until there's an answer,
 * always with the same `Idempotency-Key`.
 */
export class Submissions extends Disposable {
  readonly #parts: SubmissionParts;
  readonly #awaited = new Set<string>();

  constructor(parts: SubmissionParts) {
    super();
    this.#parts = parts;
  }

  /** Whether the caller of `submit` is still to be told how that request ends. */
  isAwaited(requestId: string): boolean {
    return this.#awaited.has(requestId);
  }

  /**
   * Records the request and waits for the service's answer.
   * @returns the job: with its id, or still `submitting` when there was no answer or it has to wait; it then goes out
   * by itself
   * @throws InvalidInputError before anything is recorded; the service's refusal (401, 402, 422), after which the job
   * is `failed`; NotKeptError when the ledger can't be written, and then nothing was sent
   */
  async submit(request: SubmissionRequest): Promise<JobRecord> {
    refuseInvalid(request);
    if (request.prompt.trim() === '') refuse(sentence('The prompt is empty.'));
    if (!designModes.includes(request.designMode))
      refuse(sentence('There is no design mode “{0}”.', request.designMode));
    const { account } = await this.#parts.services.active();
    const requestId = this.#parts.newId();
    return this.#recordAndWait(this.#recordOf(requestId, account, 'text_to_cad', request));
  }

  /**
   * As `submit`, for a part that is made from images: copies of them are on disk, too, before the first byte is sent.
   */
  async submitImages({ images: sources, ...request }: ImageSubmissionRequest): Promise<JobRecord> {
    refuseInvalid(request);
    if (!imageDesignModes.includes(request.designMode))
      refuse(sentence('Images can’t be made into a part in the design mode “{0}”.', request.designMode));
    const { services, images, store, log, newId } = this.#parts;
    const { account } = await services.active();
    const requestId = newId();
    const kept = await images.keep(requestId, readImages(sources));
    try {
      return await this.#recordAndWait({
        ...this.#recordOf(requestId, account, 'image_to_cad', request),
        images: kept,
        imagesKept: true,
      });
    } finally {
      if (!store.get(requestId))
        await images
          .remove(requestId)
          .catch((error: unknown) => log.warn(`Copies of images were not removed: ${String(error)}`));
      void images
        .makeRoom(store)
        .catch((error: unknown) =>
          log.warn(`Copies of images that aren’t needed any more were not removed: ${String(error)}`),
        );
    }
  }

  #recordOf(
    requestId: string,
    account: string,
    endpoint: Endpoint,
    request: CommonRequest & { readonly prompt?: string; readonly designMode: DesignMode },
  ): JobRecord {
    const { store, clock } = this.#parts;
    return {
      requestId,
      account,
      state: 'submitting',
      endpoint,
      designMode: request.designMode,
      outputFormat: request.outputFormat,
      createdAt: new Date(clock.now()).toISOString(),
      metadata: {
        ...request.metadata,
        [metadataKey]: ourMetadata({
          requestId,
          promptHash: request.prompt === undefined ? undefined : promptHash(request.prompt),
          source: request.source,
          refinedJobId: store.get(request.refines ?? '')?.jobId,
        }),
      },
      ...(request.prompt !== undefined && { prompt: request.prompt }),
      ...(request.source && { source: request.source }),
      ...(request.refines !== undefined && { refines: request.refines }),
      ...(request.workspace !== undefined && { workspace: request.workspace }),
    };
  }

  async #recordAndWait(record: JobRecord): Promise<JobRecord> {
    const { store } = this.#parts;
    const { requestId } = record;
    this.#awaited.add(requestId);
    const answered = this.#answer(requestId);
    try {
      await keeping(() => store.put(record));
      await answered.promise;
    } finally {
      answered.dispose();
      this.#awaited.delete(requestId);
    }
    const job = store.get(requestId) ?? record;
    if (job.state === 'failed' && job.jobId === undefined) throw refusalOf(job);
    return job;
  }

  /** Resolves when the request is no longer on its way, for whatever reason. */
  #answer(requestId: string): IDisposable & { readonly promise: Promise<void> } {
    const { store, clock } = this.#parts;
    const owned: IDisposable[] = [];
    const promise = new Promise<void>((resolve) => {
      owned.push(
        store.onDidChange((changes) => {
          if (changes.some(({ job }) => job.requestId === requestId && job.state !== 'submitting')) resolve();
        }),
        store.onDidPutOff((id) => {
          if (id === requestId) resolve();
        }),
      );
      const timer = clock.setTimeout(resolve, answerWithinMs);
      owned.push({ dispose: () => timer.cancel() }, this._register({ dispose: resolve }));
    });
    return { promise, dispose: () => owned.forEach((one) => one.dispose()) };
  }
}

function refuseInvalid({
  prompt = '',
  outputFormat,
}: {
  readonly prompt?: string;
  readonly outputFormat: OutputFormat;
}): void {
  if (!outputFormats.includes(outputFormat)) refuse(sentence('There is no output format “{0}”.', outputFormat));
  if (promptProblem(prompt) === 'tooLong')
    refuse(sentence('The prompt has more than {0} characters.', maxPromptLength));
}

function refuse(problem: Sentence): never {
  throw new InvalidInputError(problem, { code: 'invalid_input' });
}
