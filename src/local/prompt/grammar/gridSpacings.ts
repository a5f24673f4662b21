import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { readAxis, readLengths, type ToMm } from './sizes';

const before = wordSet('with a at and of the by is are');
const lines: Readonly<Record<string, 'x' | 'y'>> = {
  column: 'x',
  columns: 'x',
  row: 'y',
  rows: 'y',
  x: 'x',
  y: 'y',
  horizontal: 'x',
  horizontally: 'x',
  vertical: 'y',
  vertically: 'y',
};
const spacings = new Phrases<true>(
  ['spacing', 'pitch', 'distance', 'center distance', 'spacings'].map((word) => [word, true] as const),
);
const equals = wordSet('of is are =');
const the = wordSet('the a each every');
const spacedWords = wordSet('are is lie spaced placed set at');
const inLines = new Phrases<true>(
  ['holes in', 'holes within', 'those in', 'within', 'in'].map((phrase) => [phrase, true] as const),
);
const sizes = new Phrases<'x' | 'y'>(
  (['length', 'width'] as const).flatMap((size) => {
    const axis = size === 'length' ? 'x' : 'y';
    return [
      `along the ${size}`,
      `along its ${size}`,
      `in the ${size} direction`,
      `across the ${size}`,
      `${size}wise`,
      ...(size === 'length' ? ['lengthwise', 'lengthways'] : ['across', 'crosswise']),
    ].map((phrase) => [phrase, axis] as const);
  }),
);
const spaced = wordSet('spaced');

/**
 * "x spacing 30 mm", "40 mm between rows", "30 mm apart in x": how far holes of a grid are apart.
 * @param isOther one of both was said: "70 mm apart in x and 50 mm in y"
 */
export function readGridSpacing(cursor: Cursor, toMm: ToMm, isOther: boolean): Size | undefined {
  return cursor.try(() => nameFirst(cursor, toMm)) ?? cursor.try(() => numberFirst(cursor, toMm, isOther));
}

/** "the rows are 14 mm apart", "holes in each row 40 mm apart" */
export function readLineSpacing(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  cursor.skipWords(before);
  const isInLine = cursor.takePhrase(inLines) === true;
  if (isInLine) cursor.skipWords(the);
  const found = lineOf(cursor, false);
  if (!found) return undefined;
  const axis = isInLine ? (found === 'x' ? 'y' : 'x') : found;
  cursor.skipWords(spacedWords);
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  if (!length || more.length > 0 || cursor.word() !== 'apart') return undefined;
  cursor.index++;
  return { name: 'spacing', lengths: [{ mm: length.mm, axis }], span: cursor.since(start) };
}

/** "holes spaced 20 mm": of holes in a row, too. */
export function readSpaced(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    if (!cursor.takeWord(spaced)) return undefined;
    cursor.skipWords(before);
    const lengths = readLengths(cursor, toMm, false)?.lengths ?? [];
    const next = cursor.word() ?? '';
    if (lengths.length === 0 || lengths.length > 2 || notSpacing.has(next)) return undefined;
    if (next === 'apart') cursor.index++;
    if (lengths.length === 2) return { name: 'spacing', lengths, span: cursor.since(start) };
    const axis = readAxis(cursor) ?? lineOf(cursor, true);
    return lengths[0] && { name: 'spacing', lengths: [{ axis, ...lengths[0] }], span: cursor.since(start) };
  });
}

const notSpacing = wordSet('from in on off away between along to x y');

function nameFirst(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  cursor.skipWords(before);
  const axis = lineOf(cursor, false);
  if (!axis || !cursor.takePhrase(spacings)) return undefined;
  cursor.takeStop(':');
  cursor.skipWords(equals);
  return sizeOf(cursor, toMm, axis, start);
}

function numberFirst(cursor: Cursor, toMm: ToMm, isOther: boolean): Size | undefined {
  const start = cursor.index;
  cursor.skipWords(before);
  cursor.takeWord(spaced);
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  if (!length || more.length > 0) return undefined;
  if (cursor.word() === 'between') {
    cursor.index++;
    cursor.skipWords(the);
    const axis = lineOf(cursor, false);
    return axis && { name: 'spacing', lengths: [{ mm: length.mm, axis }], span: cursor.since(start) };
  }
  const first = lineOf(cursor, false);
  const isNamed = cursor.word() === 'apart' ? cursor.next() !== undefined : cursor.takePhrase(spacings) === true;
  const isSpaced = cursor.word(start - cursor.index) === 'spaced';
  const axis = first ?? length.axis ?? readAxis(cursor) ?? cursor.takePhrase(sizes) ?? lineOf(cursor, true);
  if (!axis || axis === 'z' || (!isNamed && !isSpaced && !isOther)) return undefined;
  return { name: 'spacing', lengths: [{ mm: length.mm, axis }], span: cursor.since(start) };
}

function sizeOf(cursor: Cursor, toMm: ToMm, axis: 'x' | 'y', start: number): Size | undefined {
  const [length, ...more] = readLengths(cursor, toMm, true)?.lengths ?? [];
  if (!length || more.length > 0) return undefined;
  return { name: 'spacing', lengths: [{ mm: length.mm, axis }], span: cursor.since(start) };
}

/** @param adverbs only "horizontally", which stands behind */
function lineOf(cursor: Cursor, adverbs: boolean): 'x' | 'y' | undefined {
  const word = cursor.word() ?? '';
  if (!Object.hasOwn(lines, word) || (adverbs && !word.endsWith('ly'))) return undefined;
  cursor.index++;
  return lines[word];
}
