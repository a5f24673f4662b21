import type { Span } from '../span';
import type { PromptReading } from './reading';

type Refused = Extract<PromptReading, { ok: false }>;

/** What follows this is how a prompt could say it, not what it says. */
const advice = /\bWrite\b/;

/**
 * Where the words stand that a refusal quotes in the user's own words: those that occur only once. Nothing where it
 * quotes none that do.
 */
export function placesOfQuotes(prompt: string, sentence: string): readonly Span[] {
  const [said = ''] = sentence.split(advice);
  return [...said.matchAll(/“([^“”]{1,200})”/g)].flatMap(([, quote = '']) => onlyPlaceOf(prompt, quote) ?? []);
}

/**
 * The place of a prompt that two readers refuse, with the sentence of the first: the second one's, if it is one of the
 * words that the first quotes, or if both refuse the same without quoting any.
 */
export function agreedPlace(prompt: string, first: Refused, second: Refused): Span | undefined {
  if (first.span) return first.span;
  const quoted = placesOfQuotes(prompt, first.message);
  const { span } = second;
  const isSame =
    span !== undefined &&
    (quoted.some(({ start, end }) => start < span.end && span.start < end) ||
      (quoted.length === 0 && isSameKind(first, second)));
  return isSame ? span : quoted[0];
}

/** Whether both miss a size of the part, or have the same sentence up to the first of the prompt's words in it. */
function isSameKind(first: Refused, second: Refused): boolean {
  if (first.code !== second.code) return false;
  return first.code === 'missing_dimension' || beginning(first.message) === beginning(second.message);
}

function beginning(sentence: string): string | undefined {
  return sentence.split(/[“\d]/)[0];
}

function onlyPlaceOf(prompt: string, quote: string): Span | undefined {
  const words = quote.replace(/…$/, '').trim().split(/\s+/);
  const written = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('\\s+');
  const inside = /[\p{L}\p{N}]/u;
  const found = [...prompt.matchAll(new RegExp(written, 'gu'))].filter(
    ({ 0: match, index }) =>
      !(inside.test(match.charAt(0)) && inside.test(prompt.charAt(index - 1))) &&
      (quote.endsWith('…') || !(inside.test(match.slice(-1)) && inside.test(prompt.charAt(index + match.length)))),
  );
  const [only] = found;
  return only && found.length === 1 ? { start: only.index, end: only.index + only[0].length } : undefined;
}
