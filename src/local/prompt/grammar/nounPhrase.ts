import { colours } from '../materials';
import { uses } from './useWords';
import { isSizeAlone, namesRound, takeLength, takeOneHole } from './bareNumbers';
import { wordSet, type Cursor } from './cursor';
import type { Size, Thing, Trait } from './description';
import { determiners, indefinite } from './placeWords';
import { isStrict } from './ownWords';
import { isStandardOf, readOwnFact } from './ownFacts';
import { readSize, readThreadLength, type ToMm } from './sizes';
import { readColor } from './separate';
import { qualifiersBefore, sizeNouns } from './sizeWords';
import { traitsOfProfile } from './shapeNouns';
import type { Noun } from './kindWords';
import { accepts, nounAt, nouns } from './things';
import { openingShapes, traits } from './traits';

/** "four 6.5 mm through holes", "the second, wider slot": a noun with what stands before it. */
export interface NounPhrase {
  readonly noun: Noun;
  readonly count: number | undefined;
  readonly traits: readonly Trait[];
  readonly sizes: readonly Size[];
  readonly threads: Thing['threads'];
  /** "a 1 mm x 45° chamfer" */
  readonly angles: Thing['angles'];
  /** "the", "its", "this": of something that is known, or that the sentence goes on to tell. */
  readonly definite: boolean;
  readonly determined: boolean;
  /** "second", "other" */
  readonly ordinal: string | undefined;
  /** "upper", "lower": which one of several with the same noun. */
  readonly which: string | undefined;
  /** "base leg": a noun before the noun. */
  readonly prefix: string | undefined;
}

const ordinals = wordSet('first second third fourth other another next last same');
const whiches = wordSet(
  'upper lower left right front back top bottom inner outer middle big small large larger smaller',
);
const adjectives = wordSet(
  `flat plain simple mounting cover sensor aluminum steel stainless brass mild long central center centered whole concentric single
  drain drainage different additional further identical equal electronics machined turned cast clearance drinking fixture distance wider narrower
  bone clay granite marble slate leather felt cardboard silver gold teak walnut maple mahogany spruce birch bamboo mdf hdpe pvc asa tpu pmma kevlar
  carbon rubber wooden oak beech pine plywood quartz ptfe peek pom fiber ceramic silicone cork bronze copper titanium plastic nylon
  little thin thick evenly equally spaced parallel straight closed basic standard ordinary solid sturdy typical custom normal`,
);
/** A thin nut and a long bolt have other sizes than those of the standard. */
const ofSize = wordSet('thin thick long little wider narrower');
const central = wordSet('central center centered concentric');
const denying = new Set(['without', 'except', 'not']);
/** "7-sided", "five-pointed" */
const partWords = wordSet('sided pointed');
/** Longer phrases are gibberish, and a phrase is tried at every token. */
const mostTokens = 40;

/**
 * Reads a noun that is known.
 * @param isFirst no thing was told of before: "a plate thickness 4 mm" names a plate, and not a thickness
 * @returns undefined where there is none, or where its sizes are another thing's
 */
