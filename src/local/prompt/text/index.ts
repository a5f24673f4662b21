import { withoutInscriptions } from './inscriptions';
import { withItems } from './items';
import { nameAt, threadAt } from './names';
import { aloneAt } from './nominal';
import { Pieces } from './piece';
import { coordinateAt, pointAt } from './places';
import { scan } from './scan';
import { shareAt } from './shares';
import { axisAt, sizesAt, type Read } from './sizes';
import { spelled } from './spell';
import type { Stop, Token, Tokens } from './token';
import { agreed, wholeUnitAt } from './wholeUnit';

/**
 * From the prompt as it was written to tokens, in one pass and in time proportional to its length:
 *
 *     prompt → characters → pieces → pieces in one spelling → tokens
 *
 * - `characters.ts`: entities, full-width letters and the like are one sign each.
 * - `inscriptions.ts`: what is to be written on the part is hidden.
 * - `scan.ts`, `markdown.ts`, `items.ts`: words, numbers, signs, ends of lines, and what begins an item of a list or a
 *   step; marks of Markdown are left out.
 * - `spelling.ts`: the table of all that is done to words.
 * - `names.ts`, `places.ts`, `shares.ts`, `sizes.ts`, `wholeUnit.ts`: what a token can be. Each looks at a few pieces
 *   from an index on.
 *
 * Everything has its place in the prompt, and what nothing here understands is a word.
 * @throws Refusal for a number that can be read in two ways, a size that can't be made, or an unknown thread
 */
export function readTokens(text: string): Tokens {
  const plain = withoutInscriptions(text);
  const { pieces: scanned, struck } = scan(plain);
  const pieces = new Pieces(spelled(withItems(scanned)));
  const tokens: Token[] = [];
  let unit: number | undefined;
  let isNominal = false;
  for (let at = 0; at < pieces.length;) {
    const whole = wholeUnitAt(pieces, at);
    const tolerance = whole ?? aloneAt(pieces, at);
    const axis = tolerance ? undefined : axisAfterAdjective(pieces, at, tokens);
    if (whole) unit = agreed(unit, whole.factor);
    isNominal ||= tolerance !== undefined && whole === undefined;
    if (tolerance ?? axis) {
      at = tolerance?.end ?? axis ?? at + 1;
      continue;
    }
    const read = readAt(pieces, at, tokens.at(-1));
    isNominal ||= read.nominal === true;
    for (const token of read.tokens) if (!isRepeated(tokens.at(-1), token)) tokens.push(asWritten(token, text));
    at = read.end;
  }
  const [thousands] = /\b\d{1,3},\d{3}\b/.exec(plain) ?? [];
  const assumptions = [
    ...(thousands === undefined ? [] : [`The comma in “${thousands}” is one of thousands.`]),
    ...(isNominal ? ['Tolerances and fits are left out: each size has its nominal value.'] : []),
    ...(struck ? ['What is struck through is left out.'] : []),
  ];
  return { tokens, unit, assumptions };
}

/** What was hidden is shown again in its token. */
function asWritten(token: Token, text: string): Token {
  return token.kind === 'quoted' ? { ...token, text: text.slice(token.span.start + 1, token.span.end - 1) } : token;
}

function readAt(pieces: Pieces, at: number, previous: Token | undefined): Read {
  return (
    pointAt(pieces, at) ??
    coordinateAt(pieces, at, previous) ??
    nameAt(pieces, at) ??
    threadAt(pieces, at) ??
    shareAt(pieces, at) ??
    countAt(pieces, at, previous) ??
    sizesAt(pieces, at) ??
    timesAt(pieces, at, previous) ??
    plainAt(pieces, at)
  );
}

/** "with (4) 1/4 in holes": a count in brackets. */
function countAt(pieces: Pieces, at: number, previous: Token | undefined): Read | undefined {
  const isAfter = previous?.kind === 'word' || (previous?.kind === 'stop' && [',', ';', ':'].includes(previous.stop));
  if (!isAfter || !pieces.is(at, '(') || !pieces.isNumber(at + 1) || !pieces.is(at + 2, ')')) return undefined;
  const value = Number(pieces.at(at + 1).text);
  const next = pieces.at(at + 3);
  if (!Number.isInteger(value) || value > 500 || next.glued || !(next.kind === 'number' || next.kind === 'word'))
    return undefined;
  return { tokens: [{ kind: 'number', value, span: pieces.span(at, at + 3) }], end: at + 3 };
}

