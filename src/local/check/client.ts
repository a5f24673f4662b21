import { AskedThread } from '../../base/askedThread';
import type { Clock } from '../../base/clock';
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

/**
 * Reads prompts in a thread of its own, one at a time: it is started with the first prompt, and ends when there was
 * none for a while.
 */
export class PromptChecks extends Disposable {
  readonly #thread: AskedThread<PromptQuestion, PromptAnswer>;
  readonly #log: Logger;
  readonly #turns = new Serial();

  /** @param workerFile absolute path of the bundle that reads */
  constructor(workerFile: string, clock: Clock, log: Logger) {
    super();
    this.#log = log;
    this.#thread = this._register(new AskedThread({ file: workerFile, clock, heapMb, limitMs, idleMs }));
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
      try {
        const { given, error } = await this.#thread.ask(question);
        if (error !== undefined) this.#log.error('The reader of prompts failed.', new Error(error));
        return given;
      } catch (error) {
        this.#log.error('A prompt could not be checked.', error);
        return undefined;
      }
    });
  }
}
