import { wordSet, type Cursor } from './cursor';

const before = wordSet('all in as from of a made');
const single = wordSet('single solid closed');
const pieces = wordSet('piece part solid body');
const behind = wordSet('and with');

/** "all in one piece", "one solid piece": that what was told of is one solid, which it is. */
export function readOnePiece(cursor: Cursor): boolean {
  const read = (): true | undefined => {
    cursor.skipWords(before);
    const isOne = cursor.take('number')?.value === 1;
    const isSingle = cursor.takeWord(single) !== undefined;
    cursor.skipWords(single);
    const isPiece = cursor.takeWord(pieces) !== undefined || (isSingle && cursor.word(-1) === 'solid');
    const ends = cursor.done || cursor.stop() !== undefined || behind.has(cursor.word() ?? '');
    return isOne && isPiece && ends && cursor.stop() !== ':' ? true : undefined;
  };
  return cursor.try(read) !== undefined;
}
