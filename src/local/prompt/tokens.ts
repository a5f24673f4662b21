import { Refusal } from './reading';
import { numberWords, openers, phrases, spellings } from './vocabulary';

/** One word, one length or one thread size of a prompt, in the order of writing. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | Numbers
  /** A metric thread: M5. */
  | { readonly kind: 'thread'; readonly size: number }
  /** The "x" of "4x M5" and "40 mm od x 30 mm id": what is before it and after it don't belong together. */
  | { readonly kind: 'joint' }
  | { readonly kind: 'break' };

/** One number, or several joined by "x" or "by": lengths in mm, or a count when `unit` is none. */
export interface Numbers {
  readonly kind: 'numbers';
  readonly values: readonly number[];
  readonly unit: 'none' | 'mm' | 'other';
  /** Written as a whole number and a fraction, "4 1/2": it may have been meant as a count and a size. */
  readonly mixed: boolean;
}

const unitsInMm: Readonly<Record<string, number>> = {
  mm: 1, millimeter: 1, millimeters: 1, millimetre: 1, millimetres: 1,
  cm: 10, centimeter: 10, centimeters: 10, centimetre: 10, centimetres: 10,
  m: 1000, meter: 1000, meters: 1000, metre: 1000, metres: 1000,
  inch: 25.4, inches: 25.4, '"': 25.4, ft: 304.8, feet: 304.8, foot: 304.8,
};

