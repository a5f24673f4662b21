import type { ParseState } from './parseState';
import { readSize } from './sizes';

/** "1/2 inch OD x 1/4 inch ID x 3/4 inch long": each of them has its name. */
export function isBetweenSizes({ cursor, toMm, telling }: ParseState): boolean {
  if (cursor.peek()?.kind !== 'times' || cursor.peek(-1)?.kind !== 'word') return false;
  const start = cursor.index++;
  const size = readSize(cursor, toMm);
  cursor.index = start;
  // "20 mm dia x 50 mm"
  const isAlong = telling.lastSize?.name === 'diameter' && telling.current?.role !== 'edges';
  return size !== undefined && (size.name !== 'unnamed' || isAlong) && size.lengths.length === 1;
}
