import { Phrases, wordSet, type Cursor } from './cursor';
import { spotNouns, whichWords } from './placeWords';

const oppositePairs = new Phrases<string>(
  ['left and right', 'front and back', 'front and rear', 'top and bottom', 'upper and lower'].flatMap((pair) => [
    [pair, pair] as const,
    [pair.split(' ').toReversed().join(' '), pair] as const,
  ]),
);

/** "the front and back edges" */
export function readPair(cursor: Cursor): string | undefined {
  const pair = cursor.takePhrase(oppositePairs) ?? cursor.try(() => pairWithWords(cursor));
  return pair !== undefined && (spotNouns.at(cursor) ?? whichWords.has(cursor.word() ?? '')) ? pair : undefined;
}

/** "the upper and from the lower edge" */
function pairWithWords(cursor: Cursor): string | undefined {
  const one = cursor.word();
  if (cursor.word(1) !== 'and') return undefined;
  cursor.index += 2;
  cursor.skipWords(betweenPair);
  const other = cursor.word();
  const pair = oppositeWords.get(`${one ?? ''} and ${other ?? ''}`);
  if (pair !== undefined) cursor.index++;
  return pair;
}

const betweenPair = wordSet('from the');
const oppositeWords: ReadonlyMap<string, string> = new Map(
  ['left and right', 'front and back', 'front and rear', 'top and bottom', 'upper and lower'].flatMap((pair) => [
    [pair, pair] as const,
    [pair.split(' ').toReversed().join(' '), pair] as const,
  ]),
);

const opposites: readonly (readonly string[])[] = [
  ['left', 'right'],
  ['top', 'upper', 'bottom', 'lower'],
  ['front', 'back', 'rear'],
  ['short', 'shorter', 'narrow', 'long', 'longer', 'wide', 'wider'],
  ['inner', 'inside', 'internal', 'outer', 'outside', 'external'],
  ['vertical', 'upright', 'horizontal'],
];

/** One can't be at the left and at the right, nor twice at the left. */
export function agree(which: readonly string[]): boolean {
  return opposites.every((words) => which.filter((word) => words.includes(word)).length < 2);
}
