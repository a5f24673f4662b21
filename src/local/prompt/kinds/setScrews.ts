import { Refusal, type Assume } from '../../geometry/refusal';
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
 * Takes what is said of set screws.
 * @param example with the thread, for a prompt that leaves it out
 * @returns the nominal diameter in mm, and where each is around the axis, in degrees
 */
export function readSetScrews(
  screws: readonly Taker[],
  example: string,
  assume: Assume,
): { setScrew: number; setScrewAngles: readonly number[] } | undefined {
  const [first] = screws;
  if (!first) return undefined;
  const angles = anglesOf(screws, first, assume);
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
  return { setScrew: thread.nominal, setScrewAngles: angles };
}

/** "two M5 set screws 90 degrees apart" */
function anglesOf(screws: readonly Taker[], first: Taker, assume: Assume): readonly number[] {
  const count = first.thing.count ?? 1;
  if (count === 1 || screws.length > 1) {
    onlyOne(screws);
    return [0];
  }
  const step =
    first.angle() ??
    first.place((place) => (place.kind === 'angles' && place.degrees.length === 1 ? place.degrees[0] : undefined));
  const even = count === 2 ? 90 : 360 / count;
  if (step === undefined) assume(`The set screws are ${even}° apart.`);
  if (count > 8 || (step ?? even) * (count - 1) >= 360)
    throw new Refusal('unsupported_feature', `${count} set screws do not go around a part.`, first.thing.span);
  return Array.from({ length: count }, (_, index) => index * (step ?? even));
}

/** The nominal diameter in mm of a single set screw. */
export function setScrewSize(screws: readonly Taker[], example: string): number | undefined {
  onlyOne(screws);
  return readSetScrews(screws, example, () => undefined)?.setScrew;
}
