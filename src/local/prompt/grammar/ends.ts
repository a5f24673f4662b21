import type { Span } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size, SizeName, Trait } from './description';
import type { Draft } from './draft';
import { endsOf, type Ends, type PartName } from './endWords';
import { determiners } from './placeWords';
import { readSize, type ToMm } from './sizes';
import { qualifiersBefore, sizeNouns } from './sizeWords';
import { traitsOfProfile } from './shapeNouns';
import { nouns } from './things';
import { traits } from './traits';

/** What is said of one end of a body. The sizes that follow are of this end, too, up to the next stop. */
export interface EndReading {
  readonly part: PartName;
  readonly sizes: readonly Size[];
  readonly traits: readonly Trait[];
}

const mostTokens = 14;
const fillers = wordSet('flat its and');
const itself = wordSet('itself it also');

/** "a 40 mm square base", "the base is a rectangle of", "large end", "over the outside the ring measures". */
export function readEnd(cursor: Cursor, toMm: ToMm, owner: Draft): EndReading | undefined {
  const ends = endsOf(owner);
  if (!ends) return undefined;
  const start = cursor.index;
  const sizes: Size[] = [];
  const found: Trait[] = [];
  let isFirst = true;
  for (;;) {
    if (cursor.index - start > mostTokens) return undefined;
    const at = cursor.index;
    if (isFirst && cursor.takeWord(determiners) !== undefined) {
      isFirst = false;
      continue;
    }
    isFirst = false;
    const part = cursor.takePhrase(ends.words);
    if (part !== undefined) {
      // "base edge 20 mm" is a size with a name
      if (part !== 'section' && (sizeNouns.at(cursor) ?? qualifiersBefore.at(cursor)) && sizes.length === 0)
        return undefined;
      skipOwner(cursor, owner);
      cursor.takeStop(':');
      found.push(...readProfile(cursor));
      return { part, sizes: sizes.map((size) => ofPart(size, part, owner)), traits: found };
    }
    const trait = cursor.takePhrase(traits);
    if (trait !== undefined) {
      found.push({ name: trait, span: cursor.since(at) });
      continue;
    }
    // "the tube is 10 mm in diameter and its center line …": of another one
    if (cursor.word() === 'and' && determiners.has(cursor.word(1) ?? '')) return undefined;
    if (at > start && cursor.takeWord(fillers) !== undefined) continue;
    const kind = cursor.peek()?.kind;
    const size = kind === 'lengths' || kind === 'number' ? readSize(cursor, toMm) : undefined;
    if (!size) return undefined;
    sizes.push(size);
  }
}

/** "over the outside the ring measures", "inside it" */
function skipOwner(cursor: Cursor, { kind, noun }: Draft): void {
  cursor.takeWord(itself);
  cursor.try(() => {
    cursor.skipWords(determiners);
    const named = nouns.at(cursor);
    const isIt = named?.meaning.noun === noun || named?.meaning.kind === kind;
    if (!named || (!isIt && !(kind === 'torus' && named.meaning.noun === 'ring'))) return undefined;
    cursor.index += named.words;
    return true;
  });
}

const bonds = wordSet('is are being a an of');

/** "is a rectangle", "is a regular hexagon": the outline of an end, as traits of the body. */
export function readProfile(cursor: Cursor): Trait[] {
  const read = (): Trait[] | undefined => {
    const start = cursor.index;
    cursor.skipWords(bonds);
    const names: string[] = [];
    for (let name = profileTrait(cursor); ; name = profileTrait(cursor)) {
      if (name === undefined) break;
      names.push(name);
    }
    const noun = nouns.at(cursor);
    if (noun?.meaning.role !== 'profile') return undefined;
    cursor.index += noun.words;
    const shape = profileNames[noun.meaning.noun] ?? traitsOfProfile(noun.meaning.kind, noun.meaning.noun);
    return shape && [...names, ...shape].map((name) => ({ name, span: cursor.since(start) }));
  };
  return cursor.try(read) ?? [];
}

function profileTrait(cursor: Cursor): string | undefined {
  return nouns.at(cursor) ? undefined : cursor.takePhrase(traits);
}

const profileNames: Readonly<Record<string, readonly string[]>> = {
  rectangle: ['rectangular'],
  square: ['square'],
  circle: ['round'],
};

