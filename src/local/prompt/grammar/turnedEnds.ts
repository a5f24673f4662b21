import type { Span } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place, Size, Spot, Trait } from './description';
import { placeOn, type Draft } from './draft';
import type { ParseState } from './parseState';
import { determiners } from './placeWords';
import { readPlace } from './places';
import { readLengths, readSize } from './sizes';
import type { PlaceContext } from './placeContext';
import { readSpot } from './spots';

/** What is told of an end that is turned down or milled: how wide it is left, how far, and which end it is. */
export interface EndFacts {
  readonly sizes: Size[];
  readonly places: Place[];
  readonly traits: Trait[];
}

const turnings = ['turned', 'machined', 'necked', 'reduced', 'stepped', 'narrowed', 'cut', 'ground', 'milled', 'filed'];
const going = ['reduces', 'necks', 'steps', 'narrows', 'reducing', 'necking', 'stepping', 'narrowing'];
export const downTo = new Phrases<true>(
  [
    ...[...turnings, ...going].map((verb) => `${verb} down to`),
    ...[...turnings.filter((verb) => verb !== 'cut'), ...going].map((verb) => `${verb} to`),
    ...turnings.map((verb) => `${verb} down in diameter to`),
    'reduced in diameter to',
  ].map((phrase) => [phrase, true] as const),
);
const bonds = wordSet('is are be being gets get has been that which');
const orders = wordSet('turn machine reduce neck step');
const ends: ReadonlySet<string> = new Set(['end', 'left', 'right', 'top', 'bottom', 'center']);
const over = wordSet('for over along within');
const stretches = new Phrases<true>(
  ['a length of', 'length of', 'a distance of', 'a stretch of', 'lengths of'].map((phrase) => [phrase, true] as const),
);
const along: ReadonlySet<string> = new Set(['length', 'height', 'depth', 'width', 'unnamed']);
const lengthWords = wordSet('long length');

/** "both ends turned down to 20 mm for 15 mm", "reduced to 16 mm for the last 25 mm", "turn one end down to ⌀12" */
export function readTurnedDown(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { body } = telling;
  if (body?.role !== 'body') return false;
  const start = cursor.index;
  const facts = cursor.try(() => readOrder(state) ?? readStatement(state));
  return facts !== undefined && startEnd(state, body, facts, cursor.since(start));
}

/** "a hex 24 mm across flats on one end, 15 mm long", "a 12 mm square milled on the end over 20 mm" */
export function readMilledEnd(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { body } = telling;
  const isRound = body?.role === 'body' && body.sizes.some(({ name }) => name === 'diameter');
  if (!isRound) return false;
  const start = cursor.index;
  const facts = cursor.try((): EndFacts | undefined => {
    cursor.takeWord(withWord);
    if (cursor.takeWord(articles) === undefined) return undefined;
    const found = factsOf([], []);
    if (!readSection(state, found)) return undefined;
    readRest(state, found);
    // "a square end" that has no size is a word for how a slot or key ends
    return found.places.length > 0 && found.sizes.length > 0 ? found : undefined;
  });
  return facts !== undefined && startEnd(state, body, facts, cursor.since(start));
}

export const factsOf = (sizes: Size[], places: Place[]): EndFacts => ({ sizes, places, traits: [] });

/** "hex 24 mm across flats", "24 mm hexagon", "12 mm square" */
function readSection({ cursor, toMm }: ParseState, { sizes, traits, places }: EndFacts): boolean {
  const start = cursor.index;
  const before = readSize(cursor, toMm);
  const name = before?.name === 'square' ? 'square' : cursor.takePhrase(sections);
  if (name === undefined) {
    cursor.index = start;
    return false;
  }
  if (before) sizes.push(before);
  const span = cursor.since(start);
  if (cursor.takeWord(sectionNouns) === 'end') places.push(placeOn(spotOf(['one'], span)));
  traits.push({ name, span });
  return true;
}

const withWord = wordSet('with has having');
const articles = wordSet('a an');
const sectionNouns = wordSet('section end drive tang shape profile');
const sections = new Phrases<string>([
  ...['hex', 'hexagon', 'hexagonal'].map((word) => [word, 'six sided'] as const),
  ['square', 'square'],
]);
const isEndTold = (places: readonly Place[]): boolean => places.some((place) => endSpot(place) !== undefined);

