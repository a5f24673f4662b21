import type { SizeWords } from './vocabulary';

/**
 * The words that one kind of part or feature brings along. Phrases are written without articles and prepositions; nouns
 * in the singular.
 */
export interface Words {
  /** What it is called. A plural in -s is known by itself. */
  readonly nouns: readonly string[];
  /** Irregular plurals. */
  readonly plurals?: readonly string[];
  /** Words that say only what its name says already. */
  readonly adjectives?: readonly string[];
  /** Sizes that only it has, by the name under which `Said.size` gives them. */
  readonly sizes?: Readonly<Record<string, SizeWords>>;
  /** What is counted of it, such as teeth. */
  readonly counts?: Readonly<Record<string, readonly string[]>>;
  /** What it can have or not, such as an open top. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** What it consists of and sizes can be said of, such as a flange's hub. */
  readonly members?: Readonly<Record<string, Member>>;
}

export interface Member extends Pick<Words, 'nouns' | 'plurals' | 'adjectives'> {
  /** Sizes that a later part of the sentence can say of it without naming it again; all, when left out. */
  readonly takes?: readonly string[];
  /** Terms that can be said of it in the same way. */
  readonly terms?: readonly string[];
}
