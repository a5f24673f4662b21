import type { Span, Stop, Token, TokenOf } from '../text/token';
import type { SizeMeaning, SizeName } from './description';
import type { Noun } from './kindWords';

/** Goes through the tokens of a prompt. A reading that fails sets it back to where it began. */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #ownWords: () => OwnWords | undefined;
  #index = 0;
  #bare: { readonly before: number; readonly value: number }[] = [];

  /** @param ownWords gives words that hold only for what is told of at the moment */
  constructor(tokens: readonly Token[], ownWords: () => OwnWords | undefined = () => undefined) {
    this.#tokens = tokens;
    this.#ownWords = ownWords;
  }

  get own(): OwnWords | undefined {
    return this.#ownWords();
  }

  get index(): number {
    return this.#index;
  }

  set index(index: number) {
    if (index < this.#index && this.#bare.length > 0) this.#bare = this.#bare.filter(({ before }) => before <= index);
    this.#index = index;
  }

  /** Keeps that what stands before the cursor was read as a length without a unit, unless the reading is set back. */
  noteBare(value: number): void {
    this.#bare.push({ before: this.#index, value });
  }

  get bareLengths(): readonly number[] {
    return this.#bare.map(({ value }) => value);
  }

  get done(): boolean {
    return this.index >= this.#tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.index + ahead];
  }

  word(ahead = 0): string | undefined {
    const token = this.peek(ahead);
    return token?.kind === 'word' ? token.text : undefined;
  }

  stop(ahead = 0): Stop | undefined {
    const token = this.peek(ahead);
    return token?.kind === 'stop' ? token.stop : undefined;
  }

  next(): Token | undefined {
    return this.#tokens[this.index++];
  }

  take<Kind extends Token['kind']>(kind: Kind): TokenOf<Kind> | undefined {
    const token = this.peek();
    if (token?.kind !== kind) return undefined;
    this.index++;
    return token as TokenOf<Kind>;
  }

  takeStop(...stops: readonly Stop[]): boolean {
    const stop = this.stop();
    if (stop === undefined || !stops.includes(stop)) return false;
    this.index++;
    return true;
  }

  takeWord(words: { has(word: string): boolean }): string | undefined {
    const word = this.word();
    if (word === undefined || !words.has(word)) return undefined;
    this.index++;
    return word;
  }

  skipWords(words: { has(word: string): boolean }): void {
    while (this.takeWord(words) !== undefined);
  }

  /** The longest of some phrases that stands here. */
  takePhrase<Meaning>(phrases: Phrases<Meaning>): Meaning | undefined {
    const found = phrases.at(this);
    if (!found) return undefined;
    this.index += found.words;
    return found.meaning;
  }

  /** Reads something, or nothing: then the cursor is where it was. */
  try<Result>(read: () => Result | undefined): Result | undefined {
    const start = this.index;
    const result = read();
    if (result === undefined) this.index = start;
    return result;
  }

  /** The place of what was read since an index. */
  since(start: number): Span {
    const first = this.#tokens[start]?.span ?? { start: 0, end: 0 };
    const last = this.#tokens[Math.max(start, this.index - 1)]?.span ?? first;
    return { start: first.start, end: last.end };
  }
}

/** Phrases of one or more words, each with what it means. */
export class Phrases<Meaning> {
  readonly #byFirst = new Map<string, { words: readonly string[]; meaning: Meaning }[]>();

  constructor(entries: Iterable<readonly [phrase: string, meaning: Meaning]>) {
    for (const [phrase, meaning] of entries) {
      const words = phrase.split(' ');
      const [first = ''] = words;
      const list = this.#byFirst.get(first) ?? [];
      list.push({ words, meaning });
      list.sort((one, other) => other.words.length - one.words.length);
      this.#byFirst.set(first, list);
    }
  }

  /** What a single word means. */
  named(word: string): Meaning | undefined {
    return this.#byFirst.get(word)?.find(({ words }) => words.length === 1)?.meaning;
  }

  at(cursor: Cursor, ahead = 0): { meaning: Meaning; words: number } | undefined {
    const found = this.#byFirst
      .get(cursor.word(ahead) ?? '')
      ?.find(({ words }) => words.every((word, index) => cursor.word(ahead + index) === word));
    return found && { meaning: found.meaning, words: found.words.length };
  }
}

/** Words that hold only while a part is told of as a whole: its members, traits and sizes. */
export interface OwnWords {
  readonly nouns: Phrases<Noun>;
  readonly traits: Phrases<string>;
  readonly sizes: Phrases<SizeMeaning>;
  readonly counts: Phrases<SizeName>;
  readonly numbered?: (word: string) => { readonly number?: number; readonly trait?: string } | undefined;
}

/** A set of words, written as one string. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
