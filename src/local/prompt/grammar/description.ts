import type { Thread } from '../../geometry/hardware/threads';
import type { Axis, Span } from '../text/token';

/** What a description is made of once its words are understood. Every fact has its place in the prompt. */

/** The plain name of a size, whichever words a prompt has for it. */
export type SizeName =
  | 'length'
  | 'width'
  | 'height'
  | 'thickness'
  | 'depth'
  | 'diameter'
  | 'radius'
  | 'side'
  | 'square'
  | 'flats'
  | 'corners'
  | 'wall'
  | 'floor'
  | 'pitch circle'
  | 'pitch radius'
  | 'spacing'
  | 'end spacing'
  /** Between two things that others hold apart. */
  | 'gap'
  | 'pattern'
  | 'corner radius'
  | 'grid'
  | 'inset'
  | 'diagonal'
  | 'reach'
  | 'leg'
  | 'base'
  | 'extrusion'
  | 'coil'
  | 'wire'
  | 'bend'
  /** Along a face of a pyramid, from the base to the tip. */
  | 'slant'
  /** How much is sliced off a ball. */
  | 'slice'
  /** Diameter of the round section of a ring. */
  | 'section'
  /** Of the circles around and in a polygon: diameters, and radiuses. */
  | 'circumcircle'
  | 'circumradius'
  | 'incircle'
  | 'inradius'
  | 'turns'
  /** Numbers that are no lengths. */
  | 'teeth'
  | 'module'
  | 'diametral pitch'
  | 'count'
  | 'number'
  | 'crown'
  | 'unnamed';

/** Of which end, side or circle a size is: "outer diameter", "base radius", "45 mm long overall". */
export type Qualifier = 'outer' | 'inner' | 'bottom' | 'top' | 'long' | 'short' | 'overall';

/** One length in mm, or those of a group such as "60 x 40 x 5 mm". */
export interface Size {
  readonly name: SizeName;
  readonly qualifier?: Qualifier | undefined;
  readonly lengths: readonly SizeLength[];
  /** Said by another size: "half the length", "8 mm less than the width". It has no lengths of its own then. */
  readonly share?: Share | undefined;
  readonly span: Span;
}

/** A multiple of another size, and so many mm more. */
export interface Share {
  readonly value: number;
  readonly plus?: number;
  /** Undefined for the only size that is stated: "60 mm long and half as wide". */
  readonly of: SizeMeaning | undefined;
}

/** Which size a word or phrase names. A phrase that says which end or side it is of has a qualifier, too. */
export interface SizeMeaning {
  readonly name: SizeName;
  readonly qualifier?: Qualifier | undefined;
}

export interface SizeLength {
  readonly mm: number;
  readonly axis?: Axis | undefined;
}

export type SpotName =
  | 'center'
  | 'corner'
  | 'edge'
  | 'side'
  | 'face'
  | 'end'
  | 'axis'
  | 'centerline'
  | 'rim'
  | 'perimeter'
  | 'outside'
  | 'inside'
  | 'origin'
  | 'top'
  | 'bottom'
  | 'left'
  | 'right'
  | 'front'
  | 'back'
  | 'plane'
  | 'direction'
  | 'size';

/** A place that the text points at: "the short (26 mm) edge of the base", "each corner", "both ends". */
export interface Spot {
  readonly kind: 'spot';
  readonly name: SpotName;
  /** "left", "upper", "long", "outer", "free", "both" and the like, as they were written in one spelling. */
  readonly which: readonly string[];
  readonly plural: boolean;
  /** How many there are said to be. */
  readonly count?: number | undefined;
  /** Sizes that tell which one: "the 72 x 50 face". In mm. */
  readonly sizes: readonly number[];
  readonly axis?: Axis | undefined;
  readonly of?: Target | undefined;
  readonly span: Span;
}

/** Things that the text points at: "the base", "it", "the second hole". */
export interface Things {
  readonly kind: 'things';
  readonly things: readonly Thing[];
  /** "each of the holes" */
  readonly each?: boolean | undefined;
  readonly span: Span;
}

export type Target = Spot | Things;

