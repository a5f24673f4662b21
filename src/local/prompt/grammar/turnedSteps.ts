import { wordSet } from './cursor';
import { articles } from './silentWords';
import type { ParseState } from './parseState';
import { readSize } from './sizes';
import { downTo, endSpot, factsOf, readRest, readTo, startEnd, type EndFacts } from './turnedEnds';

const nouns = wordSet('step journal shoulder section spigot portion neck stub');
const turnedWords = wordSet('turned machined ground');
const ofWord = wordSet('of with');
const andWord = wordSet('and');

/**
 * "a step turned down to 22 mm diameter over the last 19 mm", "a 12 mm long journal of 30 mm diameter turned on the
 * right end": what is turned is within the length of the bar.
 */
export function readTurnedStep(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { body } = telling;
  if (body?.role !== 'body') return false;
  const start = cursor.index;
  const facts = cursor.try((): EndFacts | undefined => {
    if (cursor.takeWord(articles) === undefined) return undefined;
    const found = factsOf([], []);
    readSizes(state, found);
    if (cursor.takeWord(nouns) === undefined) return undefined;
    readSizes(state, found);
    if (cursor.takePhrase(downTo)) return readTo(state, found);
    if (cursor.takeWord(turnedWords) === undefined) return undefined;
    readRest(state, found);
    const isAtEnd = found.places.some((place) => endSpot(place) !== undefined);
    return isAtEnd && has(found, 'diameter') && has(found, 'length') ? found : undefined;
  });
  return facts !== undefined && startEnd(state, body, facts, cursor.since(start));
}

const has = ({ sizes }: EndFacts, wanted: string): boolean => sizes.some(({ name }) => name === wanted);

/** "12 mm long", "of 30 mm diameter and 12 mm length" */
function readSizes({ cursor, toMm }: ParseState, { sizes }: EndFacts): void {
  const read = (): true | undefined => {
    cursor.takeStop(',');
    if (cursor.takeWord(ofWord) === undefined) cursor.takeWord(andWord);
    const size = readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || (size.name !== 'diameter' && size.name !== 'length')) return undefined;
    return sizes.push(size) > 0 ? true : undefined;
  };
  while (cursor.try(read));
}
