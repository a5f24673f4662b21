import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../../base/clock';
import { Disposable } from '../../base/disposable';
import type { Logger } from '../../base/logger';
import { Serial } from '../../base/serial';
import type { CheckedPrompt, SizedPart } from '../prompt/check';
import type { PromptAnswer, PromptQuestion } from './worker';

/** In characters: the service refuses longer prompts. */
const longest = 5000;
/** A prompt that takes longer is left alone, in ms. Most take less than a hundredth of it. */
const limitMs = 5000;
/** After so long without a prompt the thread ends and gives back what it has taken, in ms. */
const idleMs = 60_000;
/** MB of JavaScript heap that the reader may have. */
const heapMb = 256;

interface Waiting {
  readonly resolve: (answer: PromptAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads prompts in a thread of its own, one at a time: it is started with the first prompt, and ends when there was
 * none for a while.
 */
export class PromptChecks extends Disposable {
  readonly #workerFile: string;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #turns = new Serial();
  #worker: Worker | undefined;
  #idle: Timer | undefined;
  #waiting: Waiting | undefined;

  /** @param workerFile absolute path of the bundle that reads */
  constructor(workerFile: string, clock: Clock, log: Logger) {
    super();
    this.#workerFile = workerFile;
    this.#clock = clock;
    this.#log = log;
    this._register({ dispose: () => this.#end() });
  }

  /**
   * @returns undefined for a prompt that is too long, or that the reader can't cope with, which the log then has
   * @throws the signal's reason, before its turn has come
   */
  async check(prompt: string, signal: AbortSignal): Promise<CheckedPrompt | undefined> {
    return (await this.#give({ prompt }, signal)) as CheckedPrompt | undefined;
  }

  /**
   * The part that a prompt describes, and the sizes that it states.
   * @param values for the sizes, as the reader takes them
   * @returns undefined as `check` does
   * @throws the signal's reason, before its turn has come
   */
  async readSized(
    prompt: string,
    values: readonly number[] | undefined,
    signal: AbortSignal,
  ): Promise<SizedPart | undefined> {
    return (await this.#give({ prompt, part: { values } }, signal)) as SizedPart | undefined;
  }

  #give(question: PromptQuestion, signal: AbortSignal): Promise<PromptAnswer['given']> {
    return this.#turns.run(async () => {
      signal.throwIfAborted();
      if (question.prompt.length > longest || this.isDisposed) return undefined;
      this.#idle?.cancel();
      try {
        const { given, error } = await this.#ask(question);
        if (error !== undefined) this.#log.error('The reader of prompts failed.', new Error(error));
        return given;
      } catch (error) {
        this.#end();
        this.#log.error('A prompt could not be checked.', error);
        return undefined;
      } finally {
        if (this.#worker) this.#idle = this.#clock.setTimeout(() => this.#end(), idleMs);
      }
    });
  }

  async #ask(question: PromptQuestion): Promise<PromptAnswer> {
    const worker = (this.#worker ??= this.#start());
    let limit: Timer | undefined;
    try {
      return await new Promise<PromptAnswer>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        limit = this.#clock.setTimeout(() => reject(new Error('It took too long.')), limitMs);
        worker.postMessage(question);
      });
    } finally {
      limit?.cancel();
      this.#waiting = undefined;
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    worker.unref();
    const ended = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#waiting?.reject(error);
    };
    worker.on('message', (answer: PromptAnswer) => this.#waiting?.resolve(answer));
    worker.on('error', ended);
    worker.on('exit', (code) => ended(new Error(`exit code ${code}`)));
    return worker;
  }

  #end(): void {
    this.#idle?.cancel();
    const worker = this.#worker;
    this.#worker = undefined;
    this.#waiting?.reject(new Error('The reader was ended.'));
    // It has nothing to finish.
    if (worker) this._finish(worker.terminate());
  }
}
