import { wordSet } from './cursor';
import type { Draft } from './draft';
import type { ParseState } from './parseState';
import { readSize } from './sizes';

const closed = wordSet('closed sealed capped plugged');
const bonds = wordSet('is are off with by a an the');
const ends = wordSet('end bottom top');
const floors = wordSet('bottom floor base end cap disc wall plate thick');

/**
 * "one end closed with a 6 mm bottom", "the bottom is closed by a 3 mm thick disc": of what is hollow, which end is
 * closed, and how thick that is.
 */
export function readClosedEnd(state: ParseState, body: Draft): boolean {
  const { cursor, toMm, telling } = state;
  const start = cursor.index;
  const read = (): true | undefined => {
    cursor.skipWords(bonds);
    const isOne = cursor.take('number')?.value === 1;
    const end = cursor.takeWord(ends);
    if (end === undefined || (isOne && end !== 'end')) return undefined;
    cursor.skipWords(bonds);
    if (cursor.takeWord(closed) === undefined) return undefined;
    cursor.skipWords(bonds);
    const size = readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || !['unnamed', 'thickness', 'floor', 'wall'].includes(size.name)) return undefined;
    const isNamed = size.name === 'floor' || size.name === 'wall' || cursor.takeWord(floors) !== undefined;
    cursor.skipWords(floors);
    if (!isNamed) return undefined;
    const span = cursor.since(start);
    const where = end === 'top' ? 'closed at the top' : 'closed at the bottom';
    return telling.addTo(body, [{ ...size, name: 'floor' }], [{ name: where, span }]) ? true : undefined;
  };
  return cursor.try(read) ?? false;
}
