import { Refusal } from '../../geometry/refusal';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Place, Size, SizeName, Spot } from './description';
import { draftOf, type Draft } from './draft';
import type { ParseState } from './parseState';
import { alone, relations } from './placeWords';

const others = new Phrases<true>(
  ['another', 'another one', 'the other', 'the other one', 'an identical one', 'a further one'].map(
    (phrase) => [phrase, true] as const,
  ),
);
const articles = wordSet('a the');
const ordinals = wordSet('first second third fourth last');
const ones = wordSet('one ones');
const more = wordSet('more others further');
const same = new Phrases<true>(
  ['size', 'sizes', 'kind', 'diameter', 'dimensions', 'depth'].map((what) => [`of the same ${what}`, true] as const),
);
/** "one in each corner" tells of all of them. */
const each = wordSet('each every per both either');
const tells = wordSet('is are lies lie sits sit goes go runs run of with has have');

/**
 * "Another along Y", "one more on the left": like the feature before it. "Two holes, one in the middle and the other
 * …": each of those that were counted.
 */
export function readAnother(state: ParseState): boolean {
  const { cursor, telling, known } = state;
  const start = cursor.index;
  // "extrude it by another 15 mm"
  const next = cursor.peek(1)?.kind;
  if (cursor.word() === 'another' && cursor.word(-1) === 'by' && next === 'lengths') return cursor.next() !== undefined;
  if (cursor.try(() => anotherBody(state))) return true;
  const last = known.drafts.findLast(({ role, kind }) => role === 'feature' && kind !== 'counterbore');
  const model = last?.like ?? last?.oneOf ?? last;
  const counts = model !== undefined && (model.count ?? (model.plural ? 2 : 1)) > 1;
  const isFirst = last === model && (telling.current === model || telling.current === undefined);
  const isMore = cursor.word() === 'another' || more.has(cursor.word(1) ?? '');
  const isRing = model?.sizes.some(({ name }) => name === 'pitch circle' || name === 'pitch radius') === true;
  const isPart = counts && !isRing && (isFirst ? !isMore : last?.oneOf !== undefined);
  if (model && telling.isTitle && readPlain(cursor)) {
    const { kind, role, noun } = model;
    telling.start({ kind, role, noun, plural: false }, cursor.since(start));
    return true;
  }
  const read = (): number | undefined => {
    const count = countOf(cursor, isPart);
    const isAll = isPart && count !== undefined && count >= (model.count ?? Infinity);
    return count !== undefined && !isAll && goesOn(cursor) ? count : undefined;
  };
  const count = cursor.try(read);
  if (count === undefined) return false;
  if (!model)
    throw new Refusal('unsupported_feature', 'The prompt does not say what “another” is.', cursor.since(start));
  const { kind, role, noun } = model;
  const draft = telling.start({ kind, role, noun, plural: count > 1 }, cursor.since(start));
  Object.assign(draft, { count, [isPart ? 'oneOf' : 'like']: model, operation: model.operation });
  draft.of = model.of;
  return true;
}

const numbers = wordSet('third fourth fifth another');

/** "On top of that a third one, 12 mm in diameter": what was told of last is a body. */
function anotherBody({ cursor, known, telling }: ParseState): true | undefined {
  const start = cursor.index;
  const last = known.drafts.findLast(({ role }) => role === 'body' || role === 'feature');
  if (last?.role !== 'body' || last.sizes.length === 0) return undefined;
  cursor.skipWords(articles);
  // "a third" is a share where a size follows
  const share = cursor.take('share');
  const ordinal = share ? 'third' : cursor.takeWord(numbers);
  if (ordinal === undefined || cursor.take('number')?.value !== 1) return undefined;
  const { kind, role, noun } = last;
  const draft = telling.start({ kind, role, noun, plural: false }, cursor.since(start));
  draft.ordinal = ordinal;
  return true;
}

/** "a counterbored hole and a plain one" */
function readPlain(cursor: Cursor): boolean {
  const read = (): true | undefined => {
    cursor.skipWords(articles);
    return cursor.takeWord(plain) !== undefined && cursor.take('number')?.value === 1 ? true : undefined;
  };
  return cursor.try(read) ?? false;
}

const plain = wordSet('plain simple');

/** How many are told of. */
function countOf(cursor: Cursor, isPart: boolean): number | undefined {
  if (cursor.takePhrase(others)) return 1;
  const number = cursor.take('number')?.value;
  if (number !== undefined)
    return cursor.takeWord(more) !== undefined
      ? number
      : isPart && !isOfEach(cursor) && cursor.word() !== 'from'
        ? number
        : undefined;
  cursor.skipWords(articles);
  const ordinal = cursor.takeWord(ordinals);
  if (ordinal === undefined || (ordinal === 'first' && !isPart)) return undefined;
  return (cursor.take('number') ?? cursor.takeWord(ones) ?? isPart) ? 1 : undefined;
}