const adjectives = new Set('long wide high tall deep thick length width height depth thickness'.split(' '));

/** "12 mm tall (Z)": the axis is said of the length before the word. It is put there; gives the index after it. */
function axisAfterAdjective(pieces: Pieces, at: number, tokens: Token[]): number | undefined {
  const [size, word] = [tokens.at(-2), tokens.at(-1)];
  const follows = word?.kind === 'word' && adjectives.has(word.text) && size?.kind === 'lengths';
  const [length] = follows ? size.lengths : [];
  const axis = length && length.axis === undefined ? axisAt(pieces, at) : undefined;
  if (!follows || !length || !axis || size.lengths.length > 1) return undefined;
  tokens.splice(-2, 1, { ...size, lengths: [{ ...length, axis: axis.axis }] });
  return axis.end;
}

const beforeAxis = new Set('in along the on about of to with parallel'.split(' '));

/** The "x" of "4x M5", "4 × Ø5.5 mm" and "32 mm outer x 21 mm inner", and the words of "4 off" and "4 no. M5". */
function timesAt(pieces: Pieces, at: number, previous: Token | undefined): Read | undefined {
  const afterNumber = previous?.kind === 'number';
  const next = pieces.at(at + 1);
  const beforeSize = next.kind === 'number' || /^(?:diameter|radius|m\d.*)$/.test(next.text);
  const afterAxis = previous?.kind === 'word' && beforeAxis.has(previous.text);
  const isTimes =
    pieces.is(at, '×') ||
    (pieces.is(at, 'x', '*') && !afterAxis && (beforeSize || (afterNumber && !pieces.isStop(at + 1)))) ||
    (afterNumber && pieces.is(at, 'off') && !pieces.is(at + 1, 'the', 'center', 'from')) ||
    (afterNumber && pieces.is(at, 'no') && beforeSize);
  return isTimes ? { tokens: [{ kind: 'times', span: pieces.span(at, at + 1) }], end: at + 1 } : undefined;
}

const stops: Readonly<Record<string, Stop>> = {
  ',': ',',
  ';': ';',
  '.': '.',
  '!': '.',
  '?': '.',
  ':': ':',
  '(': '(',
  ')': ')',
};
const words: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'and',
  '@': 'at',
  '~': 'about',
  '≈': 'about',
  '⌴': 'counterbore',
  '⌵': 'countersink',
  '↧': 'depth',
};
const dashes = ['-', '–', '—', '/'] as const;

/** A stop, or a word. A hyphen between letters is nothing, and a dash between blanks a comma. */
function plainAt(pieces: Pieces, at: number): Read {
  const { kind, text, glued, span } = pieces.at(at);
  const end = at + 1;
  if (kind === 'quoted') return { tokens: [{ kind, text, span }], end };
  if (kind === 'line' || kind === 'item') return { tokens: [{ kind: 'stop', stop: kind, span }], end };
  if (kind !== 'sign') return { tokens: [{ kind: 'word', text, span }], end };
  const next = pieces.at(end);
  const betweenNumbers = pieces.isNumber(at - 1) && pieces.isNumber(end);
  const isDash = pieces.is(at, ...dashes) && !betweenNumbers;
  if (text === '=' || (isDash && glued && next.glued)) return { tokens: [], end };
  // A minus stays, and nothing knows it.
  const isStop = isDash && !(next.glued && next.kind === 'number');
  const stop = isStop ? ',' : Object.hasOwn(stops, text) ? stops[text] : undefined;
  if (stop !== undefined) return { tokens: [{ kind: 'stop', stop, span }], end };
  return { tokens: [{ kind: 'word', text: Object.hasOwn(words, text) ? (words[text] ?? text) : text, span }], end };
}

/** Several stops of one kind are one. */
function isRepeated(previous: Token | undefined, token: Token): boolean {
  return (
    token.kind === 'stop' && previous?.kind === 'stop' && previous.stop === token.stop && !'()'.includes(token.stop)
  );
}
