import { refuseUnmade } from '../kinds/unmade';
import { every } from './everyWords';
import { becomes } from './becomes';
import { wordSet, type Cursor } from './cursor';
import type { Span } from '../text/token';
import type { Place } from './description';
import { isBoss, type Draft } from './draft';
import { consistings } from './joining';
import { hasTrait } from './known';
import { isWhole as isKind } from './ownWords';
import { readNounPhrase, type NounPhrase } from './nounPhrase';
import { refuse, type ParseState } from './parseState';
import { determiners } from './placeWords';
import { readPlace } from './places';
import { outlines } from './titles';
import { readSize } from './sizes';
import { definers } from './smallTalk';

export function readNewThing(state: ParseState): boolean {
  const { cursor } = state;
  return cursor.try(() => newDraft(state, false)) !== undefined;
}

/** @param isAside "in the middle of a base plate": it is told of where another one lies */
export function newDraft(state: ParseState, isAside: boolean): Draft | undefined {
  const { cursor, toMm, telling, known } = state;
  const start = cursor.index;
  const before = cursor.word(-1);
  const phrase = readNounPhrase(cursor, toMm, known.drafts.length === 0);
  if (!phrase) return undefined;
  refuseUnmade(phrase.noun, cursor.since(start));
  const { current } = telling;
  if (current && isDoubleName(state, current, phrase, start)) refuse(state, cursor.since(start));
  if (isOfUnknown(phrase, known.drafts)) refuse(state, cursor.since(start));
  // Knobs and collars have words of their own for them.
  if (phrase.noun.traits?.includes('set screw') === true && holders.test(known.lastBody()?.noun ?? ''))
    return undefined;
  // "6 holes on a bolt circle, first hole on the X axis": where the circle begins
  if (phrase.ordinal === 'first' && !phrase.determined && phrase.sizes.length === 0 && isOnRing(current))
    return undefined;
  const counted = partOf(phrase, known.drafts);
  // "a star with 5 points": no tips of their own
  if (
    phrase.noun.noun === 'point' &&
    known.drafts.some(({ kind, traits: told }) => kind === 'star' || told.some(({ name }) => name === 'star'))
  )
    return undefined;
  if (phrase.noun.noun === 'cut out' && !phrase.determined && current?.role === 'profile') return undefined;
  if (current?.kind === 'pipe bend' && phrase.noun.kind === 'tube' && phrase.count === undefined) {
    return giveTo(current, phrase);
  }
  if (current && tellsAgain(current, phrase, before, cursor.stop(start - cursor.index - 1), endsPhrase(cursor)))
    return giveTo(current, phrase);
  // "a pocket: a 20 mm square": a size of the pocket
  if (phrase.noun.noun === 'square' && current?.sizes.length === 0 && cursor.stop(start - cursor.index - 1))
    return undefined;
  // "through boss and plate": where a hole goes
  if (phrase.noun.role === 'body' && phrase.traits.some(({ name }) => name === 'through')) return undefined;
  const isName = !phrase.determined && phrase.count === undefined && phrase.sizes.length === 0;
  const isListed = cursor.word() === 'and' || listers.has(before ?? '');
  const isOwn = phrase.noun.role === 'member';
  const same =
    (phrase.definite && !counted) ||
    (isName && (phrase.noun.kind === 'piece' || isOwn || isKind(phrase.noun.kind) || isListed))
      ? known.find(phrase)
      : undefined;
  if (
    same &&
    ((phrase.definite && !counted) || phrase.traits.every(({ name }) => same.every((one) => hasTrait(one, name))))
  )
    return undefined;
  const isOpening = before === 'in' && phrase.noun.kind === 'hole' && phrase.sizes.length > 0;
  const isNamed = phrase.noun.role === 'body' || isOpening;
  if (isAside && !isOwn && (phrase.definite || !phrase.determined || !isNamed)) return undefined;
  const draft = telling.start(phrase.noun, cursor.since(start), isAside);
  if (isAside) addOwnSizes(state, draft);
  if (isAside && isOpening) addOwnPlaces(state, draft);
  draft.isAttached = attaching.has(before ?? '');
  draft.count = phrase.count;
  draft.ordinal = phrase.ordinal;
  if (counted) draft.oneOf = counted;
  draft.which = phrase.which;
  const named = known.drafts.find(({ role, labels }) => role === 'body' && labels.has(phrase.prefix ?? ''));
  // "base holes"
  if (named && phrase.noun.role === 'feature') draft.of = named;
  if (phrase.prefix !== undefined) draft.labels.add(`${phrase.prefix} ${phrase.noun.noun}`);
  draft.traits.push(...(phrase.noun.traits ?? []).map((name) => ({ name, span: draft.span })));
  draft.traits.push(...phrase.traits.filter(({ name }) => name !== 'axial'));
  draft.places.push(...phrase.traits.flatMap(({ name, span }) => (name === 'axial' ? [alongAxis(span)] : [])));
  draft.sizes.push(...phrase.sizes);
  draft.threads.push(...phrase.threads);
  draft.angles.push(...phrase.angles);
  // "The base has two holes"
  const isOfEach = before === 'with' && every.has(cursor.word(start - cursor.index - 2) ?? '');
  // "a screw boss with a 2.5 mm hole"
  const isOfBoss = draft.isAttached && phrase.noun.kind === 'hole' && current !== undefined && isBoss(current);
  const isOfMember = isOfEach || isOfBoss || owning.has(before ?? '');
  if (phrase.noun.role === 'feature' && current?.role === 'member' && isOfMember) {
    const { span } = draft;
    draft.places.push({ kind: 'at', relation: 'on', target: { kind: 'things', things: [current], span }, span });
  }
  // "a left hole": where it is, which nobody has read
  if (phrase.which !== undefined && !comparing.has(phrase.which) && phrase.noun.role === 'feature')
    draft.traits.push({ name: phrase.which, span: draft.span });
  return draft;
}

