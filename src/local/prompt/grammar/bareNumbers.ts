import type { Cursor } from './cursor';
import type { Size } from './description';
import { indefinite } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import { sizeAdjectives, sizeNouns } from './sizeWords';
import { nounAt } from './things';

/** "40 dia x 60 long bar": what has no unit is a size by its name, not a count. */
export function namesRound(cursor: Cursor): boolean {
  const isJoined = cursor.peek(-1)?.kind === 'times' && sizeAdjectives.at(cursor, 1) !== undefined;
  const name = sizeNouns.at(cursor, 1);
  const after = name && cursor.peek(1 + name.words)?.kind;
  return isJoined || (name?.meaning.name === 'diameter' && after !== 'lengths' && after !== 'number');
}

/** "12 thick, bore 35": no twelve bores. */
export function isSizeAlone(cursor: Cursor): boolean {
  return sizeAdjectives.at(cursor, 1)?.words === 1 && cursor.stop(2) !== undefined;
}

/** "a 120 mm dia x 10 disc" */
export function takeLength(cursor: Cursor, sizes: readonly Size[], toMm: ToMm): Size | undefined {
  const isJoined = cursor.peek(-1)?.kind === 'times' && sizes.at(-1)?.name === 'diameter';
  if (!isJoined || nounAt(cursor, 1)?.meaning.role !== 'body') return undefined;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', ...written };
}

/** "a 1 hole", "12 thru bore": behind "a", and before one that goes through, it is no count. */
export function takeOneHole(cursor: Cursor, toMm: ToMm): Size | undefined {
  const through = cursor.word(1) === 'through' ? nounAt(cursor, 2) : undefined;
  if (through?.meaning.kind === 'hole' && !through.meaning.plural) {
    const written = readLengths(cursor, toMm, true);
    return written && { name: 'unnamed', ...written };
  }
  const noun = indefinite.has(cursor.word(-1) ?? '') ? nounAt(cursor, 1) : undefined;
  if (noun?.meaning.role !== 'feature' || noun.meaning.plural || nounAt(cursor, 1 + noun.words)) return undefined;
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', ...written };
}
