/** What is said in a conversation with a language model. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** Whoever answers: a model of the editor, one at an address, or a test's. */
export interface LanguageModel {
  /** For people. It comes from outside. */
  readonly name: string;
  /**
   * The answer to a conversation. What is longer than `longestAnswer` needn't be read on.
   * @throws ModelError when there is none; the signal's reason when it was aborted
   */
  ask(messages: readonly Message[], signal: AbortSignal): Promise<string>;
}

/** In UTF-16 units. Answers of large parts have some thousand. */
export const longestAnswer = 200_000;

export type ModelErrorCode = 'model_refused' | 'model_gone' | 'model_unreachable' | 'model_silent';

/** Why a language model gave no answer: that the user didn't allow it, that it isn't there any more, … */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
