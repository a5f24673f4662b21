import type { Part } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkCount, type Family } from '../family';
import { hexBolt } from '../hardware/hexBolt';
import { hexNut, nutHeight } from '../hardware/hexNut';
import { coarsePitch } from '../hardware/threads';
import { washer, washerThickness } from '../hardware/washer';
import { type Assume, impossible, mm, plain } from '../refusal';
import { moved } from '../solids';

export interface BoltedJointSizes {
  readonly size: number;
  /** Of the bolt's shank. */
  readonly length: number;
  readonly nut?: boolean;
  /** One is under the nut, or under the head when there is no nut; two are under both. */
  readonly washers?: number;
}

/** A hex bolt with its nut and washers in place. The bolt stands on Z = 0, its head at the top. */
export const boltedJoint: Family<BoltedJointSizes> = ({ size, length, nut = true, washers = 1 }, assume) => {
  checkCount('washers', washers, 0, 2);
  const named = (part: Part | undefined, name: string, color: string, z: number): Part[] =>
    part ? [moved({ ...part, name, color }, [0, 0, z])] : [];
  const bolt = hexBolt({ size, length }, assume);
  const thickness = washers > 0 ? washerThickness(size) : 0;
  const ring = washers > 0 ? washer({ size }, assume).parts[0] : undefined;
  const underNut = nut && washers > 0;
  const underHead = washers === 2 || (washers === 1 && !nut);
  const end = nut ? endAboveGround(size, length, nutHeight(size) + washers * thickness, assume) : 0;
  if (!nut && length <= washers * thickness)
    impossible(`A bolt of ${mm(length)} is too short for ${washers} washers of ${mm(thickness)}.`);
  const nutTop = end + (nut ? nutHeight(size) : 0);
  return {
    name: `${bolt.name} with ${[...(nut ? ['nut'] : []), ...(washers === 2 ? ['washers'] : washers === 1 ? ['washer'] : [])].join(' and ') || 'nothing else'}`,
    parts: [
      ...named(bolt.parts[0], 'Bolt', colors.steel, 0),
      ...(underHead ? named(ring, underNut ? 'Upper washer' : 'Washer', colors.brightSteel, length - thickness) : []),
      ...(nut ? named(hexNut({ size }, assume).parts[0], 'Nut', colors.darkSteel, end) : []),
      ...(underNut ? named(ring, underHead ? 'Lower washer' : 'Washer', colors.brightSteel, nutTop) : []),
    ],
    text: `Hex bolt M${plain(size)} of ${mm(length)} length${nut ? ' with a nut' : ''}${washers > 0 ? ` ${nut ? 'and' : 'with'} ${washers === 1 ? 'a washer' : `${washers} washers`}` : ''}`,
    features: [
      'Hex bolt',
      ...(nut ? ['Hex nut'] : []),
      ...(washers > 0 ? [washers === 1 ? 'Washer' : `${washers} washers`] : []),
    ],
  };
};

/** How far the bolt stands out of its nut: two pitches, or flush when it is too short for that. */
function endAboveGround(size: number, length: number, taken: number, assume: Assume): number {
  const wanted = 2 * (coarsePitch(size) ?? 0);
  if (taken > length)
    impossible(`A bolt M${plain(size)} of ${mm(length)} is too short for its nut and washers of ${mm(taken)}.`);
  const end = Math.min(wanted, length - taken);
  assume(`The bolt stands ${mm(end)} out of its nut, so that ${mm(length - end - taken)} are left to clamp.`);
  return end;
}