export function readNounPhrase(cursor: Cursor, toMm: ToMm, isFirst = false): NounPhrase | undefined {
  let [definite, determined] = [false, false];
  let count: number | undefined;
  let ordinal: string | undefined;
  let which: string | undefined;
  let prefix: string | undefined;
  let isUsed = false;
  let isCentral = false;
  const found: Trait[] = [];
  const sizes: Size[] = [];
  const threads: Thing['threads'][number][] = [];
  const angles: Thing['angles'][number][] = [];
  const phraseOf = (noun: Noun, of: readonly Size[]): NounPhrase => {
    const words = { definite, determined, ordinal, which, prefix };
    return { noun, count, traits: found, sizes: of, threads, angles, ...words };
  };
  const start = cursor.index;
  // "four holes on a 31 mm square": where they are
  const isOn = cursor.word(-1) === 'on';
  for (;;) {
    const at = cursor.index;
    if (at - start > mostTokens) return undefined;
    const named = isStandardOf(cursor, (ahead) => nounAt(cursor, ahead) !== undefined) ? undefined : nounAt(cursor);
    // "a rhombus shaped plate"
    const noun = named && (traits.at(cursor)?.words ?? 0) > named.words ? undefined : named;
    // "a bolt circle of 60 mm", but "middle section Ø50 x 60 mm"
    const isNumbered = (which ?? ordinal) !== undefined;
    const isSize = noun && !isNumbered && (sizeNouns.at(cursor)?.words ?? 0) > noun.words;
    if (isSize && !(isFirst && sizeNouns.at(cursor, noun.words))) return undefined;
    const squareHole = noun?.meaning.kind === 'hole' && count === undefined ? squareOf(sizes) : undefined;
    if (noun && squareHole && cursor.word(noun.words) !== 'pattern') {
      cursor.index += noun.words;
      const { role, plural } = noun.meaning;
      return phraseOf({ kind: 'pocket', role, noun: 'square hole', plural }, squareHole);
    }
    // "a bore of 10 mm" of a gear, "20 mm leg width" of a plate with legs
    const ownSize = cursor.own?.sizes.at(cursor)?.words ?? 0;
    if (noun && (noun.meaning.role === 'member' ? ownSize > noun.words : ownSize >= noun.words)) return undefined;
    if (noun && !isBeforeNoun(cursor, noun.words) && !isAdjective(cursor, noun.words)) {
      // "base length": not the length of a base, as with "base plate length"
      if (noun.words === 1 && qualifiersBefore.at(cursor) && sizeNouns.at(cursor, 1)) return undefined;
      cursor.index += noun.words;
      if (!sizes.every(({ name }) => accepts(noun.meaning.kind, name))) return undefined;
      // "a 30 mm outer diameter, 20 mm bore"
      if (noun.meaning.kind === 'hole' && sizes.some(({ qualifier }) => qualifier === 'outer')) return undefined;
      // "plate 60x40x5 fillet corners 5 mm"
      if (noun.meaning.role === 'edges' && sizes.some(({ lengths }) => lengths.length > 2)) return undefined;
      const canSlant = noun.meaning.kind === 'cone' || noun.meaning.role === 'edges' || noun.meaning.role === 'feature';
      if (angles.length > 0 && !canSlant) return undefined;
      if ((isUsed || which !== undefined) && isStrict(noun.meaning.kind)) return undefined;
      if (noun.meaning.kind === 'hole' && found.some(({ name }) => openingShapes.has(name)))
        return phraseOf({ ...noun.meaning, kind: 'pocket' }, sizes);
      return phraseOf(
        isCentral && noun.meaning.noun === 'hole' ? { ...noun.meaning, noun: 'center hole' } : noun.meaning,
        sizes,
      );
    }
    // "an isosceles triangle plate"
    const outline = noun && traitsOfProfile(noun.meaning.kind, noun.meaning.noun);
    if (noun && outline) {
      cursor.index += noun.words;
      found.push(...outline.map((name) => ({ name, span: cursor.since(at) })));
      continue;
    }
    const word = cursor.word();
    if (word !== undefined && determiners.has(word)) {
      if (at !== start) return undefined;
      definite = !indefinite.has(word);
      determined = true;
      cursor.index++;
      continue;
    }
    const own = cursor.try(() => readOwnFact(cursor));
    if (own) {
      sizes.push(...own.sizes);
      found.push(...own.traits);
      continue;
    }
    const number = cursor.peek();
    const oneHole = number?.kind === 'number' && sizes.length === 0 ? takeOneHole(cursor, toMm) : undefined;
    if (oneHole) {
      sizes.push(oneHole);
      continue;
    }
    const long = number?.kind === 'number' ? takeLength(cursor, sizes, toMm) : undefined;
    if (long) {
      sizes.push(long);
      continue;
    }
    const isRound = number?.kind === 'number' && (namesRound(cursor) || isSizeAlone(cursor));
    if (number?.kind === 'number' && !isRound && sizes.length + threads.length > 0) return undefined;
    if (
      number?.kind === 'number' &&
      !isRound &&
      count === undefined &&
      Number.isInteger(number.value) &&
      number.value <= 500
    ) {
      cursor.index++;
      const parts = cursor.takeWord(partWords);
      // "three-step staircase"
      if (parts === undefined && cursor.word() === 'step' && nounAt(cursor, 1)?.meaning.kind === 'stairs') {
        cursor.index++;
        found.push({ name: `${number.value} steps`, span: cursor.since(at) });
        continue;
      }
      if (parts !== undefined) {
        found.push({ name: `${number.value} ${parts}`, span: cursor.since(at) });
        continue;
      }
      if (cursor.word() === 'of') return undefined;
      count = number.value;
      cursor.take('times');
      continue;
    }
    if (word !== undefined && ordinals.has(word)) {
      ordinal = word;
      cursor.index++;
      // "a second, wider slot"
      if (determined && adjectives.has(cursor.word(1) ?? '')) cursor.takeStop(',');
      continue;
    }
    const trait = (cursor.own && cursor.takePhrase(cursor.own.traits)) ?? cursor.takePhrase(traits);
    // "plate 100x60x5 without holes"
    if (trait !== undefined && sizes.length > 0 && denying.has(trait)) return undefined;
    if (trait !== undefined) {
      found.push({ name: trait, span: cursor.since(at) });
      // "6.6 mm through, 11 mm counterbore": the first is told of what stands before
      if (cursor.takeStop(',') && trait === 'through') return undefined;
      continue;
    }
    const color = isColorBefore(cursor) ? readColor(cursor) : undefined;
    if (color !== undefined) {
      found.push({ name: color, span: cursor.since(at) });
      continue;
    }
    // "a 6 mm axial hole": before a size it is read as a place
    if (word === 'axial' && at > start && !sizeNouns.at(cursor)) {
      found.push({ name: word, span: cursor.since(at) });
      cursor.index++;
      continue;
    }
    if (word !== undefined && whiches.has(word)) {
      which = word;
      cursor.index++;
      continue;
    }
    if (noun || (word !== undefined && (adjectives.has(word) || uses.has(word)))) {
      prefix = noun?.meaning.noun ?? prefix;
      isCentral ||= central.has(word ?? '');
      isUsed ||= word === undefined || !adjectives.has(word) || ofSize.has(word);
      cursor.index += noun?.words ?? 1;
      cursor.takeStop(',');
      continue;
    }
    const thread = cursor.take('thread');
    if (thread) {
      threads.push(thread);
      const length = cursor.own && readThreadLength(cursor);
      if (length) sizes.push(length);
      continue;
    }
    const isOfEdge = nouns.at(cursor, 1)?.meaning.role === 'edges';
    const angle = sizes.length > 0 || determined || isOfEdge ? cursor.take('angle') : undefined;
    if (angle) {
      angles.push(angle);
      continue;
    }
    const size = readSize(cursor, toMm);
    if (!size) {
      const square = !isOn && angles.length === 0 && (determined || count !== undefined) ? squareOf(sizes) : undefined;
      if (!square) return undefined;
      return phraseOf(squareNoun, square);
    }
    sizes.push(size);
    const square = !isOn && determined && cursor.stop() !== undefined ? squareOf(sizes) : undefined;
    if (square) return phraseOf(squareNoun, square);
    const isCircle = ['pitch circle', 'pitch radius', 'spacing'].includes(size.name);
    // "on a 90 mm bolt circle, center bore 20 mm"
    const isOpen = (determined || count !== undefined) && size.name !== 'unnamed' && !isCircle;
    const goesOn = isOpen && (cursor.takeStop(',') || takeAnd(cursor));
    if (!goesOn) cursor.take('times');
  }
}

