import { inch } from '../../../base/inch';
import { quoted } from '../quotes';
import { Refusal } from '../../geometry/refusal';
import type { Pieces } from './piece';

const inMm: Readonly<Record<string, number>> = {
  mm: 1,
  mms: 1,
  millimeter: 1,
  millimeters: 1,
  cm: 10,
  centimeter: 10,
  centimeters: 10,
  m: 1000,
  meter: 1000,
  meters: 1000,
  μm: 0.001,
  um: 0.001,
  micron: 0.001,
  microns: 0.001,
  inch,
  inches: inch,
  '"': inch,
  ft: 12 * inch,
  foot: 12 * inch,
  feet: 12 * inch,
  "'": 12 * inch,
  thou: inch / 1000,
  mil: inch / 1000,
  mils: inch / 1000,
};

/** A unit, in mm, and the index after it. */
export interface Unit {
  readonly factor: number;
  readonly end: number;
}

/** The unit of that name. */
export function unitNamed(text: string): number | undefined {
  return text === 'in' ? inch : Object.hasOwn(inMm, text) ? inMm[text] : undefined;
}

/** What may follow "in" only if it is the unit. */
const afterInch = new Set(
  'x by long wide high tall thick deep hole holes bore through od id pcd cube square clearance apart across on from or radius × -'.split(
    ' ',
  ),
);
/** What may follow "in" only if it is the preposition: "⌀25 in the middle". */
export const afterPreposition: ReadonlySet<string> = new Set(
  'a an the each all every both its their this that these those one two total between center middle corner corners line row rows z y direction steel aluminum brass'.split(
    ' ',
  ),
);

/**
 * The unit that stands here, after a number: "mm", "-mm" of "5-mm", `"`. "in" is one right after the digits, after a
 * fraction, before a stop and before words such as "long"; elsewhere only if the prompt measures in inches.
 * @throws Refusal if "in" could be the unit or the preposition
 */
export function unitAt(pieces: Pieces, at: number): Unit | undefined {
  const start = pieces.is(at, '-') && pieces.at(at).glued && pieces.at(at + 1).glued ? at + 1 : at;
  const { text, kind } = pieces.at(start);
  if (kind !== 'word' && kind !== 'sign') return undefined;
  if (text === 'in') return isInch(pieces, start) ? { factor: inch, end: start + 1 } : undefined;
  const factor = unitNamed(text);
  // "10 m = 2": a letter that stands for a size.
  return factor === undefined || (text === 'm' && pieces.is(start + 1, '=')) ? undefined : { factor, end: start + 1 };
}

function isInch(pieces: Pieces, at: number): boolean {
  const isFraction = pieces.is(at - 2, '/') && pieces.at(at - 2).glued;
  if (pieces.at(at).glued) return true;
  const { text } = pieces.at(at + 1);
  // "(0, 45) in mm"
  if (
    afterPreposition.has(text) ||
    (text !== 'in' && unitNamed(text) !== undefined) ||
    (text === 'x' && !pieces.isNumber(at + 2))
  )
    return false;
  if (
    isFraction ||
    // "a 2 in x 1 in pocket"
    (pieces.is(at - 2, 'x', '×', 'by') && pieces.is(at - 3, 'in', 'inch', 'inches', '"')) ||
    // "2 in in diameter"
    text === 'in' ||
    pieces.is(at - 2, 'ft', 'feet', 'foot', "'") ||
    pieces.isStop(at + 1) ||
    afterInch.has(text) ||
    pieces.inInches
  )
    return true;
  throw new Refusal(
    'not_understood',
    `${quoted(pieces.written(at - 1, at + 2))} can be read in two ways. Write “inch” or “mm” after the number.`,
    pieces.span(at - 1, at + 2),
  );
}
