import { Worker } from 'node:worker_threads';
import { Serial } from '../base/serial';
import { KernelFailure } from './failure';
import type { KernelAnswer, KernelProgress, KernelRequest, LimitedRequest } from './messages';
import type { BuiltModel, KernelFormat, ModelFacts, PartSpecification } from './specification';
import type { ExactFacts, StepProgress } from './stepModel';

export interface KernelLimits {
  /** Requests after which the worker is replaced. */
  readonly jobsPerWorker: number;
  /** Bytes of WebAssembly heap above which it is replaced. */
  readonly heapPerWorker: number;
  /** MB of JavaScript heap that a worker may have: for the texts and arrays beside the kernel's own heap. */
  readonly scriptHeapMb?: number;
}

/** The limits of one request. */
export interface RequestLimits {
  /** ms from the moment when it is its turn. */
  readonly timeMs: number;
  /** Bytes of WebAssembly heap. */
  readonly heapBytes: number;
}

/** OpenCascade's heap grows and is never given back, so the worker is replaced now and then. */
const defaultLimits: KernelLimits = { jobsPerWorker: 50, heapPerWorker: 512 * 1024 * 1024 };
const scriptHeapMb = 2048;

/** The most that WebAssembly with addresses of 32 bits can have, in bytes. */
export const largestHeap = 65_535 * 65_536;

/**
 * For requests without limits of their own: their signal ends them. No file comes near the limit of the heap; the
 * largest ones of the corpus take a third of it.
 */
const unlimitedTime: RequestLimits = { timeMs: 2 ** 31 - 1, heapBytes: 2 * 1024 ** 3 };

/** After one of these the state of the worker is unknown, so it is replaced. */
const endingCodes: readonly string[] = ['kernel_error', 'memory_limit', 'bad_numbers'];

/**
 * Runs OpenCascade in a worker thread: started when first needed, one request at a time, killed when a request is
 * aborted.
 */
export class KernelClient {
  readonly #workerFile: string;
  readonly #limits: KernelLimits;
  #kernel: Kernel | undefined;
  #jobs = 0;
  #started = 0;
  readonly #requests = new Serial();

  /** @param workerFile absolute path of the kernel's bundle */
  constructor(workerFile: string, limits = defaultLimits) {
    this.#workerFile = workerFile;
    this.#limits = limits;
  }

  /** How many workers were started so far. */
  get workersStarted(): number {
    return this.#started;
  }

