import type { Cursor } from './cursor';
import type { Thing, Things } from './description';
import type { ToMm } from './sizes';

/** What the reading of places needs to know of the rest. */
export interface PlaceContext {
  readonly cursor: Cursor;
  readonly toMm: ToMm;
  /** Reads a name of something that is known already: "the base", "it", "the first hole". */
  readonly refer: () => Things | undefined;
  /** Whether a hole is told of at the moment. */
  readonly isOfHole: () => boolean;
  /** Whether a pocket was told of, which has walls and a floor. */
  readonly hasPocket: () => boolean;
  /** Reads the name of a thing that is a spot where no such thing is known: "the top" of a table. */
  readonly named?: () => Things | undefined;
  /** Whether corners were cut off at one end, which is not said to be the left, right, front or back one. */
  readonly isCutAtAnEnd: () => boolean;
  /** Reads a new thing that is told of where another one lies: "in the middle of a base plate". */
  readonly introduce: () => Thing | undefined;
}
