import { checkLengths, type Family } from '../family';
import { holeThrough } from '../hardware/screwHole';
import { impossible, mm, plain } from '../refusal';
import { bore, cylinder } from '../solids';

export interface SpacerSizes {
  readonly outerDiameter: number;
  readonly innerDiameter?: number;
  /** Nominal diameter of the screw that goes through, in place of an inner diameter. */
  readonly screw?: number;
  readonly length: number;
  readonly called?: 'Spacer' | 'Bushing' | 'Sleeve';
}

/** A round tube that keeps two parts apart; a plain bushing is the same. */
export const spacer: Family<SpacerSizes> = (
  { outerDiameter, innerDiameter, screw, length, called = 'Spacer' },
  assume,
) => {
  checkLengths({ 'outer diameter': outerDiameter, 'inner diameter': innerDiameter, length });
  const inner =
    innerDiameter ??
    (screw === undefined ? impossible(`A ${called.toLowerCase()} needs an inner diameter.`) : holeThrough(screw));
  if (innerDiameter === undefined)
    assume(`The bore of ${mm(inner)} is the clearance hole for M${screw ?? 0} (ISO 273, medium).`);
  if (inner >= outerDiameter)
    impossible(`A ${called.toLowerCase()} of ${mm(outerDiameter)} outside can’t have a bore of ${mm(inner)}.`);
  const name = `${called} ⌀${plain(outerDiameter)}x⌀${plain(inner)}x${plain(length)}`;
  return {
    name,
    parts: [{ name, features: [cylinder('new', called.toLowerCase(), outerDiameter, length), bore(inner, length)] }],
    text: `${called} of ${mm(outerDiameter)} outside, ${mm(inner)} inside and ${mm(length)} length`,
    features: [`Bore of ${mm(inner)}`],
  };
};
