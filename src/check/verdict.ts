import type { Claim } from './claim';

export type VerdictKind =
  /** The size is in the part. */
  | 'found'
  /** Another size is in its place. */
  | 'differs'
  /** Nothing in the part has it. */
  | 'notFound'
  /** It can't be told. */
  | 'unchecked';

/** What a verdict says beside its numbers. */
export type Note =
  /** Only some of several have the size: `some` of how many. */
  | 'someOnly'
  /** What is there has it as its radius or as its diameter, where the other was stated. */
  | 'radiusForDiameter'
  | 'diameterForRadius'
  /** 25.4 times as large or as small. */
  | 'inches'
  /** From the rim of a hole instead of from its middle. */
  | 'toRim'
  /** Between two axes instead of from an axis to an edge, or the other way round. */
  | 'axisForEdge'
  | 'edgeForAxis'
  /** Of something solid where a hole was meant, or the other way round. */
  | 'solidForHole'
  | 'holeForSolid'
  /** More sizes of the part than one have this value, and not all of what it could be said of. */
  | 'severalFit'
  /** Why it can't be checked. */
  | 'ambiguousText'
  | 'noCoordinates'
  | 'noCount'
  | 'noAngle'
  | 'meshThread'
  | 'cutShort'
  | 'notFitted';

/** What was found of one claim. */
export interface Verdict {
  readonly claim: Claim;
  readonly verdict: VerdictKind;
  /** What is there instead, or the nearest; in mm, degrees or a number of things. */
  readonly found?: number | undefined;
  /** Faces that show it, as the preview numbers them. */
  readonly faces: readonly number[];
  readonly note?: Note | undefined;
}

/** How a part compares with the one that the reader makes of the whole prompt. */
export type Whole =
  /** The reader doesn't read all of the prompt, or its part can't be built. */
  | 'unread'
  /** It is the same part, and turned and moved into the same place if need be. */
  | 'same'
  /** The sizes that differ are all there is. */
  | 'otherSizes'
  /** Not only in sizes. */
  | 'unlike';

export interface Checked {
  readonly verdicts: readonly Verdict[];
  readonly whole: Whole;
  /** It is the part of the prompt, or that with other sizes, in a mirror. */
  readonly isMirrored: boolean;
  /** Of a part that is unlike the reader's: mm³ that only the file has, and that only the reader's part has. */
  readonly onlyInFile?: number | undefined;
  readonly onlyInPrompt?: number | undefined;
  /** Measured on triangles. */
  readonly approximate: boolean;
  /** The faces that verdicts name, where the file has triangles instead. */
  readonly fitted?: readonly FittedFace[] | undefined;
}

/** A surface that was fitted to triangles. */
export interface FittedFace {
  readonly index: number;
  readonly kind: string;
  /** mm², of the triangles. */
  readonly area: number;
  /** mm. */
  readonly radius?: number | undefined;
  /** Their numbers in the file. */
  readonly triangles: Uint32Array;
}

/** How many stated sizes are in the part. */
export interface CheckCounts {
  readonly stated: number;
  readonly found: number;
  readonly differ: number;
  readonly notFound: number;
  readonly unchecked: number;
}

export function countsOf({ verdicts }: Pick<Checked, 'verdicts'>): CheckCounts {
  const count = (kind: VerdictKind): number => verdicts.filter(({ verdict }) => verdict === kind).length;
  return {
    stated: verdicts.length,
    found: count('found'),
    differ: count('differs'),
    notFound: count('notFound'),
    unchecked: count('unchecked'),
  };
}

/**
 * mm: the two ends of a rounding to a hundredth; a thousandth of what is larger, which programs round by when they
 * change units. What was fitted to triangles is off by their deviation from the surface.
 */
const exact = { least: 0.01, share: 0.001 };
const fitted = { least: 0.02, share: 0.005 };

/** How far a size may be off, in mm or degrees. */
export function toleranceOf(
  { value, tolerance = 0 }: Pick<Claim, 'value' | 'tolerance'>,
  approximate: boolean,
): number {
  const { least, share } = approximate ? fitted : exact;
  return Math.max(least, share * Math.abs(value), tolerance) + 1e-9;
}
