import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import { countOf } from '../holes';
import { checkTurned } from '../turnedEnds';
import type { CutKind } from './cut';
import { runOf } from './keyway';

/** Flats along a round body, one or two that are parallel: by their depth, or by what is left across. */
export const flat: CutKind = {
  kind: 'flat',
  role: 'feature',
  nouns: ['flat', 'd cut', 'wrench flat', 'spanner flat'],
  sizes: ['depth', 'length', 'diameter', 'flats', 'spacing', 'unnamed'],
  read: (taker, context) => {
    const { body } = context;
    if (!body.round) throw new Refusal('unsupported_feature', 'A flat is made only on round parts.');
    const count = countOf(taker.thing) ?? 2;
    if (count > 2) throw new Refusal('unsupported_feature', `${count} flats are not made yet.`);
    const diameter = body.size[0];
    const across = taker.size('flats', 'spacing', 'diameter');
    const stated = taker.size('depth');
    const byAcross = across === undefined ? undefined : (diameter - across) / count;
    const depth = stated ?? byAcross ?? taker.missing('depth or what is left across');
    if (byAcross !== undefined && Math.abs(byAcross - depth) > 0.02)
      impossible(`A flat of ${mm(depth)} depth leaves other than ${mm(across ?? 0)}.`);
    if (!(depth > 0 && depth < diameter / 2))
      impossible(`A flat of ${mm(depth)} depth does not fit in ${mm(diameter)}.`);
    taker.trait('opposite');
    const [low, length] = runOf(taker, context);
    checkTurned(body, low, low + length, 'flat');
    const wide = diameter + 2;
    const middle = diameter / 2 - depth + (depth + 1) / 2;
    return [1, -1]
      .slice(0, count)
      .map((sign): SolidFeature => ({
        operation: 'cut',
        name: `flat of ${mm(depth)} depth`,
        shape: { kind: 'box', size: [depth + 1, wide, length] },
        at: [body.at[0] + sign * middle, body.at[1], body.at[2] + low],
      }));
  },
};
