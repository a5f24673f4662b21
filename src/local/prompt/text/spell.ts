import { groupedBy, mended } from './misspelt';
import { Pieces, type Piece } from './piece';
import { spellingRules, type SpellingRule } from './spelling';

interface Spelling {
  readonly written: readonly string[];
  readonly read: string;
  readonly besideSize: boolean;
}

/** By their first word. */
const spellings = groupedBy(
  spellingRules.flatMap(({ words = {}, besideSize = false }) =>
    Object.entries(words).map(([written, read]): Spelling => ({
      written: written.split(/ |(?=-)|(?<=-)/),
      read,
      besideSize,
    })),
  ),
  ({ written }) => written[0] ?? '',
);
const endings = spellingRules.flatMap(({ ending }: SpellingRule) => (ending ? [ending] : []));

/** Brings every word into one spelling. The places stay where they were. */
export function spelled(pieces: readonly Piece[]): Piece[] {
  const all = new Pieces(pieces);
  const result: Piece[] = [];
  for (let index = 0; index < pieces.length;) {
    const piece = all.at(index);
    const found = piece.kind === 'word' ? spellingAt(all, index) : undefined;
    if (found) result.push(...split(all, index, found.end, found.read));
    else result.push(piece);
    index = found?.end ?? index + 1;
  }
  return result;
}

function spellingAt(pieces: Pieces, at: number): { read: string; end: number } | undefined {
  const word = pieces.at(at).text.replace(/’/g, "'");
  for (const { written, read, besideSize } of spellings.get(word) ?? []) {
    const end = phraseEnd(pieces, at, written);
    if (end !== undefined && (!besideSize || isBesideSize(pieces, at))) return { read, end };
  }
  const ending = endings.find(([pattern]) => pattern.test(word));
  const read = ending ? word.replace(...ending) : mended(word);
  return read === word ? undefined : { read, end: at + 1 };
}

/** Where these words end. */
function phraseEnd(pieces: Pieces, at: number, words: readonly string[]): number | undefined {
  let end = at + 1;
  for (const word of words.slice(1)) {
    if (word !== '-' && pieces.is(end, '-') && pieces.at(end).glued) end++;
    if (!pieces.is(end, word)) return undefined;
    end++;
  }
  return end;
}

/** "5 mm rad", "rad. 5" */
function isBesideSize(pieces: Pieces, at: number): boolean {
  if (pieces.at(at).text.length === 1) return namesSize(pieces, at);
  const next = pieces.is(at + 1, '=', ':') ? at + 2 : at + 1;
  return pieces.isNumber(next) || endsSize(pieces, at - 1);
}

/** Whether a number ends here, or what stands after one: its unit. */
function endsSize(pieces: Pieces, at: number): boolean {
  return pieces.isNumber(at) || (pieces.isNumber(at - 1) && !pieces.isStop(at));
}

/** "L=40", "D8", "R 5", "40 mm (L)", and "L 25" between stops: a letter names the size beside it. */
function namesSize(pieces: Pieces, at: number): boolean {
  const { text } = pieces.at(at);
  const enclosed = text !== 'd' && pieces.is(at - 1, '(') && pieces.is(at + 1, ')');
  if (enclosed || (text === 'r' && pieces.at(at).glued)) return endsSize(pieces, enclosed ? at - 2 : at - 1);
  if (endsSize(pieces, at - 1) && isJoined(pieces, at)) return true;
  const named = pieces.is(at + 1, '=', ':');
  const next = named ? at + 2 : at + 1;
  const isSize = pieces.isNumber(next) || (named && pieces.is(next, 'ø'));
  if (named || pieces.at(next).glued || text === 'r') return isSize;
  const isLast = pieces.isStop(next + 1) || (pieces.at(next + 1).kind === 'word' && pieces.isStop(next + 2));
  return isSize && isLast && (pieces.isStop(at - 1) || (text === 't' && endsSize(pieces, at - 1)));
}

/** "100 mm L x 50 mm W" */
function isJoined(pieces: Pieces, at: number): boolean {
  const last = pieces.is(at - 2, 'x', '×') || (pieces.is(at - 3, 'x', '×') && pieces.isNumber(at - 2));
  return (pieces.is(at + 1, 'x', '×') && !pieces.isStop(at + 2)) || (last && pieces.isStop(at + 1));
}

/** Gives each of the words that are read a share of the place where they are written. */
function split(pieces: Pieces, start: number, end: number, read: string): Piece[] {
  const { start: from, end: to } = pieces.span(start, end);
  const words = read.split(' ').filter((word) => word !== '');
  const count = Math.min(words.length, to - from);
  const placeOf = (index: number): number => from + Math.floor(((to - from) * index) / count);
  return words
    .slice(0, count)
    .map((text, index) => ({
      kind: 'word',
      text,
      written: index === 0 ? pieces.written(start, end) : '',
      glued: index === 0 && pieces.at(start).glued,
      span: { start: placeOf(index), end: placeOf(index + 1) },
    }));
}
