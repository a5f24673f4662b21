import { every } from './everyWords';
import type { Axis } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Spot, Target, Things } from './description';
import { agree, readPair } from './oppositeSides';
import { readBase, readOwnedSpot } from './ownedSpots';
import type { PlaceContext } from './placeContext';
import { determiners, ofPocket, spotNouns, whichWords } from './placeWords';
import { nouns } from './things';
import { axisOf, planeNormal, readAxis, readLengths, type ToMm } from './sizes';

/** A new thing where something lies. */
export function readIntroduced({ cursor, introduce }: PlaceContext): Things | undefined {
  const start = cursor.index;
  const thing = cursor.try(introduce);
  return thing && { kind: 'things', things: [thing], span: cursor.since(start) };
}

export const ofWords = wordSet('of on in at');
const withWords = wordSet('with to');

/** "the short (26 mm) edge of the base", "each corner", "both ends", "the axis", "the post" */
export function readTarget(context: PlaceContext): Target | undefined {
  return (
    context.cursor.try(() => context.named?.()) ??
    context.cursor.try(() => readSpotOf(context)) ??
    context.cursor.try(() => readSpot(context)) ??
    context.cursor.try(() => readOwnedSpot(context)) ??
    context.cursor.try(context.refer) ??
    context.cursor.try(() => readMember(context)) ??
    context.cursor.try(() => readBase(context.cursor))
  );
}

/** "the spigot's free end", "on the shank end": a spot behind the thing that it is of. */
function readSpotOf(context: PlaceContext): Spot | undefined {
  const { cursor } = context;
  if (cursor.word() !== 'the' || spotNouns.at(cursor, 1)) return undefined;
  const of = context.refer();
  const next = cursor.word();
  if (of?.things.length !== 1 || next === undefined || !(whichWords.has(next) || spotNouns.at(cursor)))
    return undefined;
  const spot = readSpot(context);
  return spot && !spot.of && spot.name !== 'axis' && spot.name !== 'size' ? { ...spot, of } : undefined;
}

const ofHollow = wordSet('wall walls floor');

/** "in each leg": a member of the whole that is told of where something lies. */
function readMember(context: PlaceContext): Things | undefined {
  context.cursor.skipWords(every);
  context.cursor.skipWords(determiners);
  const isMember = context.cursor.own?.nouns.at(context.cursor)?.meaning.role === 'member';
  return isMember ? readIntroduced(context) : undefined;
}

export function readSpot(context: PlaceContext): Spot | undefined {
  const { cursor, toMm } = context;
  const start = cursor.index;
  const which: string[] = [];
  const sizes: number[] = [];
  let count: number | undefined;
  let noun: { name: Spot['name']; plural: boolean } | undefined;
  let axis: Axis | undefined;
  for (;;) {
    const word = cursor.word();
    if (word === 'one' && which.length > 0) {
      // "the long one"
      cursor.index++;
      noun = { name: 'edge', plural: false };
      break;
    }
    const pair = cursor.try(() => readPair(cursor));
    if (pair !== undefined) {
      which.push(pair);
      continue;
    }
    const isMember = cursor.own?.nouns.at(cursor)?.meaning.role === 'member';
    const spot = isMember ? undefined : spotNouns.at(cursor);
    // "a 3 mm wall" is a size
    const isOfPocket = spot !== undefined && ofHollow.has(spot.meaning.phrase) && !cursor.own && context.hasPocket();
    if (isOfPocket && sizes.length === 0) which.push(ofPocket);
    const isWall =
      spot !== undefined &&
      ofHollow.has(spot.meaning.phrase) &&
      (!(cursor.own ?? isOfPocket) || sizes.length > 0) &&
      count !== 1 &&
      !which.includes('both');
    const found = isWall ? undefined : spot;
    const follows = found && spotNouns.at(cursor, found.words);
    const isWhich = word !== undefined && whichWords.has(word);
    if (found && !(isWhich && (follows ?? isNounAhead(cursor)))) {
      cursor.index += found.words;
      noun = found.meaning;
      if (noun.name === 'size') {
        which.push(found.meaning.phrase);
        const given = which.some((one) => whole.has(one)) ? cursor.try(() => ofLength(cursor, toMm)) : undefined;
        if (given !== undefined) sizes.push(given);
      }
      break;
    }
    // "eleven the edges"
    if (count !== undefined && word !== undefined && determiners.has(word) && cursor.peek(-1)?.kind === 'number')
      return undefined;
    if (word !== undefined && (determiners.has(word) || isWhich)) {
      if (isWhich) which.push(word);
      cursor.index++;
      continue;
    }
    // "along the whole of Y", "through all of Y"
    if (word === 'of' && which.length === 1 && wholes.has(which[0] ?? '') && axisOf(cursor.word(1)) !== undefined) {
      const found = axisOf(cursor.word(1));
      cursor.index += 2;
      cursor.takeWord(axisWord);
      return {
        kind: 'spot',
        name: 'size',
        which: ['whole'],
        plural: false,
        sizes: [],
        axis: found,
        span: cursor.since(start),
      };
    }
    // "the remaining floor" of a pocket
    if (word === 'remaining' && spotNouns.at(cursor, 1)?.meaning.name === 'bottom') {
      cursor.index++;
      continue;
    }
    // "both hole edges"
    const isOfHole = nouns.at(cursor)?.meaning.role === 'feature' && edgesOf.has(cursor.word(1) ?? '');
    const named = isOfHole ? cursor.try(() => context.refer()) : undefined;
    const edge = named && cursor.takeWord(edgesOf);
    if (named && edge !== undefined)
      return {
        kind: 'spot',
        name: 'edge',
        which,
        plural: edge.endsWith('s'),
        count,
        sizes,
        of: named,
        span: cursor.since(start),
      };
    // "each of the four sides"
    if (word === 'of' && every.has(cursor.word(-1) ?? '') && which.length > 0) {
      cursor.index++;
      continue;
    }
    const number = cursor.peek();
    if (number?.kind === 'number' && Number.isInteger(number.value) && number.value <= 100) {
      cursor.index++;
      if (number.value === 1 && cursor.word() === 'of') {
        cursor.index++;
        count = 1;
      } else if (number.value === 1 && which.length > 0 && cursor.word() !== 'sided') {
        // "the long one"
        noun = { name: 'edge', plural: false };
        break;
      } else if (count !== 1) count = number.value;
      continue;
    }
    const normal = planeNormal(word) ?? axisOf(word);
    if (normal !== undefined) {
      axis = normal;
      cursor.index++;
      const plane = planeNormal(word) !== undefined;
      cursor.takeWord(plane ? planeWord : axisWord);
      return {
        kind: 'spot',
        name: plane ? 'plane' : 'axis',
        which,
        plural: false,
        count,
        sizes,
        axis,
        span: cursor.since(start),
      };
    }
    const size = readBracketed(cursor, toMm);
    if (size && (spotNouns.at(cursor) ?? whichWords.has(cursor.word() ?? ''))) {
      sizes.push(...size);
      continue;
    }
    return undefined;
  }
  // "in the left half" is no place on the left face
  if (cursor.word() === 'half' || cursor.word() === 'third') return undefined;
  if (noun.name === 'end' && cursor.try(() => without(context))) which.push('other');
  if (cursor.takeWord(nearest) !== undefined) {
    which.push('nearest');
    cursor.try(() =>
      cursor.takeWord(withWords) !== undefined && cursor.takeWord(axisNames) !== undefined ? true : undefined,
    );
  }
  if (noun.name === 'axis') cursor.takePhrase(ofTurning);
  if (cursor.stop() === '(') sizes.push(...(readBracketed(cursor, toMm) ?? []));
  if (!canHave(noun.name, sizes.length) || !agree(which)) return undefined;
  if (count !== undefined && !noun.plural && count !== 1) return undefined;
  axis ??= readAxis(cursor);
  const parallel = cursor.try(() => {
    cursor.skipWords(thatAre);
    if (cursor.word() !== 'parallel') return undefined;
    cursor.index++;
    cursor.skipWords(withWords);
    cursor.skipWords(determiners);
    const found = axisOf(cursor.word());
    if (found) cursor.index++;
    cursor.takeWord(axisWord);
    return found;
  });
  const of = cursor.try(() => {
    if (!cursor.takeWord(ofWords)) return undefined;
    return readTarget(context) ?? readIntroduced(context);
  });
  return {
    kind: 'spot',
    name: noun.name,
    which,
    plural: noun.plural,
    count,
    sizes,
    axis: parallel ?? axis,
    of,
    span: cursor.since(start),
  };
}

