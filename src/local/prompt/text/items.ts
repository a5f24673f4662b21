import type { Piece } from './piece';

/** What a step is numbered by within a line: "1." and "1)", or "Step 1:". */
interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/**
 * Makes items of the numbers of steps that stand within a line: "Steps: 1. Make … 2. Round …". They are clear when they
 * count from 1 to 2 at least, each after a stop and before a word; the first may begin the line.
 */
export function withItems(pieces: readonly Piece[]): Piece[] {
  const items: Candidate[] = [];
  let series: Candidate[] = [];
  const close = (): void => {
    if (series.length > 1) items.push(...series);
    series = [];
  };
  for (const candidate of candidates(pieces)) {
    if (candidate.number !== series.length + 1) close();
    if (candidate.number === series.length + 1) series.push(candidate);
  }
  close();
  const result: Piece[] = [];
  let from = 0;
  for (const { start, end } of items) {
    result.push(...pieces.slice(from, start), item(pieces.slice(start, end)));
    from = end;
  }
  return [...result, ...pieces.slice(from)];
}

function* candidates(pieces: readonly Piece[]): Generator<Candidate> {
  const lines = pieces.flatMap((piece, index) => (numberOf(piece) === undefined ? [] : [index]));
  for (const [index, piece] of pieces.entries()) {
    // A list by lines has no items within them.
    if (lines.length === 1 && lines[0] === index) yield { start: index, end: index + 1, number: numberOf(piece) ?? 0 };
    const [before, after, next] = [pieces[index - 1], pieces[index + 1], pieces[index + 2]];
    const isStep = before?.text === 'step';
    const number = countOf(piece, isStep);
    if (lines.length > 1 || number === undefined) continue;
    const opened = before?.text === '(' && after?.text === ')';
    const start = isStep || opened ? index - 1 : index;
    const isLetter = piece.kind === 'word' && !isStep;
    const isMark =
      after?.kind === 'sign' &&
      (isLetter ? ')' : isStep ? '.):-–' : '.)').includes(after.text) &&
      (after.glued || isStep);
    const isClear = isStop(pieces[start - 1]) || (after?.text === ')' && !opened);
    if (isMark && isClear && next?.kind === 'word' && !next.glued) yield { start, end: index + 2, number };
  }
}

const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const letters = 'abcdefgh';

/** "2" and "Step two:"; "b" counts, too, as in "a) … b) …". */
function countOf({ kind, text }: Piece, isStep: boolean): number | undefined {
  if (kind === 'number') return /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
  if (kind !== 'word') return undefined;
  const count = (isStep ? words.indexOf(text) : -1) + 1 || (text.length === 1 ? letters.indexOf(text) + 1 : 0);
  return count > 0 ? count : undefined;
}

/** That of an item which begins a line. */
function numberOf({ kind, written }: Piece): number | undefined {
  const digits = kind === 'item' ? /\d+/.exec(written)?.[0] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function isStop(piece: Piece | undefined): boolean {
  return piece === undefined || piece.kind === 'line' || (piece.kind === 'sign' && '.,;:'.includes(piece.text));
}

function item(pieces: readonly Piece[]): Piece {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    kind: 'item',
    text: '',
    written: pieces.map(({ written }) => written).join(''),
    glued: false,
    span: { start: first?.span.start ?? 0, end: last?.span.end ?? 0 },
  };
}
