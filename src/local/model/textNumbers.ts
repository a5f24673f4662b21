import { inch } from '../../base/inch';
import { withoutInscriptions } from '../prompt/text/inscriptions';
import { countedThings, unitsInMm, wordFractions, wordNumbers } from './numberWords';

/** A number of a text, as it may be meant. */
export interface TextNumber {
  /** As it stands there. */
  readonly text: string;
  /** The number without a unit: an angle, a count, a tooth. Several where it can be read in several ways. */
  readonly plain: readonly number[];
  /** As lengths in mm. */
  readonly lengths: readonly number[];
  /** It is a length by its unit, an angle by its degrees, or a share. */
  readonly is: 'length' | 'angle' | 'share' | undefined;
  /** A count of things, such as the 4 of "4 M5 holes". */
  readonly counts: boolean;
  readonly inWords: boolean;
}

interface Token {
  readonly text: string;
  readonly at: number;
}

/** More than any prompt has, so that a text of numbers only stays cheap. */
const mostNumbers = 400;

/**
 * All numbers of a text in any language: decimals with a point or a comma, thousands, fractions, words, other scripts'
 * digits. Where a number or its unit can be read in several ways, it stands for all of them.
 * @param assumptions what was assumed, which may give the unit
 */
export function numbersOf(text: string, assumptions: readonly string[] = []): readonly TextNumber[] {
  const tokens = tokensOf(westernDigits(withoutInscriptions(text)).replace(listNumber, ' '));
  const found: (Read & { readonly from: number; readonly to: number })[] = [];
  for (let at = 0; at < tokens.length && found.length < mostNumbers;) {
    const read = numberAt(tokens, at);
    if (read) found.push({ ...read, from: at, to: read.end });
    at = read?.end ?? at + 1;
  }
  const units = unitsFor(found, assumptions);
  const counted = countsIn(tokens, found);
  return found.map((one, index) => ({
    text: one.text,
    plain: one.plain,
    lengths: one.is === 'angle' || one.is === 'share' ? [] : lengthsOf(one, units),
    is: one.is,
    counts: counted.has(index),
    inWords: one.inWords,
  }));
}

interface Read {
  readonly text: string;
  readonly plain: readonly number[];
  /** Factors to mm of its own unit; none if it has none. */
  readonly units: readonly number[];
  readonly is: TextNumber['is'];
  readonly inWords: boolean;
  readonly end: number;
}

function lengthsOf({ plain, units }: Read, ofText: readonly number[]): readonly number[] {
  const factors = units.length > 0 ? units : ofText;
  return factors.flatMap((factor) => plain.map((value) => value * factor));
}

/** Units that a number without one can have: those of the text and of what was assumed, else mm. */
function unitsFor(found: readonly Read[], assumptions: readonly string[]): readonly number[] {
  const ofText = found.flatMap(({ units }) => (units.length === 1 ? units : []));
  const assumed = assumptions.flatMap((sentence) =>
    tokensOf(sentence.toLowerCase()).flatMap(({ text }) => (text.length > 1 ? (unitOf(text) ?? []) : [])),
  );
  const all = new Set([...ofText, ...assumed]);
  return all.size > 0 ? [...all] : [1];
}

function unitOf(word: string): number | undefined {
  return Object.hasOwn(unitsInMm, word) ? unitsInMm[word] : undefined;
}

/** Digits of all scripts as 0 to 9, and fractions of one character as `n/d`. */
function westernDigits(text: string): string {
  return text
    .replace(/[¼-¾⅐-⅞]/g, (character) => ` ${character.normalize('NFKC').replace('⁄', '/')}`)
    .normalize('NFKC')
    .replace(/[^\p{ASCII}]/gu, (character) => {
      if (character === '⁄') return '/';
      if (character === '٫') return '.';
      return /\p{Nd}/u.test(character) ? String(digitOf(character)) : character;
    });
}

/** The decimal digits of a script follow each other. */
function digitOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let digit = 0;
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - digit - 1))) digit++;
  return digit;
}

