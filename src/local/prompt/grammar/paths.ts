import type { Span } from '../text/token';
import { wordSet, type Cursor } from './cursor';
import type { Place } from './description';
import { readNounPhrase } from './nounPhrase';
import { determiners } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import type { Telling } from './telling';

const alongWords = wordSet('along through');

/** "along half a circle": where a profile is swept. */
export function readPath(cursor: Cursor, telling: Telling, toMm: ToMm): boolean {
  return (
    cursor.try(() => {
      const start = cursor.index;
      if (!telling.isMade('swept') || cursor.takeWord(alongWords) === undefined) return undefined;
      const angle = cursor.try(() => {
        cursor.skipWords(determiners);
        return cursor.take('angle');
      });
      const phrase = readNounPhrase(cursor, toMm);
      if (!phrase || !canBePath(phrase.noun.kind)) return undefined;
      const { noun } = phrase.noun;
      const draft = telling.start({ kind: 'path', role: 'path', noun, plural: false }, cursor.since(start));
      draft.labels.add('path');
      draft.sizes.push(...phrase.sizes);
      draft.traits.push(...phrase.traits);
      if (angle) draft.angles.push(angle);
      return true;
    }) ?? false
  );
}

function canBePath(kind: string): boolean {
  return kind === 'path' || kind === 'half circle' || kind === 'quarter circle' || kind === 'circle';
}

const steps = wordSet(
  'from start starting begin beginning at line lines to then go goes draw through via next and up on the with at points vertices coordinates',
);
const closes = wordSet('close closed back to the start starting point origin it and path polyline outline');

const goes: Readonly<Record<string, readonly [number, number]>> = {
  right: [1, 0],
  left: [-1, 0],
  up: [0, 1],
  upwards: [0, 1],
  down: [0, -1],
  downwards: [0, -1],
};
const going = wordSet('go goes going then and draw line move a to the straight start starting at from');

/** "starting at (0,0), go right 80 mm, up 30 mm, left 50 mm, … back to the start": three ways and more. */
export function readWays(cursor: Cursor, toMm: ToMm): Place | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(going);
    const first = cursor.take('point');
    const [startX = 0, startY = 0] = first?.coordinates.map((value) => toMm({ value, bare: first.bare })) ?? [];
    const points: [number, number, number][] = [[startX, startY, 0]];
    for (;;) {
      const way = cursor.try(() => readWay(cursor, toMm));
      if (!way) break;
      const [x = 0, y = 0] = points.at(-1) ?? [];
      points.push([x + way[0], y + way[1], 0]);
    }
    if (points.length < 4) return undefined;
    const span = cursor.since(start);
    takeClosing(cursor);
    return { kind: 'points', points, span };
  });
}

/** ", and close it": every outline is closed. */
function takeClosing(cursor: Cursor): void {
  cursor.try(() => {
    cursor.takeStop(',');
    cursor.skipWords(ands);
    if (!closing.has(cursor.word() ?? '')) return undefined;
    cursor.skipWords(closes);
    return true;
  });
}

/** "right 80 mm", "80 mm to the right" */
function readWay(cursor: Cursor, toMm: ToMm): readonly [number, number] | undefined {
  cursor.takeStop(',');
  cursor.skipWords(going);
  const before = readLengths(cursor, toMm, true)?.lengths;
  cursor.skipWords(going);
  const word = cursor.word() ?? '';
  const way = Object.hasOwn(goes, word) ? goes[word] : undefined;
  if (!way) return undefined;
  cursor.index++;
  const [length, ...more] = before ?? readLengths(cursor, toMm, true)?.lengths ?? [];
  return length && more.length === 0 ? [way[0] * length.mm, way[1] * length.mm] : undefined;
}

/** "from (0,0) to (40,0) to (40,10)", "start at (0,0), line to (60,0), line to …, close": three points and more. */
export function readPolyline(cursor: Cursor, toMm: ToMm): Place | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const points: [number, number, number][] = [];
    let end = cursor.index;
    for (;;) {
      while (cursor.takeWord(steps) !== undefined || (points.length > 0 && cursor.takeStop(',', 'line')));
      const point = cursor.take('point');
      if (!point) break;
      const [x = 0, y = 0, z = 0] = point.coordinates.map((value) => toMm({ value, bare: point.bare }));
      points.push([x, y, z]);
      end = cursor.index;
    }
    cursor.index = end;
    if (points.length < 3 || end - start < points.length * 2 - 1 || !hasSteps(cursor, start, end)) return undefined;
    takeClosing(cursor);
    return { kind: 'points', points, span: spanOf(cursor, start, end) };
  });
}

const ands = wordSet('and then');
const closing = wordSet('close closed back');
const lineWords = wordSet('line to lines points vertices');

function hasSteps(cursor: Cursor, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (lineWords.has(cursor.word(index - cursor.index) ?? '')) return true;
  return false;
}

function spanOf(cursor: Cursor, start: number, end: number): Span {
  const now = cursor.index;
  cursor.index = end;
  const span = cursor.since(start);
  cursor.index = now;
  return span;
}
