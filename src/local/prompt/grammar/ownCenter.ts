import { wordSet } from './cursor';
import type { ParseState } from './parseState';
import { determiners } from './placeWords';

/** "Its center is", "the hole centers": the thing itself. */
export function readCenter(state: ParseState): boolean {
  const { cursor, telling, places } = state;
  const start = cursor.index;
  const read = (): true | undefined => {
    if (telling.current?.role === 'feature') cursor.skipWords(determiners);
    else if (!cursor.takeWord(ownerWords)) return undefined;
    const isOwn = cursor.takeWord(centerWords) !== undefined;
    const known =
      isOwn && cursor.word() !== 'of' ? undefined : cursor.try(() => (cursor.takeWord(ofWord), places.refer()));
    if (!known && cursor.word() === 'of') return undefined;
    if (!isOwn && (!known || !cursor.takeWord(centerWords))) return undefined;
    const next = cursor.peek()?.kind;
    if (next !== 'lengths' && next !== 'number' && !centerVerbs.has(cursor.word() ?? '')) return undefined;
    if (known) telling.mention(known);
    telling.addCenter(cursor.since(start));
    return true;
  };
  return cursor.try(read) ?? false;
}

const ownerWords = wordSet('its their the whose each both');
const centerWords = wordSet('center centers axis axes midpoint midpoints');
const centerVerbs = wordSet('is are lies lie sits sit being at on centered passes pass goes runs coincide');
const ofWord = wordSet('of');
