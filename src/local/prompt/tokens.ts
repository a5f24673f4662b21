import { inch } from '../../base/inch';
import { metricThread, unifiedThread, type Thread } from '../geometry/hardware/threads';
import { materialWord } from './materials';
import { quoted } from './quotes';
import { Refusal } from './reading';
import { afterInch, numberWords, openers, spellings } from './vocabulary';

/** One word, one length or one thread size of a prompt, in the order of writing. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | Numbers
  | { readonly kind: 'angle'; readonly degrees: number }
  /** A place on a face in mm, or in the prompt's unit when `bare`. */
  | { readonly kind: 'point'; readonly x: number; readonly y: number; readonly bare: boolean }
  | { readonly kind: 'thread'; readonly thread: Thread }
  /** The "x" of "4x M5" and "40 mm od x 30 mm id": what is before it and after it don't belong together. */
  | { readonly kind: 'joint' }
  | { readonly kind: 'break'; readonly sentence: boolean };

/** One number, or several joined by "x" or "by": lengths in mm, or a count when `unit` is none. */
export interface Numbers {
  readonly kind: 'numbers';
  readonly values: readonly number[];
  /** The first one as it is written, whatever the unit behind the others: a count, as in "3x 0.5 cm holes". */
  readonly first: number;
  /** Metres are as mm: numbers without a unit beside them are mm, too. */
  readonly unit: 'none' | 'mm' | 'other';
  /** Written as a whole number and a fraction, "4 1/2": it may have been meant as a count and a size. */
  readonly mixed: boolean;
  /** Several places, and not the sizes of one thing. */
  readonly list?: boolean;
}

const unitsInMm: Readonly<Record<string, number>> = {
  mm: 1,
  millimeter: 1,
  millimeters: 1,
  millimetre: 1,
  millimetres: 1,
  mms: 1,
  cm: 10,
  centimeter: 10,
  centimeters: 10,
  centimetre: 10,
  centimetres: 10,
  m: 1000,
  meter: 1000,
  meters: 1000,
  metre: 1000,
  metres: 1000,
  inch,
  inches: inch,
  '"': inch,
  ft: 304.8,
  feet: 304.8,
  foot: 304.8,
  um: 0.001,
  thou: 0.0254,
  mil: 0.0254,
  mils: 0.0254,
};

const [shortest, longest] = [0.001, 100_000];
const pattern =
  /(\(\s*[-+]?(?:\d+(?:\.\d+)?|\.\d+) ?(?:mm)?\s*,\s*[-+]?(?:\d+(?:\.\d+)?|\.\d+) ?(?:mm)?\s*\))|(#\d+(?:-\d+)?|\d+\/\d+-\d+(?!\/))(?: ?un[cf])?(?![\p{L}\d])|(\d+[ -]\d+\/\d+|\d+(?:\.\d+)?(?:\/\d+)?|\.\d+)|(m\d+(?:\.\d+)?(?: ?x ?\d\.\d+)?)(?![\p{L}\d])|((?:mm|cm)(?=ø(?!\p{L}))|[\p{L}\p{M}]+)|(["°])|([,.;()!?]|\n)|(\p{Regional_Indicator}\p{Regional_Indicator}|[^\s](?:[\p{M}\p{Emoji_Modifier}]|\u200d[^\s])*)/guy;

interface Piece {
  readonly text: string;
  readonly kind: 'number' | 'thread' | 'point' | 'other';
}

/**
 * Splits a normalized prompt into tokens, in time proportional to its length.
 * @throws Refusal when a number can be read in more than one way, or is no size that can be made
 */
export function tokenize(text: string): Token[] {
  const pieces = split(text);
  const inInches = pieces.some(
    ({ text: piece }, index) => (piece === '"' || piece.startsWith('inch')) && pieces[index - 1]?.kind === 'number',
  );
  const tokens: Token[] = [];
  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index];
    if (!piece) break;
    if (piece.kind === 'number') {
      const group = readNumbers(pieces, index, inInches);
      tokens.push(group.token);
      index = group.end;
      continue;
    }
    if (piece.kind === 'thread') tokens.push({ kind: 'thread', thread: readThread(piece.text) });
    else if (piece.kind === 'point') tokens.push(readPoint(piece.text));
    else if (isBreak(piece)) tokens.push({ kind: 'break', sentence: /[.;!?\n]/.test(piece.text) });
    else if (isJoint(piece) && startsSize(pieces[index + 1])) tokens.push({ kind: 'joint' });
    else if (piece.text !== '=') tokens.push({ kind: 'word', text: piece.text });
    index++;
  }
  return tokens;
}

function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    while (/[^\S\n]/.test(text[pattern.lastIndex] ?? '')) pattern.lastIndex++;
    const match = pattern.exec(text);
    if (!match) break;
    const [whole, point, unified, number, metric] = match;
    const word = Object.hasOwn(spellings, whole) ? (spellings[whole] ?? '') : whole;
    const isNumber = number !== undefined || Object.hasOwn(numberWords, word);
    pieces.push({
      text: word,
      kind:
        point !== undefined
          ? 'point'
          : unified !== undefined || metric !== undefined
            ? 'thread'
            : isNumber
              ? 'number'
              : 'other',
    });
  }
  return pieces;
}

