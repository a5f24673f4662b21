import { Refusal } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { isOffCenter, isOnTop, isRaised } from '../grammar/raised';
import type { Lie } from './lying';
import type { Built } from './standing';

/** "A boss 20 mm from the left edge, and another boss in the middle": both stand on the same body. */
export function besideRaised(thing: Thing, bodies: readonly Built[]): Built | undefined {
  const last = bodies.at(-1);
  if (!last || !isRaised(thing) || !isRaised(last.thing)) return undefined;
  if (!isOffCenter(thing.places) && !isOffCenter(last.thing.places)) return undefined;
  return bodies.findLast((one) => !isRaised(one.thing));
}

/** "A block on top in the middle, and a boss on top, 15 mm from the left edge": of which of both isn't told. */
export function checkWhere(thing: Thing, lie: Lie | undefined, bodies: readonly Built[]): void {
  const last = bodies.at(-1);
  const isOpen = bodies.length > 1 && lie?.where === 'above' && !lie.of?.length && isOffCenter(thing.places);
  if (isOpen && last && isOnTop(last.thing) && !isRaised(last.thing))
    throw new Refusal(
      'not_understood',
      `The prompt does not say whether the ${thing.noun} stands on the ${last.thing.noun} or beside it.`,
    );
}
