import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from './clock';
import { Disposable } from './disposable';

export interface AskedThreadOptions {
  /** Absolute path of the bundle that answers. */
  readonly file: string;
  readonly clock: Clock;
  /** MB of JavaScript heap. */
  readonly heapMb: number;
  /** An answer that takes longer is given up, in ms. */
  readonly limitMs: number;
  /** After so long without a question the thread ends and gives back what it has taken, in ms. */
  readonly idleMs: number;
}

/** A thread that answers one question at a time. It is started with the first one, and anew after it has ended. */
export class AskedThread<Question, Answer> extends Disposable {
  readonly #options: AskedThreadOptions;
  #worker: Worker | undefined;
  #idle: Timer | undefined;
  #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined;

  constructor(options: AskedThreadOptions) {
    super();
    this.#options = options;
    this._register({ dispose: () => this.end() });
  }

  /**
   * Not before the question before it is settled.
   * @throws Error when it takes too long, is aborted, or the thread ends; a thread that didn't answer is ended
   */
  async ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    const { clock, limitMs } = this.#options;
    this.#idle?.cancel();
    const worker = (this.#worker ??= this.#start());
    const onAbort = (): void => this.#waiting?.reject(new Error('It was cancelled.'));
    signal?.addEventListener('abort', onAbort, { once: true });
    let limit: Timer | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        limit = clock.setTimeout(() => reject(new Error('It took too long.')), limitMs);
        worker.postMessage(question);
      });
    } catch (error) {
      this.end();
      throw error;
    } finally {
      limit?.cancel();
      signal?.removeEventListener('abort', onAbort);
      this.#waiting = undefined;
      this.#rest();
    }
  }

  /** Ends the thread: it has nothing to finish. The next question starts another one. */
  end(): void {
    this.#idle?.cancel();
    const worker = this.#worker;
    this.#worker = undefined;
    this.#waiting?.reject(new Error('Its thread was ended.'));
    if (worker) this._finish(worker.terminate());
  }

  #rest(): void {
    const { clock, idleMs } = this.#options;
    if (this.#worker) this.#idle = clock.setTimeout(() => this.end(), idleMs);
  }

  #start(): Worker {
    const { file, heapMb } = this.#options;
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    worker.unref();
    const ended = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#waiting?.reject(error);
    };
    worker.on('message', (answer: Answer) => this.#waiting?.resolve(answer));
    worker.on('error', ended);
    worker.on('exit', (code) => ended(new Error(`exit code ${code}`)));
    return worker;
  }
}
