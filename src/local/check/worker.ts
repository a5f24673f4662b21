// Reads prompts beside the extension host, which has other things to do meanwhile.
import { parentPort } from 'node:worker_threads';
import { checkPrompt, readSized, type CheckedPrompt, type SizedPart } from '../prompt/check';

export interface PromptQuestion {
  readonly prompt: string;
  /** For the part and its sizes, with these values where there are some; else only what there is to say of it. */
  readonly part?: { readonly values: readonly number[] | undefined };
}

export interface PromptAnswer {
  /** Undefined when the reader itself failed. */
  readonly given: CheckedPrompt | SizedPart | undefined;
  readonly error?: string;
}

parentPort?.on('message', ({ prompt, part }: PromptQuestion) => {
  const answer = (given: PromptAnswer): void => parentPort?.postMessage(given);
  try {
    answer({ given: part ? readSized(prompt, part.values) : checkPrompt(prompt) });
  } catch (error) {
    answer({ given: undefined, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
