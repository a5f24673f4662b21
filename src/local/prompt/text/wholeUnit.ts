import { Refusal } from '../../geometry/refusal';
import type { Pieces } from './piece';
import { unitNamed, type Unit } from './units';

const subjects = [
  'all',
  'everything',
  'dimensions',
  'dimension',
  'units',
  'unit',
  'sizes',
  'measurements',
  'values',
  'lengths',
  'coordinates',
  'numbers',
] as const;
const links = [...subjects, 'are', 'is', 'given', 'stated', 'measured', 'in', 'the', 'as', ':', '=', '-'] as const;

/** A unit that is said for all sizes: "all dimensions in mm", "Units: mm.", "(mm)", "in inches:", "mm:". */
export function wholeUnitAt(pieces: Pieces, at: number): Unit | undefined {
  const opened = pieces.is(at, '(');
  const start = opened ? at + 1 : at;
  const isHead = pieces.isStop(at - 1) && pieces.is(at + 1, ':');
  // "…, INCHES" ends a title block
  const isTail =
    pieces.isStop(at - 1) && pieces.isStop(at + 1) && /^(?:inches|millimeters?|mm)$/.test(pieces.at(at).text);
  if (
    !opened &&
    !isHead &&
    !isTail &&
    !pieces.is(at, ...subjects) &&
    !(pieces.is(at, 'in') && !pieces.isNumber(at - 1))
  )
    return undefined;
  let index = start;
  while (index < start + 8 && pieces.is(index, ...links) && !isLastIn(pieces, index)) index++;
  const { text } = pieces.at(index);
  const factor = unitNamed(text);
  // "Module (m)" is no unit, nor is "m: 2".
  const isName = index === start && (isHead ? text.length < 3 && !/^[mc]m$/.test(text) : text === 'm');
  if (factor === undefined || isName) return undefined;
  if (opened) return pieces.is(index + 1, ')') ? { factor, end: index + 2 } : undefined;
  return pieces.isStop(index + 1) ? { factor, end: index + 1 } : undefined;
}

/** The "in" of "(in)" and of "units: in" is inches. */
function isLastIn(pieces: Pieces, index: number): boolean {
  return pieces.is(index, 'in') && (pieces.isStop(index + 1) || pieces.is(index + 1, ')'));
}

/** @throws Refusal if the prompt says another unit for all, too */
export function agreed(one: number | undefined, other: number): number {
  if (one === undefined || one === other) return other;
  throw new Refusal('not_understood', 'The prompt says two units for all its sizes. Write the unit after each number.');
}
