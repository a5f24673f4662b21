/** Longest name that is kept, in characters: a file may hold one of any length. */
const longestName = 500;

/**
 * A name of a file in a form that can stand in a list: on one line, without control characters, and without those that
 * nobody sees and that turn the text around them (bidirectional overrides), with which one name can pass for another.
 * The joiners of Persian and Indian scripts, and of emoji, are kept.
 *
 * @param longest in characters; the rest is left out
 */
export function plainName(name: string, longest = longestName): string {
  const shown = name
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
  if (/^[\u200c\u200d\s]*$/.test(shown)) return '';
  // Twice as many code units are at least as many characters.
  const characters = shown.length > longest ? Array.from(shown.slice(0, 2 * longest + 1)) : [];
  return characters.length > longest ? `${characters.slice(0, longest).join('').trimEnd()}…` : shown;
}
