import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place, Target } from './description';
import { sidesIn, wordsOf } from '../scene/sides';
import { determiners, inwards } from './placeWords';
import { readAxis, readLengths } from './sizes';
import type { PlaceContext } from './placeContext';
import { ofWords, readTarget } from './spots';

const measured = wordSet('of by at is are lies lie sits sit with its their and');
export const froms = wordSet('from off');

/** "5 mm from the short edge and 4 mm from the long edge", "its near edge 6 mm from the end", "inset 8 mm" */
export function distance(context: PlaceContext): Place | undefined {
  const { cursor, toMm } = context;
  const start = cursor.index;
  const to = cursor.try(() => measuredTo(context)) ?? cursor.try(() => startsAt(context));
  const side = to === undefined ? cursor.try(() => ownSide(context)) : undefined;
  const isInset = to === undefined && cursor.word() === 'inset';
  if (isInset) cursor.index++;
  if (isInset) cursor.skipWords(measured);
  cursor.try(() => (cursor.takeWord(atWords) && cursor.peek()?.kind === 'number' ? true : undefined));
  const listed = readListed(context);
  const written = readLengths(cursor, toMm, true);
  const [length, ...more] = written?.lengths ?? [];
  if (!length || more.length > 0) return undefined;
  const axis = readAxis(cursor) ?? length.axis;
  const isOff = cursor.takeWord(froms) !== undefined;
  if (!isOff) cursor.skipWords(inwards);
  const below = isOff ? undefined : cursor.takePhrase(edgewise);
  if (!isOff && below === undefined && !cursor.takeWord(froms)) {
    if (!isInset || listed.length > 0) return undefined;
    return { kind: 'distance', mm: length.mm, from: [], axis, span: cursor.since(start) };
  }
  const target = readTarget(context);
  // "10 mm from the eleven edges"
  if (target?.kind === 'spot' && (target.count ?? 1) > 4) return undefined;
  const isOfOther = target?.kind === 'spot' && target.of?.kind === 'things';
  const isLevel =
    target?.kind === 'spot' &&
    (below?.some((word) => target.name === word || target.which.includes(word)) === true ||
      (isOfOther && levels.has(target.name)));
  if (!target || (below !== undefined && !isLevel)) return undefined;
  const end = side === undefined ? { target, to } : endOf(target, side);
  if (!end) return undefined;
  if (listed.length > 0)
    return axis || end.to || below
      ? undefined
      : { kind: 'distances', list: [...listed, length.mm], from: target, span: cursor.since(start) };
  return {
    kind: 'distance',
    mm: length.mm,
    from: [end.target],
    to: end.to,
    axis: axis ?? readAxis(cursor),
    ...(below && isOfOther ? { towards: below[0] === 'edge' && below[1] === 'top' ? 'below' : 'above' } : {}),
    span: cursor.since(start),
  };
}

/** The numbers before the last in "15, 45 and 75 mm from": they have its unit. */
function readListed({ cursor, toMm }: PlaceContext): number[] {
  const listed: number[] = [];
  // "holes at 15 mm, 65 mm and 135 mm from the left"
  const isAt = cursor.word(-1) === 'at';
  const factor = unitBehind(cursor);
  const read = (): true | undefined => {
    const number = cursor.take('number');
    const sized = number ? undefined : readLengths(cursor, toMm, false)?.lengths;
    const mm = number
      ? toMm({ value: number.value * (factor ?? 1), bare: factor === undefined })
      : sized?.length === 1
        ? sized[0]?.mm
        : undefined;
    // "holes of 6 mm, 10 mm from each edge": a size of its own
    const isOther = sized !== undefined && ((!isAt && cursor.stop() === ',') || cursor.word(-2) === 'of');
    const goesOn = mm !== undefined && !isOther && (cursor.takeStop(',') || cursor.word() === 'and');
    if (!goesOn) return undefined;
    cursor.skipWords(andWords);
    const next = cursor.peek()?.kind;
    if (next !== 'number' && next !== 'lengths') return undefined;
    listed.push(mm);
    return true;
  };
  while (cursor.try(read));
  return listed;
}

/** mm of the unit of "2 inches" in "1 and 2 inches". */
function unitBehind(cursor: Cursor): number | undefined {
  for (let ahead = 0; ahead < mostListed; ahead++) {
    const token = cursor.peek(ahead);
    if (token?.kind === 'lengths') return token.lengths[0]?.factor;
    if (token?.kind !== 'number' && cursor.stop(ahead) !== ',' && cursor.word(ahead) !== 'and') return undefined;
  }
  return undefined;
}