/** The number of an item of a list, at the start of its line. */
const listNumber = /^[ \t]*\d{1,2}[.)](?=\s)/gm;

const tokenPattern = /\d+(?:[.,]\d+)*|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}])+|[^\s\p{L}\d]/gu;

function tokensOf(text: string): readonly Token[] {
  return Array.from(text.toLowerCase().matchAll(tokenPattern), ({ 0: found, index }) => ({ text: found, at: index }));
}

function numberAt(tokens: readonly Token[], at: number): Read | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const digits = /^\d/.test(token.text);
  const value = digits
    ? valuesAt(tokens, at)
    : Object.hasOwn(wordNumbers, token.text)
      ? { plain: [wordNumbers[token.text] ?? 0], end: at + 1 }
      : Object.hasOwn(wordFractions, token.text)
        ? { plain: [wordFractions[token.text] ?? 0], end: at + 1 }
        : undefined;
  if (!value) return undefined;
  const unit = unitAfter(tokens, value.end);
  return {
    text: tokens
      .slice(at, value.end)
      .map(({ text }) => text)
      .join(''),
    plain: value.plain,
    units: unit.factors,
    is: unit.is,
    inWords: !digits,
    end: Math.max(value.end, unit.end),
  };
}

/** A decimal, a whole number with thousands, a list, a fraction, or a whole number with a fraction. */
function valuesAt(tokens: readonly Token[], at: number): { plain: readonly number[]; end: number } {
  const text = tokens[at]?.text ?? '';
  const isAfterPoint =
    /^[.,]$/.test(tokens[at - 1]?.text ?? '') && adjoins(tokens, at - 1) && !endsNumber(tokens, at - 2);
  const first = isAfterPoint ? [Number(`0.${text}`), ...decimals(text)] : decimals(text);
  const fraction = fractionAt(tokens, at);
  if (fraction) return { plain: [fraction.value], end: fraction.end };
  const dash = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
  const rest = /^\d+$/.test(text) ? fractionAt(tokens, dash) : undefined;
  // "1 1/2" is one number, and "4 1/2 inch holes" are four of a half.
  if (rest && rest.value < 1) return { plain: [Number(text) + rest.value, rest.value, Number(text)], end: rest.end };
  return { plain: first, end: at + 1 };
}

function adjoins(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && tokens[at + 1]?.at === token.at + token.text.length;
}

function endsNumber(tokens: readonly Token[], at: number): boolean {
  return /^\d/.test(tokens[at]?.text ?? '') && adjoins(tokens, at);
}

function fractionAt(tokens: readonly Token[], at: number): { value: number; end: number } | undefined {
  const [above, slash, below] = [tokens[at]?.text ?? '', tokens[at + 1]?.text, tokens[at + 2]?.text ?? ''];
  if (slash !== '/' || !/^\d+$/.test(above) || !/^\d+$/.test(below) || Number(below) === 0) return undefined;
  return { value: Number(above) / Number(below), end: at + 3 };
}

/** What digits with points and commas can mean: "1,234.5", "1.234,5", "12,5", "10,20,30". */
function decimals(text: string): readonly number[] {
  const parts = text.split(/[.,]/);
  const marks = Array.from(text.replace(/\d/g, ''));
  if (marks.length === 0) return [Number(text)];
  const thousands = parts.slice(1).every((part) => part.length === 3) && (parts[0]?.length ?? 0) <= 3;
  const whole = Number(parts.join(''));
  const values: number[] = [];
  if (marks.length === 1) values.push(Number(`${parts[0] ?? ''}.${parts[1] ?? ''}`));
  else if (marks.at(-1) !== marks[0]) values.push(Number(`${parts.slice(0, -1).join('')}.${parts.at(-1) ?? ''}`));
  if (thousands) values.push(whole);
  if (marks.every((mark) => mark === ',') && !thousands) values.push(...parts.map(Number));
  return values.length > 0 ? values : parts.map(Number);
}

interface UnitAfter {
  readonly factors: readonly number[];
  readonly is: TextNumber['is'];
  readonly end: number;
}

