import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { newDraft } from './newThings';
import { refuse, type ParseState } from './parseState';

const before = wordSet('in on a an as');
const looks = wordSet('rectangular regular square');
const grids = wordSet('grid array matrix');
const of = wordSet('of');
const rowWords = wordSet('rows');

/** "a 3 x 2 grid of 6 mm holes", "16 holes in a 4x4 grid": how many there are in X and in Y. */
export function readGridOfHoles(state: ParseState): boolean {
  const { cursor, telling } = state;
  const grid = cursor.try(() => readGrid(cursor, telling.current?.count));
  if (!grid) return false;
  const isNew = cursor.takeWord(of) !== undefined || telling.current?.role !== 'feature';
  const hole = isNew ? cursor.try(() => newDraft(state, false)) : telling.current;
  if (hole?.kind !== 'hole' || hole.sizes.some(({ name }) => name === 'grid')) return refuse(state, grid.span);
  hole.sizes.push(grid);
  hole.count ??= grid.lengths.reduce((product, { mm }) => product * mm, 1);
  return true;
}

function readGrid(cursor: Cursor, count: number | undefined): Size | undefined {
  const start = cursor.index;
  cursor.skipWords(before);
  const rows = cursor.try(() => readRows(cursor)) ?? cursor.try(() => readInBrackets(cursor, count));
  if (rows) return { name: 'grid', lengths: rows.map((mm) => ({ mm })), span: cursor.since(start) };
  const counts = readCounts(cursor);
  cursor.skipWords(looks);
  if (!counts?.every((count) => Number.isInteger(count) && count > 0) || !cursor.takeWord(grids)) return undefined;
  return { name: 'grid', lengths: counts.map((mm) => ({ mm })), span: cursor.since(start) };
}

/** "two rows of five": so many in a row, and so many rows. */
function readRows(cursor: Cursor): number[] | undefined {
  const rows = cursor.take('number')?.value;
  if (rows === undefined || rows < 2 || cursor.takeWord(rowWords) === undefined || !cursor.takeWord(of))
    return undefined;
  const each = cursor.take('number')?.value;
  return each !== undefined && [rows, each].every((one) => Number.isInteger(one)) ? [each, rows] : undefined;
}

/** "twelve holes (4 x 3)" */
function readInBrackets(cursor: Cursor, count: number | undefined): number[] | undefined {
  if (count === undefined || !cursor.takeStop('(')) return undefined;
  const counts = readCounts(cursor);
  const isAll = counts?.reduce((product, one) => product * one, 1) === count;
  return isAll && cursor.takeStop(')') ? counts : undefined;
}

function readCounts(cursor: Cursor): number[] | undefined {
  const pair = cursor.take('lengths');
  if (pair)
    return pair.lengths.length === 2 && pair.lengths.every(({ bare }) => bare)
      ? pair.lengths.map(({ value }) => value)
      : undefined;
  const columns = cursor.take('number');
  const rows = cursor.take('times') && cursor.take('number');
  return columns && rows && [columns.value, rows.value];
}
