import type { Place, Spot, Thing } from '../grammar/description';
import { isRaisedNoun } from '../grammar/raised';

/** Whether a thing stands on the top of another by its name, or as "upright", where nothing else says where it is. */
export function standsByName({ noun, traits, places }: Thing): boolean {
  const isUpright = traits.some(({ name }) => name === 'upright');
  return (isRaisedNoun(noun) || isUpright) && !places.some(isMeasured);
}

/** "in the middle of its 60 mm side" */
function isMeasured(place: Place): boolean {
  const sizesIn = ({ sizes, of }: Spot): number => sizes.length + (of?.kind === 'spot' ? sizesIn(of) : 0);
  return place.kind === 'at' && place.target.kind === 'spot' && sizesIn(place.target) > 0;
}
