import type { TokenOf } from '../text/token';
import { readBareSize, readOfSide } from './bareSizes';
import { readAngle as readAngleOf } from './boreVerbs';
import { wordSet } from './cursor';
import { readCornerOrigin } from './cornerOrigin';
import type { Place, Size } from './description';
import { readSpacing } from './joining';
import { readLabelledGroup } from './labelledGroup';
import { readEdgesOf } from './edgesOf';
import { goesOn, isListed } from './twoDistances';
import { isNewAhead, newDraft } from './newThings';
import { addPlaceOfBore, addPlaceToBody, isSitting } from './ofBody';
import { refuse, type ParseState } from './parseState';
import { readThreadOfWhole } from './ofWhole';
import { readPolyline, readWays } from './paths';
import { aparts, determiners } from './placeWords';
import { readPlace } from './places';
import { readBore, readCorners, readImpliedHole, readOnCircle, readOtherEnd } from './rareSizes';
import { readSectionList } from './sectionList';
import { readSection } from './sections';
import { readColor } from './separate';
import { readPoints } from './sketchSizes';
import { readSize } from './sizes';
import { readSpot } from './spots';
import { readSharedSizes } from './sharedSizes';
import { readStock } from './stockSizes';
import { startNext } from './stackedSizes';
import { readSizeList, stacking } from './stacks';
import { nounAt } from './things';
import { traits } from './traits';

/** What is said of a thing: a size, a place, a trait, how many there are. */
export function readFact(state: ParseState): boolean {
  const { cursor, toMm, telling, places } = state;
  const word = cursor.word();
  const begins = cursor.index === 0 || (cursor.stop(-1) ?? ')') !== ')' || openers.has(cursor.word(-1) ?? '');
  const isFirst = cursor.word(-1) === 'and' || cursor.stop(-1) !== undefined;
  startNext(state);
  // "a bend through 90 degrees"
  if (word === 'through' && cursor.peek(1)?.kind === 'angle') cursor.index++;
  if (readStack(state) || readColorOf(state) || readPoints(cursor, telling)) return true;
  const polyline = telling.current?.role === 'feature' ? undefined : (readPolyline(cursor, toMm) ?? waysOf(state));
  if (polyline) return addPolyline(state, polyline);
  const corner = telling.body ? readCornerOrigin(cursor) : undefined;
  if (corner) return telling.body?.places.push(corner) !== undefined;
  if (readSectionList(state) || readSection(state) || readHoleOfDiameter(state)) return true;
  const bare = cursor.try(() => readBareSize(state));
  if (bare) return addSize(state, bare);
  if (cursor.peek()?.kind === 'lengths' && readCount(state)) return true;
  if (readEdgesOf(state)) return true;
  const extents = cursor.try(() => readCorners(cursor, toMm));
  if (extents) return addSize(state, extents);
  if (word !== undefined && determiners.has(word) && mention(state)) return true;
  // "at right angles", "sticks out equally on both sides" are no places
  if ((traits.at(cursor)?.words ?? 0) > 2 && readTrait(state)) return true;
  const onCircle = telling.current?.role === 'feature' ? readOnCircle(cursor, toMm) : undefined;
  if (onCircle) return addSize(state, onCircle);
  // "extruded to a length of 40 mm"
  const reached =
    word === 'to'
      ? cursor.try(() => {
          const size = readSize(cursor, toMm);
          return size && ['length', 'height'].includes(size.name) ? size : undefined;
        })
      : undefined;
  if (reached) return addSize(state, reached);
  // "a cube of 16 mm side", which is no place
  const ofSide = word === 'of' && cursor.peek(1)?.kind === 'lengths' ? cursor.try(() => readOfSide(state)) : undefined;
  if (ofSide) return addSize(state, ofSide);
  const shared = readLabelledGroup(state) ?? readSharedSizes(cursor, toMm);
  for (const size of shared ?? []) addSize(state, size);
  if (shared) return true;
  if (readStock(state)) return true;
  if (isIntoOther(state)) return refuse(state, cursor.peek()?.span ?? cursor.since(cursor.index));
  const start = cursor.index;
  const sits = isSitting(state);
  const place = readPlace(places);
  if (place && ((sits && addPlaceToBody(state, place)) || addPlaceOfBore(state, place))) return true;
  if (place) {
    const isOpen = (begins && !goesOn(state, start, place) && !isListed(state, start)) || telling.isFronting;
    telling.addPlace(place, (isOpen && isNewAhead(state)) || (isFirst && isOnItself(state, place)));
    telling.lastPlace = { place, end: cursor.index };
    return true;
  }
  const size =
    (telling.current?.role === 'feature' ? readBore(cursor, toMm) : undefined) ??
    readSize(cursor, toMm) ??
    cursor.try(() => readOtherEnd(cursor, toMm, telling.lastSize));
  if (size) return addSize(state, size);
  const spot = telling.current && !begins ? undefined : cursor.try(() => readSpot(places));
  if (spot) {
    telling.subject = spot;
    return true;
  }
  return mention(state) || readAngle(state) || readTrait(state) || readCount(state) || readHoleOfThread(state);
}

