import type { Span } from '../span';

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
