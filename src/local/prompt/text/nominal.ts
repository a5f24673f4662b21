import { numeralAt } from './numerals';
import type { Pieces } from './piece';
import { unitAt, type Unit } from './units';

/** What is said of how exactly a size is made: "±0.2 mm", "+0.1/-0.05", "H7". */
interface Tolerance {
  readonly end: number;
  /** The unit at its end is that of the size, too. */
  readonly unit?: Unit;
}

/** The index after "±", "+/-" or "+-". */
export function plusMinusAt(pieces: Pieces, at: number): number | undefined {
  return pieces.after(at, '±') ?? pieces.after(at, '+', '/', '-') ?? pieces.after(at, '+', '-');
}

/**
 * Tolerances and fits that stand here, after a size.
 * @param afterDiameter where "m6" is a fit and no thread
 */
export function toleranceAt(pieces: Pieces, at: number, afterDiameter: boolean): Tolerance | undefined {
  const fit = fitEnd(pieces, at, afterDiameter);
  if (fit !== undefined) return { end: fit };
  return enclosed(pieces, at, (start) => deviation(pieces, start)) ?? downwards(pieces, at);
}

/** "12 -0.1 mm", "Ø20 -0.02": only beside its size. */
function downwards(pieces: Pieces, at: number): Tolerance | undefined {
  const isSigned = pieces.is(at, '-') && !pieces.at(at).glued && pieces.at(at + 1).glued;
  const { text } = pieces.at(at + 1);
  return isSigned && /^0?\.\d+$/.test(text) && Number(text) <= 0.5 ? withUnit(pieces, at + 2) : undefined;
}

/** A tolerance that stands by itself: "(±0.1)", "+0.1/-0.05", "tolerance ±0.1 mm". */
export function aloneAt(pieces: Pieces, at: number): Tolerance | undefined {
  const said = pieces.is(at - 1, 'tolerance', 'tolerances') || pieces.is(at - 2, 'tolerance', 'tolerances');
  const isSmall = plusMinusAt(pieces, at + 1) !== undefined && (numeralAfterSign(pieces, at + 1)?.value ?? 2) <= 1;
  if (pieces.is(at, '(') ? isSmall : said || plusMinusAt(pieces, at) === undefined)
    return enclosed(pieces, at, (start) => deviation(pieces, start));
  return undefined;
}

function numeralAfterSign(pieces: Pieces, at: number): ReturnType<typeof numeralAt> {
  const end = plusMinusAt(pieces, at);
  return end === undefined ? undefined : numeralAt(pieces, end);
}

function enclosed(pieces: Pieces, at: number, read: (at: number) => Tolerance | undefined): Tolerance | undefined {
  if (!pieces.is(at, '(')) return read(at);
  const inner = read(at + 1);
  return inner && pieces.is(inner.end, ')') ? { ...inner, end: inner.end + 1 } : undefined;
}

/** "±0.2 mm", "+0.1/-0.05 mm", "+0.1 -0.05" */
function deviation(pieces: Pieces, at: number): Tolerance | undefined {
  const both = numeralAfterSign(pieces, at);
  const upper = both ?? (pieces.is(at, '+') ? upperAt(pieces, at + 1) : undefined);
  if (!upper) return undefined;
  if (both) return withUnit(pieces, both.end);
  const first = unitAt(pieces, upper.end)?.end ?? upper.end;
  const sign = pieces.is(first, '/', ',') ? first + 1 : first;
  const lower = numeralAt(pieces, pieces.is(sign, '-', '+') ? sign + 1 : sign);
  return lower && (pieces.is(sign, '-') || pieces.is(first, '/')) ? withUnit(pieces, lower.end) : undefined;
}

/** The "0.02" of "+0.02/0", which is no fraction. */
function upperAt(pieces: Pieces, at: number): ReturnType<typeof numeralAt> {
  const isLimit = pieces.isNumber(at) && pieces.is(at + 1, '/') && /^0?(?:\.\d+)?$/.test(pieces.at(at + 2).text);
  return isLimit ? { value: Number(pieces.at(at).text), end: at + 1 } : numeralAt(pieces, at);
}

function withUnit(pieces: Pieces, end: number): Tolerance {
  const unit = unitAt(pieces, end);
  return unit ? { end: unit.end, unit } : { end };
}

/** Of holes and shafts (ISO 286), without the letters that stand for sizes. */
const fits = /^(?:js|[abcefghjknpsu])(?:[4-9]|1[0-3])$/;

/** "H7", "H7/g6" */
function fitEnd(pieces: Pieces, at: number, afterDiameter: boolean): number | undefined {
  const isFit = (index: number): boolean => fits.test(pieces.at(index).text) && pieces.at(index).kind === 'word';
  if (isFit(at) || isShaftFit(pieces, at, afterDiameter))
    return pieces.is(at + 1, '/') && isFit(at + 2) ? at + 3 : at + 1;
  return undefined;
}

/** "Ø8 m6" and "8 m6 x 45" are fits, "4 M6" and "8 m6 holes" threads. */
function isShaftFit(pieces: Pieces, at: number, afterDiameter: boolean): boolean {
  const { written } = pieces.at(at);
  if (/^r[5-7]$/.test(written)) return afterDiameter;
  return /^m[5-7]$/.test(written) && (afterDiameter || pieces.is(at + 1, '×', 'x'));
}
