import { impossible, mm } from '../../../geometry/refusal';
import type { Taker } from '../taker';
import { cutAlong, symmetric } from './channel';
import type { CutKind } from './cut';

/** A slot along a face that is wider below: by its widths, or by one of them and the angle of its sides. */
export const dovetail: CutKind = {
  kind: 'dovetail',
  role: 'feature',
  nouns: ['dovetail', 'dovetail slot', 'dovetail groove', 'dovetail channel'],
  sizes: ['width', 'depth', 'height', 'length', 'unnamed'],
  read: (taker, context) => [cutAlong(taker, sectionOf(taker), context)],
};

function sectionOf(taker: Taker): ReturnType<typeof symmetric> {
  const depth = taker.size('depth', 'height') ?? taker.missing('depth');
  const top = taker.size('top width');
  const bottom = taker.size('bottom width');
  const angle = taker.angle();
  // The angle of a dovetail is that between its side and its floor.
  const more = angle === undefined ? undefined : (2 * depth) / Math.tan((angle * Math.PI) / 180);
  const [narrow, wide] = [
    top ?? (bottom === undefined || more === undefined ? taker.missing('width at the top') : bottom - more),
    bottom ??
      (top === undefined || more === undefined ? taker.missing('width at the bottom or its angle') : top + more),
  ];
  if (top !== undefined && bottom !== undefined && more !== undefined && Math.abs(bottom - top - more) > 0.05)
    impossible(`A dovetail of ${mm(top)} and ${mm(bottom)} width has not the angle of ${angle ?? 0}°.`);
  if (!(narrow > 0 && wide > narrow)) impossible(`A dovetail of ${mm(narrow)} at the top is not narrower than below.`);
  return symmetric([
    [narrow / 2, 0],
    [wide / 2, -depth],
  ]);
}
