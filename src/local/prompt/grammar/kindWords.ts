import type { SizeName, Thing } from './description';

/** What a noun names. */
export interface Noun {
  readonly kind: string;
  readonly role: Thing['role'];
  readonly plural: boolean;
  /** As it is called in sentences. */
  readonly noun: string;
  /** What the noun says beside its kind: "counterbore" is of a hole. */
  readonly traits?: readonly string[] | undefined;
}

export const pluralOf = (noun: string): string => (/(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`);

/** The words of a kind of body, feature or operation on edges. */
export interface KindWords {
  readonly kind: string;
  readonly role: Thing['role'];
  readonly nouns: readonly string[];
  /** Sizes that can be said of it; a body takes all. */
  readonly sizes?: readonly SizeName[];
  /** What each of the nouns says beside the kind. */
  readonly traits?: readonly string[];
}
