import { wordSet } from './cursor';
import type { Place } from './description';
import type { ParseState } from './parseState';

const sitting = wordSet('sits rests slides stands');
const ofBores = new Set(['on', 'around']);

/** Whether the body that a sentence began with is told of again: ", and sits", "and stands". */
export function isSitting({ cursor }: ParseState): boolean {
  return sitting.has(cursor.word(-1) ?? '') && (cursor.word(-2) === 'and' || cursor.stop(-2) === ',');
}

/** "The collar has a 20 mm bore and sits on the shaft": the place is of the body, not of its feature. */
export function addPlaceToBody({ telling, known }: ParseState, place: Place): boolean {
  const [subject] = known.mentioned;
  if (telling.current?.role !== 'feature' || subject?.role !== 'body') return false;
  subject.places.push(place);
  telling.current = subject;
  return true;
}

/** "a collar with a 20 mm bore on the shaft": of the collar. */
export function addPlaceOfBore({ telling: { current } }: ParseState, place: Place): boolean {
  if (current?.noun !== 'bore' || current.of?.role !== 'body' || place.kind !== 'at') return false;
  const of = place.target.kind === 'things' ? place.target : place.target.of;
  const things = of?.kind === 'things' ? of.things : [];
  if (!ofBores.has(place.relation) || !things.some((one) => one.role === 'body' && one !== current.of)) return false;
  current.of.places.push(place);
  return true;
}
