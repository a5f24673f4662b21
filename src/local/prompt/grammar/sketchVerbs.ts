import { Phrases, wordSet, type Cursor } from './cursor';
import { determiners } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import { nouns } from './things';
import { traits } from './traits';
import type { Telling } from './telling';
import { readOfProcess } from './processWords';

/** What is done with what was drawn, and what a sentence says of it right behind the verb. */

const extrudeVerbs = wordSet('extrude extruded extruding pad padded raise raised');
const processes: Readonly<Record<string, string>> = {
  revolve: 'revolved',
  revolved: 'revolved',
  sweep: 'swept',
  swept: 'swept',
  loft: 'lofted',
  lofted: 'lofted',
};
const pocketVerbs = wordSet('pocket');
const extruded = wordSet('it them this that by another further to up upwards upward down and a total of the');
/** What stands for all that was drawn. */
const wholes = new Phrases<true>(
  [
    'whole outline',
    'entire outline',
    'outline',
    'whole shape',
    'shape',
    'resulting shape',
    'result',
    'profile',
    'sketch',
    'figure',
    'contour',
    'what is left',
    'what remains',
    'the rest',
    'remaining shape',
    'everything',
  ].map((phrase) => [phrase, true] as const),
);
const rings = new Phrases<true>(
  ['ring', 'area', 'region', 'space', 'surface', 'material', 'annulus'].map((word) => [word, true] as const),
);
const between = wordSet('between');
const both = wordSet('them both the two circles profiles rectangles squares outlines and');
const bothSides = new Phrases<true>(
  [
    'in both directions',
    'to both sides',
    'to each side',
    'on both sides',
    'on each side',
    'in each direction',
    'both ways',
    'each way',
    'each side',
    'both directions',
  ].map((phrase) => [phrase, true] as const),
);

/** Reads "extrude it by 14 mm", "revolved", "sweep", "pocket it 8 deep". @returns whether one stands here */
export function readSketchVerb(cursor: Cursor, telling: Telling, toMm: ToMm): boolean {
  const start = cursor.index;
  const word = cursor.word();
  // "raised face 90 mm diameter": the name of a member
  if (word === undefined || cursor.own?.nouns.at(cursor)) return false;
  if (cursor.takeWord(extrudeVerbs) !== undefined) {
    telling.extruding = true;
    telling.cutting = false;
    skipObject(cursor, telling, start);
    return takeAmount(cursor, telling, toMm);
  }
  const process = Object.hasOwn(processes, word) ? processes[word] : undefined;
  if (process !== undefined) {
    cursor.index++;
    telling.process(process, cursor.since(start), word === process || isObject(cursor));
    if (process === 'lofted') cursor.takeWord(lofts);
    return true;
  }
  if (cursor.takePhrase(bothSides) && telling.extruding && telling.markSketch('both sides', cursor.since(start)))
    return true;
  cursor.index = start;
  return (
    pocketVerb(cursor, telling) ||
    cutOut(cursor, telling) ||
    asHoles(cursor, telling) ||
    readOfProcess(cursor, telling, toMm, start)
  );
}

const outOf = wordSet('of from');
const cutWords = wordSet('cut taken removed subtracted left');

/** "with a circle cut out of its middle": what stands before it. */
function cutOut(cursor: Cursor, telling: Telling): boolean {
  const { current } = telling;
  const isVerb =
    cutWords.has(cursor.word() ?? '') && cursor.word(1) === 'out' && !determiners.has(cursor.word(-1) ?? '');
  if (!isVerb || current?.role !== 'profile') return false;
  if (
    !outOf.has(cursor.word(2) ?? '') &&
    cursor.peek(2) !== undefined &&
    cursor.stop(2) === undefined &&
    cursor.word(2) !== 'in'
  )
    return false;
  cursor.index += outOf.has(cursor.word(2) ?? '') && cursor.word(2) === 'from' ? 3 : 2;
  current.operation = 'cut';
  return true;
}

const holeNames = wordSet('hole holes cutout cutouts opening openings');
const articles = wordSet('the a an');

/** "two circles … as holes", "a triangle … as the roof" */
function asHoles(cursor: Cursor, telling: Telling): boolean {
  const { current } = telling;
  if (current?.role !== 'profile' || cursor.word() !== 'as') return false;
  return (
    cursor.try(() => {
      cursor.index++;
      cursor.skipWords(articles);
      if (cursor.takeWord(holeNames) !== undefined) {
        current.operation = 'cut';
        return true;
      }
      const isName = cursor.word() !== undefined && !nouns.at(cursor) && !traits.at(cursor);
      cursor.index++;
      return isName && (cursor.done || cursor.stop() !== undefined) ? true : undefined;
    }) ?? false
  );
}
const lofts = wordSet('between from');
const its = wordSet('it them this the that');

function isObject(cursor: Cursor): boolean {
  return cursor.done || cursor.stop() !== undefined || its.has(cursor.word() ?? '');
}

/** "the whole outline", "what is left", "the ring between them" */
function skipObject(cursor: Cursor, telling: Telling, start: number): void {
  const isRing = cursor.try(() => {
    cursor.skipWords(determiners);
    if (!cursor.takePhrase(rings) || cursor.takeWord(between) === undefined) return undefined;
    const from = cursor.index;
    cursor.skipWords(both);
    return cursor.index > from ? true : undefined;
  });
  if (isRing) {
    telling.markSketch('ring', cursor.since(start));
    return;
  }
  cursor.try(() => {
    cursor.skipWords(determiners);
    return cursor.takePhrase(wholes);
  });
}

/** "Pad 12", "extrude by 12": the number needs no unit. */
function takeAmount(cursor: Cursor, telling: Telling, toMm: ToMm): true {
  cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(extruded);
    if (cursor.peek()?.kind !== 'number' || cursor.peek(1)?.kind === 'times') return undefined;
    const written = readLengths(cursor, toMm, true);
    const next = cursor.peek();
    const goesOn = bothSides.at(cursor) !== undefined || ways.has(cursor.word() ?? '');
    if (!written || (next !== undefined && next.kind !== 'stop' && !goesOn)) return undefined;
    return telling.addSize({ name: 'unnamed', lengths: written.lengths, span: cursor.since(start) }) ? true : undefined;
  });
  return true;
}

const ways = wordSet('and up upwards in along then symmetrically symmetric');

/** "Pocket it 8 deep", "then pocket 8 mm": what was drawn last is cut away. */
function pocketVerb(cursor: Cursor, telling: Telling): boolean {
  const before = cursor.word(-1);
  if (before !== undefined && determiners.has(before)) return false;
  if (cursor.takeWord(pocketVerbs) === undefined) return false;
  const next = cursor.peek();
  const follows = next?.kind === 'number' || next?.kind === 'lengths' || its.has(cursor.word() ?? '');
  if (follows && telling.cutDrawn()) return true;
  cursor.index--;
  return false;
}