/** "the end without the hole": the other one, if the hole is in an end of which nothing else is said. */
function without({ cursor, refer }: PlaceContext): true | undefined {
  if (cursor.word() !== 'without') return undefined;
  cursor.index++;
  const found = refer();
  const isNamed = found?.things.some(({ places }) =>
    places.some(
      (place) =>
        place.kind !== 'at' || (place.target.kind === 'spot' && place.target.which.some((word) => word !== 'one')),
    ),
  );
  return found && !isNamed ? true : undefined;
}

const whole = wordSet('full whole entire');

/** "the full width of 40 mm" */
function ofLength(cursor: Cursor, toMm: ToMm): number | undefined {
  if (!cursor.takeWord(ofWords)) return undefined;
  const written = readLengths(cursor, toMm, false);
  return written?.lengths.length === 1 ? written.lengths[0]?.mm : undefined;
}

const wholes = wordSet('whole full all entire');
const edgesOf = wordSet('edge edges rim rims');
const nearest = wordSet('nearest closest');
const axisNames = wordSet('it');
const ofTurning = new Phrases([
  ['of revolution', true],
  ['of rotation', true],
]);
const planeWord = wordSet('plane');
const axisWord = wordSet('axis direction dimension');
const thatAre = wordSet('that which are is');

/** "the (long) top edge": a spot's noun stands before another one, with words between. */
function isNounAhead(cursor: Cursor): boolean {
  for (let ahead = 1; ahead < 4; ahead++) {
    const word = cursor.word(ahead);
    if (cursor.peek(ahead)?.kind === 'number') continue;
    if (word === undefined) return false;
    if (spotNouns.at(cursor, ahead)) return true;
    if (!whichWords.has(word)) return false;
  }
  return false;
}

/** A face is known by two sizes, an edge or side by one; of other spots a size says nothing. */
function canHave(name: Spot['name'], sizes: number): boolean {
  return (
    sizes === 0 || (name === 'face' ? sizes === 2 : ['edge', 'side', 'direction', 'size'].includes(name) && sizes === 1)
  );
}

/** "(26 mm)", "72 x 50": which one it is. */
function readBracketed(cursor: Cursor, toMm: ToMm): number[] | undefined {
  return cursor.try(() => {
    const open = cursor.takeStop('(');
    const written = readLengths(cursor, toMm, false);
    if (!written) return undefined;
    if (open) {
      while (spotNouns.at(cursor)) cursor.index++;
      if (!cursor.takeStop(')')) return undefined;
    }
    return written.lengths.map(({ mm }) => mm);
  });
}