const mostListed = 48;
const atWords = wordSet('at');

/** "15 mm below the top edge": from what lies above. */
const edgewise = new Phrases<readonly string[]>([
  ['below', ['edge', 'top', 'upper']],
  ['above', ['edge', 'bottom', 'lower']],
]);

/** "its left end is": the side of a thing that a distance is measured to. */
function ownSide({ cursor, refer }: PlaceContext): string | undefined {
  if (cursor.takeWord(possessives) === undefined) return undefined;
  const side = cursor.word();
  if (side === undefined || sidesIn([side]).length === 0) return undefined;
  cursor.index++;
  if (!cursor.takeWord(sideWords)) return undefined;
  cursor.try(() => (cursor.takeWord(ofWords) ? refer() : undefined));
  const isTold = cursor.takeWord(is) !== undefined || cursor.peek()?.kind === 'lengths';
  return isTold ? side : undefined;
}

const possessives = wordSet('its the');

/** "its left end … from the left edge" is near to it, "… from the right edge" far; "the edge" is the left one. */
function endOf(target: Target, side: string): { target: Target; to: 'near' | 'far' } | undefined {
  if (target.kind !== 'spot') return undefined;
  const [own] = sidesIn([side]);
  const [named, ...more] = sidesIn(wordsOf(target));
  if (more.length > 0 || (named && named.axis !== own?.axis)) return undefined;
  if (named) return { target, to: named.sign === own?.sign ? 'near' : 'far' };
  return target.plural ? undefined : { target: { ...target, which: [...target.which, side] }, to: 'near' };
}

const starts = wordSet('starting starts beginning begins');

/** "a slot starting 10 mm from the left edge": of holes their middles are told of. */
function startsAt({ cursor, isOfHole }: PlaceContext): 'near' | undefined {
  return cursor.takeWord(starts) !== undefined && !isOfHole() ? 'near' : undefined;
}

const levels: ReadonlySet<string> = new Set(['top', 'bottom', 'face']);
const nearWords = wordSet('near nearer nearest close closer closest');
const farWords = wordSet('far farther farthest');
const sideWords = wordSet('edge side end wall flank face');
const ownWords = wordSet('its the with');
const is = wordSet('is lies being at');

/** "its near edge is": to which side of a thing a distance is measured. */
function measuredTo(context: PlaceContext): 'near' | 'far' | undefined {
  const { cursor, refer } = context;
  cursor.skipWords(ownWords);
  const byCut = cursor.try(() => nearestToCut(context));
  if (byCut) return byCut;
  const near = cursor.takeWord(nearWords) !== undefined;
  if (!near && !cursor.takeWord(farWords)) return undefined;
  if (!cursor.takeWord(sideWords)) return undefined;
  cursor.try(() => (cursor.takeWord(ofWords) ? refer() : undefined));
  cursor.skipWords(is);
  return near ? 'near' : 'far';
}

const cutCorners = new Phrases<true>([
  ['to the cut corners', true],
  ['to the corners', true],
  ['to the cut off corners', true],
]);

/** "the end of the slot nearest to the cut corners is": those are at one end of the part. */
function nearestToCut({ cursor, refer, isCutAtAnEnd }: PlaceContext): 'near' | undefined {
  if (!cursor.takeWord(sideWords) || !cursor.takeWord(ofWords) || !refer()) return undefined;
  if (!cursor.takeWord(nearWords) || !cursor.takePhrase(cutCorners) || !isCutAtAnEnd()) return undefined;
  cursor.skipWords(is);
  return 'near';
}

/** "from either short edge it is 15 mm to the hole center" */
export function distanceTo(context: PlaceContext): Place | undefined {
  const { cursor, toMm } = context;
  const start = cursor.index;
  if (cursor.word() !== 'from') return undefined;
  cursor.index++;
  const target = readTarget(context);
  if (!target) return undefined;
  cursor.takeStop(',');
  cursor.skipWords(itIs);
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  if (!length || more.length > 0 || cursor.word() !== 'to') return undefined;
  cursor.index++;
  cursor.skipWords(determiners);
  cursor.takeWord(holeWords);
  if (!cursor.takeWord(centerWords)) return undefined;
  cursor.try(() => (cursor.takeWord(ofWords) ? context.refer() : undefined));
  return { kind: 'distance', mm: length.mm, from: [target], span: cursor.since(start) };
}

