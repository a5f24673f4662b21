import type { Profile } from '../../../../kernel/specification';
import { surfaceFor } from '../surfaceFor';
import { cutInto } from '../pockets';
import type { CutKind } from './cut';

/** A pocket for a nut or a hex head, with two of its corners along X of its face. */
export const hexPocket: CutKind = {
  kind: 'hexagonal pocket',
  role: 'feature',
  nouns: ['hexagonal', 'hexagon', 'hex'].flatMap((hex) => [
    `${hex} pocket`,
    `${hex} recess`,
    `${hex} hole`,
    `${hex} socket`,
  ]),
  sizes: ['flats', 'corners', 'width', 'diameter', 'side', 'depth', 'unnamed'],
  read: (taker, context) => {
    const corners = taker.size('corners');
    const side = taker.size('side');
    const flats =
      taker.size('flats', 'width', 'diameter') ??
      (corners === undefined ? undefined : corners * Math.cos(Math.PI / 6)) ??
      (side === undefined ? undefined : side * Math.sqrt(3)) ??
      taker.missing('size across flats');
    const profile: Profile = { kind: 'regularPolygon', sides: 6, acrossFlats: flats };
    const lying = { surface: surfaceFor(taker, context.body, context.assume), turn: taker.angle() ?? 0 };
    const size = [flats / Math.cos(Math.PI / 6), flats] as const;
    return [cutInto(taker, context, profile, size, 'hexagonal pocket', lying).feature];
  },
};
