import { Phrases, wordSet } from './cursor';
import type { Qualifier, Size, SizeLength } from './description';
import type { Draft } from './draft';
import type { ParseState } from './parseState';
import { determiners } from './placeWords';
import { readLengths, readSize } from './sizes';

const bendings = wordSet('bent formed folded');
const intos = wordSet('into to in as');
const letters: Readonly<Record<string, string>> = { u: 'bent u', l: 'bent l' };
const shapeWords = wordSet('shape shaped form');
const angleWords = wordSet('at by through to a an the');
const rightAngles = new Phrases<true>([
  ['at right angles', true],
  ['at a right angle', true],
  ['to a right angle', true],
]);
const bars: ReadonlySet<string> = new Set(['cylinder', 'tube', 'block', 'piece', 'pipe bend']);

/** "a rod bent into a U, legs 60 mm long, 40 mm between the legs": a bar along a path of legs and bends. */
export function readBentBar(state: ParseState): boolean {
  const { telling } = state;
  const { body } = telling;
  if (body?.role !== 'body' || !bars.has(body.kind)) return false;
  if (readBending(state, body)) return true;
  if (!body.traits.some(({ name }) => name === 'bent u' || name === 'bent l')) return false;
  const size = readLegs(state) ?? readBetween(state) ?? readRadius(state);
  return size !== undefined && body.sizes.push(size) > 0;
}

function readBending(state: ParseState, body: Draft): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  const name = cursor.try(() => {
    if (cursor.takeWord(bendings) === undefined) return undefined;
    if (cursor.takePhrase(rightAngles)) return 'bent l';
    if (cursor.takeWord(intos) !== undefined) {
      cursor.skipWords(determiners);
      const letter = cursor.word() === 'length' ? 'l' : (cursor.word() ?? '');
      const found = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
      if (found !== undefined) cursor.index++;
      cursor.takeWord(shapeWords);
      if (found !== undefined) return found;
    }
    cursor.skipWords(angleWords);
    const angle = cursor.take('angle');
    if (!angle) return undefined;
    telling.addAngle(angle);
    return 'bent l';
  });
  if (name === undefined) return false;
  body.traits.push({ name, span: cursor.since(start) });
  return true;
}

const beforeLegs = wordSet('with and the a two both each its whose of');
const legWords = wordSet('leg legs arm arms');
const bonds = wordSet('are is of each being measure measuring');
const long = wordSet('long each');
const ands = wordSet('and by x');
const measures = new Phrases<Qualifier>([
  ...[
    'measured to the outside',
    'measured outside',
    'over the outside',
    'outside',
    'overall',
    'outside to outside',
  ].map((phrase) => [phrase, 'outer'] as const),
  ...['measured to the inside', 'inside', 'straight'].map((phrase) => [phrase, 'inner'] as const),
  ...['measured to the centerline', 'to the centerline', 'measured to the center line', 'along the centerline'].map(
    (phrase) => [phrase, 'long'] as const,
  ),
]);

/** "legs 80 and 50 mm", "60 mm long legs", "each leg is 100 mm long", with what they are measured to. */
function readLegs({ cursor, toMm }: ParseState): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeLegs);
    const isFirst = cursor.takeWord(legWords) !== undefined;
    if (isFirst) cursor.takeStop(':');
    cursor.skipWords(bonds);
    const lengths: SizeLength[] = [];
    for (;;) {
      const at = cursor.index;
      const written = readLengths(cursor, toMm, true);
      // "legs 150 mm long and 80 mm apart"
      const isOther = lengths.length > 0 && (betweens.at(cursor) ?? sides.at(cursor)) !== undefined;
      if (isOther) cursor.index = at - 1;
      if (!written || isOther) break;
      lengths.push(...written.lengths);
      cursor.skipWords(long);
      if (cursor.takeWord(ands) === undefined) break;
    }
    if (lengths.length === 0 || lengths.length > 2) return undefined;
    if (!isFirst && cursor.takeWord(legWords) === undefined) return undefined;
    cursor.skipWords(long);
    const qualifier = cursor.takePhrase(measures);
    return { name: 'leg', qualifier, lengths, span: cursor.since(start) };
  });
}

const betweens = new Phrases<true>(
  ['between the legs', 'between its legs', 'between legs', 'apart', 'wide', 'width', 'spacing', 'gap'].map(
    (phrase) => [phrase, true] as const,
  ),
);
const sides = new Phrases<Qualifier>([
  ...['inside', 'inner', 'clear', 'internal'].map((word) => [word, 'inner'] as const),
  ...['outside', 'outer', 'overall', 'external'].map((word) => [word, 'outer'] as const),
  ...['center to center', 'centers', 'between centers', 'on centers', 'center distance'].map(
    (phrase) => [phrase, 'long'] as const,
  ),
]);
const beforeSide = wordSet('with a an the and of at are legs');

/** "inside width 40 mm", "40 mm between the legs", "100 mm center to center": how far the legs are apart. */
function readBetween({ cursor, toMm }: ParseState): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeSide);
    const before = cursor.takePhrase(sides);
    const isNamed = before !== undefined && cursor.takePhrase(betweens) !== undefined;
    if (before !== undefined && !isNamed) return undefined;
    cursor.skipWords(bonds);
    const written = readLengths(cursor, toMm, true);
    if (written?.lengths.length !== 1) return undefined;
    const behind = before ?? cursor.takePhrase(sides);
    const isBetween = isNamed || cursor.takePhrase(betweens) !== undefined;
    const after = behind ?? cursor.takePhrase(sides);
    if (!isBetween && after !== 'long') return undefined;
    cursor.takePhrase(betweens);
    return { name: 'spacing', qualifier: after, lengths: written.lengths, span: cursor.since(start) };
  });
}

const bendWords = wordSet('bend bending');
const radiusSides: Readonly<Record<string, Qualifier>> = {
  inner: 'inner',
  inside: 'inner',
  internal: 'inner',
  outer: 'outer',
  outside: 'outer',
  centerline: 'long',
};

/** "inner bend radius 15 mm", "R20 bend", "bend radius of 15 mm at the center line" */
function readRadius({ cursor, toMm }: ParseState): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeSide);
    const word = cursor.word() ?? '';
    const side = Object.hasOwn(radiusSides, word) ? radiusSides[word] : undefined;
    if (side !== undefined) cursor.index++;
    const isBend = cursor.takeWord(bendWords) !== undefined;
    const size = readSize(cursor, toMm);
    if (size?.name !== 'radius' && size?.name !== 'bend') return undefined;
    const isBehind = cursor.takeWord(bendWords) !== undefined;
    if (size.name === 'radius' && !isBend && !isBehind && side === undefined && size.qualifier !== undefined)
      return undefined;
    const last = cursor.takePhrase(measures);
    return {
      name: 'bend',
      qualifier: side ?? last ?? size.qualifier,
      lengths: size.lengths,
      span: cursor.since(start),
    };
  });
}
