import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { readGridSpacing, readLineSpacing, readSpaced } from './gridSpacings';
import { newDraft } from './newThings';
import { refuse, type ParseState } from './parseState';
import { readLengths, readSize } from './sizes';
import { nounAt } from './things';

const before = wordSet('in on a an as arranged with and');
const looks = wordSet('rectangular regular square evenly spaced');
const grids = wordSet('grid array matrix');
const of = wordSet('of');
const patterns = wordSet('pattern');
/** Larger numbers without a unit are mm. */
const mostInLine = 12;
const shapes = wordSet('square rectangular');
const rowWords = wordSet('rows row');
const alike = wordSet('parallel equal straight even');
const columnWords = wordSet('columns column');
const joins = wordSet('and by x with in');

/** "a 3 x 2 grid of 6 mm holes", "16 holes in a 4x4 grid": how many there are in X and in Y, and how far apart. */
export function readGridOfHoles(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { current } = telling;
  if (current?.kind === 'hole' && readApart(state, current)) return true;
  if (readRowsApart(state)) return true;
  if (current?.kind === 'slot' && readSpacedSlots(state, current)) return true;
  if (readGridBefore(state) || readPatternBefore(state) || readCircleBefore(state)) return true;
  const grid = cursor.try(() => readGrid(cursor, current?.count));
  if (!grid) return false;
  const isHoles =
    cursor.stop(-1) === undefined && cursor.word(-1) !== 'each' && nounAt(cursor)?.meaning.kind === 'hole';
  const isNew = cursor.takeWord(of) !== undefined || (current?.role !== 'feature' && current?.kind !== compartment);
  const hole = isNew || isHoles ? cursor.try(() => newDraft(state, false)) : current;
  if (isHoles) cursor.takeWord(grids);
  return setGrid(state, hole, grid);
}

function setGrid(state: ParseState, hole: Draft | undefined, grid: Size): true {
  if (!hole || !arrayed.has(hole.kind) || hole.sizes.some(({ name }) => name === 'grid'))
    return refuse(state, grid.span);
  hole.sizes.push(grid);
  hole.count ??= grid.lengths.reduce((product, { mm }) => product * mm, 1);
  return true;
}

/** Of a tray: they are counted as holes are. */
const compartment = 'enclosure: compartment';
const arrayed: ReadonlySet<string> = new Set(['hole', 'pocket', compartment]);

/** "30 mm between columns", "x spacing 30 mm" of a grid, "spaced 20 mm" of all holes. */
function readApart({ cursor, toMm }: ParseState, hole: Draft): boolean {
  // "70 mm apart in X and 50 mm apart in Y" of four
  const isGrid = hole.sizes.some(({ name }) => name === 'grid') || hole.count === 4;
  const isOther = hole.sizes.some(({ name, lengths: [length] }) => name === 'spacing' && length?.axis !== undefined);
  const size = (isGrid ? readGridSpacing(cursor, toMm, isOther) : undefined) ?? readSpaced(cursor, toMm);
  if (size) hole.sizes.push(size);
  return size !== undefined || readEverySo({ cursor, toMm }, hole);
}

/** "The rows are 14 mm apart, the holes in a row 40 mm apart": of the holes that were told of in rows. */
function readRowsApart({ cursor, toMm, known }: ParseState): boolean {
  const hole = known.drafts.findLast(({ kind }) => kind === 'hole');
  if (!hole?.sizes.some(({ name }) => name === 'grid')) return false;
  const size = cursor.try(() => readLineSpacing(cursor, toMm));
  if (size) hole.sizes.push(size);
  return size !== undefined;
}

/** "9 slots 90 x 5 mm, spaced 10 mm" */
function readSpacedSlots({ cursor, toMm }: ParseState, slot: Draft): boolean {
  const size = slot.sizes.some(({ name }) => name === 'spacing') ? undefined : readSpaced(cursor, toMm);
  if (size) slot.sizes.push(size);
  return size !== undefined;
}

