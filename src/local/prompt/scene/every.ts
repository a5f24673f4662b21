import type { Spot } from '../grammar/description';
import { every } from '../grammar/everyWords';

/** Whether a spot is several: "each corner", "both ends", "the sides". */
export const isEvery = ({ which, plural, count }: Spot): boolean =>
  count !== 1 && (plural || which.some((word) => every.has(word)));

/** As `isEvery`, of a spot or of what it is of: "the middle of each long side". */
export function isOfEvery(spot: Spot): boolean {
  return isEvery(spot) || (spot.of?.kind === 'spot' && isOfEvery(spot.of));
}
