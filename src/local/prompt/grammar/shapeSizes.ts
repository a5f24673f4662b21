import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size, Trait } from './description';
import type { Draft } from './draft';
import { ofPart, readProfile, sectionWords } from './ends';
import { endsOf, type PartName } from './endWords';
import { determiners } from './placeWords';
import { equals, sizeNouns } from './sizeWords';
import { readLengths, readSize, type ToMm } from './sizes';
import { traitsOfProfile } from './shapeNouns';
import { nouns } from './things';
import { traits } from './traits';

const circles = new Phrases<readonly ['circumcircle' | 'incircle', 'circumradius' | 'inradius']>([
  ['inscribed in', ['circumcircle', 'circumradius']],
  ['inscribed within', ['circumcircle', 'circumradius']],
  ['circumscribed about', ['incircle', 'inradius']],
  ['circumscribed around', ['incircle', 'inradius']],
  ['circumscribed to', ['incircle', 'inradius']],
]);
const joins = wordSet('of with having and');

/** "inscribed in a 40 mm diameter circle", "circumscribed about a circle of 30 mm radius" */
export function readCircle(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const names = cursor.takePhrase(circles);
    if (!names) return undefined;
    cursor.skipWords(determiners);
    const before = cursor.word() === 'circle' ? undefined : readSize(cursor, toMm);
    if (cursor.word() !== 'circle') return undefined;
    cursor.index++;
    cursor.skipWords(joins);
    cursor.skipWords(determiners);
    const size = before ?? readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || !['diameter', 'radius', 'unnamed'].includes(size.name)) return undefined;
    if (size.name === 'unnamed' && !before) return undefined;
    return { name: size.name === 'radius' ? names[1] : names[0], lengths: size.lengths, span: cursor.since(start) };
  });
}

const before = wordSet('with a an flat made formed by that is are then');
const slices = wordSet('slicing cutting sliced cut removing removed taking taken milled milling');
const offs = wordSet('off from');
const slicedSides: Readonly<Record<string, 'top' | 'bottom'>> = { top: 'top', bottom: 'bottom', underside: 'bottom' };

/** "a flat made by slicing 6 mm off the bottom", "10 mm is sliced off the top": of a ball. */
export function readSlice(cursor: Cursor, toMm: ToMm, { kind }: Draft): Size | undefined {
  if (kind !== 'sphere') return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(before);
    const first = readLengths(cursor, toMm, false);
    if (first) cursor.skipWords(before);
    if (cursor.takeWord(slices) === undefined) return undefined;
    const written = first ?? readLengths(cursor, toMm, false);
    if (written?.lengths.length !== 1 || cursor.takeWord(offs) === undefined) return undefined;
    cursor.skipWords(determiners);
    const side = slicedSides[cursor.word() ?? ''];
    if (side === undefined) return undefined;
    cursor.index++;
    return { name: 'slice', qualifier: side, lengths: written.lengths, span: cursor.since(start) };
  });
}

const bends = wordSet('bent made rolled formed closed');
const froms = wordSet('from of');
const stocks = wordSet('rod bar wire pipe tube tubing stock');

/** "a ring bent from 8 mm round rod": its section is round. @returns its sizes, and whether it is a pipe */
export function readStock(cursor: Cursor, toMm: ToMm, { kind, noun }: Draft): { sizes: Size[] } | undefined {
  if (kind !== 'torus' && !(kind === 'tube' && noun === 'ring')) return undefined;
  return cursor.try(() => {
    if (cursor.takeWord(bends) === undefined || cursor.takeWord(froms) === undefined) return undefined;
    cursor.skipWords(determiners);
    const size = readSize(cursor, toMm);
    const isRound = cursor.word() === 'round';
    if (isRound) cursor.index++;
    if (cursor.takeWord(stocks) === undefined || !isRound) return undefined;
    if (!size) return { sizes: [] };
    if (size.lengths.length !== 1 || !['diameter', 'unnamed'].includes(size.name)) return undefined;
    return { sizes: [{ ...size, name: 'section', qualifier: undefined }] };
  });
}

const leading = wordSet('whose its the with has have having a an of in constant uniform');

