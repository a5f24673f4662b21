import { plusMinusAt } from './nominal';
import { numeralAt } from './numerals';
import type { Pieces } from './piece';
import type { Read } from './sizes';
import type { Axis, Token } from './token';
import { unitAt } from './units';

/** A number with a sign. */
interface Signed {
  /** In mm if there is a unit, else as it was written; two of "±". */
  readonly values: readonly number[];
  readonly factor: number | undefined;
  readonly start: number;
  readonly end: number;
}

const axes: readonly Axis[] = ['x', 'y', 'z'];

function signedAt(pieces: Pieces, at: number): Signed | undefined {
  const both = plusMinusAt(pieces, at);
  const hasSign = pieces.is(at, '+', '-', '–') && pieces.at(at + 1).glued;
  const numeral = numeralAt(pieces, both ?? (hasSign ? at + 1 : at));
  if (!numeral) return undefined;
  const unit = unitAt(pieces, numeral.end);
  const value = numeral.value * (unit?.factor ?? 1);
  const values = both === undefined ? [hasSign && !pieces.is(at, '+') ? -value : value] : [value, -value];
  return { values, factor: unit?.factor, start: at, end: unit?.end ?? numeral.end };
}

/** "(10, 20)", "(0, 0, 5) mm"; "(±35, ±15)" is said as coordinates. */
export function pointAt(pieces: Pieces, at: number): Read | undefined {
  if (!pieces.is(at, '(')) return undefined;
  const numbers: Signed[] = [];
  let end = at;
  do {
    const number = simpleAt(pieces, end + 1);
    if (!number) return undefined;
    numbers.push(number);
    ({ end } = number);
  } while (pieces.is(end, ',', ';') && numbers.length < 3);
  if (numbers.length < 2 || !pieces.is(end, ')')) return undefined;
  const unit = unitAt(pieces, end + 1);
  const factors = new Set(numbers.flatMap(({ factor }) => factor ?? []));
  const factor = unit?.factor ?? [...factors][0];
  const scale = (number: Signed): number => (number.factor === undefined ? (factor ?? 1) : 1);
  end = unit?.end ?? end + 1;
  const bare = factor === undefined;
  if (numbers.every(({ values }) => values.length === 1)) {
    const coordinates = numbers.flatMap((number) => number.values.map((value) => value * scale(number)));
    return { tokens: [{ kind: 'point', coordinates, bare, span: pieces.span(at, end) }], end };
  }
  const tokens = numbers.flatMap((number, index): Token[] => {
    const axis = axes[index];
    const values = number.values.map((value) => value * scale(number));
    return axis ? [{ kind: 'coordinate', axis, values, bare, span: pieces.span(number.start, number.end) }] : [];
  });
  return { tokens, end };
}

/** A coordinate of a point: its commas are between the numbers. */
function simpleAt(pieces: Pieces, at: number): Signed | undefined {
  const index = plusMinusAt(pieces, at) ?? (pieces.is(at, '+', '-', '–') ? at + 1 : at);
  if (!pieces.isNumber(index)) return undefined;
  const glued = pieces.is(index + 1, ',') && pieces.at(index + 1).glued && pieces.isNumber(index + 2);
  if (!glued) return signedAt(pieces, at);
  const value = Number(pieces.at(index).text);
  const isNegative = index === at + 1 && !pieces.is(at, '+', '±');
  const values = plusMinusAt(pieces, at) === undefined ? [isNegative ? -value : value] : [value, -value];
  return { values, factor: undefined, start: at, end: index + 1 };
}

/** "x = 30 mm", "Z=45", "at X 30 Y 20", "x=±55mm" */
export function coordinateAt(pieces: Pieces, at: number, previous: Token | undefined): Read | undefined {
  const axis = axes.find((name) => pieces.is(at, name));
  if (!axis) return undefined;
  const named = pieces.is(at + 1, '=', ':');
  const number = signedAt(pieces, named ? at + 2 : at + 1);
  if (!number) return undefined;
  const follows = previous?.kind === 'coordinate' || (previous?.kind === 'word' && previous.text === 'at');
  const signed = number.values.length > 1 || !pieces.isNumber(at + 1);
  const isPlace = named || follows || (axis === 'x' ? beforeY(pieces, number.end) : signed || afterStop(pieces, at));
  if (!isPlace) return undefined;
  const { values, factor, end } = named && number.values.length === 1 ? listFrom(pieces, number) : number;
  const bare = factor === undefined;
  return { tokens: [{ kind: 'coordinate', axis, values, bare, span: pieces.span(at, end) }], end };
}

/** "x = 10, 50 and 90 mm": as far as numbers follow that are no size, count or coordinate of their own. */
function listFrom(pieces: Pieces, first: Signed): Signed {
  const list = [first];
  for (let end = first.end; ; end = list.at(-1)?.end ?? end) {
    const isComma = pieces.is(end, ',');
    const isLast = pieces.is(isComma ? end + 1 : end, 'and', '&');
    const next = isComma || isLast ? signedAt(pieces, end + (isComma ? 1 : 0) + (isLast ? 1 : 0)) : undefined;
    if (next?.values.length !== 1) break;
    list.push(next);
    if (isLast) break;
  }
  const last = list.at(-1) ?? first;
  // "x = 10 and 4 holes": what follows the last number may make it something else
  const isList =
    list.length > 1 &&
    (pieces.is(last.end, ',', '.', ';', ')', 'and', 'along', 'from') || pieces.at(last.end).text === '');
  if (!isList) return first;
  return { ...last, values: list.flatMap(({ values }) => values), start: first.start };
}

/** The X of "X30 Y20" */
function beforeY(pieces: Pieces, at: number): boolean {
  const next = pieces.is(at, ',', 'and', '/') ? at + 1 : at;
  return pieces.is(next, 'y') && /[-+±=:\d]/.test(pieces.at(next + 1).text);
}

/** "Z30" */
function afterStop(pieces: Pieces, at: number): boolean {
  return pieces.is(at - 1, ',', 'and', '(') && pieces.at(at + 1).glued;
}
