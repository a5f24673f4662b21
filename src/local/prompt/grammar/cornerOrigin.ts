import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place } from './description';

const before = wordSet('with its the a one whose and');
const corners = new Phrases<true>(
  ['lower left', 'lower left hand', 'bottom left', 'front left', 'left front', 'left bottom', '']
    .map((which) => `${which} corner`.trim())
    .map((phrase) => [phrase, true] as const),
);
const bonds = wordSet('is lies sits located placed at in on the');

/** "its lower left corner at (0, 0)", "one corner at the origin": from where coordinates count. */
export function readCornerOrigin(cursor: Cursor): Place | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(before);
    if (!cursor.takePhrase(corners)) return undefined;
    cursor.skipWords(bonds);
    const isNamed = cursor.word() === 'origin';
    if (isNamed) cursor.index++;
    const open = isNamed && cursor.takeStop('(');
    const point = cursor.take('point');
    if (open) cursor.takeStop(')');
    if (!isNamed && !point) return undefined;
    if (point?.coordinates.some((value) => value !== 0) === true) return undefined;
    const span = cursor.since(start);
    const target = { kind: 'spot', name: 'origin', which: ['corner'], plural: false, sizes: [], span } as const;
    return { kind: 'at', relation: 'at', target, span };
  });
}