/** "distance to both edges 20 mm each", "at a distance of 20 mm from the edges" is read as a distance anyway. */
export function distanceOf(context: PlaceContext): Place | undefined {
  const { cursor, toMm } = context;
  const start = cursor.index;
  cursor.skipWords(beforeDistance);
  if (!cursor.takeWord(distanceWords) || !cursor.takeWord(toWords)) return undefined;
  const target = readTarget(context);
  if (!target) return undefined;
  cursor.takeStop(':');
  cursor.skipWords(itIs);
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  if (!length || more.length > 0) return undefined;
  cursor.takeWord(eachWords);
  return { kind: 'distance', mm: length.mm, from: [target], span: cursor.since(start) };
}

const beforeDistance = wordSet('with the a at');
const distanceWords = wordSet('distance distances');
const toWords = wordSet('to from');
const eachWords = wordSet('each');
const andWords = wordSet('and');
const itIs = wordSet('it is there are');
const holeWords = wordSet('hole slot pocket bore');
const centerWords = wordSet('center centers axis middle');

const ways: Readonly<Record<string, readonly ['x' | 'y', 1 | -1]>> = {
  left: ['x', -1],
  right: ['x', 1],
  front: ['y', -1],
  back: ['y', 1],
  behind: ['y', 1],
  above: ['y', 1],
  below: ['y', -1],
};
const toThe = wordSet('to on the at');
const ofThe = wordSet('of from');

/**
 * "50 mm to the left and 50 mm to the right of the middle", "50 mm left and right of the center", "20 mm to the right
 * of the middle and 10 mm above it"
 */
export function besideMiddle(context: PlaceContext): Place | undefined {
  const { cursor } = context;
  const start = cursor.index;
  const first = besideOnce(context);
  if (!first) return undefined;
  const [[axis] = []] = first;
  const other = cursor.try(() => {
    cursor.takeStop(',');
    cursor.skipWords(andWords);
    const found = besideOnce(context, true);
    return found?.some(([one]) => one === axis) ? undefined : found;
  });
  const values: Partial<Record<'x' | 'y', number[]>> = {};
  for (const [one, mm] of [...first, ...(other ?? [])]) (values[one] ??= []).push(mm);
  return { kind: 'coordinates', values, isFromCenter: true, span: cursor.since(start) };
}

type Beside = [axis: 'x' | 'y', mm: number];

/** @param isMore "it" is the middle that was named before */
function besideOnce(context: PlaceContext, isMore = false): Beside[] | undefined {
  const { cursor, toMm } = context;
  const found: Beside[] = [];
  cursor.skipWords(measured);
  for (let last: number | undefined; ;) {
    const written = readLengths(cursor, toMm, false);
    if (written && written.lengths.length > 1) return undefined;
    last = written?.lengths[0]?.mm ?? last;
    cursor.skipWords(toThe);
    const word = cursor.word() ?? '';
    const way = Object.hasOwn(ways, word) ? ways[word] : undefined;
    if (!way || last === undefined) return undefined;
    cursor.index++;
    found.push([way[0], way[1] * last]);
    if (cursor.takeWord(andWords) === undefined) break;
  }
  const isVertical = verticals.has(cursor.word(-1) ?? '');
  if (cursor.takeWord(ofThe) === undefined && !isVertical) return undefined;
  if (isMore && cursor.takeWord(itWords)) return found;
  const target = readTarget(context);
  if (target?.kind !== 'spot') return undefined;
  const isLine = target.name === 'centerline' && found.every(([axis]) => isBesideLine(axis, target.which));
  if (!isLine && (target.name !== 'center' || target.which.length > 0)) return undefined;
  // "20 mm left and 10 mm below the center" is one point, "20 mm left and right of it" two
  const axes = found.map(([axis]) => axis);
  const isPoint = new Set(axes).size === axes.length;
  return target.of?.kind === 'spot' || (new Set(axes).size > 1 && !isPoint) ? undefined : found;
}

/** "above the horizontal centre line", "to the left of the vertical centre line" */
function isBesideLine(axis: 'x' | 'y', which: readonly string[]): boolean {
  const names = axis === 'x' ? ['vertical', 'upright'] : ['horizontal', 'long'];
  return which.every((word) => names.includes(word));
}

const verticals = wordSet('above below over');
const itWords = wordSet('it that');
