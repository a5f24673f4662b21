import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { determiners } from './placeWords';
import { readSize, type ToMm } from './sizes';

const before = wordSet('at on in located positioned placed centered');
const corners = wordSet('corners corner');
const joins = wordSet('of');
const shapes = wordSet('square rectangle pattern');
const looks = wordSet('imaginary virtual square rectangular');

/** "at the corners of a 60 mm square", "at the corners of a 60 x 40 mm rectangle": of four holes. */
export function readCornersOf(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    if (cursor.takeWord(before) === undefined) return undefined;
    cursor.skipWords(determiners);
    if (cursor.word() === 'four') cursor.index++;
    else if (cursor.peek()?.kind === 'number') cursor.index++;
    if (!cursor.takeWord(corners) || !cursor.takeWord(joins)) return undefined;
    cursor.skipWords(determiners);
    cursor.takeWord(looks);
    const size = readSize(cursor, toMm);
    const isNamed = size?.name === 'square' || cursor.takeWord(shapes) !== undefined;
    if (!size || !isNamed || size.lengths.length > 2 || !['unnamed', 'square'].includes(size.name)) return undefined;
    return { name: 'pattern', lengths: size.lengths, span: cursor.since(start) };
  });
}
