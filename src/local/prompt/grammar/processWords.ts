import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place } from './description';
import { determiners } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import { nouns } from './things';
import type { Telling } from './telling';

const articles = wordSet('the a an');

const fullTurns = new Phrases<true>(
  [
    'fully',
    'completely',
    'all the way around',
    'one full turn',
    'full turn',
    'full revolution',
    'once around',
    'full circle',
  ].map((phrase) => [phrase, true] as const),
);
/** How two profiles lie between which a loft goes: it is always so. */
const overEachOther = new Phrases<true>(
  [
    'parallel planes',
    'on parallel planes',
    'in parallel planes',
    'profiles',
    'sections',
    'straight above it',
    'on a parallel plane',
    'straight above one another',
    'straight above each other',
    'directly above one another',
    'directly above each other',
    'above one another',
    'above each other',
    'over each other',
    'higher',
    'from each other',
    'from one another',
  ].map((phrase) => [phrase, true] as const),
);

const aboutStraight = new Phrases<true>(
  ['about', 'around'].flatMap((word) =>
    ['diameter', 'straight side', 'straight edge', 'flat side', 'flat edge'].flatMap((side) =>
      ['its', 'the'].map((its) => [`${word} ${its} ${side}`, true] as const),
    ),
  ),
);
const makeWords = wordSet('make form get give create obtain');

/** "to make a cone": what comes of it by itself. */
function toMake(cursor: Cursor): true | undefined {
  if (cursor.word() !== 'to') return undefined;
  cursor.index++;
  if (cursor.takeWord(makeWords) === undefined) return undefined;
  cursor.skipWords(articles);
  const noun = nouns.at(cursor);
  if (noun?.meaning.role !== 'body') return undefined;
  cursor.index += noun.words;
  return cursor.done || cursor.stop() !== undefined ? true : undefined;
}

const aroundWords = wordSet('about around');
const legWords = wordSet('leg side edge');

/** "Around its 50 mm leg": the side of a triangle that is the axis. */
function aboutLeg(cursor: Cursor, toMm: ToMm): Place | undefined {
  const start = cursor.index;
  if (cursor.takeWord(aroundWords) === undefined) return undefined;
  cursor.skipWords(determiners);
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  if (!length || more.length > 0 || cursor.takeWord(legWords) === undefined) return undefined;
  const span = cursor.since(start);
  const target = { kind: 'spot', name: 'side', which: [], plural: false, sizes: [length.mm], span } as const;
  return { kind: 'at', relation: 'around', target, span };
}

const lies = wordSet('lie are sit stand planes profiles sections');

/** What is said of a way to make a solid, where one is used: "fully", "around its 50 mm leg", "on parallel planes". */
export function readOfProcess(cursor: Cursor, telling: Telling, toMm: ToMm, start: number): boolean {
  if (telling.isMade('revolved')) {
    if (cursor.try(() => toMake(cursor))) return true;
    const leg = cursor.try(() => aboutLeg(cursor, toMm));
    if (leg) {
      telling.addPlace(leg, false);
      return true;
    }
    if (cursor.takePhrase(aboutStraight)) return telling.markSketch('about diameter', cursor.since(start));
    const isFull = cursor.takePhrase(fullTurns) ?? (cursor.word() === 'full' && cursor.peek(1)?.kind === 'angle');
    if (isFull) {
      if (cursor.index === start) cursor.index++;
      return telling.markSketch('full turn', cursor.since(start));
    }
  }
  if (!telling.isMade('lofted')) return false;
  const two = cursor.peek(1);
  if (cursor.word() === 'the' && two?.kind === 'number' && two.value === 2 && lies.has(cursor.word(2) ?? '')) {
    cursor.index += 2;
    return true;
  }
  return cursor.takePhrase(overEachOther) === true;
}