const squareNoun: Noun = { kind: 'rectangle', role: 'profile', noun: 'square', plural: false };

/** "A 40 mm square": the word for its size is the noun. */
function squareOf(sizes: readonly Size[]): Size[] | undefined {
  const [size, ...more] = sizes;
  return size?.name === 'square' && more.length === 0
    ? [{ ...size, name: size.lengths.length > 1 ? 'unnamed' : 'side' }]
    : undefined;
}

/** "a 40 mm wide and 30 mm high rectangle" */
function takeAnd(cursor: Cursor): boolean {
  const next = cursor.peek(1)?.kind;
  if (cursor.word() !== 'and' || (next !== 'lengths' && next !== 'number')) return false;
  cursor.index++;
  return true;
}

/** "a flat plate": only before a word of its own kind "flat" is a noun. */
function isAdjective(cursor: Cursor, words: number): boolean {
  if (words > 1 || cursor.word() !== 'flat') return false;
  const next = cursor.word(1);
  return next !== undefined && !behindNoun.has(next);
}

const behindNoun = wordSet('with of that which is on at along in over running runs cut milled across parallel');

/** "a red base plate": not "in red" or "painted red", of what stands before. */
function isColorBefore(cursor: Cursor): boolean {
  return cursor.word() !== undefined && Object.hasOwn(colours, cursor.word() ?? '') && cursor.word(1) !== undefined;
}

/** "base plate", "round boss": the noun is that behind it. */
function isBeforeNoun(cursor: Cursor, words: number): boolean {
  const next = cursor.word(words);
  if (next === undefined) return false;
  const first = nounAt(cursor);
  const isProfile = first !== undefined && traitsOfProfile(first.meaning.kind, first.meaning.noun) !== undefined;
  const isName = first?.meaning.role === 'body' || first?.meaning.kind === 'rectangle' || isProfile;
  const second = nounAt(cursor, words);
  // "a slab plate": two names of parts, and which one is made isn't told.
  const isPiece = second?.meaning.kind === 'piece' && !solids.has(first?.meaning.noun ?? '');
  const isOpen = first?.meaning.kind === 'piece' || isPiece || !bothBodies(first, second);
  return isName && second !== undefined && isOpen && !verbs.has(next);
}

const solids = wordSet('slab block cube brick');

function bothBodies(...found: readonly (ReturnType<typeof nounAt> | undefined)[]): boolean {
  return found.every((one) => one?.meaning.role === 'body');
}

/** Nouns that are verbs behind another noun: "the edges round", "holes step by step". */
const verbs = wordSet('round step');
