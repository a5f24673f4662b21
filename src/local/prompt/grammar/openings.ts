import { wordSet } from './cursor';
import type { Place } from './description';
import type { Draft } from './draft';

/** What a hole opens with. */
export const openings = wordSet('counterbore countersink');

/** "a hole with a 9 mm counterbore 4 mm deep, 20 mm from the left edge": where the hole is, not how deep it opens. */
export function placedWith(draft: Draft, place: Place): Draft {
  return openings.has(draft.kind) && draft.of?.kind === 'hole' && tellsWhere(place) ? draft.of : draft;
}

/** Other places of an opening tell on which side it is, or of which holes. */
function tellsWhere(place: Place): boolean {
  if (place.kind !== 'at') return place.kind !== 'angles';
  const { target } = place;
  return target.kind === 'spot' && target.of?.kind !== 'things' && spots.has(target.name);
}

const spots = wordSet('center corner centerline origin size');
