import { AskedThread } from '../base/askedThread';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { Serial } from '../base/serial';
import { meshFormats, type MeshFormat } from '../models/parse/formats';
import type { Checked } from './verdict';

export interface CheckQuestion {
  readonly prompt: string;
  /** The content of a file. */
  readonly bytes: Uint8Array;
  /** Left out for STEP. */
  readonly format?: CheckedFormat;
}

export type CheckedFormat = 'step' | MeshFormat;

/** By a file's name; undefined for what can't be checked. */
export function formatOfFile(name: string): CheckedFormat | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'step' || extension === 'stp') return 'step';
  return meshFormats.find((format) => format === extension);
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

/** Checks models against words in a thread of its own, one at a time. */
export class PartChecks extends Disposable {
  readonly #thread: AskedThread<CheckQuestion, CheckAnswer>;
  readonly #log: Logger;
  readonly #turns = new Serial();
  #checks = 0;

  /** @param workerFile absolute path of the bundle that checks */
  constructor(workerFile: string, clock: Clock, log: Logger) {
    super();
    this.#log = log;
    this.#thread = this._register(new AskedThread({ file: workerFile, clock, heapMb, limitMs, idleMs }));
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
      try {
        const answer = await this.#thread.ask(question, signal);
        if (answer.ok) return answer.checked;
        if (answer.isFault) this.#log.error('The check of a part failed.', new Error(answer.why));
        else this.#log.info(`A part could not be checked: ${answer.why}`);
        return undefined;
      } catch (error) {
        if (signal.aborted) throw error;
        this.#log.error('A part could not be checked.', error);
        return undefined;
      } finally {
        if (++this.#checks % checksOfThread === 0) this.#thread.end();
      }
    });
  }
}
