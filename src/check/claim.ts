import type { Thing } from '../local/prompt/grammar/description';
import type { Span } from '../local/span';

/** What a size is a size of: where in a model it is looked for. */
export type ClaimKind =
  | 'diameter'
  | 'radius'
  | 'fillet'
  | 'chamfer'
  | 'pitch circle'
  | 'pitch radius'
  /** Between two planes, along the whole part, or how deep or long something round is. */
  | 'length'
  /** From an axis to an axis. */
  | 'spacing'
  /** From an axis or a plane to an edge. */
  | 'edge distance'
  | 'angle'
  | 'count'
  | 'thread'
  /** A coordinate. */
  | 'position'
  /** Nothing tells what it is: a length of any kind. */
  | 'any';

/** A size, count, angle or thread that a prompt states. */
export interface Claim {
  readonly kind: ClaimKind;
  /** In mm or degrees; of a count how many, of a thread its nominal diameter. */
  readonly value: number;
  /** Where it stands. */
  readonly span: Span;
  /** As it is written: "1/2 inch", "four". */
  readonly written: string;
  /** What it is said of, in the prompt's words: "bore", "hole diameter". Empty where nothing tells. */
  readonly of: string;
  /** Of a diameter or a radius: of a hole or of something solid, where that is told. */
  readonly hollow?: boolean | undefined;
  /** How many there are said to be of what it is said of. */
  readonly count?: number | undefined;
  /** Those of one group such as "60 x 60 x 8 mm" have one number. */
  readonly group?: number | undefined;
  /** Of a thread: its own, its tapping drill's and its clearance holes'. */
  readonly diameters?: readonly number[] | undefined;
  /** How far the prompt lets it be off, in mm, where it says so. */
  readonly tolerance?: number | undefined;
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** Words with sizes that can be read in two ways. */
  readonly unread: readonly { readonly span: Span; readonly why: string }[];
}

/** A fact of the grammar that a number is in: of which thing it is said, and as what. */
export interface Fact {
  readonly thing: Thing;
  /** Undefined for a distance to something. */
  readonly size: Thing['sizes'][number] | undefined;
}