const [shortest, longest] = [0.001, 100_000];
const pattern = /(\d+[ -]\d+\/\d+|\d+(?:\.\d+)?(?:\/\d+)?|\.\d+)|(m\d+(?:\.\d+)?)(?![a-z\d])|([a-z]+)|(["ø])|([,.;()]|\n)|(\S)/gy;

interface Piece {
  readonly text: string;
  readonly isNumber: boolean;
}

/**
 * Splits a prompt into tokens, in time proportional to its length.
 * @throws Refusal when a number can be read in more than one way, or is no size that can be made
 */
export function tokenize(prompt: string): Token[] {
  const pieces = split(prompt);
  const tokens: Token[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index];
    if (!piece) break;
    if (piece.isNumber) {
      const group = readNumbers(pieces, index);
      tokens.push(group.token);
      index = group.end;
      continue;
    }
    const joins = isJoint(piece) && startsSize(pieces[index + 1]);
    if (/^m\d/.test(piece.text)) tokens.push({ kind: 'thread', size: Number(piece.text.slice(1)) });
    else if (isBreak(piece)) tokens.push({ kind: 'break' });
    else if (joins) tokens.push({ kind: 'joint' });
    else if (!/[:=]/.test(piece.text)) tokens.push({ kind: 'word', text: piece.text });
    index++;
  }
  return tokens;
}

function split(prompt: string): Piece[] {
  const text = prompt
    .replace(/[¼½¾⅐-⅞]/g, (fraction) => ` ${fraction.normalize('NFKC').replace('⁄', '/')}`)
    // Raised and lowered digits would become digits like any others: 10² is not 102.
    .replace(/[^²³¹⁰-₟]+/g, (plain) => plain.normalize('NFKC'))
    .toLowerCase()
    .replace(/[×✕*]/g, 'x')
    .replace(/[ø⌀]/g, 'ø')
    .replace(/[”″]|''/g, '"')
    .replace(/(?<=[a-z])[-‐–](?=[a-z])|(?<=\d)[-‐](?=[a-z])/g, ' ')
    .replace(/\b(dia|diam|thk|in)\./g, '$1 ');
  const comma = /(?<!\d)\d+,\d+/.exec(text);
  if (comma) throw new Refusal('not_understood', `“${comma[0].slice(0, 40)}” can be read in more than one way. Write decimals with a point (4.5), thousands without a comma, and a space after the comma of a list.`);
  const pieces: Piece[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    while (/[^\S\n]/.test(text[pattern.lastIndex] ?? '')) pattern.lastIndex++;
    const match = pattern.exec(text);
    if (!match) break;
    const word = Object.hasOwn(spellings, match[0]) ? (spellings[match[0]] ?? '') : match[0];
    pieces.push({ text: word, isNumber: match[1] !== undefined || Object.hasOwn(numberWords, word) });
  }
  return pieces;
}

/** A number and what is joined to it: `40x20x10mm`, `40 mm by 20 mm`. The unit at the end holds for the numbers without one, if no other contradicts it. */
function readNumbers(pieces: readonly Piece[], start: number): { token: Numbers; end: number } {
  const numbers: { text: string; factor: number | undefined }[] = [];
  let index = start;
  for (;;) {
    const text = pieces[index]?.text ?? '';
    const unit = readUnit(pieces, index + 1);
    numbers.push({ text, factor: unit.factor });
    index = unit.end;
    if (!(isJoint(pieces[index]) && pieces[index + 1]?.isNumber === true)) break;
    index++;
  }
  const factors = new Set(numbers.flatMap(({ factor }) => factor ?? []));
  const [common] = factors;
  const open = factors.size > 1 || (common !== 1 && numbers.at(-1)?.factor === undefined);
  if (common !== undefined && open && numbers.some(({ factor }) => factor === undefined)) {
    throw new Refusal('not_understood', `The prompt does not say in which unit ${numbers.map(({ text }) => text).join(' x ')} are. Write it after each number.`);
  }
  const values = numbers.map(({ text, factor }) => checked(toNumber(text) * (factor ?? common ?? 1), text));
  const unit = common === undefined ? 'none' : [...factors].every((factor) => factor === 1) ? 'mm' : 'other';
  return { token: { kind: 'numbers', values, unit, mixed: numbers.some(({ text }) => /\d[ -]\d/.test(text)) }, end: index };
}

const place = new Set(['a', 'an', 'the', 'each', 'all', 'every', 'both', 'its', 'center', 'corner', 'corners']);
const afterInch = new Set([...openers, 'x', 'by', 'long', 'wide', 'high', 'tall', 'thick', 'deep', 'hole', 'holes', 'through', 'od', 'id', 'pcd', 'bore', ...phrases.flatMap(({ words, meaning }) => (meaning.kind === 'part' ? words[0] ?? [] : []))]);

function readUnit(pieces: readonly Piece[], index: number): { factor: number | undefined; end: number } {
  const text = pieces[index]?.text ?? '';
  if (text === 'in') {
    const next = pieces[index + 1];
    if (next && place.has(next.text)) return { factor: undefined, end: index };
    if (!next || isBreak(next) || afterInch.has(next.text)) return { factor: 25.4, end: index + 1 };
    throw new Refusal('not_understood', `“${pieces[index - 1]?.text ?? ''} in ${next.text.slice(0, 40)}” can be read in two ways. Write “inch” or “mm” after the number.`);
  }
  const factor = Object.hasOwn(unitsInMm, text) ? unitsInMm[text] : undefined;
  return { factor, end: factor === undefined ? index : index + 1 };
}

function isBreak({ text }: Piece): boolean {
  return /^[,.;()\n]$/.test(text);
}

/** What joins two sizes. */
function isJoint(piece: Piece | undefined): boolean {
  return piece?.text === 'x' || piece?.text === 'by';
}

function startsSize(piece: Piece | undefined): boolean {
  return piece !== undefined && (piece.isNumber || piece.text === 'diameter' || /^m\d/.test(piece.text));
}

function checked(value: number, text: string): number {
  if (!(value >= shortest && value <= longest)) throw new Refusal('geometry_validation_failed', `“${text.slice(0, 40)}” can’t be made: sizes are from 0.001 mm to 100 m.`);
  return value;
}

function toNumber(text: string): number {
  const [whole, fraction] = text.includes('/') && /[ -]/.test(text) ? text.split(/[ -]/) : ['0', text];
  const [numerator, denominator] = (fraction ?? '').split('/').map((part) => numberWords[part] ?? Number(part));
  return Number(whole) + (numerator ?? NaN) / (denominator ?? 1);
}
