import type { Cursor } from './cursor';
import type { Spot } from './description';
import { every } from './everyWords';
import { spotNouns } from './placeWords';
import type { PlaceContext } from './placeContext';

/** "above the base" of a block: no such part was told of. */
export function readBase(cursor: Cursor): Spot | undefined {
  const start = cursor.index;
  if (cursor.word() !== 'the' || cursor.word(1) !== 'base' || cursor.own || cursor.peek(2)?.kind === 'word')
    return undefined;
  cursor.index += 2;
  return { kind: 'spot', name: 'bottom', which: [], plural: false, sizes: [], span: cursor.since(start) };
}

/** "the pocket floor", "the pocket corners" */
export function readOwnedSpot(context: PlaceContext): Spot | undefined {
  const { cursor } = context;
  const start = cursor.index;
  const which = [...(cursor.takeWord(every) === undefined ? [] : ['each'])];
  const of = context.refer();
  const spot = spotNouns.at(cursor);
  if (of?.things[0]?.kind !== 'pocket' || !spot) return undefined;
  cursor.index += spot.words;
  const { name, plural } = spot.meaning;
  return { kind: 'spot', name, which, plural, sizes: [], of, span: cursor.since(start) };
}
