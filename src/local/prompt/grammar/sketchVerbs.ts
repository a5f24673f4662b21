import type { Span } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place, Size } from './description';
import { readNounPhrase } from './nounPhrase';
import { determiners } from './placeWords';
import { readLengths, type ToMm } from './sizes';
import { nouns } from './things';
import { traits } from './traits';
import type { Telling } from './telling';

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
const extruded = wordSet('it them this that by to up upwards upward down and a total of the');
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
  if (word === undefined) return false;
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
    ofProcess(cursor, telling, toMm, start)
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

function ofProcess(cursor: Cursor, telling: Telling, toMm: ToMm, start: number): boolean {
  if (telling.isMade('revolved')) {
    if (cursor.try(() => toMake(cursor))) return true;
    const leg = cursor.try(() => aboutLeg(cursor, toMm));
    if (leg) {
      telling.addPlace(leg, false);
      return true;
    }
    if (cursor.takePhrase(aboutStraight)) return telling.markSketch('about diameter', cursor.since(start));
    const isFull = cursor.takePhrase(fullTurns) ?? (cursor.word() === 'full' && cursor.peek(1)?.kind === 'angle');
    if (isFull === true) {
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
    const isAlone = next === undefined || next.kind === 'stop' || bothSides.at(cursor) || ways.has(cursor.word() ?? '');
    if (!written || !isAlone) return undefined;
    return telling.addSize({ name: 'unnamed', lengths: written.lengths, span: cursor.since(start) }) || undefined;
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

const alongWords = wordSet('along through');

/** "along half a circle": where a profile is swept. */
export function readPath(cursor: Cursor, telling: Telling, toMm: ToMm): boolean {
  return (
    cursor.try(() => {
      const start = cursor.index;
      if (!telling.isMade('swept') || cursor.takeWord(alongWords) === undefined) return undefined;
      const angle = cursor.try(() => {
        cursor.skipWords(determiners);
        return cursor.take('angle');
      });
      const phrase = readNounPhrase(cursor, toMm);
      if (!phrase || !canBePath(phrase.noun.kind)) return undefined;
      const { noun } = phrase.noun;
      const draft = telling.start({ kind: 'path', role: 'path', noun, plural: false }, cursor.since(start));
      draft.labels.add('path');
      draft.sizes.push(...phrase.sizes);
      draft.traits.push(...phrase.traits);
      if (angle) draft.angles.push(angle);
      return true;
    }) ?? false
  );
}

function canBePath(kind: string): boolean {
  return kind === 'path' || kind === 'half circle' || kind === 'quarter circle' || kind === 'circle';
}

const steps = wordSet(
  'from start starting begin beginning at line lines to then go goes draw through via next and up on',
);
const closes = wordSet('close closed back to the start starting point origin it and path polyline outline');

/** "from (0,0) to (40,0) to (40,10)", "start at (0,0), line to (60,0), line to …, close": three points and more. */
export function readPolyline(cursor: Cursor, toMm: ToMm): Place | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const points: [number, number, number][] = [];
    let end = cursor.index;
    for (;;) {
      while (cursor.takeWord(steps) !== undefined || (points.length > 0 && cursor.takeStop(',', 'line')));
      const point = cursor.take('point');
      if (!point) break;
      const [x = 0, y = 0, z = 0] = point.coordinates.map((value) => toMm({ value, bare: point.bare }));
      points.push([x, y, z]);
      end = cursor.index;
    }
    cursor.index = end;
    if (points.length < 3 || end - start < points.length * 2 - 1 || !hasSteps(cursor, start, end)) return undefined;
    cursor.try(() => {
      cursor.takeStop(',');
      cursor.skipWords(ands);
      if (!closing.has(cursor.word() ?? '')) return undefined;
      cursor.skipWords(closes);
      return true;
    });
    return { kind: 'points', points, span: spanOf(cursor, start, end) };
  });
}

const ands = wordSet('and then');
const closing = wordSet('close closed back');
const lineWords = wordSet('line to lines');

function hasSteps(cursor: Cursor, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (lineWords.has(cursor.word(index - cursor.index) ?? '')) return true;
  return false;
}

function spanOf(cursor: Cursor, start: number, end: number): Span {
  const now = cursor.index;
  cursor.index = end;
  const span = cursor.since(start);
  cursor.index = now;
  return span;
}

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
