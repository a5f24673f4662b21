import { inch } from '../../../base/inch';
import { quoted } from '../quotes';
import { Refusal } from '../../geometry/refusal';
import { toleranceAt } from './nominal';
import { numeralAt, type Numeral } from './numerals';
import type { Pieces } from './piece';
import type { Axis, Length, Token, TokenOf } from './token';
import { unitAt } from './units';

/** What a reader makes of the pieces from an index on. */
export interface Read {
  readonly tokens: readonly Token[];
  readonly end: number;
  /** Whether a tolerance or a fit was left out. */
  readonly nominal?: boolean;
}

interface Size {
  readonly value: number;
  readonly factor: number | undefined;
  readonly axis?: Axis;
  readonly start: number;
  /** The index after all that belongs to it. */
  readonly end: number;
  readonly nominal: boolean;
}

const [shortest, longest] = [0.001, 100_000];
const isAxis = (text: string): text is Axis => text === 'x' || text === 'y' || text === 'z';

/**
 * A number, a length, several lengths that are joined, or an angle.
 * @throws Refusal if it can be read in two ways, or is no size that can be made
 */
export function sizesAt(pieces: Pieces, at: number): Read | undefined {
  const numeral = numeralAt(pieces, at);
  if (!numeral) return undefined;
  const angle = degreesEnd(pieces, numeral.end);
  if (angle !== undefined) {
    const token: Token = { kind: 'angle', degrees: numeral.value, span: pieces.span(at, angle) };
    return { tokens: [token], end: isJoin(pieces, angle) ? angle + 1 : angle };
  }
  const first = sizeAt(pieces, at, true);
  const sizes = [first];
  let { end } = first;
  let beforeAngle = false;
  while (isJoin(pieces, end)) {
    const next = numeralAt(pieces, end + 1);
    if (!next) break;
    beforeAngle = degreesEnd(pieces, next.end) !== undefined;
    if (beforeAngle) break;
    const size = sizeAt(pieces, end + 1, first.axis !== undefined);
    sizes.push(size);
    ({ end } = size);
  }
  const nominal = sizes.some((size) => size.nominal);
  const token = sizes.length === 1 && !beforeAngle ? single(pieces, first) : group(pieces, sizes);
  const tokens = isCountOf(pieces, sizes) ? countOf(pieces, sizes) : [token];
  // The "×" of "0.8 × 45°" says nothing.
  return { tokens, end: beforeAngle ? end + 1 : end, nominal };
}

function isJoin(pieces: Pieces, at: number): boolean {
  return pieces.is(at, '×', 'x', '*', 'by');
}

/** The index after "°" or "degrees", which stands here. */
function degreesEnd(pieces: Pieces, at: number): number | undefined {
  const index = pieces.is(at, '-') && pieces.at(at).glued ? at + 1 : at;
  return pieces.is(index, '°', 'deg', 'degree', 'degrees') ? index + 1 : undefined;
}

/** One number with all that belongs to it: its unit, tolerances, an axis. */
function sizeAt(pieces: Pieces, at: number, withAxis: boolean): Size {
  const numeral = numeralAt(pieces, at);
  if (!numeral) throw new RangeError('No number stands here.');
  refuseRange(pieces, at, numeral.end);
  const isDiameter = pieces.is(at - 1, 'diameter', 'od', 'id');
  const early = toleranceAt(pieces, numeral.end, isDiameter);
  const unit = unitAt(pieces, early?.end ?? numeral.end);
  const end = unit?.end ?? early?.end ?? numeral.end;
  const late = toleranceAt(pieces, end, isDiameter || unit !== undefined);
  const inches = unit?.factor === 12 * inch ? inchesAt(pieces, end) : undefined;
  const factor = unit?.factor ?? early?.unit?.factor ?? late?.unit?.factor;
  const value = inches ? numeral.value + inches.value / 12 : numeral.value;
  const last = late?.end ?? inches?.end ?? end;
  const axis = withAxis ? (axisAt(pieces, last) ?? labelAt(pieces, last, at)) : undefined;
  return {
    value,
    factor,
    ...(axis ? { axis: axis.axis } : {}),
    start: at,
    end: axis?.end ?? last,
    nominal: early !== undefined || late !== undefined,
  };
}

/** The inches of 5' 6". */
function inchesAt(pieces: Pieces, at: number): Numeral | undefined {
  const inches = pieces.isNumber(at) ? numeralAt(pieces, at) : undefined;
  if (!inches) return undefined;
  const unit = unitAt(pieces, inches.end);
  return unit?.factor === inch ? { value: inches.value, end: unit.end } : undefined;
}

/** "(X)", "(in X)", "in X", "along the Y axis", after a length. */
export function axisAt(pieces: Pieces, at: number): { axis: Axis; end: number } | undefined {
  const opened = pieces.is(at, '(');
  const start = opened ? at + 1 : at;
  const preposition = pieces.is(start, 'in', 'along') ? start + 1 : start;
  if (!opened && preposition === start) return undefined;
  const index = pieces.is(preposition, 'the') ? preposition + 1 : preposition;
  const { text } = pieces.at(index);
  if (!isAxis(text)) return undefined;
  const hyphen = pieces.is(index + 1, '-') ? index + 2 : index + 1;
  const end = pieces.is(hyphen, 'axis', 'direction', 'dimension') ? hyphen + 1 : index + 1;
  if (opened) return pieces.is(end, ')') ? { axis: text, end: end + 1 } : undefined;
  // "in X and Y" names no axis, and "in x = 30" a place.
  const another = pieces.is(end, 'and', '/', '&', 'or') && isAxis(pieces.at(end + 1).text);
  return another || pieces.isNumber(end) || pieces.is(end, '=') ? undefined : { axis: text, end };
}

