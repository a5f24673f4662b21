import type { Token } from './tokens';
import { linking, sizeWords, termWords, type SizeWords } from './vocabulary';
import type { Words } from './words';

/** What a phrase means. */
export type Meaning =
  | { readonly kind: 'size'; readonly size: string; readonly adjective: boolean }
  | { readonly kind: 'term'; readonly term: string }
  | { readonly kind: 'count'; readonly count: string }
  | {
      readonly kind: 'noun';
      readonly role: 'body' | 'feature' | 'member';
      readonly name: string;
      readonly plural: boolean;
    };

/** A token, or the meaning of a phrase with the words it was said in; and the articles and prepositions before it. */
export type Item = (Token | (Meaning & { readonly text: string })) & { readonly links: readonly string[] };
export type Noun = Extract<Item, { kind: 'noun' }>;

interface Entry {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/** All phrases that are known, by their first words. */
export class Lexicon {
  readonly #entries = new Map<string, Entry[]>();

  /** The sizes and terms that can be said of everything. */
  addCommon(): this {
    this.#addSizes(sizeWords);
    for (const [term, phrases] of Object.entries(termWords))
      for (const phrase of phrases) this.#add(phrase, { kind: 'term', term });
    return this;
  }

  /** The nouns of a kind of part or feature. */
  addNouns(
    { nouns, plurals = [] }: Pick<Words, 'nouns' | 'plurals'>,
    role: 'body' | 'feature' | 'member',
    name: string,
  ): void {
    for (const noun of nouns) {
      this.#add(noun, { kind: 'noun', role, name, plural: false });
      this.#add(/(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`, { kind: 'noun', role, name, plural: true });
    }
    for (const plural of plurals) this.#add(plural, { kind: 'noun', role, name, plural: true });
  }

  /** What a kind of part or feature has beside its nouns. */
  addWords({ sizes = {}, counts = {}, options = {}, members = {} }: Words): void {
    this.#addSizes(sizes);
    for (const [count, phrases] of Object.entries(counts))
      for (const phrase of phrases) this.#add(phrase, { kind: 'count', count });
    for (const [option, phrases] of Object.entries(options))
      for (const phrase of phrases) this.#add(phrase, { kind: 'term', term: option });
    for (const [name, member] of Object.entries(members)) this.addNouns(member, 'member', name);
  }

  #addSizes(sizes: Readonly<Record<string, SizeWords>>): void {
    for (const [size, { nouns = [], adjectives = [] }] of Object.entries(sizes)) {
      for (const phrase of nouns) this.#add(phrase, { kind: 'size', size, adjective: false });
      for (const phrase of adjectives) this.#add(phrase, { kind: 'size', size, adjective: true });
    }
  }

  /** The same phrases, to which a family's can be added. */
  copy(): Lexicon {
    const copy = new Lexicon();
    for (const [first, list] of this.#entries) copy.#entries.set(first, list);
    return copy;
  }

  /** What is added later wins over the same phrase added earlier. */
  #add(phrase: string, meaning: Meaning): void {
    const words = phrase.split(' ').filter((word) => !linking.has(word));
    const [first] = words;
    if (first === undefined) return;
    const list = this.#entries.get(first) ?? [];
    const others = list.filter((entry) => entry.words.join(' ') !== words.join(' '));
    this.#entries.set(
      first,
      [{ words, meaning }, ...others].sort((one, other) => other.words.length - one.words.length),
    );
  }

  /**
   * Finds the phrases in a prompt, the longest first. Articles and prepositions are kept with what they stand before.
   */
  read(tokens: readonly Token[]): Item[] {
    const said: { token: Token; links: string[] }[] = [];
    let links: string[] = [];
    for (const token of tokens) {
      if (token.kind === 'word' && linking.has(token.text)) {
        links.push(token.text);
        continue;
      }
      said.push({ token, links: token.kind === 'break' ? [] : links });
      links = [];
    }
    const items: Item[] = [];
    for (let index = 0; index < said.length;) {
      const start = said[index];
      if (!start) break;
      const candidates = this.#entries.get(textOf(start.token) ?? '') ?? [];
      const found = candidates.find(({ words }) =>
        words.every((word, offset) => textOf(said[index + offset]?.token) === word),
      );
      items.push(
        found
          ? { ...found.meaning, text: found.words.join(' '), links: start.links }
          : { ...start.token, links: start.links },
      );
      index += found?.words.length ?? 1;
    }
    return items;
  }
}

function textOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text;
  return token?.kind === 'numbers' && token.values.length === 1 && token.unit === 'none'
    ? String(token.values[0])
    : undefined;
}
