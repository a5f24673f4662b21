// Reads prompts beside the extension host, which has other things to do meanwhile.
import { parentPort } from 'node:worker_threads';
import { checkPrompt, type CheckedPrompt } from '../prompt/check';

export interface PromptAnswer {
  /** Undefined when the reader itself failed. */
  readonly checked: CheckedPrompt | undefined;
  readonly error?: string;
}

parentPort?.on('message', (prompt: string) => {
  const answer = (given: PromptAnswer): void => parentPort?.postMessage(given);
  try {
    answer({ checked: checkPrompt(prompt) });
  } catch (error) {
    answer({ checked: undefined, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
