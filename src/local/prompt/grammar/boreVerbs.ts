import { every } from './everyWords';
import type { Span, TokenOf } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { determiners } from './placeWords';
import { readLengths, readSize, type ToMm } from './sizes';

export type OpeningKind = 'counterbore' | 'countersink';

const orders: Readonly<Record<string, OpeningKind>> = {
  counterbore: 'counterbore',
  spotface: 'counterbore',
  countersink: 'countersink',
};
const pasts: Readonly<Record<string, OpeningKind>> = {
  counterbored: 'counterbore',
  spotfaced: 'counterbore',
  countersunk: 'countersink',
};

function verbIn(table: Readonly<Record<string, OpeningKind>>, cursor: Cursor): OpeningKind | undefined {
  const word = cursor.word();
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** "Counterbore both holes …": the holes follow. */
export function readBoreOrder(cursor: Cursor): OpeningKind | undefined {
  const kind = verbIn(orders, cursor);
  const next = cursor.word(1);
  if (kind === undefined || next === undefined || !(determiners.has(next) || every.has(next))) return undefined;
  cursor.index++;
  return kind;
}

/** "… counterbored to 10 mm": the hole stands before it. */
export function readBored(cursor: Cursor): OpeningKind | undefined {
  const kind = verbIn(pasts, cursor);
  if (kind !== undefined) cursor.index++;
  return kind;
}

const forFirst = new Phrases([
  ['for the first', true],
  ['over the first', true],
  ['in the first', true],
]);

/** "40 mm for the first 15 mm, then 32 mm through": the depth of the wider part of a bore. */
export function readStepDepth(cursor: Cursor, toMm: ToMm): number | undefined {
  return cursor.try(() => {
    if (!cursor.takePhrase(forFirst)) return undefined;
    const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
    return more.length === 0 ? length?.mm : undefined;
  });
}

/** Moves the diameter that a hole was given last to the wider part of it. @returns its sizes */
export function takeStep(hole: Draft, depth: number, span: Span): Size[] | undefined {
  const last = hole.sizes.at(-1);
  if (!last || !['diameter', 'unnamed'].includes(last.name) || last.lengths.length !== 1) return undefined;
  hole.sizes.pop();
  return [
    { ...last, name: 'diameter' },
    { name: 'depth', lengths: [{ mm: depth }], span },
  ];
}

const cutCorner = new Phrases<true>([
  ['right triangle', true],
  ['right triangles', true],
  ['right angled triangle', true],
  ['right angled triangles', true],
  ['triangle', true],
  ['triangles', true],
  ['cut off', true],
  ['off', true],
]);

/** "as right triangles with 10 mm legs": what a corner that is cut off looks like. */
export function readCutCorner(cursor: Cursor): true | undefined {
  cursor.takeWord(articles);
  return cursor.takePhrase(cutCorner);
}

const articles = wordSet('a an as');

/** "legs of 8 mm", where a leg is no part. */
export function readLeg(cursor: Cursor, toMm: ToMm): Size | undefined {
  const size = readSize(cursor, toMm);
  return size?.name === 'leg' ? size : undefined;
}

const beforeAngle = wordSet('a an the with has at included opening');
const behindAngle = wordSet('of is');

/** "an included angle of 90 degrees" */
export function readAngle(cursor: Cursor): TokenOf<'angle'> | undefined {
  cursor.skipWords(beforeAngle);
  if (cursor.word() === 'angle') cursor.index++;
  else return undefined;
  cursor.skipWords(behindAngle);
  return cursor.take('angle');
}

const before = wordSet('on in at a an the');
const shapes = wordSet('square rectangular rectangle');
const patterns = new Phrases<true>([
  ['square', true],
  ['square pattern', true],
  ['bolt square', true],
  ['bolt pattern', true],
  ['square bolt pattern', true],
  ['hole pattern', true],
  ['square hole pattern', true],
  ['square grid', true],
  ['rectangle', true],
  ['rectangular pattern', true],
  ['pattern', true],
  ['mm pattern', true],
]);

/** "on an 85 mm square", "in a 60 x 40 mm rectangular pattern" */
export function readPattern(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  const spaced = cursor.try(() => readSpacings(cursor, toMm));
  if (spaced) return { name: 'spacing', lengths: spaced, span: cursor.since(start) };
  return cursor.try(() => {
    if (cursor.word() !== 'on' && cursor.word() !== 'in') return undefined;
    cursor.skipWords(before);
    const isFirst = cursor.takeWord(shapes) !== undefined;
    if (isFirst && cursor.word() !== 'pattern') return undefined;
    if (isFirst) cursor.index++;
    if (isFirst) cursor.skipWords(ofWords);
    const lengths = readLengths(cursor, toMm, false)?.lengths ?? [];
    if (lengths.length === 0 || lengths.length > 2 || (!isFirst && !cursor.takePhrase(patterns))) return undefined;
    return { name: 'pattern', lengths, span: cursor.since(start) };
  });
}

/** "150 x 150 mm spacing", "with hole distances of 140 x 70 mm": one along each side. */
function readSpacings(cursor: Cursor, toMm: ToMm): Size['lengths'] | undefined {
  cursor.skipWords(beforeSpacing);
  const isNamed = cursor.takePhrase(spacings) !== undefined;
  if (isNamed) cursor.takeStop(':');
  if (isNamed) cursor.skipWords(ofWords);
  const lengths = readLengths(cursor, toMm, false)?.lengths;
  return lengths?.length === 2 && (isNamed || cursor.takePhrase(spacings)) ? lengths : undefined;
}

const beforeSpacing = wordSet('with at a and');
const spacings = new Phrases<true>(
  ['spacing', 'distance', 'pitch', 'center distance', 'center to center']
    .flatMap((name) => [name, `hole ${name}`, `${name}s`, `hole ${name}s`])
    .concat(
      'spacing of the holes',
      'between centers',
      'between hole centers',
      'between the hole centers',
      'centers',
      'apart',
    )
    .map((phrase) => [phrase, true] as const),
);
const ofWords = wordSet('of');