/** How something lies to a target, or at which points. */
export type Place = { readonly span: Span } & (
  | { readonly kind: 'at'; readonly relation: Relation; readonly target: Target }
  | {
      readonly kind: 'distance';
      readonly mm: number;
      readonly from: readonly Target[];
      /** "its near edge is 6 mm from the end": it isn't measured to the middle of the thing. */
      readonly to?: 'near' | 'far' | undefined;
      readonly axis?: Axis | undefined;
      /** "offset 5 mm to the left" */
      readonly towards?: string | undefined;
    }
  /** "at 15, 45 and 75 mm from the left end", in mm */
  | { readonly kind: 'distances'; readonly list: readonly number[]; readonly from: Target }
  | { readonly kind: 'points'; readonly points: readonly (readonly [number, number, number])[] }
  | {
      readonly kind: 'coordinates';
      readonly values: Readonly<Partial<Record<Axis, readonly number[]>>>;
      /** "50 mm to the left of the middle" */
      readonly isFromCenter?: boolean;
    }
  | { readonly kind: 'angles'; readonly degrees: readonly number[] }
);

export type Relation =
  | 'on'
  | 'in'
  | 'at'
  | 'through'
  | 'along'
  | 'from'
  | 'under'
  | 'above'
  | 'beside'
  | 'around'
  | 'between'
  | 'parallel'
  | 'across'
  | 'toward'
  | 'flush';

/** A word that tells of what shape or kind a thing is: "square", "blind", "through". */
export interface Trait {
  readonly name: string;
  readonly span: Span;
}

/** What a text is to say is a trait of it, behind this. */
export const content = 'content ';

/** What is done with a thing: a body is added or cut away, edges are rounded or beveled. */
export type Operation = 'add' | 'cut';

/** A body, a feature or an operation on edges, with all that the text says of it. */
export interface Thing {
  readonly id: number;
  /** `cylinder`, `hole`, `fillet`: the name of its kind. */
  readonly kind: string;
  readonly role: 'body' | 'profile' | 'path' | 'feature' | 'edges' | 'member';
  /** As the prompt calls it. */
  readonly noun: string;
  readonly span: Span;
  readonly count: number | undefined;
  readonly plural: boolean;
  /** "upper", "left": which one of several with the same noun. */
  readonly which: string | undefined;
  readonly sizes: readonly Size[];
  readonly traits: readonly Trait[];
  readonly places: readonly Place[];
  readonly angles: readonly { readonly degrees: number; readonly span: Span }[];
  /** "M5": the size of a hole. */
  readonly threads: readonly { readonly thread: Thread; readonly span: Span }[];
  readonly operation: Operation;
  /** Profiles with one number are drawn together, and made to a solid together. */
  readonly sketch?: number | undefined;
  /** The thing that it is on or in, where the text says so or it stands with it. */
  readonly of: Thing | undefined;
}

export interface Conclusion {
  /** Lengths in mm. */
  readonly lengths: readonly number[];
  readonly span: Span;
}

export interface Description {
  readonly things: readonly Thing[];
  /** What the text concludes from its sizes ("so the two come to 64 mm"): nothing new, but it has to agree. */
  readonly conclusions: readonly Conclusion[];
  /** Nouns of which the text says that there are none. */
  readonly denied: readonly string[];
  /** What the prompt calls the whole before it tells of its pieces: "shaft". */
  readonly title: string | undefined;
  /** What the whole is said to look like: "l shaped". */
  readonly outline: string | undefined;
  /** Each body is a part of its own: how many there are said to be. */
  readonly separate?: { readonly count: number | undefined } | undefined;
  readonly assumptions: readonly string[];
  /** What was read as lengths, though it has no unit. */
  readonly bareLengths: readonly number[];
}

/** What a sentence says beside the part: nothing of its shape, or nothing new. */
export type Aside =
  | { readonly kind: 'silent' }
  /** "must not go through" */
  | { readonly kind: 'trait'; readonly trait: string }
  /** "so head plus shank come to 64 mm" */
  | { readonly kind: 'conclusion'; readonly conclusion: Conclusion }
  /** "without any holes", "no lid": the nouns that are not to be found otherwise. */
  | { readonly kind: 'denied'; readonly nouns: readonly string[] }
  /** "for a 70 x 50 mm PCB": listed as not used, up to the token `end` if not all of it. */
  | { readonly kind: 'context'; readonly end?: number };
