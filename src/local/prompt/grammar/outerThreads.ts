import type { Span, TokenOf } from '../text/token';
import { Phrases, wordSet } from './cursor';
import type { Place, Size } from './description';
import { placeOn, type Draft } from './draft';
import type { ParseState } from './parseState';
import { readLengths, readThreadLength } from './sizes';
import { nounAt } from './things';
import { factsOf, readRest, readSubject, spotOf, type EndFacts } from './turnedEnds';

const openers = wordSet('with has having and a an the it is are');
const outers = wordSet('external outside outer male');
const inners = wordSet('internal inside inner female');
const threadWords = wordSet('thread threads threading');
const threaded = wordSet('threaded');
const joining = wordSet('with to as a an');
const over = wordSet('for over along');
const whole = new Phrases<true>(
  ['over', 'along', 'for', 'on'].flatMap((relation) =>
    ['its', 'the'].flatMap((the) =>
      ['full', 'whole', 'entire'].map((word) => [`${relation} ${the} ${word} length`, true] as const),
    ),
  ),
);

/** "M12 thread over 25 mm at the right end", "threaded M8 x 20 at both ends": a thread on a round body or in it. */
export function readOuterThread(state: ParseState): boolean {
  const { cursor, telling } = state;
  const { current, body } = telling;
  if (cursor.own || body?.role !== 'body') return false;
  const start = cursor.index;
  const found = cursor.try(() => {
    const facts = readSubject(state) ?? factsOf([], []);
    cursor.skipWords(openers);
    const side = sideOf(state);
    const isPast = cursor.takeWord(threaded) !== undefined;
    if (isPast) cursor.skipWords(joining);
    const token = cursor.take('thread');
    if (!token) return undefined;
    const before = readThreadLength(cursor);
    const told = side ?? sideOf(state);
    const isNamed = cursor.takeWord(isPast ? threadWords : namedWords) !== undefined;
    if ((!isPast && !isNamed) || nounAt(cursor)) return undefined;
    // "a hole, threaded M5" is told of the hole
    if (isPast && current?.role === 'feature' && current.kind !== 'turned end') return undefined;
    const length = before ?? readThreadLength(cursor);
    if (length) facts.sizes.push(length);
    return { token, side: told, facts };
  });
  if (!found) return false;
  const span = cursor.since(start);
  const { token, side, facts } = found;
  if (side !== 'outer' && current?.kind === 'hole' && isFor(current, token.thread.nominal)) {
    current.threads.push(token);
    current.traits.push({ name: 'tapped', span });
    return true;
  }
  facts.traits.push({ name: side === 'inner' ? 'tapped' : 'threaded', span });
  cursor.takePhrase(whole);
  readRest(state, facts);
  startThread(state, body, token, facts, span);
  const other = cursor.try(() => readOther(state));
  if (other) startThread(state, body, token, { ...other, traits: facts.traits }, span);
  return true;
}

function startThread(
  { telling, cursor }: ParseState,
  body: Draft,
  token: TokenOf<'thread'>,
  { sizes, places, traits }: EndFacts,
  span: Span,
): void {
  const thread = telling.start({ kind: 'turned end', role: 'feature', noun: 'thread', plural: false }, span);
  thread.of = body;
  thread.threads.push(token);
  thread.sizes.push(...sizes);
  thread.traits.push(...traits);
  thread.places.push(...places);
  // "at the left end it has an M8 thread": the place stood before
  const before = body.places.at(-1);
  const isTold = thread.places.length > 0;
  if (!isTold && before && isEnd(before) && cursor.index > 0) thread.places.push(...body.places.splice(-1));
}

const isEnd = (place: Place): boolean =>
  place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'end';

/** "… for 30 mm on one end and 20 mm on the other": the same thread at the other end. */
function readOther({ cursor, toMm }: ParseState): Pick<EndFacts, 'sizes' | 'places'> | undefined {
  const start = cursor.index;
  cursor.takeStop(',');
  if (cursor.takeWord(ands) === undefined) return undefined;
  cursor.takeWord(over);
  const written = readLengths(cursor, toMm, true);
  if (written?.lengths.length !== 1 || cursor.takeWord(ons) === undefined) return undefined;
  cursor.takeWord(thes);
  if (cursor.takeWord(others) === undefined) return undefined;
  cursor.takeWord(endWords);
  const span = cursor.since(start);
  return { sizes: [{ name: 'length', ...written }], places: [placeOn(spotOf(['other'], span))] };
}

const ands = wordSet('and');
const ons = wordSet('on at');
const thes = wordSet('the');
const others = wordSet('other opposite');
const endWords = wordSet('end side');
const namedWords = wordSet('thread threads threading threaded');

function sideOf({ cursor }: ParseState): 'outer' | 'inner' | undefined {
  if (cursor.takeWord(outers) !== undefined) return 'outer';
  return cursor.takeWord(inners) === undefined ? undefined : 'inner';
}

/** Whether a hole can be the one that a thread is in. */
function isFor({ sizes, threads }: Draft, nominal: number): boolean {
  const across = sizes.find(({ name }) => name === 'diameter' || name === 'unnamed')?.lengths[0]?.mm;
  return threads.length === 0 && (across === undefined || (across > 0.7 * nominal && across < 1.1 * nominal));
}

/** A thread that is "deep", or in a face, is that of a tapped hole; one around a bar is as wide as the bar. */
export function settleThreads(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    if (draft.kind !== 'turned end' || draft.noun !== 'thread') continue;
    const isIn = draft.places.some(
      (place) => place.kind === 'at' && place.relation === 'in' && place.target.kind === 'spot',
    );
    const isDeep = draft.sizes.some(({ name }) => name === 'depth');
    if (isIn || isDeep || draft.traits.some(({ name }) => name === 'tapped' || name === 'through')) asHole(draft);
    else giveDiameter(draft);
  }
}

function asHole(draft: Draft): void {
  draft.kind = 'hole';
  draft.noun = 'hole';
  for (const [index, trait] of draft.traits.entries())
    if (trait.name === 'threaded') draft.traits[index] = { ...trait, name: 'tapped' };
  for (const [index, size] of draft.sizes.entries())
    if (size.name === 'length' || size.name === 'unnamed') draft.sizes[index] = { ...size, name: 'depth' };
}

const across = new Set<Size['name']>(['diameter', 'radius', 'unnamed', 'flats']);

function giveDiameter({ of, threads: [token] }: Draft): void {
  if (!of || !token || of.sizes.some(({ name }) => across.has(name))) return;
  of.sizes.push({ name: 'diameter', lengths: [{ mm: token.thread.nominal }], span: token.span });
}