/** A size that is said of an end; some are of the whole body all the same. */
export function ofPart(size: Size, part: PartName, owner: Draft): Size {
  if (
    endsOf(owner)?.ofWhole.has(size.name) ||
    (size.qualifier !== undefined && size.qualifier !== 'outer' && part !== 'section')
  )
    return size;
  if (part === 'bottom' && size.name === 'unnamed' && owner.kind === 'triangle') return { ...size, name: 'base' };
  if (part !== 'section') {
    const name: SizeName = size.name === 'unnamed' && owner.kind === 'torus' ? 'diameter' : size.name;
    return { ...size, name, qualifier: part };
  }
  const factor = size.name === 'radius' ? 2 : 1;
  if (!sectionNames.has(size.name)) return size;
  return {
    ...size,
    name: 'section',
    qualifier: size.qualifier === 'inner' ? 'inner' : undefined,
    lengths: size.lengths.map((length) => ({ ...length, mm: length.mm * factor })),
  };
}

const sectionNames = new Set(['unnamed', 'diameter', 'radius', 'thickness', 'width']);

const at = wordSet('at on by over');

/** "18 mm high at the thick end" */
export function readEndAfter(cursor: Cursor, owner: Draft): PartName | undefined {
  const ends = endsOf(owner);
  return cursor.try(() => {
    if (!ends || cursor.takeWord(at) === undefined) return undefined;
    cursor.skipWords(determiners);
    return takeOneEnd(cursor, ends) ?? cursor.takePhrase(ends.words) ?? takeSide(cursor, owner);
  });
}

/** "10 mm high on the left": of a wedge. */
function takeSide(cursor: Cursor, { kind }: Draft): PartName | undefined {
  const word = kind === 'wedge' ? cursor.takeWord(leftRight) : undefined;
  return word === undefined ? undefined : word === 'left' ? 'bottom' : 'top';
}

const leftRight = wordSet('left right');
const sides = wordSet('end side');

/** "at one end": the number word stands for the first of both. */
function takeOneEnd(cursor: Cursor, { words }: Ends): PartName | undefined {
  const number = cursor.peek();
  if (number?.kind !== 'number' || number.value !== 1 || words.named('other') === undefined) return undefined;
  cursor.index++;
  return cursor.takeWord(sides) === undefined ? undefined : 'bottom';
}

const turns = wordSet(
  'tapering tapers tapered going goes narrowing narrows reducing reduces rising rises running runs sloping slopes from',
);
const ways = wordSet('down up');
const over = wordSet('over within');

/** "tapering from 50 mm to 36 mm in diameter", "going from 80 mm down to 50 mm over a length of 60 mm" */
export function readFromTo(cursor: Cursor, toMm: ToMm, owner: Draft): Size[] | undefined {
  if (!endsOf(owner)) return undefined;
  const start = cursor.index;
  const isTurn = cursor.word() !== 'from' && cursor.takeWord(turns) !== undefined;
  cursor.skipWords(ways);
  const isFrom = cursor.word() === 'from';
  const isBare =
    !isFrom && !isTurn && cursor.peek()?.kind === 'lengths' && ['to', 'down'].includes(cursor.word(1) ?? '');
  if (isFrom) cursor.index++;
  else if (!isTurn && !isBare) return undefined;
  const first = isFrom || isBare ? readSize(cursor, toMm) : undefined;
  if ((isFrom || isBare) && !first) return undefined;
  if (first) readEndAfter(cursor, owner);
  cursor.skipWords(ways);
  if (cursor.word() !== 'to') return undefined;
  cursor.index++;
  const last = readSize(cursor, toMm);
  if (!last) return undefined;
  readEndAfter(cursor, owner);
  const name: SizeName = first && first.name !== 'unnamed' ? first.name : last.name;
  const span: Span = cursor.since(start);
  const long = readOver(cursor, toMm);
  return [
    ...(first ? [{ name, qualifier: 'bottom' as const, lengths: first.lengths, span }] : []),
    { name, qualifier: 'top' as const, lengths: last.lengths, span },
    ...(long ? [long] : []),
  ];
}

/** "over a length of 60 mm", "over 60 mm" */
function readOver(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    if (cursor.takeWord(over) === undefined) return undefined;
    cursor.skipWords(determiners);
    const size = readSize(cursor, toMm);
    return size && { ...size, name: size.name === 'unnamed' ? 'height' : size.name };
  });
}

export const sectionWords = new Phrases<true>(
  [
    'cross section',
    'cross sections',
    'section',
    'profile',
    'ends',
    'end faces',
    'base',
    'outline',
    'face',
    'form of',
    'shape of',
  ].map((phrase) => [phrase, true] as const),
);
