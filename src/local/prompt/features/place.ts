import type { Surface } from '../family';
import type { Said } from '../said';

/** In mm, in a surface's frame. */
export type Point = readonly [x: number, y: number];

/** Something that is to be placed on a surface. */
export interface Place {
  readonly said: Said;
  readonly surface: Surface;
  /** Undefined when the prompt says "holes" and no more. */
  readonly count: number | undefined;
  /** Diameter or width of what is placed. */
  readonly size: number;
  /** Such as "4 holes". */
  readonly text: string;
  readonly assume: (sentence: string) => void;
}
