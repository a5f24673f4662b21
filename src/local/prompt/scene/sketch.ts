import type { Taker } from './taker';

/** The things of one sketch: the profile that is made to a solid, and what is drawn with it. */
export interface Sketch {
  readonly base: Taker;
  readonly others: readonly Taker[];
  /** Along which it is swept. */
  readonly paths: readonly Taker[];
}
