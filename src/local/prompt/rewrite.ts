import type { Span } from '../span';
import type { RefusalCode } from './reading';

/** A change of a prompt after which it is read. */
export interface Rewriting {
  /** `without` leaves words out; `unit` and `comma` put one in. */
  readonly kind: 'without' | 'unit' | 'comma';
  /** What it replaces in the prompt, by `text`. */
  readonly span: Span;
  readonly text: string;
  /** For a button: the words that are left out, or as they are written then. */
  readonly words: string;
  /** The prompt with it. */
  readonly prompt: string;
}

/** Each costs a reading. */
const mostTries = 8;
const mostRewritings = 2;

interface Refused {
  readonly code: RefusalCode;
  readonly span?: Span | undefined;
}

/**
 * Small changes of a refused prompt after which it is read: an ambiguity resolved, or words left out that can be taken
 * out of their sentence. What they mean is for the user to decide; here it is only tried whether they are read.
 * @param accepts reads a prompt
 */
export function rewritings(
  text: string,
  { code, span }: Refused,
  accepts: (prompt: string) => boolean,
): readonly Rewriting[] {
  if (!span || (code !== 'not_understood' && code !== 'unsupported_feature')) return [];
  const found: Rewriting[] = [];
  let tries = 0;
  for (const one of [...withUnits(text, span), ...withComma(text, span), ...without(text, span)]) {
    // Of the ways to leave something out the first one takes the least.
    if (found.length >= mostRewritings || (one.kind === 'without' && found.length > 0)) break;
    if (++tries > mostTries) break;
    if (accepts(one.prompt)) found.push(one);
  }
  return found;
}

function change(text: string, kind: Rewriting['kind'], span: Span, by: string, words = by): Rewriting {
  const prompt = text.slice(0, span.start) + by + text.slice(span.end);
  return { kind, span, text: by, words: words.replace(/\s+/g, ' ').trim(), prompt };
}

