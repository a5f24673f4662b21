import { wordSet } from './cursor';
import type { ParseState } from './parseState';
import { readLengths, readSize } from './sizes';

const orders = wordSet('break deburr ease');
const pasts = wordSet('broken deburred eased');
const before = wordSet('all the any every each both sharp outer external outside exposed remaining machined other');
const edgeWords = wordSet('edge edges corner corners');
const ands = wordSet('and');
const bonds = wordSet('are is to be get');
const toSize = wordSet('by to with at of about approximately max maximum');
const behind = wordSet('max maximum chamfer chamfers each radius');

/** "break all sharp edges 0.5 mm", "edges broken by 0.3 x 45°": a small chamfer at every sharp edge of the part. */
export function readBrokenEdges(state: ParseState): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  if (!telling.body) return false;
  const found = cursor.try(() => {
    const isOrder = cursor.takeWord(orders) !== undefined;
    if (!takeEdges(state)) return undefined;
    if (!isOrder) {
      cursor.skipWords(bonds);
      if (cursor.takeWord(pasts) === undefined) return undefined;
    }
    return sizeOf(state);
  });
  if (!found) return false;
  const span = cursor.since(start);
  telling.startEdges(found.isRound ? 'fillet' : 'chamfer', span);
  telling.current?.traits.push({ name: 'broken', span });
  telling.current?.sizes.push({ name: 'unnamed', lengths: [{ mm: found.mm }], span });
  return true;
}

function takeEdges({ cursor }: ParseState): boolean {
  let isTold = false;
  for (;;) {
    if (cursor.takeWord(edgeWords) !== undefined) isTold = true;
    else if (cursor.takeWord(before) === undefined && !(isTold && cursor.takeWord(ands) !== undefined)) return isTold;
  }
}

function sizeOf({ cursor, toMm }: ParseState): { mm: number; isRound: boolean } | undefined {
  if (!cursor.takeStop(':', ',')) cursor.skipWords(toSize);
  cursor.skipWords(toSize);
  cursor.takeWord(articles);
  const size = cursor.try(() => {
    const read = readSize(cursor, toMm);
    return read?.name === 'radius' || read?.name === 'unnamed' ? read : undefined;
  });
  const lengths = size?.lengths ?? readLengths(cursor, toMm, true)?.lengths ?? [];
  const [one, other, ...more] = lengths;
  if (!one || more.length > 0 || (other && other.mm !== 45 && other.mm !== one.mm)) return undefined;
  cursor.try(() => {
    if (!cursor.take('times')) return undefined;
    return cursor.take('angle')?.degrees === 45 ? true : undefined;
  });
  cursor.skipWords(behind);
  return { mm: one.mm, isRound: size?.name === 'radius' };
}

const articles = wordSet('a an');
