import { quoted } from '../quotes';
import { Refusal } from '../../geometry/refusal';
import { fractions, type Pieces } from './piece';
import { unitAt } from './units';

/** A number, and the index after it. */
export interface Numeral {
  readonly value: number;
  readonly end: number;
}

const ones = 'one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const small = new Map([...ones, ...teens].map((word, index) => [word, index + 1]));
const large = new Map(tens.map((word, index) => [word, 20 + 10 * index]));
const several: Readonly<Record<string, number>> = { single: 1, pair: 2, dozen: 12 };
/** "Half an inch", "three quarters". */
const parts: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  seventh: 7,
  sevenths: 7,
  eighth: 8,
  eighths: 8,
  ninth: 9,
  ninths: 9,
  tenth: 10,
  tenths: 10,
  twelfth: 12,
  twelfths: 12,
  sixteenth: 16,
  sixteenths: 16,
};

/**
 * The number that stands here, in digits or words: "5", ".25", "1/4", "1-1/2", "1,200", "twenty-five", "two and a
 * half", "a dozen".
 * @throws Refusal if it can be read in two ways
 */
export function numeralAt(pieces: Pieces, at: number): Numeral | undefined {
  if (beginsThread(pieces, at)) return undefined;
  const numeral = pieces.isNumber(at) ? inDigits(pieces, at) : (partAt(pieces, at, true) ?? inWords(pieces, at));
  if (!numeral) return undefined;
  const half = pieces.after(numeral.end, 'and', 'a', 'half');
  const joined = half === undefined ? numeral : { value: numeral.value + 1 / 2, end: half };
  if (Number.isFinite(joined.value)) return joined;
  throw new Refusal(
    'geometry_validation_failed',
    `${quoted(pieces.written(at, joined.end))} is no number to measure with.`,
    pieces.span(at, joined.end),
  );
}

function inDigits(pieces: Pieces, at: number): Numeral {
  const fraction = fractionAt(pieces, at);
  if (fraction) return fraction;
  const value = Number(pieces.at(at).text);
  const simple = { value, end: at + 1 };
  if (!Number.isInteger(value)) return simple;
  const hyphen = pieces.is(at + 1, '-') && pieces.at(at + 1).glued;
  const rest = fractionAt(pieces, hyphen ? at + 2 : at + 1);
  if (!rest || rest.value >= 1) return withCommas(pieces, at) ?? simple;
  const mixed = { value: value + rest.value, end: rest.end };
  if (!hyphen) refuseCountAndSize(pieces, at, mixed.end);
  return mixed;
}

/** Numbered threads that are often written without "#". */
const numbered = new Set(['4-40', '6-32', '8-32', '10-24', '10-32']);

/** "1/4-20", "8-32" */
export function beginsThread(pieces: Pieces, at: number): boolean {
  const slash = pieces.is(at + 1, '/') && pieces.isNumber(at + 2);
  const size = slash ? at + 3 : at + 1;
  const hyphen = pieces.is(size, '"') ? size + 1 : size;
  const isPitched = pieces.is(hyphen, '-') && pieces.at(hyphen).glued && pieces.isNumber(hyphen + 1);
  return pieces.isNumber(at) && isPitched && (slash || numbered.has(pieces.written(at, hyphen + 2)));
}

/** "1/4", and not that of "1/4-20" or "1/4/99". */
function fractionAt(pieces: Pieces, at: number): Numeral | undefined {
  if (fractions.test(pieces.at(at).written)) return { value: Number(pieces.at(at).text), end: at + 1 };
  const isFraction =
    pieces.isNumber(at) && pieces.is(at + 1, '/') && pieces.at(at + 1).glued && pieces.isNumber(at + 2);
  const end = at + 3;
  const goesOn = (pieces.is(end, '-') || pieces.is(end, '/')) && pieces.at(end).glued && pieces.isNumber(end + 1);
  const value = Number(pieces.at(at).text) / Number(pieces.at(at + 2).text);
  return isFraction && pieces.at(at + 2).glued && !goesOn && value > 0 ? { value, end } : undefined;
}

/** "4 1/2 inch holes" may be four holes, or a size. */
function refuseCountAndSize(pieces: Pieces, at: number, end: number): void {
  const unit = unitAt(pieces, end);
  const next = pieces.at(unit?.end ?? end);
  const plural = next.kind === 'word' && /[^su]s$/.test(next.text) && next.text !== 'thickness';
  if (unit ? plural && pieces.at(at).text !== '1' : !isJoined(pieces, end) && !pieces.isStop(end))
    refuseTwoWays(pieces, at, unit?.end ?? end, 'Write “4x” for a count, and “4-1/2” or “4.5” for a size.');
}

