import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size, Things } from './description';
import { readLengths, type ToMm } from './sizes';

/** "joined by a rod": what follows lies between what stands before. */
export const joints = new Phrases<true>(
  ['joined', 'joined together', 'connected', 'linked'].flatMap((verb) =>
    ['by', 'with', 'through'].map((word) => [`${verb} ${word}`, true] as const),
  ),
);

/** "topped by a half sphere", "ending in a cone": where the body that follows is. */
export const endings = new Phrases<'top' | 'end'>([
  ...['topped', 'topped off', 'capped', 'crowned', 'surmounted'].flatMap((verb) =>
    ['by', 'with'].map((word) => [`${verb} ${word}`, 'top'] as const),
  ),
  ...['ending', 'ends', 'terminating', 'terminates', 'finishing', 'finishes'].flatMap((verb) =>
    ['in', 'with'].map((word) => [`${verb} ${word}`, 'end'] as const),
  ),
]);

const holding = wordSet('held kept spaced set mounted fixed separated');
const apartWords = new Phrases<true>(
  ['apart', 'apart from each other', 'from each other', 'away from each other'].map((one) => [one, true]),
);
const holders = wordSet('by with on using');

/** "held 30 mm apart by", "separated by": what follows stands between what stands before. The gap may be its length. */
export function readGap(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const verb = cursor.takeWord(holding);
    if (verb === undefined) return undefined;
    const written = readLengths(cursor, toMm, true);
    const isApart = cursor.takePhrase(apartWords) === true;
    if (written ? !isApart && verb !== 'separated' : verb !== 'separated' && !isApart) return undefined;
    if (written && written.lengths.length > 1) return undefined;
    if (!cursor.takeWord(holders)) return undefined;
    return { name: 'gap', lengths: written?.lengths ?? [], span: cursor.since(start) };
  });
}

/** "a cross made of two rods": what follows is what the thing before consists of. */
export const consistings = new Phrases<true>(
  ['made of', 'made from', 'made up of', 'consists of', 'consisting of', 'composed of', 'built from', 'from', 'in'].map(
    (phrase) => [phrase, true] as const,
  ),
);

const distances = new Phrases<true>([
  ['distance between', true],
  ['distance from center to center of', true],
]);
const the = wordSet('the their a of and');
const centers = wordSet('center centers');
const equals = wordSet('is are = of being');

/** "the distance between the ball centers is 100 mm", "the centers of the balls are 78 mm apart" up to the size. */
export function readSpacing(cursor: Cursor, toMm: ToMm, refer: () => Things | undefined): [Things, Size] | undefined {
  const start = cursor.index;
  cursor.skipWords(the);
  if (!cursor.takePhrase(distances)) return undefined;
  cursor.skipWords(the);
  const isBefore = cursor.takeWord(centers) !== undefined;
  cursor.skipWords(the);
  const things = refer();
  if (!things || (!isBefore && !cursor.takeWord(centers)) || !cursor.takeWord(equals)) return undefined;
  const written = readLengths(cursor, toMm, true);
  if (written?.lengths.length !== 1) return undefined;
  return [things, { name: 'spacing', lengths: written.lengths, span: cursor.since(start) }];
}