export function startEnd(
  { telling, cursor }: ParseState,
  body: Draft,
  { sizes, places, traits }: EndFacts,
  span: Span,
): true {
  const noun = traits.length > 0 ? 'milled end' : 'turned end';
  const end = telling.start({ kind: 'turned end', role: 'feature', noun, plural: false }, span);
  end.of = body;
  end.sizes.push(...sizes);
  end.traits.push(...traits);
  end.places.push(...places);
  // "at the left end it is turned down to 12 mm": the place stood before
  const before = body.places.at(-1);
  if (!isEndTold(places) && before && endSpot(before) && cursor.index > 0) end.places.push(...body.places.splice(-1));
  return true;
}

/** What is only tried brings up no new thing: "on top of a plate" is read by what follows. */
const known = ({ places }: ParseState): PlaceContext => ({ ...places, introduce: () => undefined });

export function endSpot(place: Place): Spot | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
  return ends.has(place.target.name) ? place.target : undefined;
}

/** "turn both ends down to 20 mm over 15 mm" */
function readOrder(state: ParseState): EndFacts | undefined {
  const { cursor } = state;
  return cursor.try(() => {
    if (cursor.takeWord(orders) === undefined) return undefined;
    cursor.takeWord(downWord);
    const facts = readSubject(state);
    cursor.takeWord(downWord);
    if (!facts || cursor.word() !== 'to') return undefined;
    cursor.index++;
    return readTo(state, facts);
  });
}

const downWord = wordSet('down');

/** "both ends turned down to …", "the last 25 mm is reduced to …", "turned down to …", "the other end to …" */
function readStatement(state: ParseState): EndFacts | undefined {
  const { cursor, telling } = state;
  return cursor.try(() => {
    const facts = readSubject(state) ?? factsOf([], []);
    const wide = facts.sizes.length > 0 ? cursor.try(() => readHas(state)) : undefined;
    if (wide) {
      facts.sizes.push(wide);
      return facts;
    }
    cursor.skipWords(bonds);
    if (!cursor.takePhrase(downTo)) {
      const isNext = telling.current?.kind === 'turned end' && facts.places.length > 0;
      if (!isNext || cursor.word() !== 'to') return undefined;
      cursor.index++;
    }
    return readTo(state, facts);
  });
}

/** "the first 20 mm has a diameter of 15 mm" of a bar that is 20 mm in diameter */
function readHas({ cursor, toMm, telling }: ParseState): Size | undefined {
  if (telling.body?.sizes.some(({ name }) => name === 'diameter') !== true) return undefined;
  if (cursor.takeWord(having) === undefined) return undefined;
  const size = readSize(cursor, toMm);
  return size?.name === 'diameter' && size.lengths.length === 1 ? size : undefined;
}

const having = wordSet('has is with having being');

/** Which end, or how much of one: "both ends", "the left end", "the last 25 mm of the shaft" */
export function readSubject(state: ParseState): EndFacts | undefined {
  const { cursor, telling } = state;
  const places = known(state);
  const stretch = readStretch(state);
  if (stretch) return stretch;
  const start = cursor.index;
  const other = cursor.try(() => {
    cursor.takeWord(determiners);
    if (telling.current?.kind !== 'turned end' || cursor.word() !== 'other') return undefined;
    cursor.index++;
    if (cursor.word() === 'end') cursor.index++;
    return spotOf(['other'], cursor.since(start));
  });
  const spot = other ?? cursor.try(() => readSpot(places));
  return spot && ends.has(spot.name) ? factsOf([], [placeOn(spot)]) : undefined;
}

export const spotOf = (which: readonly string[], span: Span): Spot => ({
  kind: 'spot',
  name: 'end',
  which,
  plural: false,
  sizes: [],
  span,
});

const sides: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['first', 'left', 'lower', 'bottom'].map((word) => [word, 'lower'])),
  ...Object.fromEntries(['last', 'final', 'right', 'upper', 'top'].map((word) => [word, 'upper'])),
};