/** "1,200 mm" is a thousand and more, "5,5 mm" a decimal comma, and "10,20,30" a list, which is no number. */
function withCommas(pieces: Pieces, at: number): Numeral | undefined {
  let end = at + 1;
  while (
    end < at + 7 &&
    pieces.is(end, ',') &&
    pieces.at(end).glued &&
    pieces.isNumber(end + 1) &&
    pieces.at(end + 1).glued
  )
    end += 2;
  const follows = pieces.is(at - 1, ',') && pieces.at(at).glued && pieces.isNumber(at - 2);
  if (end === at + 1 || follows) return undefined;
  const written = pieces.written(at, end);
  const isSized = unitAt(pieces, end) !== undefined || isJoined(pieces, end);
  const thousands = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(written);
  if (thousands && isSized && end === at + 3) return { value: Number(written.replace(',', '')), end };
  if (!thousands && end > at + 3) return undefined;
  const named = pieces.is(at - 1, 'diameter', 'radius', '=', 'of', 'by', '×', 'x');
  const decimal =
    /^\d+,\d+$/.test(written) && (isSized || named || written.startsWith('0')) && !pieces.is(at - 1, 'at', 'from');
  if (!thousands && decimal && !pieces.hasPoint) return { value: Number(written.replace(',', '.')), end };
  return refuseTwoWays(
    pieces,
    at,
    end,
    'Write decimals with a point (4.5), thousands without a comma, and a space after the comma of a list.',
  );
}

function isJoined(pieces: Pieces, at: number): boolean {
  return pieces.is(at, '×', 'x', 'by') && !pieces.isStop(at + 1);
}

function inWords(pieces: Pieces, at: number): Numeral | undefined {
  const start = pieces.is(at, 'a') && pieces.is(at + 1, 'pair', 'dozen', 'hundred') ? at + 1 : at;
  const { text } = pieces.at(start);
  if (pieces.at(start).kind !== 'word' || (text === 'one' && isPronoun(pieces, start))) return undefined;
  if (Object.hasOwn(several, text))
    return { value: several[text] ?? NaN, end: pieces.after(start, 'pair', 'of') ?? start + 1 };
  const half = pieces.after(at, 'half', 'a', 'dozen');
  if (half !== undefined) return { value: 6, end: half };
  const first = text === 'hundred' ? undefined : belowHundred(pieces, start);
  const hundred =
    text === 'hundred' ? start : first && first.value < 10 && pieces.is(first.end, 'hundred') ? first.end : undefined;
  if (hundred === undefined) return first;
  const rest = belowHundred(pieces, pieces.is(hundred + 1, 'and') ? hundred + 2 : hundred + 1);
  return { value: 100 * (first?.value ?? 1) + (rest?.value ?? 0), end: rest?.end ?? hundred + 1 };
}

function belowHundred(pieces: Pieces, at: number): Numeral | undefined {
  const { text } = pieces.at(at);
  const few = small.get(text);
  if (few !== undefined) return { value: few, end: at + 1 };
  const many = large.get(text);
  if (many === undefined) return undefined;
  const next = pieces.is(at + 1, '-') && pieces.at(at + 1).glued ? at + 2 : at + 1;
  const rest = ones.includes(pieces.at(next).text) ? small.get(pieces.at(next).text) : undefined;
  return rest === undefined ? { value: many, end: at + 1 } : { value: many + rest, end: next + 1 };
}

const beforePronoun = new Set(
  'this that the other each which first second last latter former upper lower long short middle'.split(' '),
);
const afterPronoun = new Set('is has goes was sits stands that which another after'.split(' '));

/** "This one is …", "the long one." */
function isPronoun(pieces: Pieces, at: number): boolean {
  return beforePronoun.has(pieces.at(at - 1).text) || afterPronoun.has(pieces.at(at + 1).text);
}

/**
 * A part of one that is said in words: "half", "a third", "two thirds", "one tenth".
 * @param ofUnit only if a unit follows, as in "half an inch" and "three-quarter inch"
 */
export function partAt(pieces: Pieces, at: number, ofUnit: boolean): Numeral | undefined {
  const count = pieces.is(at, 'a', 'an')
    ? { value: 1, end: at + 1 }
    : (belowHundred(pieces, at) ?? digitsBeforePart(pieces, at));
  const start = count?.end ?? at;
  const index = pieces.is(start, '-') && pieces.at(start).glued ? start + 1 : start;
  const { text } = pieces.at(index);
  if (!Object.hasOwn(parts, text) || (!count && text !== 'half' && !(ofUnit && text === 'quarter'))) return undefined;
  const part = { value: (count?.value ?? 1) / (parts[text] ?? NaN), end: index + 1 };
  if (!ofUnit) return part;
  const of = pieces.is(part.end, 'of') ? part.end + 1 : part.end;
  const end = pieces.is(of, 'a', 'an') ? of + 1 : of;
  return unitAt(pieces, end) ? { value: part.value, end } : undefined;
}

function digitsBeforePart(pieces: Pieces, at: number): Numeral | undefined {
  return pieces.isNumber(at) ? { value: Number(pieces.at(at).text), end: at + 1 } : undefined;
}

function refuseTwoWays(pieces: Pieces, start: number, end: number, advice: string): never {
  throw new Refusal(
    'not_understood',
    `${quoted(pieces.written(start, end))} can be read in more than one way. ${advice}`,
    pieces.span(start, end),
  );
}