  /** @throws KernelFailure; the signal's reason when it was aborted, and then the worker is gone with its work */
  async build(specification: PartSpecification, format: KernelFormat, signal: AbortSignal): Promise<BuiltModel> {
    return (await this.#ask({ kind: 'build', specification, format }, signal)) as BuiltModel;
  }

  /**
   * Facts of a STEP file's content.
   * @throws KernelFailure when there is no shape in it; the signal's reason when it was aborted
   */
  async measureStep(bytes: Uint8Array, signal: AbortSignal): Promise<ModelFacts> {
    return (await this.#ask({ kind: 'measureStep', bytes }, signal)) as ModelFacts;
  }

  /**
   * Reads a STEP file and covers it with triangles.
   * @param onProgress is given the stages and the meshes as they come
   * @throws KernelFailure when there is nothing to show in it, `time_limit`, `memory_limit`; the signal's reason when
   * it was aborted
   */
  async readStep(
    bytes: Uint8Array,
    signal: AbortSignal,
    onProgress: (progress: StepProgress) => void,
    limits = unlimitedTime,
  ): Promise<ExactFacts> {
    return (await this.#ask({ kind: 'readStep', bytes }, signal, { onProgress, limits })) as ExactFacts;
  }

  /** Ends the worker; a request in its hands fails. A later request starts another worker. */
  async dispose(): Promise<void> {
    const kernel = this.#kernel;
    this.#kernel = undefined;
    await kernel?.end();
  }

  #ask(request: KernelRequest, signal: AbortSignal, options: AskOptions = { limits: unlimitedTime }): Promise<Result> {
    return this.#requests.run(() => this.#run(request, signal, options));
  }

  async #run(
    request: KernelRequest,
    signal: AbortSignal,
    { limits: { timeMs, heapBytes }, onProgress }: AskOptions,
  ): Promise<Result> {
    signal.throwIfAborted();
    const tooLong = AbortSignal.timeout(timeMs);
    let answer: KernelAnswer;
    try {
      answer = await this.#running().ask({ ...request, heapBytes }, AbortSignal.any([signal, tooLong]), onProgress);
    } catch (error) {
      await this.dispose();
      if (tooLong.aborted && !signal.aborted)
        throw new KernelFailure('time_limit', `The CAD kernel was not done within ${timeMs / 1000} seconds.`, error);
      throw error;
    }
    if (!answer.ok && endingCodes.includes(answer.code)) await this.dispose();
    else if (++this.#jobs >= this.#limits.jobsPerWorker || answer.heap > this.#limits.heapPerWorker)
      await this.dispose();
    if (answer.ok) return answer.result;
    throw new KernelFailure(answer.code, answer.message, answer.stack);
  }

  #running(): Kernel {
    if (!this.#kernel || this.#kernel.ended) {
      this.#kernel = new Kernel(this.#workerFile, this.#limits.scriptHeapMb ?? scriptHeapMb);
      this.#jobs = 0;
      this.#started++;
    }
    return this.#kernel;
  }
}

interface AskOptions {
  readonly limits: RequestLimits;
  readonly onProgress?: (progress: StepProgress) => void;
}

type Result = BuiltModel | ModelFacts | ExactFacts;

/** One worker, from its start to its end. It can also end by itself, even between two requests. */
class Kernel {
  readonly #worker: Worker;
  #end: KernelFailure | undefined;
  #settle: ((outcome: { answer: KernelAnswer } | { error: Error }) => void) | undefined;
  #onProgress: ((progress: StepProgress) => void) | undefined;

  constructor(workerFile: string, heapMb: number) {
    this.#worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.#worker.unref();
    this.#worker.on('message', (message: KernelAnswer | KernelProgress) => {
      if ('progress' in message) this.#onProgress?.(message.progress);
      else this.#settle?.({ answer: message });
    });
    this.#worker.on('error', (error) => {
      const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#ended(
        isFull
          ? new KernelFailure('memory_limit', `The CAD kernel needs more than ${heapMb} MB beside the model itself.`)
          : crashed(error.message),
      );
    });
    this.#worker.on('exit', (code) => this.#ended(crashed(`exit code ${code}`)));
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** @throws KernelFailure `kernel_crashed`; the signal's reason */
  async ask(
    request: LimitedRequest,
    signal: AbortSignal,
    onProgress?: (progress: StepProgress) => void,
  ): Promise<KernelAnswer> {
    const onAbort = (): void =>
      this.#settle?.({ error: signal.reason instanceof Error ? signal.reason : new Error('aborted') });
    signal.addEventListener('abort', onAbort, { once: true });
    this.#worker.ref();
    this.#onProgress = onProgress;
    try {
      const outcome = await new Promise<{ answer: KernelAnswer } | { error: Error }>((resolve) => {
        this.#settle = resolve;
        if (this.#end) resolve({ error: this.#end });
        else this.#worker.postMessage(request);
      });
      if ('error' in outcome) throw outcome.error;
      return outcome.answer;
    } finally {
      this.#settle = undefined;
      this.#onProgress = undefined;
      this.#worker.unref();
      signal.removeEventListener('abort', onAbort);
    }
  }

  #ended(failure: KernelFailure): void {
    this.#end ??= failure;
    this.#settle?.({ error: this.#end });
  }
}

function crashed(why: string): KernelFailure {
  return new KernelFailure('kernel_crashed', `The CAD kernel stopped: ${why}.`);
}
