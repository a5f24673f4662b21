import { wordSet, type Cursor } from './cursor';
import type { Share, SizeMeaning } from './description';
import { beforeName, sizeAdjectives, sizeNouns } from './sizeWords';

/** A size and what it is by another one. */
export interface Compared {
  readonly meaning: SizeMeaning;
  readonly share: Share;
}

type ReadName = (cursor: Cursor) => SizeMeaning | undefined;

/** Behind the name of a size: "half the length", "a third of its outer diameter", "equal to the width". */
export function readShare(cursor: Cursor, readName: ReadName): Share | undefined {
  return cursor.try(() => {
    const share = cursor.take('share');
    if (!share && !cursor.try(() => sameAs(cursor))) return undefined;
    cursor.skipWords(beforeName);
    const of = readName(cursor);
    return of && { value: share?.value ?? 1, of };
  });
}

/** "equal to", "the same as" */
function sameAs(cursor: Cursor): true | undefined {
  cursor.takeWord(beforeName);
  const word = cursor.word();
  // "is equal" was taken with the words that stand for "=".
  if (word === 'to' && equal.has(cursor.word(-1) ?? '')) cursor.index++;
  else if (word === 'same' && cursor.word(1) === 'as') cursor.index += 2;
  else return undefined;
  return true;
}

const equal = wordSet('equal');
const more = wordSet('more greater larger bigger longer wider thicker taller higher deeper');
const less = wordSet('less smaller shorter narrower thinner lower');

/** Behind a length: "8 mm less than the outer diameter". @param mm that length */
export function readDifference(cursor: Cursor, mm: number, readName: ReadName): Share | undefined {
  return cursor.try(() => {
    const sign = cursor.takeWord(more) ? 1 : cursor.takeWord(less) ? -1 : undefined;
    if (sign === undefined || cursor.word() !== 'than') return undefined;
    cursor.index++;
    cursor.skipWords(beforeName);
    const of = readName(cursor);
    return of && { value: 1, plus: sign * mm, of };
  });
}

const pronouns = wordSet('it they is are as');

/** "twice as long as it is wide", "half as wide" */
export function readAsMuch(cursor: Cursor): Compared | undefined {
  return cursor.try(() => {
    const share = cursor.take('share');
    if (!share || cursor.word() !== 'as') return undefined;
    cursor.index++;
    const meaning = cursor.takePhrase(sizeAdjectives);
    if (!meaning) return undefined;
    const of = cursor.try(() => {
      if (cursor.word() !== 'as') return undefined;
      cursor.skipWords(pronouns);
      return cursor.takePhrase(sizeAdjectives);
    });
    return cursor.word() === 'as' ? undefined : { meaning, share: { value: share.value, of } };
  });
}

const is = wordSet('is are be');

/** "its bore is half the outside diameter": a size that has no name but that of the thing. */
export function readUnnamedShare(cursor: Cursor, readName: ReadName): Share | undefined {
  if (cursor.peek()?.kind !== 'share' || !is.has(cursor.word(-1) ?? '')) return undefined;
  const share = readShare(cursor, readName);
  const next = cursor.peek();
  return sizeNouns.at(cursor) || (next !== undefined && next.kind !== 'stop') ? undefined : share;
}
