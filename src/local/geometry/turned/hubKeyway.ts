import type { Feature } from '../../../kernel/specification';
import { checkLengths } from '../family';
import { type Assume, impossible, mm } from '../refusal';
import { beyond } from '../solids';
import { keyFor } from './keys';

/** A keyway in a bore: by the standard, or with sizes of its own. */
export interface HubKeywaySizes {
  readonly width?: number;
  /** Beyond the bore. */
  readonly depth?: number;
}

export interface Hub {
  readonly bore: number;
  readonly height: number;
  /** The outside that the keyway must not reach. */
  readonly outerDiameter: number;
}

/** A keyway along a whole bore, on its +X side. */
export function hubKeyway(
  { width: givenWidth, depth: givenDepth }: HubKeywaySizes,
  { bore, height, outerDiameter }: Hub,
  assume: Assume,
): Feature {
  checkLengths({ 'keyway width': givenWidth, 'keyway depth': givenDepth });
  const standard = keyFor(bore);
  const width = givenWidth ?? standard?.width ?? impossible(`There is no standard key for a bore of ${mm(bore)}.`);
  const depth = givenDepth ?? standard?.hubDepth ?? impossible(`There is no standard key for a bore of ${mm(bore)}.`);
  if (givenWidth === undefined || givenDepth === undefined)
    assume(`The keyway in the bore is ${mm(width)} wide and ${mm(depth)} deep (DIN 6885-1 for ${mm(bore)}).`);
  if (width >= bore) impossible(`A keyway of ${mm(width)} is as wide as the bore of ${mm(bore)}.`);
  if (Math.hypot(bore / 2 + depth, width / 2) >= outerDiameter / 2)
    impossible(`A keyway ${mm(depth)} deep breaks out of a hub of ${mm(outerDiameter)}.`);
  const reach = bore / 2 + depth;
  return {
    operation: 'cut',
    name: 'keyway',
    shape: { kind: 'box', size: [reach, width, height + 2 * beyond] },
    at: [reach / 2, 0, -beyond],
  };
}