/** "whose ends are equilateral triangles", "with a trapezoidal cross-section", "in the form of a trapezoid" */
export function readSection(cursor: Cursor, owner: Draft): Trait[] | undefined {
  if (!prismKinds.has(owner.kind)) return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(leading);
    const found: Trait[] = [];
    for (;;) {
      const at = cursor.index;
      if (at - start > mostTokens) return undefined;
      if (sectionWords.at(cursor)) break;
      const noun = nouns.at(cursor);
      const shape =
        noun?.meaning.role === 'profile' ? traitsOfProfile(noun.meaning.kind, noun.meaning.noun) : undefined;
      if (noun && shape) cursor.index += noun.words;
      const names = shape ?? [cursor.takePhrase(traits) ?? ''];
      if (names.includes('')) return undefined;
      found.push(...names.map((name) => ({ name, span: cursor.since(at) })));
    }
    const isForm = ['form', 'shape'].includes(cursor.word() ?? '');
    cursor.takePhrase(sectionWords);
    cursor.takeStop(':');
    const profile = readProfile(cursor);
    if (profile.length > 0) return [...found, ...profile];
    if (isForm) return undefined;
    return found.length > 0 || owner.traits.some(({ name }) => outlines.has(name)) ? found : undefined;
  });
}

const mostTokens = 14;
const prismKinds = new Set(['polygon bar', 'block', 'piece', 'tube', 'container', 'cylinder', 'wedge']);
const outlines = new Set(['trapezoid', 'elliptical', 'three sided', 'parallelogram', 'rhombus']);

const each = wordSet('each every the all its');

/** "each side of the pentagon is 22 mm", "side of the base: 48 mm", "all edges 24 mm long" */
export function readOwnSize(cursor: Cursor, toMm: ToMm, owner: Draft): Size | undefined {
  if (!sidedKinds.has(owner.kind) && !owner.traits.some(({ name }) => sidedTrait.test(name))) return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(each);
    const meaning = cursor.takePhrase(sizeNouns);
    if (!meaning || !sideNames.has(meaning.name)) {
      cursor.index = start;
      const size = readSize(cursor, toMm);
      return size && sideNames.has(size.name) && size.name !== 'side' ? size : undefined;
    }
    const part = cursor.word() === 'of' ? cursor.try(() => partOf(cursor, owner)) : undefined;
    cursor.takeStop(':');
    if (part === undefined) {
      cursor.index = start;
      cursor.skipWords(each);
      const size = readSize(cursor, toMm);
      return size && sideNames.has(size.name) ? size : undefined;
    }
    cursor.skipWords(equals);
    const written = readLengths(cursor, toMm, true);
    const size = written && { ...meaning, lengths: written.lengths, span: cursor.since(start) };
    return size && part !== 'whole' ? ofPart(size, part, owner) : size;
  });
}

const sidedKinds = new Set([
  ...['triangle', 'wedge', 'tetrahedron', 'octahedron', 'pyramid', 'regular polygon', 'rhombus', 'parallelogram'],
  ...['trapezoid', 'hexagonal pocket'],
]);
const sidedTrait =
  / sided$|^right triangular$|^trapezoid$|^parallelogram$|^rhombus$|^fully rounded$|^round ends$|^stadium$/;
const sideNames = new Set(['leg', 'side', 'diagonal', 'flats', 'corners', 'spacing']);

/** "of the base", "of the pentagon": which part of a body a size is of. */
function partOf(cursor: Cursor, owner: Draft): PartName | 'whole' | undefined {
  cursor.index++;
  cursor.skipWords(determiners);
  const part = endsOf(owner)?.words.at(cursor);
  const noun = nouns.at(cursor);
  if (part && part.words >= (noun?.words ?? 0)) {
    cursor.index += part.words;
    return part.meaning;
  }
  if (!noun) return undefined;
  const names = traitsOfProfile(noun.meaning.kind, noun.meaning.noun);
  const isOwn = noun.meaning.kind === owner.kind || owner.noun.startsWith(noun.meaning.noun.slice(0, 6));
  if (!isOwn && !names?.every((name) => owner.traits.some((trait) => trait.name === name))) return undefined;
  cursor.index += noun.words;
  return 'whole';
}
