import { wordSet } from './cursor';
import type { ParseState } from './parseState';
import { readStretch } from './turnedEnds';

const kinds = wordSet('flat keyway');
const over = wordSet('over for along on');

/** "a flat 1 mm deep over the last 15 mm": how long it is, and at which end. */
export function readAlongStretch(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { current } = telling;
  if (!current || !kinds.has(current.kind) || current.sizes.some(({ name }) => name === 'length')) return false;
  const found = cursor.try(() => (cursor.takeWord(over) === undefined ? undefined : readStretch(state)));
  if (!found) return false;
  current.sizes.push(...found.sizes);
  current.places.push(...found.places);
  return true;
}
