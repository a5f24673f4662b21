import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { Serial } from '../base/serial';
import type { Checked } from './verdict';

export interface CheckQuestion {
  readonly prompt: string;
  /** The content of a STEP file. */
  readonly bytes: Uint8Array;
}

export type CheckAnswer =
  | { readonly ok: true; readonly checked: Checked }
  /** @property isFault whether it is an error of the check itself */
  | { readonly ok: false; readonly why: string; readonly isFault: boolean };

/** As many characters as a prompt of the API may have. */
const longest = 5000;
/** A check that isn't done by then is given up, in ms: the parts that were built here take a second or two. */
const limitMs = 90_000;
/** Without a question for so long the thread ends and gives its memory back, in ms. */
const idleMs = 60_000;
/** MB of JavaScript heap. */
const heapMb = 1024;
/** OpenCascade's heap is never given back, so the thread is replaced after so many checks. */
const checksOfThread = 25;

interface Waiting {
  readonly resolve: (answer: CheckAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Checks models against words in a thread of its own, one at a time. */
export class PartChecks extends Disposable {
  readonly #workerFile: string;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #turns = new Serial();
  #worker: Worker | undefined;
  #checks = 0;
  #idle: Timer | undefined;
  #waiting: Waiting | undefined;

  /** @param workerFile absolute path of the bundle that checks */
  constructor(workerFile: string, clock: Clock, log: Logger) {
    super();
    this.#workerFile = workerFile;
    this.#clock = clock;
    this.#log = log;
    this._register({ dispose: () => this.#end() });
  }

  /**
   * @returns undefined where nothing can be checked: a prompt that is too long, a file without a part, a check that
   *   takes too long; the log has why
   * @throws the signal's reason, before its turn has come
   */
  check(question: CheckQuestion, signal: AbortSignal): Promise<Checked | undefined> {
    return this.#turns.run(async () => {
      signal.throwIfAborted();
      if (question.prompt.length > longest || this.isDisposed) return undefined;
      this.#idle?.cancel();
      try {
        const answer = await this.#ask(question, signal);
        if (answer.ok) return answer.checked;
        if (answer.isFault) this.#log.error('The check of a part failed.', new Error(answer.why));
        else this.#log.info(`A part could not be checked: ${answer.why}`);
        return undefined;
      } catch (error) {
        this.#end();
        if (signal.aborted) throw error;
        this.#log.error('A part could not be checked.', error);
        return undefined;
      } finally {
        if (++this.#checks >= checksOfThread) this.#end();
        if (this.#worker) this.#idle = this.#clock.setTimeout(() => this.#end(), idleMs);
      }
    });
  }

  async #ask(question: CheckQuestion, signal: AbortSignal): Promise<CheckAnswer> {
    const worker = (this.#worker ??= this.#start());
    let limit: Timer | undefined;
    const onAbort = (): void => this.#waiting?.reject(new Error('The check was cancelled.'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise<CheckAnswer>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        limit = this.#clock.setTimeout(() => reject(new Error('It took too long.')), limitMs);
        worker.postMessage(question);
      });
    } finally {
      limit?.cancel();
      signal.removeEventListener('abort', onAbort);
      this.#waiting = undefined;
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    worker.unref();
    this.#checks = 0;
    const ended = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#waiting?.reject(error);
    };
    worker.on('message', (answer: CheckAnswer) => this.#waiting?.resolve(answer));
    worker.on('error', ended);
    worker.on('exit', (code) => ended(new Error(`exit code ${code}`)));
    return worker;
  }

  #end(): void {
    this.#idle?.cancel();
    const worker = this.#worker;
    this.#worker = undefined;
    this.#waiting?.reject(new Error('The check was ended.'));
    // It has nothing to finish.
    if (worker) this._finish(worker.terminate());
  }
}
