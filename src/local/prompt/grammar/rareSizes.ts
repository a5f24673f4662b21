import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { readLengths, readSize, type ToMm } from './sizes';
import { nouns } from './things';
import { traits } from './traits';
import { qualifiersAfter } from './sizeWords';

const and = wordSet('and');
const from = wordSet('from');
const to = wordSet('to');
const axes = ['x', 'y', 'z'] as const;

/** "diameter 64 below and 28 above": the second number has the name of the size before it. */
export function readOtherEnd(cursor: Cursor, toMm: ToMm, last: Size | undefined): Size | undefined {
  const start = cursor.index;
  if (last?.qualifier === undefined) return undefined;
  cursor.takeWord(and);
  const written = readLengths(cursor, toMm, true);
  const qualifier = written && cursor.takePhrase(qualifiersAfter);
  return qualifier && { name: last.name, qualifier, lengths: written.lengths, span: cursor.since(start) };
}

const through = wordSet('through');

interface ImpliedHole {
  readonly count: number;
  readonly sizes: readonly Size[];
  readonly threads: Draft['threads'];
}

/** "4x Ø4.5", "Ø12 thru", "1x Ø20 center", "4X M6 THRU": a diameter or a thread that is counted, or goes through. */
export function readImpliedHole(cursor: Cursor, toMm: ToMm): ImpliedHole | undefined {
  const number = cursor.take('number');
  const isCounted = number !== undefined && Number.isInteger(number.value) && cursor.take('times') !== undefined;
  if (number && !isCounted) return undefined;
  const thread = isCounted ? cursor.take('thread') : undefined;
  if (thread)
    return through.has(cursor.word() ?? '') ? { count: number?.value ?? 1, sizes: [], threads: [thread] } : undefined;
  const diameter = readSize(cursor, toMm);
  if (!diameter || diameter.qualifier !== undefined || diameter.lengths.length !== 1) return undefined;
  const next = cursor.word();
  // "4x .201 thru"
  const isThrough = isCounted && diameter.name === 'unnamed' && through.has(next ?? '');
  if (diameter.name !== 'diameter' && !isThrough) return undefined;
  if (nouns.at(cursor) ?? traits.at(cursor, through.has(next ?? '') ? 1 : 0)) return undefined;
  return isCounted || through.has(next ?? '')
    ? { count: number?.value ?? 1, sizes: [diameter], threads: [] }
    : undefined;
}

/** "from (0,0) to (85,50)": the extents of a plate. */
export function readCorners(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  const first = cursor.takeWord(from) === undefined ? undefined : cursor.take('point');
  const last = first && cursor.takeWord(to) !== undefined ? cursor.take('point') : undefined;
  if (last?.coordinates.length !== first?.coordinates.length || !first || !last) return undefined;
  const lengths = last.coordinates.map((value, index) => ({
    mm: toMm({ value: value - (first.coordinates[index] ?? 0), bare: last.bare }),
    axis: axes[index],
  }));
  if (lengths.some(({ mm }) => !(mm > 0))) return undefined;
  return { name: 'unnamed', lengths, span: cursor.since(start) };
}

const bore = wordSet('bore');

/** "bore 60,": what stands behind it without a unit is its diameter, and no count. */
export function readBore(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  const next = cursor.peek(1);
  if (!bore.has(cursor.word(-1) ?? '') || cursor.peek()?.kind !== 'number' || (next && next.kind !== 'stop'))
    return undefined;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', lengths: written.lengths, span: cursor.since(start) };
}

const onA = wordSet('on along around a an the with of having');
const around = wordSet('circle');

/** "at a radius of 40 mm": how far from the axis a hole is. */
function readAtRadius(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    if (cursor.word() !== 'at' || cursor.word(1) !== 'a' || cursor.word(2) !== 'radius') return undefined;
    cursor.index += 2;
    const size = readSize(cursor, toMm);
    if (size?.name !== 'radius' || size.lengths.length !== 1 || size.qualifier !== undefined) return undefined;
    return { name: 'pitch radius', lengths: size.lengths, span: cursor.since(start) };
  });
}

/** "on a circle with a radius of 40 mm", "on an 80 mm diameter circle": of holes. */
export function readOnCircle(cursor: Cursor, toMm: ToMm): Size | undefined {
  const radius = readAtRadius(cursor, toMm);
  if (radius) return radius;
  return cursor.try(() => {
    const start = cursor.index;
    if (cursor.word() !== 'on') return undefined;
    cursor.skipWords(onA);
    const before = readSize(cursor, toMm);
    if (cursor.takeWord(around) === undefined) return undefined;
    cursor.skipWords(onA);
    const size = before ?? readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || size.qualifier !== undefined) return undefined;
    if (!['diameter', 'radius', 'unnamed'].includes(size.name)) return undefined;
    const name = size.name === 'radius' ? 'pitch radius' : 'pitch circle';
    return { name, lengths: size.lengths, span: cursor.since(start) };
  });
}
