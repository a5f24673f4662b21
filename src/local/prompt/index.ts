import { readDescription } from './describe';
import { explained } from './explained';
import { lookOf } from './look';
import { Refusal, type PromptReading } from './reading';
import { suggest } from './suggestions';

export type { Span } from '../span';
export type { PartSummary, PromptReading, RefusalCode } from './reading';

/**
 * Reads engineering English as a part to build. It guesses nothing that the prompt states: everything that is said has
 * to be used for something or be known to be harmless, else it is named in the refusal. What the prompt leaves open is
 * chosen and listed as an assumption.
 * @param onFault takes an error of the reader itself, whatever the prompt says; the prompt then “could not be read”.
 *   Without it the error is thrown.
 */
export function readPrompt(text: string, onFault: OnFault = rethrow): PromptReading {
  const reading = readPart(text, onFault);
  if (!reading.ok) return reading;
  return {
    ...reading,
    summary: { ...reading.summary, suggestions: suggest(text, (prompt) => readPart(prompt, onFault)) },
  };
}

type OnFault = (error: unknown) => void;

function rethrow(error: unknown): never {
  throw error;
}

/** As `readPrompt`, but without suggestions, each of which costs some readings. */
export function readPart(text: string, onFault: OnFault = rethrow): PromptReading {
  try {
    const described = unlessRefused(text);
    return described.ok ? { ...described, ...lookOf(text, described) } : described;
  } catch (error) {
    onFault(error);
    return { ok: false, code: 'not_understood', message: 'The prompt could not be read.' };
  }
}

function unlessRefused(text: string): PromptReading {
  try {
    return readDescription(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, span } = explained(text, error);
    return { ok: false, code, message, span };
  }
}
