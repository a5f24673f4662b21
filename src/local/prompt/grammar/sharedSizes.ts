import { every } from './everyWords';
import { wordSet, type Cursor } from './cursor';
import type { Size, SizeMeaning } from './description';
import { beforeName, equals } from './sizeWords';
import { readLengths, readName, type ToMm } from './sizes';

const ands = wordSet('and');

/** "a length and width of 50 mm", "length, width and height of 40 mm": one number for several names. */
export function readSharedSizes(cursor: Cursor, toMm: ToMm): Size[] | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const meanings: SizeMeaning[] = [];
    for (;;) {
      cursor.skipWords(beforeName);
      const meaning = readName(cursor);
      if (!meaning || meanings.some(({ name }) => name === meaning.name)) return undefined;
      meanings.push(meaning);
      const goesOn = cursor.takeStop(',');
      if (cursor.takeWord(ands) === undefined && !goesOn) break;
    }
    if (meanings.length < 2) return undefined;
    cursor.skipWords(every);
    cursor.skipWords(equals);
    const written = readLengths(cursor, toMm, true);
    if (written?.lengths.length !== 1) return undefined;
    // "a width and a height of 20 and 30 mm"
    const next = cursor.peek(1)?.kind;
    if (cursor.word() === 'and' && (next === 'lengths' || next === 'number')) return undefined;
    const span = cursor.since(start);
    return meanings.map((meaning) => ({ ...meaning, lengths: written.lengths, span }));
  });
}