/** "an M6 grub screw hole" is tapped. */

/** "a flange with a slab bore": no slab was told of. A shaft bore is named by what is in it. */
function isOfUnknown({ noun, prefix }: NounPhrase, drafts: readonly Draft[]): boolean {
  const isStranger = prefix !== undefined && flat.has(prefix) && drafts.length > 0;
  return (
    isStranger &&
    noun.role === 'feature' &&
    !drafts.some(({ labels, noun: own }) => labels.has(prefix) || own === prefix)
  );
}

const alongAxis = (span: Span): Place => ({
  kind: 'at',
  relation: 'along',
  target: { kind: 'spot', name: 'axis', which: [], plural: false, sizes: [], span },
  span,
});

const flat = wordSet('slab block brick cube box plate disc');

const holders = /\b(?:knob|collar)$/;

/** "a slab plate": two names, and which of them is made isn't told. */
function isDoubleName({ cursor }: ParseState, current: Draft, phrase: NounPhrase, start: number): boolean {
  const { role, sizes, traits: told, kind, span } = current;
  if (role !== 'body' || phrase.noun.role !== 'body' || phrase.determined || phrase.count !== undefined) return false;
  const isBeside = start > 0 && cursor.peek(start - cursor.index - 1)?.span.end === span.end;
  return isBeside && sizes.length + told.length === 0 && !isKind(kind);
}

/** "four smaller holes": that they are is in their size. */
const comparing = wordSet('small smaller big large larger');

const endsPhrase = (cursor: Cursor): boolean => cursor.done || cursor.stop() !== undefined;

function giveTo(draft: Draft, { sizes, traits, threads, angles }: NounPhrase): Draft {
  draft.sizes.push(...sizes);
  draft.traits.push(...traits);
  draft.threads.push(...threads);
  draft.angles.push(...angles);
  return draft;
}

/** "rounded with a 4 mm fillet", "a countersunk hole in each corner: through hole 5.5 mm" */
function tellsAgain(
  { kind, role, sizes, threads }: Draft,
  { noun, count, definite, determined }: NounPhrase,
  before: string | undefined,
  stop: string | undefined,
  isLast: boolean,
): boolean {
  if (noun.kind !== kind || sizes.length + threads.length > 0 || count !== undefined || definite) return false;
  // "chamfered corners, 90 x 60 x 5 mm, 8 mm chamfers"
  if (role === 'edges' && stop === ',' && isLast) return true;
  return role === 'edges' ? before === 'with' || before === 'by' : kind === 'hole' && !determined && stop === ':';
}

/** "in the middle of a disc 60 mm in diameter and 10 mm thick": what stands at the noun is said of it. */
function addOwnSizes(state: ParseState, draft: Draft): void {
  const { cursor, toMm } = state;
  const read = (): true | undefined => {
    // "a cube of 40 mm sits on a disc, 90 mm in diameter": the cube has its size
    const isTold = draft.sizes.length === 0 && (state.telling.current?.sizes.length ?? 0) > 0;
    if (isTold && cursor.stop() === ',' && cursor.peek(1)?.kind === 'lengths') cursor.index++;
    const isOf = cursor.takeWord(draft.sizes.length > 0 ? andWord : ofWord) !== undefined;
    const size = readSize(cursor, toMm);
    if (!size || (size.name === 'unnamed' && size.lengths.length === 1 && !isOf)) return undefined;
    if (size.name === 'unnamed' && froms.has(cursor.word() ?? '')) return undefined;
    draft.sizes.push(size);
    return true;
  };
  while (cursor.try(read));
}