/** Numbers, and what may stand between and behind those of one group. */
const onlyNumbers = /^(?:[\d.,\s×*/-]|x|by|c?m|in(?:ch)?)+$/;
const number = /(?<![\d.,])\d{1,9}(?:[.,]\d{1,9})?(?!\d)/g;
const beginsUnit = /^\s{0,3}(?:(?:mm|cm|m|inch|in)(?![a-z])|["'″′/])/;
const beginsName = /^\s{1,3}(?:wide|long|high|tall|thick|deep|(?:in )?diameter|radius)\b/;

/** “8 in brick” with “inch”; a bare “2” as “2 mm” or “2 inch”, and with it what else is surely a length. */
function withUnits(text: string, span: Span): readonly Rewriting[] {
  const words = text.slice(span.start, span.end);
  const inches = words.replace(/(\d\s?)in\b/g, '$1inch');
  if (inches !== words) return [change(text, 'unit', span, inches)];
  if (!onlyNumbers.test(words)) return [];
  const ends = [...text.matchAll(number)]
    .map(({ 0: digits, index }) => index + digits.length)
    .filter((end) => {
      const rest = text.slice(end, end + 20);
      const isRefused = span.start < end && end <= span.end;
      return !beginsUnit.test(rest) && (isRefused || beginsName.test(rest));
    });
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return [];
  const place = { start: Math.min(span.start, stopOfNumber(text, first)), end: Math.max(span.end, last) };
  const units = [...new Set(words.match(/mm|cm/g) ?? ['mm', 'inch'])];
  return units.map((unit) => {
    const put = ends.reduceRight((said, end) => `${said.slice(0, end)} ${unit}${said.slice(end)}`, text);
    return change(text, 'unit', place, put.slice(place.start, place.end + put.length - text.length));
  });
}

/** Where a number begins that ends there. */
function stopOfNumber(text: string, end: number): number {
  let at = end;
  while (/[\d.,]/.test(text.charAt(at - 1))) at--;
  return at;
}

/** “100 mm diameter 10 mm” as “100 mm diameter, 10 mm” or “100 mm, diameter 10 mm”. */
function withComma(text: string, span: Span): readonly Rewriting[] {
  const words = text.slice(span.start, span.end);
  const numbers = words.match(number) ?? [];
  if (numbers.length < 2) return [];
  const gaps = [...words.matchAll(/\p{L} (?=\d)|(?:\d|mm|cm|in|inch|") (?=\p{L}{3})/gu)];
  return gaps.slice(0, 3).map(({ index, 0: gap }) => {
    const at = index + gap.length - 1;
    return change(text, 'comma', span, `${words.slice(0, at)},${words.slice(at)}`);
  });
}

/** From what takes the fewest words to what takes most. */
function without(text: string, span: Span): readonly Rewriting[] {
  const clause = clauseOf(text, span);
  const places = [
    bracketsOf(text, span),
    adjectiveOf(text, span),
    listedOf(text, span),
    tailOf(text, span, clause),
    clause,
    sentenceOf(text, span),
  ];
  const seen = new Set<string>();
  return places.flatMap((place) => {
    if (!place || seen.has(`${place.start} ${place.end}`)) return [];
    seen.add(`${place.start} ${place.end}`);
    const said = text
      .slice(place.start, place.end)
      .replace(/^[\s,;(]+/, '')
      .replace(/(?<![\s,;)])[\s,;)]+$/, '');
    const rewritten = change(text, 'without', place, '', said);
    return rewritten.prompt.trim() === '' || said === '' ? [] : [rewritten];
  });
}

/** "(NEMA 17)", with the space before it. */
function bracketsOf(text: string, { start, end }: Span): Span | undefined {
  const open = text.lastIndexOf('(', start);
  const close = text.indexOf(')', Math.max(start, end - 1));
  if (open < 0 || close < 0) return undefined;
  const inside = text.slice(open + 1, close);
  if (/[()\n]/.test(inside)) return undefined;
  return { start: blanksBefore(text, open), end: close + 1 };
}

/** What turns the meaning around when it is left out. */
const turning = /\b(?:no|not|without|except|never|only|half|instead)\b/i;

/** "sturdy" of "a sturdy plate": words without a number before others. */
function adjectiveOf(text: string, { start, end }: Span): Span | undefined {
  const article = /^(?:an?|the)\s+/i.exec(text.slice(start, end))?.[0].length ?? 0;
  const from = start + article;
  const words = text.slice(from, end);
  const rest = /^[ \t]+(?!(?:and|or|with|of|in|on|to|for|from|at|by|is|are|has)\b)(?=\p{L})/iu.exec(text.slice(end));
  if (!rest || words === '' || /\d/.test(words) || turning.test(words)) return undefined;
  return { start: from, end: end + rest[0].length };
}

/** "a dovetail and" of "with a dovetail and four holes". */
function listedOf(text: string, { start, end }: Span): Span | undefined {
  const article = /\b(?:an?|the)\s+$/i.exec(text.slice(Math.max(0, start - 10), start))?.[0].length ?? 0;
  const begins = start - article;
  const and = /^\s+and\s+/i.exec(text.slice(end))?.[0].length;
  const isListed = /(?:\b(?:with|has|have|having)|,)\s+$/i.test(text.slice(Math.max(0, begins - 20), begins));
  return and !== undefined && isListed ? { start: begins, end: end + and } : undefined;
}

const tails = /\b(?:with|without|having|for|and|plus|to|from|in|as)\b/gi;

/** "with a zorp", to the end of its clause. */
function tailOf(text: string, { start }: Span, clause: Span | undefined): Span | undefined {
  const [from, end] = [stopBefore(text, start, ',;:.()\n'), stopAfter(text, start, ',;:.()\n')];
  const tail = [...text.slice(from, end).matchAll(tails)].filter(({ index }) => from + index <= start).at(-1);
  if (!tail) return undefined;
  const blank = blanksBefore(text, from + tail.index);
  const begin = /[,;]/.test(text.charAt(blank - 1)) ? blank - 1 : blank;
  return clause && begin <= clause.start ? undefined : { start: begin, end };
}

/** What stands between two commas, or after one to the end of the sentence, with the comma before it. */
function clauseOf(text: string, { start, end }: Span): Span | undefined {
  const [from, to] = [stopBefore(text, start, ',;.\n'), stopAfter(text, end, ',;.\n')];
  if (/[,;]/.test(text.charAt(from - 1))) return { start: from - 1, end: to };
  if (!/[,;]/.test(text.charAt(to))) return undefined;
  return { start: blanksAfter(text, from), end: blanksAfter(text, to + 1) };
}

function sentenceOf(text: string, { start, end }: Span): Span {
  const [from, to] = [stopBefore(text, start, '.\n'), stopAfter(text, end, '.\n')];
  return { start: from, end: text.charAt(to) === '.' ? to + 1 : to };
}

/** Where the last stop before a place ends; 0 where there is none. A point between digits is none. */
function stopBefore(text: string, place: number, stops: string): number {
  for (let at = place - 1; at >= 0; at--) if (isStop(text, at, stops)) return at + 1;
  return 0;
}

function stopAfter(text: string, place: number, stops: string): number {
  for (let at = place; at < text.length; at++) if (isStop(text, at, stops)) return at;
  return text.length;
}

function isStop(text: string, at: number, stops: string): boolean {
  return stops.includes(text.charAt(at)) && !(/[.,:]/.test(text.charAt(at)) && /\d/.test(text.charAt(at + 1)));
}

function blanksBefore(text: string, place: number): number {
  let at = place;
  while (/[ \t]/.test(text.charAt(at - 1))) at--;
  return at;
}

function blanksAfter(text: string, place: number): number {
  let at = place;
  while (/[ \t]/.test(text.charAt(at))) at++;
  return at;
}