/** "holes every 20 mm", "a hole every 25 mm": as many as there is room for, unless they are counted. */
function readEverySo({ cursor, toMm }: Pick<ParseState, 'cursor' | 'toMm'>, hole: Draft): boolean {
  return (
    cursor.try(() => {
      const start = cursor.index;
      cursor.skipWords(placedWords);
      if (!cursor.takeWord(everyWord)) return undefined;
      const lengths = readLengths(cursor, toMm, false)?.lengths ?? [];
      if (lengths.length !== 1 || nounAt(cursor)) return undefined;
      const span = cursor.since(start);
      hole.sizes.push({ name: 'spacing', lengths, span });
      hole.traits.push({ name: 'every so', span });
      if (hole.count === 1) hole.count = undefined;
      hole.plural ||= hole.count === undefined;
      cursor.takeStop(',');
      cursor.skipWords(starting);
      return true;
    }) ?? false
  );
}

const placedWords = wordSet('spaced placed drilled located positioned repeated at');
const everyWord = wordSet('every');
const starting = wordSet('starting beginning started begin start');

/** "a grid of 3 x 2 holes", "a grid of 5 mm holes, 4 by 3" */
function readGridBefore(state: ParseState): boolean {
  const { cursor } = state;
  const start = cursor.index;
  const isAhead = cursor.try(() => {
    cursor.skipWords(before);
    cursor.skipWords(looks);
    return cursor.takeWord(grids) && cursor.takeWord(of) ? true : undefined;
  });
  if (!isAhead) return false;
  const counts = cursor.try(() => readCounts(cursor) ?? readRows(cursor));
  const span = cursor.since(start);
  const hole = cursor.try(() => newDraft(state, false));
  const behind =
    counts ??
    cursor.try(() => {
      const open = cursor.takeStop('(');
      if (!open) cursor.takeStop(',');
      const found = readCounts(cursor) ?? readRows(cursor);
      return found && (!open || cursor.takeStop(')')) ? found : undefined;
    });
  if (!isWholes(behind)) return refuse(state, span);
  return setGrid(state, hole, { name: 'grid', lengths: behind.map((mm) => ({ mm })), span });
}

/** "a 31 mm square hole pattern of M3 holes", "a 60 x 40 mm rectangular pattern of four 5 mm holes": four of them. */
function readPatternBefore(state: ParseState): boolean {
  const { cursor, toMm } = state;
  const start = cursor.index;
  const lengths = cursor.try(() => {
    cursor.skipWords(before);
    // "a 4 x 2 pattern of": so many, unless they have a unit
    const next = cursor.peek();
    const isCounts =
      next?.kind === 'lengths' &&
      next.lengths.length === 2 &&
      next.lengths.every(({ value, bare }) => bare && value <= mostInLine);
    const found = isCounts ? [] : (readLengths(cursor, toMm, false)?.lengths ?? []);
    const isShaped = cursor.takeWord(shapes) !== undefined;
    const noun = nounAt(cursor);
    if (noun?.meaning.kind === 'hole') cursor.index += noun.words;
    const isPattern = cursor.word() === 'pattern' && cursor.word(1) === 'of';
    if (!isPattern || !(found.length === 2 || (found.length === 1 && isShaped))) return undefined;
    cursor.index += 2;
    return found;
  });
  if (!lengths) return false;
  const span = cursor.since(start);
  const hole = cursor.try(() => newDraft(state, false));
  if (hole?.kind !== 'hole' || (hole.count ?? 4) !== 4 || hole.sizes.some(({ name }) => name === 'pattern'))
    return refuse(state, span);
  hole.count = 4;
  hole.sizes.push({ name: 'pattern', lengths, span });
  return true;
}

const circles = new Phrases<true>(
  ['bolt circle', 'hole circle', 'bolt hole circle', 'pitch circle', 'circle', 'ring', 'circular pattern'].map(
    (circle) => [`${circle} of`, true] as const,
  ),
);
const behindHoles = wordSet('on with at in of the a having whose');

