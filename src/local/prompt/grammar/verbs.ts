import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { placeOn } from './draft';
import { readEdgeVerb, type EdgeVerb } from './edgeVerbs';
import { endings, joints, readGap } from './joining';
import { readNounPhrase } from './nounPhrase';
import type { ParseState } from './parseState';
import { readSize, type ToMm } from './sizes';
import { readTarget } from './spots';
import { readStock } from './stockSizes';

/** "two balls joined by a rod" */
export function readJoint(state: ParseState): boolean {
  const { cursor, telling, toMm } = state;
  const start = cursor.index;
  const { current } = telling;
  const gap = current?.role === 'body' && current.count === 2 ? readGap(cursor, toMm) : undefined;
  if (current && gap) {
    current.sizes.push(gap);
    telling.join(gap.span);
    return true;
  }
  if (!telling.current) return false;
  if (cursor.takePhrase(joints)) {
    telling.join(cursor.since(start));
    return true;
  }
  const name = telling.current.role === 'body' ? cursor.takePhrase(endings) : undefined;
  const isBody = name !== undefined && isBodyAhead(cursor, toMm);
  if (isBody) {
    const span = cursor.since(start);
    telling.join(span, placeOn({ kind: 'spot', name, which: [], plural: false, sizes: [], span }));
  } else cursor.index = start;
  return isBody;
}

function isBodyAhead(cursor: Cursor, toMm: ToMm): boolean {
  const start = cursor.index;
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase?.noun.role === 'body' && !phrase.definite;
}

/** "Chamfer the free end", "corners rounded to R6" */
export function readEdgeOrder(state: ParseState): boolean {
  const { cursor, telling, places } = state;
  const hasObject = telling.subject !== undefined || telling.current !== undefined;
  const isCorner = telling.subject?.name === 'corner' || telling.subject?.name === 'end';
  const sized = cursor.try(() => sizedVerb(state));
  const verb = sized?.verb ?? cursor.try(() => readEdgeVerb(cursor, hasObject, isCorner));
  if (!verb) return false;
  // "a cutout 40 x 20 mm with 4 mm radius corners"
  if (sized && verb.kind === 'fillet' && telling.current?.kind === 'pocket' && !sized.isOuter) {
    telling.current.sizes.push({ ...sized.size, name: 'corner radius' });
    telling.addTrait('rounded', verb.span);
    readTarget(places);
    return true;
  }
  const target = verb.isOrder ? readTarget(places) : undefined;
  if (sized?.isOuter === true) telling.current = undefined;
  telling.startEdges(verb.kind, verb.span, target);
  if (sized) telling.addSize(sized.size);
  if (verb.trait !== undefined) telling.addTrait(verb.trait, verb.span);
  return true;
}

/** "8 mm chamfered corners", "10 mm radius rounded edges": the size stands before the word for what is done. */
function sizedVerb({ cursor, toMm }: ParseState): { size: Size; verb: EdgeVerb; isOuter: boolean } | undefined {
  const size = readSize(cursor, toMm);
  if (size?.lengths.length !== 1 || !['unnamed', 'radius'].includes(size.name)) return undefined;
  const isPast = cursor.word()?.endsWith('ed') === true;
  const verb = isPast ? readEdgeVerb(cursor, false, false) : undefined;
  if (verb?.isOrder === true) return { size, verb, isOuter: false };
  // "R5 corners", "with 5 mm radius corners"
  const isOuter = outerWords.has(cursor.word() ?? '') && cornerNouns.has(cursor.word(1) ?? '');
  const isRounding = size.name === 'radius' && (isOuter || cornerNouns.has(cursor.word() ?? ''));
  return isRounding ? { size, verb: { kind: 'fillet', span: size.span, isOrder: true }, isOuter } : undefined;
}

const cornerNouns = wordSet('corner corners');
const outerWords = wordSet('outer outside external vertical');

export function readCut(state: ParseState, verb: string): true {
  const { cursor, toMm, telling } = state;
  const start = cursor.index;
  // "cut from 3 mm sheet"
  if (readStock(state)) return true;
  cursor.index++;
  // "cut away a step"
  if (cursor.word() === 'away' && cursor.word(1) === 'a') cursor.index++;
  // "sketch a circle and cut through all": what was drawn last
  if (throughs.has(cursor.word() ?? '') && telling.cutDrawn()) return true;
  const size = drilled.has(verb) ? readSize(cursor, toMm) : undefined;
  // "an 8 mm hole drilled 30 mm deep"
  const isOfHole = size?.name === 'depth' && telling.current?.kind === 'hole';
  if (size && isOfHole) telling.addSize(size);
  else if (size) telling.startHole(cursor.since(start)).sizes.push(size);
  else telling.cutting = true;
  return true;
}

const throughs = wordSet('through thru');
export const cutVerbs = wordSet('cut drill drilled bore bored mill milled remove subtract punch pierced');
const drilled = wordSet('drilled bored');
