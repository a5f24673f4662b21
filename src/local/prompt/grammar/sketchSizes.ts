import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { readLengths, type ToMm } from './sizes';
import type { Telling } from './telling';

const ands = wordSet('and then');
const articlesOf = wordSet('with the a an its their and');
const sideNames: Readonly<Record<string, 'leg' | 'base'>> = { leg: 'leg', legs: 'leg', base: 'base' };
const isWords = wordSet('of is are = : measures measuring by');

/** "With legs of 30 mm and 45 mm", "base 40 mm": sides of a triangle that is drawn. */
export function readSketchSize(cursor: Cursor, toMm: ToMm, kind: string | undefined): Size | undefined {
  if (kind !== 'triangle') return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(articlesOf);
    const word = cursor.word();
    const name = word !== undefined && Object.hasOwn(sideNames, word) ? sideNames[word] : undefined;
    if (name === undefined) return undefined;
    cursor.index++;
    cursor.skipWords(isWords);
    const lengths = [...(readLengths(cursor, toMm, true)?.lengths ?? [])];
    if (lengths.length === 0) return undefined;
    const second = cursor.try(() =>
      cursor.takeWord(ands) === undefined ? undefined : readLengths(cursor, toMm, true),
    );
    lengths.push(...(name === 'leg' ? (second?.lengths ?? []) : []));
    return { name, lengths, span: cursor.since(start) };
  });
}

const turnWords = wordSet('turns coils windings');
const active = wordSet('active full complete');

/** "8 turns" of a spring. */
export function readTurns(cursor: Cursor, telling: Telling): boolean {
  return (
    cursor.try(() => {
      const start = cursor.index;
      const number = cursor.take('number');
      cursor.skipWords(active);
      if (!number || cursor.takeWord(turnWords) === undefined) return undefined;
      const size: Size = { name: 'turns', lengths: [{ mm: number.value }], span: cursor.since(start) };
      return telling.current?.kind === 'spring' && telling.addSize(size) ? true : undefined;
    }) ?? false
  );
}

/** "5 points" of a star. */
export function readPoints(cursor: Cursor, telling: Telling): boolean {
  const { current } = telling;
  if (!current?.traits.some(({ name }) => name === 'star') && current?.kind !== 'star') return false;
  const read = (): true | undefined => {
    const start = cursor.index;
    const number = cursor.take('number');
    if (!number || !Number.isInteger(number.value) || !cursor.takeWord(pointWords)) return undefined;
    return telling.addTrait(`${number.value} pointed`, cursor.since(start)) ? true : undefined;
  };
  return cursor.try(read) ?? false;
}

const pointWords = wordSet('points tips');
