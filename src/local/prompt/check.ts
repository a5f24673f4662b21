import type { PartSpecification } from '../../kernel/specification';
import type { Span } from '../span';
import { readPart } from './index';
import { placesOfQuotes } from './placeOf';
import { sizesOf, withSizes, type PromptSize } from './promptSizes';
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

/** A prompt with the part that it describes, or why there is none. */
export type SizedPart =
  | {
      readonly ok: true;
      readonly specification: PartSpecification;
      /** With the values that were wanted. */
      readonly prompt: string;
      /** As they stand in the prompt that was given. */
      readonly sizes: readonly PromptSize[];
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a prompt with other values for its sizes.
 * @param values one for each of `sizesOf`, in its unit; as they stand when left out
 * @throws an error of the reader itself
 */
export function readSized(text: string, values?: readonly number[]): SizedPart {
  const sizes = sizesOf(text);
  const changes = sizes.flatMap((size, at) => ({ size, value: values?.[at] ?? size.value }));
  const prompt = withSizes(
    text,
    changes.filter(({ size, value }) => value !== size.value),
  );
  if (prompt === undefined) return { ok: false, message: 'These values can’t be written into the prompt.' };
  const reading = readPart(prompt);
  if (!reading.ok) return { ok: false, message: reading.message };
  return { ok: true, specification: reading.specification, prompt, sizes };
}

/**
 * Small changes of a refused prompt after which it is read, at most two. Each of the few tries is a reading.
 * @param reading what `readPrompt` gave for it
 */
export function rewrite(text: string, reading: PromptReading): readonly Rewriting[] {
  return reading.ok ? [] : rewritings(text, reading, (prompt) => readPart(prompt).ok);
}