/** What follows is where it is, or what is said of it, and no noun. */
function goesOn(cursor: Cursor): boolean {
  if (cursor.takePhrase(same)) return true;
  const kind = cursor.peek()?.kind;
  if (kind === 'lengths' || kind === 'number' || kind === 'thread' || kind === 'point') return true;
  const isTold = relations.at(cursor) ?? alone.at(cursor) ?? tells.has(cursor.word() ?? '');
  return isTold !== false || cursor.done;
}

function isOfEach(cursor: Cursor): boolean {
  for (let ahead = 0; cursor.peek(ahead)?.kind === 'word'; ahead++) if (each.has(cursor.word(ahead) ?? '')) return true;
  return false;
}

const placing = new Set<SizeName>(['pitch circle', 'pitch radius', 'spacing', 'inset', 'square']);
const isOwn = ({ name }: Size): boolean => !placing.has(name);

/**
 * Gives each that is like another one what was said of that, but not where it is. The face holds unless it is told
 * anew.
 */
export function settleLikes(drafts: Draft[], assumptions: string[]): void {
  for (const draft of [...drafts]) {
    const like = draft.like ?? sizelessLike(draft, drafts);
    if (!like) continue;
    const same = draft.traits.findIndex(({ name }) => name === sameAsBefore);
    if (same >= 0) draft.traits.splice(same, 1);
    checkLike(draft, like);
    if (!draft.like && draft.role === 'feature')
      assumptions.push(`The ${draft.ordinal ?? ''} ${draft.noun} is like the one before it.`);
    addFacts(draft, like, drafts);
  }
}

const sameAsBefore = 'the same';
const repeats = wordSet('another second third fourth other identical');

/** "a second hole at the other end": without a size of its own it is like the one before it. */
function sizelessLike(draft: Draft, drafts: readonly Draft[]): Draft | undefined {
  const { kind, role, ordinal = '', sizes, threads } = draft;
  const isSame = repeats.has(ordinal) || draft.traits.some(({ name }) => name === sameAsBefore);
  if (role === 'body' && isSame && sizes.length === 0)
    return drafts
      .slice(0, drafts.indexOf(draft))
      .findLast((other) => other.kind === kind && other.noun === draft.noun && other.sizes.length > 0);
  if (role !== 'feature' || !repeats.has(ordinal) || threads.length > 0 || sizes.some(isMain)) return undefined;
  const before = drafts.slice(0, drafts.indexOf(draft));
  return before.findLast((other) => other.kind === kind && (other.threads.length > 0 || other.sizes.some(isMain)));
}

const isMain = (size: Size): boolean => isOwn(size) && size.name !== 'depth';

/** @throws Refusal where it has facts of its own, so that nothing says which of the other's hold for it */
function checkLike(draft: Draft, like: Draft): void {
  const has = ({ name, lengths: [own] }: Size): boolean =>
    like.sizes.some((size) => size.name === name && size.lengths[0]?.mm === own?.mm);
  const isSame =
    draft.sizes.filter(isOwn).every(has) &&
    draft.threads.length + draft.angles.length === 0 &&
    draft.traits.every(({ name }) => like.traits.some((trait) => trait.name === name));
  if (isSame) return;
  throw new Refusal(
    'not_understood',
    `The prompt does not say what “another” is, and gives it sizes of its own. Name it, and all of its sizes: “another ${like.noun}”.`,
    draft.span,
  );
}

function addFacts(draft: Draft, like: Draft, drafts: Draft[]): void {
  const sizes = like.sizes.filter(isOwn);
  draft.sizes.push(...sizes.filter(({ name }) => !draft.sizes.some((size) => size.name === name)));
  draft.threads.push(...like.threads);
  draft.angles.push(...like.angles);
  draft.traits.push(...like.traits.filter(({ name }) => !draft.traits.some((trait) => trait.name === name)));
  if (draft.role === 'body') return;
  const hasFace = draft.places.some((place) => faceIn(place));
  if (!hasFace) draft.places.push(...like.places.flatMap((place) => faceIn(place) ?? []));
  for (const part of drafts.filter(({ of, role }) => of === like && role === 'feature')) {
    const { kind, role, noun, plural, span, sizes, traits, threads } = part;
    const copy = draftOf(drafts.length, { kind, role, noun, plural }, span);
    drafts.push(Object.assign(copy, { sizes, traits, threads, of: draft }));
  }
}

const faces = new Set(['face', 'side', 'end', 'top', 'bottom', 'left', 'right', 'front', 'back', 'axis', 'size']);
const directed = new Set(['along', 'through', 'parallel']);

/** The place on a face, or in a direction, that a place tells of. */
function faceIn(place: Place): Place | undefined {
  if (place.kind !== 'at') return undefined;
  const { relation, span } = place;
  for (
    let { target } = place as { target: Spot | { kind: 'things' } | undefined };
    target?.kind === 'spot';
    target = target.of
  ) {
    const isDirection = target.name === 'axis' || target.name === 'size';
    if (faces.has(target.name) && (!isDirection || directed.has(relation)))
      return target === place.target ? place : { kind: 'at', relation: 'on', target, span };
  }
  return undefined;
}
