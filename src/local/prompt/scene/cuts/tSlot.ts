import { impossible, mm } from '../../../geometry/refusal';
import { cutAlong, symmetric } from './channel';
import type { CutKind } from './cut';

/** A slot along a face with a wider part below its neck, by the four sizes of both. */
export const tSlot: CutKind = {
  kind: 't slot',
  role: 'feature',
  nouns: ['t slot', 'tee slot', 't groove'],
  sizes: ['width', 'depth', 'height', 'length', 'unnamed'],
  read: (taker, context) => {
    const neck = taker.size('top width', 'width') ?? taker.missing('width of its neck');
    const neckDepth = taker.size('top depth', 'depth', 'top height') ?? taker.missing('depth of its neck');
    const wide = taker.size('bottom width') ?? taker.missing('width of its lower part');
    const below = taker.size('bottom height', 'bottom depth') ?? taker.missing('height of its lower part');
    if (wide <= neck) impossible(`A T-slot of ${mm(wide)} below is not wider than its neck, ${mm(neck)}.`);
    const section = symmetric([
      [neck / 2, 0],
      [neck / 2, -neckDepth],
      [wide / 2, -neckDepth],
      [wide / 2, -neckDepth - below],
    ]);
    return [cutAlong(taker, section, context)];
  },
};
