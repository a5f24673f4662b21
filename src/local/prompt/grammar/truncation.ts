import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { determiners } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import { sizeAdjectives, sizeNouns } from './sizeWords';

const cuts = new Phrases<true>(
  [
    'truncated',
    'cut off',
    'cut',
    'sliced off',
    'sliced',
    'chopped off',
    'cut flat',
    'cut off flat',
    'truncated flat',
  ].map((phrase) => [`${phrase} at`, true] as const),
);
const heights = new Phrases<true>(['a height of', 'height', 'a level of'].map((phrase) => [phrase, true] as const));
const froms = new Phrases<true>(
  ['from the base', 'above the base', 'from the bottom', 'above the bottom', 'of height', 'up', 'from its base'].map(
    (phrase) => [phrase, true] as const,
  ),
);
const pointed = wordSet('cone pyramid');

/** "truncated at 40 mm height", "cut off at a height of 40 mm": how much is left of what would come to a point. */
export function readTruncation(cursor: Cursor, toMm: ToMm, { kind }: Draft): Size | undefined {
  if (!pointed.has(kind)) return undefined;
  const start = cursor.index;
  return cursor.try(() => {
    if (!cursor.takePhrase(cuts)) return undefined;
    cursor.takePhrase(heights);
    const lengths = readLengths(cursor, toMm, true)?.lengths;
    if (lengths?.length !== 1) return undefined;
    const name = (sizeAdjectives.at(cursor) ?? sizeNouns.at(cursor))?.meaning.name;
    // "truncated at 40 mm diameter" is its top
    if (name !== undefined && name !== 'height') return undefined;
    if (name) cursor.index++;
    cursor.takeWord(determiners);
    cursor.takePhrase(froms);
    return { name: 'slice', qualifier: 'bottom', lengths, span: cursor.since(start) };
  });
}
