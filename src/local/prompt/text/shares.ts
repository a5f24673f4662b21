import { numeralAt, partAt } from './numerals';
import type { Pieces } from './piece';
import type { Read } from './sizes';

const words: Readonly<Record<string, number>> = { half: 0.5, twice: 2, double: 2, triple: 3, thrice: 3 };
const owners = ['the', 'its', 'their', 'that', 'this', 'whose', 'as'] as const;

/**
 * A part or a multiple of something that is named: "half the length", "a third of the length", "1.5 times its width",
 * "20 % of the height", "twice as wide". "Half a sphere", "half of it" and "in half" are none.
 */
export function shareAt(pieces: Pieces, at: number): Read | undefined {
  const share = wordAt(pieces, at) ?? partAt(pieces, at, false) ?? multipleAt(pieces, at);
  if (!share) return undefined;
  const of = pieces.is(share.end, 'of') ? share.end + 1 : share.end;
  if (!pieces.is(of, ...owners)) return undefined;
  return { tokens: [{ kind: 'share', value: share.value, span: pieces.span(at, share.end) }], end: share.end };
}

function wordAt(pieces: Pieces, at: number): { value: number; end: number } | undefined {
  const { kind, text } = pieces.at(at);
  return kind === 'word' && Object.hasOwn(words, text) ? { value: words[text] ?? NaN, end: at + 1 } : undefined;
}

/** "1.5 times", "2x", "20 %", "3/4 of" */
function multipleAt(pieces: Pieces, at: number): { value: number; end: number } | undefined {
  const numeral = numeralAt(pieces, at);
  if (!numeral) return undefined;
  const { value, end } = numeral;
  if (pieces.is(end, 'times', 'x', '×')) return { value, end: end + 1 };
  if (pieces.is(end, '%', 'percent')) return { value: value / 100, end: end + 1 };
  return pieces.is(end, 'of') && value < 1 ? numeral : undefined;
}