/** "a bore and an M5 hole from the side into it": it may end in the bore, which nothing here makes. */
function isIntoOther({ cursor, telling, known }: ParseState): boolean {
  const isHole = ({ kind }: { readonly kind: string }): boolean => kind === 'hole';
  const word = cursor.word() ?? '';
  // "an M4 hole from one side to the bore" of a block: how deep that is would have to be told
  const isNamed = cursor.word(1) === 'the' && nounAt(cursor, 2)?.meaning.kind === 'hole';
  if (intos.has(word) && isNamed && telling.current?.kind === 'hole' && telling.current.of?.kind === 'block')
    return true;
  const isInto = word === 'into' && cursor.word(1) === 'it';
  return isInto && telling.current?.kind === 'hole' && known.drafts.filter(isHole).length > 1;
}

/** "stacked on one axis", "diameters of 60, 40 and 20 mm": of several things that are told of at once. */
function readStack(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { current } = telling;
  if (current?.role !== 'body' || (current.count ?? 1) < 2) return false;
  const start = cursor.index;
  const names = cursor.takePhrase(stacking);
  for (const name of names ?? []) current.traits.push({ name, span: cursor.since(start) });
  const list = names ? undefined : readSizeList(state, current);
  if (list) current.sizes.push(list);
  return names !== undefined || list !== undefined;
}

/** "is red", "painted blue" */
function readColorOf({ cursor, telling }: ParseState): boolean {
  if (!telling.hasOwner) return false;
  const start = cursor.index;
  const color = readColor(cursor);
  return color !== undefined && telling.addTrait(color, cursor.since(start));
}

/** Only what is drawn goes to the right and up. */
function waysOf({ cursor, toMm, telling }: ParseState): Place | undefined {
  return telling.current?.kind === 'polygon' ? readWays(cursor, toMm) : undefined;
}

function addPolyline(state: ParseState, place: Place): true {
  const { telling } = state;
  const { current } = telling;
  if (current?.kind !== 'polygon' || current.places.some(({ kind }) => kind === 'points'))
    telling.start({ kind: 'polygon', role: 'profile', noun: 'outline', plural: false }, place.span);
  telling.addPlace(place, false);
  return true;
}

/** "a web and, on top of it and centred, a flange": nothing lies on itself, so it is of what follows. */
function isOnItself({ telling: { current } }: ParseState, place: Place): boolean {
  if (current?.role !== 'body' || place.kind !== 'at' || place.target.kind !== 'things') return false;
  return (place.relation === 'on' || place.relation === 'above') && place.target.things.some((one) => one === current);
}

export function mention(state: ParseState): boolean {
  const { cursor, telling, places } = state;
  const known = cursor.try(() => places.refer());
  if (known) telling.mention(known);
  return known !== undefined;
}

export function addSize(state: ParseState, size: Size): true {
  const { telling } = state;
  if (telling.addSize(size)) return true;
  if (!isThen(state, size)) return refuse(state, size.span);
  telling.start({ kind: 'piece', role: 'body', noun: 'section', plural: false }, size.span).sizes.push(size);
  return true;
}

/** "Ø36 x 40, then Ø25 x 35": the next section of the same part. */
function isThen(state: ParseState, { lengths, name }: Size): boolean {
  const { cursor } = state;
  const words = Array.from({ length: 8 }, (_, back) => cursor.word(-1 - back));
  return lengths.length === 2 && name === 'diameter' && words.includes('then');
}

function readTrait(state: ParseState): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  if (!telling.hasOwner) return false;
  const trait = cursor.takePhrase(traits);
  return trait !== undefined && telling.addTrait(trait, cursor.since(start));
}

