import type { Thread } from '../../geometry/hardware/threads';
import type { Span } from '../../span';

export type { Span };

export type Axis = 'x' | 'y' | 'z';

/** A length as it was written. */
export interface Length {
  /** In mm if a unit was written, else as the number was written. */
  readonly value: number;
  /** Whether no unit stands at it, nor at the end of the group that it belongs to. */
  readonly bare: boolean;
  /** mm of the unit that was written, unless it is mm. */
  readonly factor?: number;
  /** "90 mm (X)", "40 in Y" */
  readonly axis?: Axis;
  readonly span: Span;
}

/** One word, number or sign of a prompt, in the order of writing. */
export type Token = { readonly span: Span } & (
  | { readonly kind: 'word'; readonly text: string }
  /** One length with a unit, or several lengths joined by "x" or "by", with units or without. */
  | { readonly kind: 'lengths'; readonly lengths: readonly Length[] }
  /** A single number without a unit: a count, or a length. */
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'angle'; readonly degrees: number }
  /** "(10, 20)", "(0, 0, 5) mm" */
  | { readonly kind: 'point'; readonly coordinates: readonly number[]; readonly bare: boolean }
  /** "x = 30 mm", "Z=45"; "x=±55" has both values. */
  | { readonly kind: 'coordinate'; readonly axis: Axis; readonly values: readonly number[]; readonly bare: boolean }
  | { readonly kind: 'thread'; readonly thread: Thread }
  /** A part or a multiple of something: "half", "a third", "one tenth", "two thirds", "twice", "1.5 times". */
  | { readonly kind: 'share'; readonly value: number }
  /** What is to be written on the part, as it stands between its quotes. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** The "x" of "4x M5" and "4 x Ø5.5", and that between sizes which are named one by one. */
  | { readonly kind: 'times' }
  | { readonly kind: 'stop'; readonly stop: Stop }
);

/** `line` is the end of a line, `item` the sign or number that a list item or a step begins with. */
export type Stop = ',' | ';' | '.' | ':' | '(' | ')' | 'line' | 'item';

export type TokenOf<Kind extends Token['kind']> = Extract<Token, { readonly kind: Kind }>;

/** What was read of the text before any word is understood. */
export interface Tokens {
  readonly tokens: readonly Token[];
  /** Lengths that are bare are in this unit, in mm, if the prompt says so ("all in mm", "(mm)"). */
  readonly unit: number | undefined;
  /** What was left out, as sentences: tolerances, fits. */
  readonly assumptions: readonly string[];
}
