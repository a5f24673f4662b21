import { wordSet, type Cursor } from './cursor';
import { nouns } from './things';
import type { SizeMeaning } from './description';

const theWords = wordSet('the their its');
const ofWords = wordSet('of');

/** "120 mm between the ball centers", "… between the centers of the balls": how far two things are apart. */
export function readBetweenCenters(cursor: Cursor): SizeMeaning | undefined {
  if (cursor.word() !== 'between') return undefined;
  cursor.index++;
  cursor.skipWords(theWords);
  const before = nouns.at(cursor);
  if (before) cursor.index += before.words;
  if (cursor.takeWord(centers) === undefined) return undefined;
  const behind = cursor.try(() => {
    if (before || cursor.takeWord(ofWords) === undefined) return undefined;
    cursor.skipWords(theWords);
    cursor.take('number');
    const noun = nouns.at(cursor);
    if (noun) cursor.index += noun.words;
    return noun;
  });
  return before || behind ? { name: 'spacing' } : undefined;
}

const long = wordSet('long measured');
const betweenWords = wordSet('between from');
const endWords = wordSet('the center centers of its end ends round circle circles arc arcs to other both');
const circles = wordSet('circle circles arc arcs ends');
const centers = wordSet('center centers');
/** In tokens: "from the center of one end circle to the center of the other". */
const longestEnds = 14;

/** "40 mm between the centers of its two end circles": how far the ends of a slot are apart. */
export function readEnds(cursor: Cursor): SizeMeaning | undefined {
  cursor.skipWords(long);
  if (!cursor.takeWord(betweenWords)) return undefined;
  const start = cursor.index;
  let [hasCenter, hasCircle] = [false, false];
  while (cursor.index - start < longestEnds) {
    const word = cursor.takeWord(endWords);
    if (word === undefined && cursor.take('number') === undefined) break;
    hasCenter ||= word !== undefined && centers.has(word);
    hasCircle ||= word !== undefined && circles.has(word);
  }
  return hasCenter && hasCircle ? { name: 'end spacing' } : undefined;
}
