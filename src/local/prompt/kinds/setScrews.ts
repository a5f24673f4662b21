import { Refusal } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Taker } from '../scene/taker';
import type { Member } from './kind';
import { isSpot, onlyOne, takePlaces } from './whole';

const screws = ['set screw', 'grub screw', 'setscrew', 'radial set screw', 'radial grub screw', 'locking screw'];

/** A screw that holds a part on its shaft, from the side; only its threaded hole is made. */
export const setScrew: Member = { nouns: screws.flatMap((screw) => [screw, `${screw} hole`]), sizes: [] };

/** Whether a hole goes from the outside to the bore. */
export function isRadial({ thing: { traits, places } }: Taker): boolean {
  return traits.some(({ name }) => name === 'cross') || places.some(isAtSide);
}

function isAtSide(place: Place): boolean {
  return isSpot(place, 'side', 'outside', 'rim', 'perimeter');
}

/**
 * Takes what is said of a set screw.
 * @param example with the thread, for a prompt that leaves it out
 * @returns the nominal diameter in mm
 */
export function setScrewSize(screws: readonly Taker[], example: string): number | undefined {
  const [first] = screws;
  if (!first) return undefined;
  onlyOne(screws);
  takePlaces(screws, (place) => isAtSide(place) || isSpot(place, 'center', 'inside'));
  for (const screw of screws) screw.trait('cross', 'tapped', 'threaded', 'through', 'around');
  const threads = screws.flatMap((screw) => screw.thread() ?? []);
  const [thread, ...more] = threads;
  if (!thread)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not give the size of the set screw. Write, for example, “${example}”.`,
      first.thing.span,
    );
  if (!thread.name.startsWith('M') || more.some(({ name }) => name !== thread.name))
    throw new Refusal('unsupported_feature', 'One metric set screw is made.', first.thing.span);
  return thread.nominal;
}
