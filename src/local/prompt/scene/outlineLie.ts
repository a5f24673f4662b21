import type { Assume } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { isMiddle, type Border, type Lie } from './lying';
import { sidesIn, wordsOf } from './sides';
import type { PlacedBody } from './body';
import { isEvery } from './every';
import type { Taker } from './taker';
import type { Wanted } from './standing';

/** "L-shaped", "T-shaped", "U-shaped": where the other leg is when nothing is said of it. */
export function lieByOutline({ outline, taker: { thing }, bodies }: Wanted): Lie | undefined {
  const isOnly = bodies.length === 1 && !thing.places.some((place) => place.kind === 'at' && !isMiddle(place));
  if (!isOnly || outline === undefined) return undefined;
  if (outline === 'l shaped' && (thing.count ?? 1) === 1) return { where: 'end' };
  if (outline === 't shaped' && (thing.count ?? 1) === 1) return { where: 'above' };
  return outline === 'u shaped' && thing.count === 2 ? { where: 'ends' } : undefined;
}

/** The borders at which the legs of such an outline stand. */
export function outlineBorders({ outline, taker: { thing } }: Wanted): Border[] {
  if (
    thing.places.some((place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'center')
  )
    return [];
  if (outline === 'u shaped' && thing.count === 2) return [{ axis: 'x', side: 'both' }];
  return outline === 'l shaped' ? [{ axis: 'x', side: 'one' }] : [];
}

/** "in the middle of one 80 mm side", "on one long side": one of two that are alike. */
export function lieBySize(taker: Taker, { size: [x, y] }: PlacedBody, assume: Assume): Lie | undefined {
  return taker.place((place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot' || !['on', 'at', 'in'].includes(place.relation)) return;
    const { target } = place;
    const spot = target.name === 'center' && target.of?.kind === 'spot' ? target.of : target;
    const [wide, ...more] = spot.sizes;
    const words = wordsOf(spot);
    const isOne = !isEvery(spot) && (spot.name === 'side' || spot.name === 'edge') && more.length === 0;
    if (!isOne || x === y || sidesIn(words).length > 0) return undefined;
    const isLong = words.some((word) => word.startsWith('long')) || wide === Math.max(x, y);
    const isShort = words.some((word) => word.startsWith('short')) || wide === Math.min(x, y);
    if (isLong === isShort) return undefined;
    const where = isLong === x > y ? 'front' : 'right';
    assume(`The ${taker.thing.noun} is on the ${where} side.`);
    // "in the middle of one side": along that side, not up it
    return { where };
  });
}

const levels: Readonly<Record<string, number>> = { lower: 0, bottom: 0, middle: 1, upper: 2, top: 2 };

/** "The lower disc … the upper disc": names that tell which is above. */
export function lieByName({ which }: Thing, last: Thing): Lie | undefined {
  const [own, other] = [levels[which ?? ''], levels[last.which ?? '']];
  if (own === undefined || other === undefined || own === other) return undefined;
  return { where: own > other ? 'above' : 'below', of: [last] };
}
