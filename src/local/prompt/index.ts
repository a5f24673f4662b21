import { readByFamilies, namesNone } from './byFamilies';
import { readDescription } from './describe';
import { tellsSeparate } from './grammar/separate';
import { refuseUnmadeIn } from './kinds/unmade';
import { lookOf } from './look';
import { agreedPlace } from './placeOf';
import { asWritten } from './quotes';
import { Refusal, type PromptReading } from './reading';
import { suggest } from './suggestions';
import { readTokens } from './text';
import type { Tokens } from './text/token';

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
    const described = unlessRefused(text, readDescription);
    if (described.ok) return { ...described, ...lookOf(text, described) };
    const byFamily = unlessRefused(text, readByFamilies);
    if (byFamily.ok) return unlessRefused(text, () => unlessUnmade(text, byFamily));
    const told = furtherOf(text, byFamily, described);
    return { ...told, span: told === described ? described.span : agreedPlace(text, byFamily, described) };
  } catch (error) {
    onFault(error);
    return { ok: false, code: 'not_understood', message: 'The prompt could not be read.' };
  }
}

/** The families leave out words that make another part of it: a wing nut is no nut. @throws Refusal */
function unlessUnmade(text: string, reading: Extract<PromptReading, { ok: true }>): PromptReading {
  const { specification } = reading;
  refuseUnmadeIn(tokensOf(text), specification.name);
  const assumptions = specification.assumptions.map((sentence) => asWritten(text, sentence));
  return { ...reading, specification: { ...specification, assumptions } };
}

/** None of a text in which the grammar can't tell what a number is. */
function tokensOf(text: string): Tokens['tokens'] {
  try {
    return readTokens(text).tokens;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/**
 * Of two refusals the families', which know more of the part; but where they know no part at all, or several are told
 * of as parts of their own, that of the grammar if it understood every word.
 */
function furtherOf(text: string, byFamily: Refused, described: Refused): Refused {
  const isLost = byFamily.message.includes(namesNone) || tellsSeparate(tokensOf(text));
  return isLost && described.code !== 'not_understood' ? described : byFamily;
}

type Refused = Extract<PromptReading, { ok: false }>;

function unlessRefused(text: string, reader: (text: string) => PromptReading): PromptReading {
  try {
    return reader(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, code: error.code, message: asWritten(text, error.message), span: error.span };
  }
}
