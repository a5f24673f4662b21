import { wordSet, type Cursor } from './cursor';
import type { Length } from '../text/token';
import type { Size } from './description';
import type { Draft } from './draft';
import type { ParseState } from './parseState';
import { readLengths, readSize, type ToMm } from './sizes';

/** "cube 30", "disc 50, 10 thick": the number right behind a body's noun is its size. */
export function readBareSize({ cursor, toMm, telling: { current } }: ParseState): Size | undefined {
  const ofEdges = edgeSize(cursor, current, toMm);
  const ofHole = cursor.word() === 'of' ? holeSize(cursor, current, toMm) : undefined;
  if (ofHole) return ofHole;
  const behindHole = holeBehind(cursor, current, toMm) ?? countedHoles(cursor, current, toMm);
  if (behindHole) return behindHole;
  if (ofEdges) return ofEdges;
  const ofRound = cursor.peek()?.kind === 'times' ? roundLength(cursor, current, toMm) : undefined;
  if (ofRound) return ofRound;
  const isBehind = cursor.peek(-1)?.span.end === current?.span.end && cursor.peek()?.kind === 'number';
  if (current?.role !== 'body' || current.sizes.length > 0 || !isBehind) return undefined;
  const start = cursor.index;
  const written = readLengths(cursor, toMm, true);
  const isAlone = cursor.done || cursor.stop() !== undefined || cursor.word() === 'with';
  return written?.lengths.length === 1 && isAlone
    ? { name: 'unnamed', ...written, span: cursor.since(start) }
    : undefined;
}

/** "120 mm dia x 10": what follows the diameter of a body is how long it is. */
function roundLength(cursor: Cursor, current: Draft | undefined, toMm: ToMm): Size | undefined {
  const last = current?.sizes.at(-1);
  if (current?.role !== 'body' || last?.name !== 'diameter' || last.lengths.length !== 1) return undefined;
  const start = cursor.index++;
  const next = cursor.peek(1);
  const isAlone = next === undefined || next.kind === 'stop' || (next.kind === 'word' && behindLength.has(next.text));
  if (cursor.peek()?.kind !== 'number' || !isAlone || cursor.peek(-2)?.span.end !== last.span.end) return undefined;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', lengths: written.lengths, span: cursor.since(start) };
}

const behindLength = wordSet('with and at on in each then has');

/** "bore: 50", "center hole 20": of a hole what stands behind it alone is its diameter. */
function holeBehind(cursor: Cursor, current: Draft | undefined, toMm: ToMm): Size | undefined {
  const isLabel = cursor.stop(-1) === ':' && current?.plural === false && current.count === undefined;
  const end = cursor.peek(isLabel ? -2 : -1)?.span.end;
  const next = cursor.peek(1);
  if (current?.kind !== 'hole' || current.sizes.length + current.threads.length > 0 || end !== current.span.end)
    return undefined;
  if (cursor.peek()?.kind !== 'number' || (next && next.kind !== 'stop')) return undefined;
  const start = cursor.index;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', lengths: written.lengths, span: cursor.since(start) };
}

/** "base holes: 4 x 5 mm": a count and a diameter, which no hole has two of. */
function countedHoles(cursor: Cursor, current: Draft | undefined, toMm: ToMm): Size | undefined {
  const isLabel = cursor.stop(-1) === ':' && current?.kind === 'hole' && current.plural;
  const token = isLabel && current.count === undefined && current.sizes.length === 0 ? cursor.peek() : undefined;
  const [count, diameter, ...more] = token?.kind === 'lengths' ? token.lengths : [];
  if (!count || !diameter || more.length > 0 || !isSmallNumber(count)) return undefined;
  const start = cursor.index++;
  if (current) current.count = count.value / (count.factor ?? 1);
  return { name: 'unnamed', lengths: [{ mm: toMm(diameter) }], span: cursor.since(start) };
}

const isSmallNumber = ({ value, factor = 1 }: Length): boolean =>
  Number.isInteger(value / factor) && value / factor <= 12;

/** "6 holes of 11 on a circle": without a unit, too. */
function holeSize(cursor: Cursor, current: Draft | undefined, toMm: ToMm): Size | undefined {
  if (current?.kind !== 'hole' || current.sizes.length > 0 || cursor.peek(1)?.kind !== 'number') return undefined;
  const start = cursor.index++;
  const written = readLengths(cursor, toMm, true);
  const next = cursor.word() ?? '';
  // "a hole of 5 in center": those may be inches.
  const ends = cursor.done || cursor.stop() !== undefined || (next !== 'in' && behindLength.has(next));
  return written && ends ? { name: 'unnamed', lengths: written.lengths, span: cursor.since(start) } : undefined;
}

/** "fillet the top edge 2", "both edges chamfered 1", "chamfer 1 on the edge": the number is their size. */
function edgeSize(cursor: Cursor, current: Draft | undefined, toMm: ToMm): Size | undefined {
  if (current?.role !== 'edges' || current.sizes.length > 0 || cursor.peek(-1)?.kind !== 'word') return undefined;
  const next = cursor.peek(1);
  const isPlaced = next?.kind === 'word' && behindEdges.has(next.text);
  if (cursor.peek()?.kind !== 'number' || (next && next.kind !== 'stop' && !isPlaced)) return undefined;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', ...written };
}

const behindEdges = wordSet('on at along all');

/** "of 8 mm width" is no place as "of the width" is. */
const ofSizes: ReadonlySet<string> = new Set(['side', 'width', 'length', 'height', 'thickness', 'depth']);

export function readOfSide({ cursor, toMm }: ParseState): Size | undefined {
  cursor.index++;
  const size = readSize(cursor, toMm);
  return size && ofSizes.has(size.name) && size.lengths.length === 1 ? size : undefined;
}