/** "in a 10 mm hole through the middle of a block": where the hole is. */
function addOwnPlaces({ places }: ParseState, draft: Draft): void {
  const { cursor } = places;
  while (cursor.word() !== 'flush') {
    const place = readPlace(places);
    if (!place) return;
    draft.places.push(place);
  }
}

/** "At one end there is a flange": what a place is of comes behind it. */
export function isNewAhead(state: ParseState): boolean {
  const { cursor, toMm, places } = state;
  const start = cursor.index;
  const context = { ...places, introduce: () => undefined };
  if (cursor.takeWord(determiners) === undefined) readPlace(context);
  else cursor.index = start;
  while (cursor.takeStop(',') || cursor.takeWord(arrivals) !== undefined);
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase !== undefined && !phrase.definite && (phrase.determined || phrase.count !== undefined);
}

/** "The head is a cylinder", "the bar: a cylinder": what is known by a name gets its kind. */
export function readBond(state: ParseState): boolean {
  const { cursor, toMm, telling, known } = state;
  const subject = telling.current;
  if (subject?.role !== 'body' || isWhole(subject)) return false;
  const read = (): true | undefined => {
    const stop = cursor.stop(-1);
    const isApposition = stop === ':' || stop === ',' || stop === '(';
    const isBond = cursor.takeWord(bonds) !== undefined;
    if (!isApposition && !isBond) return undefined;
    cursor.skipWords(definers);
    const found = readNounPhrase(cursor, toMm);
    if (found?.noun.role !== 'body' && found?.noun.role !== 'profile') return undefined;
    if (found.definite || (found.count ?? 1) > 1 || found.which !== undefined) return undefined;
    // "a shaft with a flange: shaft 20 mm in diameter": the shaft that was told of
    const isOther = known.drafts.some((draft) => draft !== subject && draft.labels.has(found.noun.noun));
    if (isOther && !found.determined && stop === ':') return undefined;
    return becomes(subject, found) ? true : undefined;
  };
  return cursor.try(read) ?? false;
}

/** "a cross made of two rods": it is no thing of its own. */
export function readConsists(state: ParseState): boolean {
  const { cursor, toMm, telling } = state;
  const { current } = telling;
  if (current?.role !== 'body' || current.sizes.length > 0) return false;
  const isAhead = cursor.try(() => {
    // "a cross of two bars"
    const isOf = cursor.word() === 'of' && cursor.peek(1)?.kind === 'number' && pieced.test(current.noun);
    if (isOf) cursor.index++;
    else if (!cursor.takePhrase(consistings)) return undefined;
    const { index } = cursor;
    const phrase = readNounPhrase(cursor, toMm);
    // "made of two plates: …": each is told of then
    if (phrase?.noun.role === 'body' && phrase.count !== undefined && (cursor.stop() === ':' || cursor.stop() === '.'))
      return true;
    cursor.index = index;
    const isNew = phrase?.noun.role === 'body' && !phrase.definite && (phrase.determined || phrase.count !== undefined);
    return isNew || cursor.stop() === ':' ? true : undefined;
  });
  if (isAhead) current.isTitle = true;
  return isAhead !== undefined;
}

/** "A T-shaped part: a web …" is no name of the web. */
const isWhole = ({ traits: said, isTitle }: Draft): boolean => isTitle && said.some(({ name }) => outlines.has(name));
const pieced = /\b(?:cross|plus sign|shape|stack)$/;
const owning = wordSet('has have gets get contains');
const attaching = wordSet('with has have having gets get contains containing including whose');
const listers = wordSet('and both through between');
const ofWord = wordSet('of');
const andWord = wordSet('and');
const froms = wordSet('from off in away apart');
const bonds = wordSet('is are ie');
const arrivals = wordSet('there is are goes go sits stands stand comes standing put add cut drill place');

const ordinals = wordSet('first second third fourth');

const isOnRing = (draft: Draft | undefined): boolean =>
  draft?.sizes.some(({ name }) => name === 'pitch circle' || name === 'pitch radius') === true;

/** "Two holes … The first hole is 10 mm from the left": one of those that were counted. */
function partOf(
  { noun, ordinal = '', definite, determined, sizes, count }: NounPhrase,
  drafts: readonly Draft[],
): Draft | undefined {
  // "5 holes of 6 mm, first hole 20 mm from the left end"
  const isNote = !determined && ordinal === 'first' && sizes.length === 0 && count === undefined;
  if ((!definite && !isNote) || noun.plural || !ordinals.has(ordinal) || noun.role !== 'feature') return undefined;
  const model = drafts.findLast(({ kind, like, oneOf }) => kind === noun.kind && !like && !oneOf);
  const isTold = drafts.some((draft) => draft.oneOf === model && draft.ordinal === ordinal);
  return model && (model.count ?? (model.plural ? 2 : 1)) > 1 && !isTold && !isOnRing(model) ? model : undefined;
}