const labels: Readonly<Record<string, Axis>> = {
  l: 'x',
  length: 'x',
  long: 'x',
  w: 'y',
  width: 'y',
  wide: 'y',
  h: 'z',
  height: 'z',
  high: 'z',
  t: 'z',
  thick: 'z',
  thickness: 'z',
};

/** "80 mm (L) x 60 mm (W) x 5 mm (H)": of lengths that are joined. */
function labelAt(pieces: Pieces, at: number, start: number): { axis: Axis; end: number } | undefined {
  const { text } = pieces.at(at + 1);
  const axis = Object.hasOwn(labels, text) ? labels[text] : undefined;
  const isJoined = isJoin(pieces, at + 3) || isJoin(pieces, start - 1);
  return axis && isJoined && pieces.is(at, '(') && pieces.is(at + 2, ')') ? { axis, end: at + 3 } : undefined;
}

/** "10-20 mm" */
function refuseRange(pieces: Pieces, start: number, end: number): void {
  if (!pieces.is(end, '-', '–') || !pieces.at(end).glued || !pieces.isNumber(end + 1) || !pieces.at(end + 1).glued)
    return;
  throw new Refusal(
    'not_understood',
    `${quoted(pieces.written(start, end + 2))} can be read in more than one way. Write one size, or “from … to …”.`,
    pieces.span(start, end + 2),
  );
}

function single(pieces: Pieces, size: Size): Token {
  const isNumber = size.factor === undefined && size.axis === undefined;
  return isNumber
    ? { kind: 'number', value: size.value, span: pieces.span(size.start, size.end) }
    : group(pieces, [size]);
}

/** The unit at the end holds for the sizes before it that have none. */
function group(pieces: Pieces, sizes: readonly Size[]): TokenOf<'lengths'> {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (!first || !last) throw new RangeError('There are no sizes.');
  const inMm = sizes.every(({ factor }) => factor === undefined || factor === 1);
  let unit: number | undefined = inMm && !isAllBare(sizes) ? 1 : undefined;
  const lengths: Length[] = [];
  for (const [index, size] of [...sizes.entries()].toReversed()) {
    const before = sizes.slice(0, index).findLast(({ factor }) => factor !== undefined)?.factor;
    // "40 mm x 20 x 10 cm": the unit before it may be meant, or that behind it.
    if (size.factor === undefined && before !== undefined && before !== unit) refuseUnit(pieces, first.start, last.end);
    const contradicts = unit === undefined ? !isAllBare(sizes) : unit >= 100 && size.value >= 10;
    if (size.factor === undefined && contradicts) refuseUnit(pieces, first.start, last.end);
    unit = size.factor ?? unit;
    lengths.unshift(lengthOf(pieces, size, unit));
  }
  return { kind: 'lengths', lengths, span: pieces.span(first.start, last.end) };
}

const isAllBare = (sizes: readonly Size[]): boolean => sizes.every(({ factor }) => factor === undefined);

function lengthOf(pieces: Pieces, size: Size, factor: number | undefined): Length {
  const value = size.value * (factor ?? 1);
  if (factor !== undefined && !(value >= shortest && value <= longest))
    throw new Refusal(
      'geometry_validation_failed',
      `${quoted(pieces.written(size.start, size.end))} can’t be made: sizes are from 0.001 mm to 100 m.`,
      pieces.span(size.start, size.end),
    );
  return {
    value,
    bare: factor === undefined,
    ...(factor === undefined || factor === 1 ? {} : { factor }),
    ...(size.axis === undefined ? {} : { axis: size.axis }),
    span: pieces.span(size.start, size.end),
  };
}

function refuseUnit(pieces: Pieces, start: number, end: number): never {
  throw new Refusal(
    'not_understood',
    `The prompt does not say in which unit ${quoted(pieces.written(start, end))} is. Write it after each number.`,
    pieces.span(start, end),
  );
}

/** "4x 5.5 mm" and "4 x 5.5 mm holes": how many there are, and their size. */
function isCountOf(pieces: Pieces, sizes: readonly Size[]): boolean {
  const [count, size] = sizes;
  if (!count || !size || sizes.length > 2 || count.factor !== undefined) return false;
  const join = pieces.at(count.end);
  if (!Number.isInteger(count.value) || join.text === 'by') return false;
  const asCount = count.value <= 12 && join.glued && !pieces.at(size.start).glued;
  // "4X .201 THRU"
  if (size.factor === undefined && !(asCount && pieces.is(size.end, 'through', 'diameter'))) return false;
  let next = size.end;
  while (next < size.end + 4 && pieces.is(next, ...round)) next++;
  return (
    asCount || pieces.is(next, 'holes', 'bores') || (pieces.is(size.end, 'diameter') && !pieces.isNumber(size.end + 1))
  );
}

const round = [
  'diameter',
  'round',
  'through',
  'clearance',
  'drilled',
  'mounting',
  'screw',
  'bolt',
  'blind',
  '-',
] as const;

function countOf(pieces: Pieces, sizes: readonly Size[]): Token[] {
  return sizes.flatMap((size, index): Token[] =>
    index === 0
      ? [single(pieces, size), { kind: 'times', span: pieces.span(size.end, size.end + 1) }]
      : [single(pieces, size)],
  );
}