function readAngle(state: ParseState): boolean {
  const { cursor, telling } = state;
  if (!telling.hasOwner) return readAngleOfNext(state);
  const angle = cursor.take('angle') ?? cursor.try(() => readAngleOf(cursor));
  if (angle) cursor.takePhrase(aparts);
  return angle !== undefined && telling.addAngle(angle);
}

/** "90° pipe elbow" */
function readAngleOfNext(state: ParseState): boolean {
  const { cursor, telling } = state;
  const read = (): true | undefined => {
    const angle = cursor.take('angle');
    return angle && newDraft(state, false) && telling.addAngle(angle) ? true : undefined;
  };
  return cursor.try(read) ?? false;
}

/** "Holes: 4 x Ø5.5 mm", "M5 tapped through, 4x", "one near each corner" */
function readCount(state: ParseState): boolean {
  const { cursor, telling } = state;
  const number = cursor.peek();
  const { current } = telling;
  if (number?.kind === 'lengths') return readOneAlong(state, number);
  if (number?.kind !== 'number' || !Number.isInteger(number.value)) return false;
  if (number.value === 1 && wholeWords.has(cursor.word(1) ?? '')) return cursor.next() !== undefined;
  if (!current) return false;
  const isEach = number.value === 1 && cursor.peek(1)?.kind === 'word';
  if (isEach && startMember(state)) return cursor.next() !== undefined;
  if (!isEach && current.count !== undefined && current.count !== number.value) return false;
  cursor.index++;
  cursor.take('times');
  if (!isEach) current.count = number.value;
  return true;
}

/** "one along X": read as a length along X. */
function readOneAlong(state: ParseState, { lengths: [length, ...more], span }: TokenOf<'lengths'>): boolean {
  const { axis } = length ?? {};
  if (length?.value !== 1 || !length.bare || axis === undefined || more.length > 0) return false;
  if (!startMember(state)) return false;
  const target = { kind: 'spot', name: 'axis', which: [], plural: false, sizes: [], axis, span } as const;
  state.telling.addPlace({ kind: 'at', relation: 'along', target, span }, false);
  return state.cursor.next() !== undefined;
}

/** Goes on with one of the several features that are told of. */
function startMember({ telling }: ParseState): boolean {
  const { current } = telling;
  const owner = current?.oneOf ?? current;
  if (owner?.role !== 'feature' || (owner.count ?? 1) < 2) return false;
  const { kind, role, noun, span } = owner;
  telling.start({ kind, role, noun, plural: false }, span).oneOf = owner;
  return true;
}

/** "Plate 80 x 40 x 5, 4x Ø4.5, Ø12 thru": a diameter that is counted, or goes through, is that of a hole. */
function readHoleOfDiameter(state: ParseState): boolean {
  const { cursor, toMm, telling, known } = state;
  const current = telling.current ?? known.lastBody();
  if (!current || current.sizes.length === 0) return false;
  // "R12 corners, 4 x Ø9": the corners have their size
  if (current.role === 'edges' && cursor.stop(-1) === undefined) return false;
  const start = cursor.index;
  const read = (): true | undefined => {
    const size = readImpliedHole(cursor, toMm);
    if (!size) return undefined;
    const hole = telling.startHole(cursor.since(start));
    hole.count = size.count;
    hole.sizes.push(...size.sizes);
    hole.threads.push(...size.threads);
    return true;
  };
  return cursor.try(read) ?? false;
}

/** "M5 tapped through, 4x on 60 mm PCD" */
function readHoleOfThread(state: ParseState): boolean {
  if (state.telling.current?.kind !== 'hole' && readThreadOfWhole(state)) return true;
  const { cursor, telling } = state;
  const start = cursor.index;
  const thread = cursor.take('thread');
  if (!thread) return false;
  const { current } = telling;
  const isOfHole = current?.kind === 'hole' && current.threads.length === 0;
  const hole = isOfHole ? current : telling.startHole(cursor.since(start));
  hole.threads.push(thread);
  return true;
}

export function readDistance(state: ParseState): boolean {
  const { cursor, toMm, telling, places } = state;
  const read = cursor.try(() => readSpacing(cursor, toMm, places.refer));
  if (!read) return false;
  telling.mention(read[0]);
  return addSize(state, read[1]);
}

const intos = wordSet('to into');
const wholeWords = wordSet('closed solid piece single part body');
const openers = wordSet('and then with but standing sitting lying whose');
