import { checkLengths, type FamilyPart } from '../family';
import { impossible, missing, mm, plain, type Assume } from '../refusal';
import { bore, cylinder } from '../solids';
import { rowFor } from './sizes';

export interface WasherSizes {
  /** Nominal diameter of the screw. What isn't given then follows ISO 7089. */
  readonly size?: number;
  readonly innerDiameter?: number;
  readonly outerDiameter?: number;
  readonly thickness?: number;
}

/**
 * Plain washers, normal series (ISO 7089): inner diameter d1, outer diameter d2, thickness h in mm. M14, M18 and M22
 * are of the second series.
 */
const washers: Readonly<Record<string, readonly [d1: number, d2: number, h: number]>> = {
  2: [2.2, 5, 0.3],
  2.5: [2.7, 6, 0.5],
  3: [3.2, 7, 0.5],
  4: [4.3, 9, 0.8],
  5: [5.3, 10, 1],
  6: [6.4, 12, 1.6],
  8: [8.4, 16, 1.6],
  10: [10.5, 20, 2],
  12: [13, 24, 2.5],
  14: [15, 28, 2.5],
  16: [17, 30, 3],
  18: [19, 34, 3],
  20: [21, 37, 3],
  22: [23, 39, 3],
  24: [25, 44, 4],
};

/** A washer with its sizes in mm, for what it lies on. */
export interface Washer extends FamilyPart {
  readonly inner: number;
  readonly outer: number;
  readonly height: number;
}

export const washer = ({ size, innerDiameter, outerDiameter, thickness }: WasherSizes, assume: Assume): Washer => {
  checkLengths({ 'inner diameter': innerDiameter, 'outer diameter': outerDiameter, thickness });
  const standard = size === undefined ? undefined : rowFor(washers, size, 'plain washer');
  const inner = innerDiameter ?? standard?.[0] ?? missing('inner diameter', 'washer');
  const outer = outerDiameter ?? standard?.[1] ?? missing('outer diameter', 'washer');
  const height = thickness ?? standard?.[2] ?? missing('thickness', 'washer');
  if (inner >= outer) impossible(`A washer of ${mm(outer)} outside can’t have a hole of ${mm(inner)}.`);
  if (size !== undefined && inner < size) impossible(`A hole of ${mm(inner)} is too small for M${plain(size)}.`);
  if (size !== undefined && (innerDiameter ?? outerDiameter ?? thickness) === undefined)
    assume(
      `The washer has ${mm(inner)} inner diameter, ${mm(outer)} outer diameter and ${mm(height)} thickness (ISO 7089).`,
    );
  else if (size !== undefined)
    assume(
      `What isn’t given of the washer follows ISO 7089: ${mm(inner)} inside, ${mm(outer)} outside, ${mm(height)} thick.`,
    );
  const name =
    size === undefined ? `Washer ⌀${plain(inner)}x⌀${plain(outer)}x${plain(height)}` : `Washer M${plain(size)}`;
  return {
    name,
    parts: [{ name, features: [cylinder('new', 'washer', outer, height), bore(inner, height, 'hole')] }],
    text: `Washer of ${mm(inner)} inside, ${mm(outer)} outside and ${mm(height)} thickness`,
    features: [`Hole of ${mm(inner)}`],
    inner,
    outer,
    height,
  };
};

/** Thickness of a plain washer in mm. */
export function washerThickness(size: number): number {
  return rowFor(washers, size, 'plain washer')[2];
}