function unitAfter(tokens: readonly Token[], end: number): UnitAfter {
  const at = tokens[end]?.text === '-' ? end + 1 : end;
  const word = tokens[at]?.text ?? '';
  const none: UnitAfter = { factors: [], is: undefined, end };
  if (word === '°' || /^(?:deg|degree|degrees|grad|degré|degrés|grados|gradi|graus|度)$/.test(word))
    return { factors: [], is: 'angle', end: at + 1 };
  // Where on a clock's face something is.
  if (word === 'o' && tokens[at + 2]?.text === 'clock') return { factors: [], is: 'share', end: at + 3 };
  if (word === '%' || word === 'percent' || word === 'prozent') return { factors: [], is: 'share', end: at + 1 };
  // "in" is a unit or a preposition, and "half an inch" has an article.
  if (word === 'in') {
    const next = tokens[at + 1]?.text ?? '';
    const isUnit = next === '' || !/^\p{L}/u.test(next) || next === 'x' || next === 'by';
    return { factors: isUnit ? [inch] : [1, inch], is: isUnit ? 'length' : undefined, end: isUnit ? at + 1 : end };
  }
  const article = /^(?:an?|of|einen?|di|de)$/.test(word) ? at + 1 : at;
  const unitWord = tokens[article]?.text ?? '';
  // "Ø 8 m6" has a fit, not metres.
  const isFit = unitWord === 'm' && /^\d/.test(tokens[article + 1]?.text ?? '') && adjoins(tokens, article);
  const unit = isFit ? undefined : unitOf(unitWord);
  // A lone quote after digits can also close a quotation.
  return unit === undefined ? none : { factors: [unit], is: 'length', end: article + 1 };
}

/** Which numbers count things: the nearest one without a unit before the word, "four 5 mm holes", "4x Ø5". */
function countsIn(
  tokens: readonly Token[],
  found: readonly (Read & { readonly from: number; readonly to: number })[],
): ReadonlySet<number> {
  const counts = new Set<number>();
  const canCount = (index: number): boolean => {
    const one = found[index];
    const [value = 0] = one?.plain ?? [];
    if (!one || one.units.length > 0 || one.is !== undefined || one.plain.length > 1) return false;
    if (!Number.isInteger(value) || value < 2 || value > 400) return false;
    const before = tokens[one.from - 1];
    // "M5", "R3", "Ø 25", "60x40": a size.
    if (/^(?:[ø⌀]|dia|diameter|radius|size)$/.test(before?.text ?? '')) return false;
    return !/^[\p{L}#-]$/u.test(before?.text ?? '') || !adjoins(tokens, one.from - 1);
  };
  tokens.forEach(({ text }, at) => {
    if (!countedThings.some((thing) => text.startsWith(thing))) return;
    let index = found.findLastIndex(({ to }) => to <= at);
    for (; index >= 0; index--) {
      const one = found[index];
      if (!one || at - one.to > 6) return;
      const between = tokens.slice(one.to, at).map((token) => token.text);
      if (between.some((word) => wordsBetween.test(word))) return;
      const isDimension = between[0] === 'x' || between[0] === '×' || between[0] === 'by';
      const isPlace = /^(?:from|x|×|=)$/.test(tokens[one.from - 1]?.text ?? '');
      if (canCount(index) && !isPlace && (!isDimension || isCountedSize(tokens, one.to))) {
        counts.add(index);
        return;
      }
    }
  });
  return counts;
}

/** What makes a number and a thing behind it two: "cube 30 with a hole". */
const wordsBetween =
  /^(?:[.;:!?,()]|of|von|de|the|an?|with|mit|avec|con|com|ein|eine|einem|einer|einen|une?|una|uno|um|uma)$/;

/** "4x Ø5", "4 x M6", "4 × 5 mm holes" is left open: it may be a size. */
function isCountedSize(tokens: readonly Token[], at: number): boolean {
  return /^(?:ø|⌀|m|r|\p{L}{2,})$/u.test(tokens[at + 1]?.text ?? '');
}