/** Their circle: "a 60 mm bolt circle of six 5 mm holes", "a ring of six 5 mm holes on a 60 mm diameter". */
function readCircleBefore(state: ParseState): boolean {
  const { cursor, toMm } = state;
  return (
    cursor.try(() => {
      const start = cursor.index;
      cursor.skipWords(before);
      const first = cursor.try(() => readLengths(cursor, toMm, false)?.lengths);
      if (!cursor.takePhrase(circles)) return undefined;
      const count = cursor.peek();
      if (count?.kind !== 'number') return undefined;
      const hole = newDraft(state, false);
      if (hole?.kind !== 'hole' || (hole.count ?? 1) < 2) return undefined;
      const behind = first ?? cursor.try(() => readCircleSize(state));
      if (behind?.length !== 1) return undefined;
      hole.sizes.push({ name: 'pitch circle', lengths: behind, span: cursor.since(start) });
      return true;
    }) ?? false
  );
}

/** ", 60 mm in diameter" */
function readCircleSize({ cursor, toMm }: ParseState): Size['lengths'] | undefined {
  cursor.takeStop(',');
  cursor.skipWords(behindHoles);
  const size = readSize(cursor, toMm);
  return size?.name === 'diameter' && size.qualifier === undefined ? size.lengths : undefined;
}

function isWholes(counts: number[] | undefined): counts is number[] {
  return counts?.every((count) => Number.isInteger(count) && count > 0) === true;
}

function readGrid(cursor: Cursor, count: number | undefined): Size | undefined {
  const start = cursor.index;
  cursor.skipWords(before);
  const rows =
    cursor.try(() => readRows(cursor)) ??
    cursor.try(() => readRowsOnly(cursor, count)) ??
    cursor.try(() => readInBrackets(cursor, count));
  if (rows) return { name: 'grid', lengths: rows.map((mm) => ({ mm })), span: cursor.since(start) };
  const counts = readCounts(cursor);
  cursor.skipWords(looks);
  if (!isWholes(counts)) return undefined;
  // "a 4x3 hole grid"
  const noun = nounAt(cursor);
  const isHoleGrid = noun?.meaning.kind === 'hole' && grids.has(cursor.word(noun.words) ?? '');
  // "in a 4 x 2 pattern" of holes that aren't counted, or are eight
  const [across = 0, down = 0] = counts;
  const isCounted = count === undefined ? Math.max(across, down) <= mostInLine : count === across * down;
  if (!isHoleGrid && !cursor.takeWord(grids) && !(isCounted && cursor.takeWord(patterns))) return undefined;
  return { name: 'grid', lengths: counts.map((mm) => ({ mm })), span: cursor.since(start) };
}

/** "two rows of five", "3 rows and 4 columns": so many in a row, and so many rows. */
function readRows(cursor: Cursor): number[] | undefined {
  const first = wholeOf(cursor);
  if (first === undefined) return undefined;
  cursor.skipWords(alike);
  const isRows = cursor.takeWord(rowWords) !== undefined;
  if (!isRows && !cursor.takeWord(columnWords)) return undefined;
  if (first > 1 && cursor.takeWord(of)) {
    const each = wholeOf(cursor);
    if (each === undefined) return undefined;
    return isRows ? [each, first] : [first, each];
  }
  cursor.takeStop(',');
  if (cursor.takeWord(joins) === undefined) cursor.take('times');
  const other = wholeOf(cursor);
  if (other === undefined || !cursor.takeWord(isRows ? columnWords : rowWords)) return undefined;
  return isRows ? [other, first] : [first, other];
}

/** "8 holes in two rows" */
function readRowsOnly(cursor: Cursor, count: number | undefined): number[] | undefined {
  const rows = wholeOf(cursor);
  if (rows === undefined || rows < 2 || count === undefined || count % rows !== 0) return undefined;
  return cursor.takeWord(rowWords) && cursor.word() !== 'of' ? [count / rows, rows] : undefined;
}

function wholeOf(cursor: Cursor): number | undefined {
  const value = cursor.take('number')?.value;
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
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