function readThread(text: string): Thread {
  const [nominal, pitch] = text.slice(1).split('x').map(Number);
  const thread = text.startsWith('m')
    ? metricThread(nominal ?? NaN, pitch)
    : unifiedThread(text.replace(/ ?un[cf]$/, ''));
  if (!thread)
    throw new Refusal(
      'unsupported_feature',
      `The built-in service has no sizes for the thread ${text.toUpperCase().replace('X', 'x')}.`,
    );
  return thread;
}

function readPoint(text: string): Token {
  const [x = NaN, y = NaN] = text
    .replace(/[()\s]|mm/g, '')
    .split(',')
    .map(Number);
  return { kind: 'point', x, y, bare: !text.includes('mm') };
}

/**
 * A number and what is joined to it: `40x20x10mm`, `40 mm by 20 mm`. The unit at the end holds for the numbers without
 * one, if no other contradicts it.
 */
function readNumbers(pieces: readonly Piece[], start: number, inInches: boolean): { token: Token; end: number } {
  const numbers: { text: string; factor: number | undefined }[] = [];
  let list = false;
  let index = start;
  for (;;) {
    const text = pieces[index]?.text ?? '';
    const next = pieces[index + 1]?.text ?? '';
    if (numbers.length === 0 && /^(?:°|deg|degrees?)$/.test(next))
      return { token: { kind: 'angle', degrees: toNumber(text) }, end: index + 2 };
    const unit = readUnit(pieces, index + 1, inInches);
    if (unit.factor === undefined) refuseShare(pieces, index);
    numbers.push({ text, factor: unit.factor });
    index = unit.end;
    // "1.5 mm x 45°"
    const isAngle = /^(?:°|deg|degrees?)$/.test(pieces[index + 2]?.text ?? '');
    if (!(isJoint(pieces[index]) && pieces[index + 1]?.kind === 'number') || isAngle) break;
    list ||= pieces[index]?.text === '|';
    index++;
  }
  const factors = new Set(numbers.flatMap(({ factor }) => factor ?? []));
  const [common] = factors;
  const open = factors.size > 1 || (common !== 1 && numbers.at(-1)?.factor === undefined);
  if (common !== undefined && open && numbers.some(({ factor }) => factor === undefined)) {
    throw new Refusal(
      'not_understood',
      `The prompt does not say in which unit ${numbers.map(({ text }) => text).join(' x ')} are. Write it after each number.`,
    );
  }
  const values = numbers.map(({ text, factor }) => checked(toNumber(text) * (factor ?? common ?? 1), text));
  const unit =
    common === undefined ? 'none' : [...factors].every((factor) => factor === 1 || factor === 1000) ? 'mm' : 'other';
  return {
    token: {
      kind: 'numbers',
      values,
      first: toNumber(numbers[0]?.text ?? ''),
      unit,
      mixed: numbers.some(({ text }) => /\d[ -]\d/.test(text)),
      ...(list ? { list } : {}),
    },
    end: index,
  };
}

/** "1/4 of the length" is no length. */
function refuseShare(pieces: readonly Piece[], index: number): void {
  const { text = '' } = pieces[index] ?? {};
  const owner = pieces[index + 2]?.text ?? '';
  if (Number.isInteger(toNumber(text)) || pieces[index + 1]?.text !== 'of' || !owners.has(owner)) return;
  throw new Refusal('not_understood', `The prompt does not say what ${quoted(`${text} of ${owner}`)} is.`);
}

const owners = new Set(['the', 'its', 'their', 'that']);

const place = new Set([
  'a',
  'an',
  'the',
  'each',
  'all',
  'every',
  'both',
  'its',
  'center',
  'corner',
  'corners',
  'from',
  'line',
  'row',
  'total',
  materialWord,
]);

function readUnit(
  pieces: readonly Piece[],
  index: number,
  inInches: boolean,
): { factor: number | undefined; end: number } {
  const text = pieces[index]?.text ?? '';
  if (text === 'in') {
    const next = pieces[index + 1];
    if (next && place.has(next.text) && !(inInches && next.text === materialWord))
      return { factor: undefined, end: index };
    if (inInches || !next || isBreak(next) || openers.has(next.text) || afterInch.has(next.text))
      return { factor: inch, end: index + 1 };
    throw new Refusal(
      'not_understood',
      `${quoted(`${pieces[index - 1]?.text ?? ''} in ${next.text}`)} can be read in two ways. Write “inch” or “mm” after the number.`,
    );
  }
  const factor = Object.hasOwn(unitsInMm, text) ? unitsInMm[text] : undefined;
  return { factor, end: factor === undefined ? index : index + 1 };
}

function isBreak({ text }: Piece): boolean {
  return /^[,.;()!?\n]$/.test(text);
}

/** What joins two sizes. */
function isJoint(piece: Piece | undefined): boolean {
  return piece?.text === 'x' || piece?.text === 'by' || piece?.text === '|';
}

function startsSize(piece: Piece | undefined): boolean {
  return piece !== undefined && (piece.kind === 'number' || piece.kind === 'thread' || piece.text === 'diameter');
}

function checked(value: number, text: string): number {
  if (!(value >= shortest && value <= longest))
    throw new Refusal('geometry_validation_failed', `${quoted(text)} can’t be made: sizes are from 0.001 mm to 100 m.`);
  return value;
}

function toNumber(text: string): number {
  const [whole, fraction] = text.includes('/') && /[ -]/.test(text) ? text.split(/[ -]/) : ['0', text];
  const [numerator, denominator] = (fraction ?? '').split('/').map((part) => numberWords[part] ?? Number(part));
  return Number(whole) + (numerator ?? NaN) / (denominator ?? 1);
}