/** "the first 20 mm", "the last 25 mm of each end" */
export function readStretch(state: ParseState): EndFacts | undefined {
  const { cursor, toMm } = state;
  const places = known(state);
  const start = cursor.index;
  return cursor.try(() => {
    cursor.takeWord(determiners);
    const side = Object.hasOwn(sides, cursor.word() ?? '') ? sides[cursor.word() ?? ''] : undefined;
    if (side === undefined) return undefined;
    cursor.index++;
    const written = readLengths(cursor, toMm, true);
    if (written?.lengths.length !== 1) return undefined;
    const { span } = written;
    const spot = cursor.try(() => {
      if (cursor.takeWord(ofWords) === undefined) return undefined;
      const found = readSpot(places);
      return found?.name === 'end' ? found : undefined;
    });
    cursor.try(() => (cursor.takeWord(ofWords) === undefined ? undefined : places.refer()));
    const length: Size = { name: 'length', lengths: written.lengths, span };
    return factsOf([length], [placeOn(spot ?? spotOf([side], cursor.since(start)))]);
  });
}

const ofWords = wordSet('of at on');

/** The diameter that is left, and what follows it. */
export function readTo(state: ParseState, facts: EndFacts): EndFacts | undefined {
  const { cursor, toMm } = state;
  cursor.skipWords(determiners);
  if (readSection(state, facts)) {
    readRest(state, facts);
    return facts;
  }
  const size = readSize(cursor, toMm) ?? readNumber(cursor, state);
  const [across, long, ...more] = size?.lengths ?? [];
  if (!size || !across || more.length > 0 || !['diameter', 'radius', 'unnamed'].includes(size.name)) return undefined;
  const name = size.name === 'radius' ? 'radius' : 'diameter';
  facts.sizes.push({ name, lengths: [across], span: size.span });
  if (long) facts.sizes.push({ name: 'length', lengths: [long], span: size.span });
  readRest(state, facts);
  return facts;
}

function readNumber(cursor: Cursor, { toMm }: ParseState): Size | undefined {
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', ...written };
}

/** How long it is and at which end, in whichever order: "for 15 mm at each end", ", 20 mm long". */
export function readRest(state: ParseState, { sizes, places: found, traits }: EndFacts): void {
  const { cursor, toMm } = state;
  const places = known(state);
  const read = (): true | undefined => {
    const start = cursor.index;
    cursor.takeStop(',');
    const isJoined = cursor.take('times') !== undefined;
    if (!isJoined) cursor.takeWord(andWord);
    const stretch = cursor.try(() => {
      if (cursor.takeWord(over) === undefined) return undefined;
      const part = readStretch(state);
      if (part) return part;
      cursor.takePhrase(stretches);
      const written = readLengths(cursor, toMm, true);
      if (written?.lengths.length !== 1) return undefined;
      cursor.skipWords(lengthWords);
      return factsOf([{ name: 'length', lengths: written.lengths, span: cursor.since(start) }], []);
    });
    if (stretch) {
      sizes.push(...stretch.sizes);
      found.push(...stretch.places);
      return true;
    }
    cursor.takeWord(workWords);
    const place = cursor.try(() => {
      const one = readPlace(places);
      return one && endSpot(one) ? one : undefined;
    });
    if (place) return found.push(place) > 0 ? true : undefined;
    const isLong = sizes.some(({ name }) => name === 'length');
    const size = readSize(cursor, toMm) ?? (isJoined ? readNumber(cursor, state) : undefined);
    if (size?.lengths.length !== 1) return undefined;
    const isAcross = size.name === 'flats' || size.name === 'side' || size.name === 'corners';
    const isFirst = sizes.length === 0 && (size.name === 'unnamed' || size.name === 'width');
    if (isAcross || isFirst) return sizes.push(size) > 0 ? true : undefined;
    if (isLong || !along.has(size.name) || (size.name === 'unnamed' && !isJoined)) return undefined;
    // "an M6 thread 15 mm deep" is that of a hole
    const isDeep = size.name === 'depth' && traits.some(({ name }) => name === 'threaded');
    return sizes.push({ ...size, name: isDeep ? 'depth' : 'length' }) > 0 ? true : undefined;
  };
  while (cursor.try(read));
}

const andWord = wordSet('and');
const workWords = wordSet('milled cut machined filed ground made with');
