import { wordSet, type Cursor } from './cursor';
import { readLengths, type ToMm } from './sizes';
import type { Telling } from './telling';

const outlines = wordSet('outline contour perimeter boundary edge edges outer profile');
const owners = wordSet('of the its this part plate block body it cover');
const inwardWords = wordSet('inwards inward in');
/** All that a sentence may say between the offset and its depth. */
const said = wordSet(
  `everything all that what the is lies inside within between it this offset line outline contour area region material and
  cut down by to a depth of from part milled lowered away removed mill remove recess pocket out then edge off`,
);
const cuts = wordSet('cut milled lowered removed mill remove recess pocket');
const insides = wordSet('inside within');

/** "Offset the outline inwards by 6 mm. Everything between the outline and this offset is cut down by 10 mm." */
export function readOutlineOffset(cursor: Cursor, telling: Telling, toMm: ToMm): boolean {
  if (cursor.word() !== 'offset') return false;
  return (
    cursor.try(() => {
      const start = cursor.index;
      cursor.index++;
      cursor.skipWords(owners);
      if (cursor.takeWord(outlines) === undefined) return undefined;
      cursor.skipWords(outlines);
      cursor.skipWords(owners);
      let isInward = cursor.takeWord(inwardWords) !== undefined;
      if (cursor.word() === 'by') cursor.index++;
      const inset = readLengths(cursor, toMm, false)?.lengths;
      isInward = cursor.takeWord(inwardWords) !== undefined || isInward;
      if (!isInward || inset?.length !== 1) return undefined;
      const words: string[] = [];
      while (said.has(cursor.word() ?? '') || (cursor.stop() !== undefined && words.length < 30)) {
        words.push(cursor.word() ?? '');
        cursor.index++;
      }
      const depth = readLengths(cursor, toMm, false)?.lengths;
      if (cursor.word() === 'deep') cursor.index++;
      const isInside = words.some((word) => insides.has(word));
      const isBetween = words.includes('between');
      if (depth?.length !== 1 || isInside === isBetween || !words.some((word) => cuts.has(word))) return undefined;
      const span = cursor.since(start);
      const draft = telling.start({ kind: 'outline offset', role: 'feature', noun: 'offset', plural: false }, span);
      draft.sizes.push({ name: 'inset', lengths: inset, span }, { name: 'depth', lengths: depth, span });
      draft.traits.push({ name: isBetween ? 'between' : 'inside', span });
      return true;
    }) ?? false
  );
}
