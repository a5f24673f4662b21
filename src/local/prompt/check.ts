import type { Span } from '../span';
import { readPart } from './index';
import { placesOfQuotes } from './placeOf';
import type { PromptReading, RefusalCode } from './reading';
import { rewritings, type Rewriting } from './rewrite';

/** What there is to say of a prompt where it is written, before anything is made of it. */
export type CheckedPrompt =
  | { readonly ok: true; readonly assumptions: readonly Assumption[] }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      readonly span: Span | undefined;
      readonly rewritings: readonly Rewriting[];
    };

/** What the reader has added to a prompt, or left out of it. */
export interface Assumption {
  readonly sentence: string;
  /** The words that it quotes. */
  readonly span: Span | undefined;
}

/** Reads a prompt, and some rewritings of one that is refused. @throws an error of the reader itself */
export function checkPrompt(text: string): CheckedPrompt {
  const reading = readPart(text);
  if (!reading.ok) {
    const { code, message, span } = reading;
    return { ok: false, code, message, span, rewritings: rewrite(text, reading) };
  }
  const { assumptions } = reading.specification;
  return {
    ok: true,
    assumptions: assumptions.map((sentence) => ({ sentence, span: placesOfQuotes(text, sentence)[0] })),
  };
}

/**
 * Small changes of a refused prompt after which it is read, at most two. Each of the few tries is a reading.
 * @param reading what `readPrompt` gave for it
 */
export function rewrite(text: string, reading: PromptReading): readonly Rewriting[] {
  return reading.ok ? [] : rewritings(text, reading, (prompt) => readPart(prompt).ok);
}
