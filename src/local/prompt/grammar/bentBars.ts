import { Phrases, wordSet, type Cursor } from './cursor';
import type { Qualifier, Size, SizeLength } from './description';
import type { Draft } from './draft';
import type { ParseState } from './parseState';
import { determiners } from './placeWords';
import { readLengths, readSize } from './sizes';

const bendings = wordSet('bent formed folded bends');
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
  const { cursor, telling } = state;
  const { body } = telling;
  if (body?.role !== 'body' || !bars.has(body.kind)) return false;
  if (readArc(state, body) || readBending(state, body)) return true;
  const isBent = body.traits.some(({ name }) => name === 'bent u' || name === 'bent l');
  const straight = isBent || isBendAhead(cursor) ? readStraight(state) : undefined;
  if (straight) return body.sizes.push(straight) > 0;
  if (!isBent) return false;
  if (cursor.takePhrase(ofEveryU)) return true;
  const size = readLegs(state) ?? readBetween(state) ?? readRadius(state) ?? readRod(state, body);
  return size !== undefined && body.sizes.push(size) > 0;
}

/** What is so with every bar that is bent into a U. */
const ofEveryU = new Phrases<true>([
  ['parallel', true],
  ...['half circle', 'semicircle', 'half round bend', 'semicircular bend', 'half circle bend'].flatMap((bend) =>
    ['joined by a', 'connected by a', 'with a'].map((by) => [`${by} ${bend}`, true] as const),
  ),
]);

const arcs = new Phrases<number>([
  ...['half a circle', 'half circle', 'a half circle', 'semicircle', 'a semicircle'].map((arc) => [arc, 180] as const),
  ...['a quarter circle', 'quarter circle', 'a quarter of a circle'].map((arc) => [arc, 90] as const),
  ...['three quarters of a circle', 'a three quarter circle'].map((arc) => [arc, 270] as const),
]);
const arcWords = wordSet('arc curve');

/** "a bar bent to half a circle", "bent into a 120° arc": it has no legs. */
function readArc({ cursor, telling }: ParseState, body: Draft): boolean {
  const degrees = cursor.try(() => {
    if (cursor.takeWord(bendings) === undefined || cursor.takeWord(intos) === undefined) return undefined;
    const part = cursor.takePhrase(arcs);
    if (part !== undefined) return part;
    cursor.skipWords(determiners);
    const angle = cursor.take('angle');
    return angle && cursor.takeWord(arcWords) !== undefined ? angle.degrees : undefined;
  });
  if (degrees === undefined) return false;
  body.kind = 'pipe bend';
  return telling.addAngle({ degrees, span: cursor.since(cursor.index - 1) });
}

const bendsAhead = wordSet('bend bends bent');
const farthest = 16;

function isBendAhead(cursor: Cursor): boolean {
  for (let ahead = 0; ahead < farthest; ahead++) if (bendsAhead.has(cursor.word(ahead) ?? '')) return true;
  return false;
}

const beforeStraight = wordSet('then and a with it runs goes is another final first finally the');
const straights = wordSet('straight');
const afterStraight = wordSet('for part leg section run length portion piece of long');

/** "80 mm straight", "straight for 80 mm", "then another 30 mm straight": a leg up to its bend. */
function readStraight({ cursor, toMm }: ParseState): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeStraight);
    const isFirst = cursor.takeWord(straights) !== undefined;
    if (isFirst) cursor.skipWords(afterStraight);
    const written = readLengths(cursor, toMm, true);
    if (written?.lengths.length !== 1) return undefined;
    if (!isFirst) {
      cursor.skipWords(long);
      if (cursor.takeWord(straights) === undefined) return undefined;
      cursor.skipWords(afterStraight);
    }
    return { name: 'leg', qualifier: 'inner', lengths: written.lengths, span: cursor.since(start) };
  });
}

const rods = wordSet('bar rod wire stock');
const beforeRod = wordSet('made of from a round the');

/** "a U-bolt of 8 mm rod", "bar diameter 8 mm": of what it is bent. */
function readRod({ cursor, toMm }: ParseState, { sizes, noun }: Draft): Size | undefined {
  if (rods.has(noun) || sizes.some(({ name }) => name === 'diameter' || name === 'unnamed')) return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeRod);
    const isFirst = cursor.takeWord(rods) !== undefined;
    const size = readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || (size.name !== 'diameter' && size.name !== 'unnamed')) return undefined;
    cursor.skipWords(beforeRod);
    if (!isFirst && cursor.takeWord(rods) === undefined) return undefined;
    return { name: 'diameter', lengths: size.lengths, span: cursor.since(start) };
  });
}

const beforeBend = wordSet('then and it with has one a an');
const bendWords = wordSet('bend bends bending');

function readBending(state: ParseState, body: Draft): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  const name = cursor.try(() => {
    cursor.skipWords(beforeBend);
    const before = cursor.take('angle');
    // "then a 90° bend", "bends 90°"
    if (before && cursor.takeWord(bendWords) === undefined) return undefined;
    if (before) {
      telling.addAngle(before);
      return 'bent l';
    }
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
    if (cursor.peek()?.kind === 'number' && legWords.has(cursor.word(1) ?? '')) cursor.index++;
    const isStraight = cursor.takeWord(straights) !== undefined;
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
    const qualifier = cursor.takePhrase(measures) ?? (isStraight ? 'inner' : undefined);
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
    const after = behind ?? readInBrackets(cursor) ?? cursor.takePhrase(sides);
    if (!isBetween && after !== 'long') return undefined;
    cursor.takePhrase(betweens);
    return { name: 'spacing', qualifier: after, lengths: written.lengths, span: cursor.since(start) };
  });
}

/** "40 mm apart (center to center)" */
function readInBrackets(cursor: Cursor): Qualifier | undefined {
  return cursor.try(() => {
    const side = cursor.takeStop('(') ? cursor.takePhrase(sides) : undefined;
    return side !== undefined && cursor.takeStop(')') ? side : undefined;
  });
}

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
