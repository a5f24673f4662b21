import { materialWord, takeMaterials } from './materials';
import { quoted } from './quotes';
import { linking, spellings } from './vocabulary';

interface Written {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Puts the user's own words into what a sentence quotes: the reader's are in lower case, in one spelling, and without
 * articles.
 * @param prompt as it was written
 */
export function asWritten(prompt: string, sentence: string): string {
  if (!sentence.includes('“')) return sentence;
  const words = wordsOf(prompt);
  return sentence.replace(/“([^“”]{1,200})”/g, (whole, said: string) => {
    const found = findPhrase(words, said.replace(/…$/, '').split(' '), said.endsWith('…'));
    return found ? quoted(prompt.slice(found.start, found.end).replace(/\s+/g, ' '), 80) : whole;
  });
}

function wordsOf(prompt: string): Written[] {
  return [...prompt.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    key: keyOf(word),
    start: index,
    end: index + word.length,
  }));
}

function keyOf(word: string): string {
  const plain = word.normalize('NFKC').toLowerCase();
  return Object.hasOwn(spellings, plain) ? (spellings[plain] ?? plain) : plain;
}

/** The first place where these words follow each other, with nothing but articles and prepositions between them. */
function findPhrase(
  words: readonly Written[],
  phrase: readonly string[],
  cut: boolean,
): { start: number; end: number } | undefined {
  const [head] = phrase;
  if (head === undefined || !phrase.every((word) => /\p{L}/u.test(word))) return undefined;
  for (const [index, { key, start, end }] of words.entries()) {
    if (!isSame(key, head, cut && phrase.length === 1)) continue;
    let last = end;
    let at = 1;
    for (let next = index + 1; at < phrase.length && next < words.length && next < index + 12; next++) {
      const word = words[next];
      if (!word) break;
      if (isSame(word.key, phrase[at] ?? '', cut && at === phrase.length - 1)) {
        last = word.end;
        at++;
      } else if (!linking.has(word.key)) break;
    }
    if (at === phrase.length) return { start, end: last };
  }
  return undefined;
}

function isSame(key: string, word: string, cut: boolean): boolean {
  if (word === materialWord) return takeMaterials(key).materials.length > 0;
  return key === word || (cut && key.startsWith(word));
}
