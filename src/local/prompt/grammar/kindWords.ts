import type { SizeName, Thing } from './description';

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
