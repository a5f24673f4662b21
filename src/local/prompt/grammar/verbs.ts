import { wordSet } from './cursor';
import { readEdgeVerb } from './edgeVerbs';
import { joints, readGap } from './joining';
import type { ParseState } from './parseState';
import { readSize } from './sizes';
import { readTarget } from './spots';

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
  if (!telling.current || !cursor.takePhrase(joints)) return false;
  telling.join(cursor.since(start));
  return true;
}

/** "Chamfer the free end", "corners rounded to R6" */
export function readEdgeOrder(state: ParseState): boolean {
  const { cursor, telling, places } = state;
  const hasObject = telling.subject !== undefined || telling.current !== undefined;
  const isCorner = telling.subject?.name === 'corner' || telling.subject?.name === 'end';
  const verb = cursor.try(() => readEdgeVerb(cursor, hasObject, isCorner));
  if (!verb) return false;
  telling.startEdges(verb.kind, verb.span, verb.isOrder ? readTarget(places) : undefined);
  if (verb.trait !== undefined) telling.addTrait(verb.trait, verb.span);
  return true;
}

export function readCut(state: ParseState, verb: string): true {
  const { cursor, toMm, telling } = state;
  const start = cursor.index;
  cursor.index++;
  const size = drilled.has(verb) ? readSize(cursor, toMm) : undefined;
  if (size) telling.startHole(cursor.since(start)).sizes.push(size);
  else telling.cutting = true;
  return true;
}

export const cutVerbs = wordSet('cut drill drilled bore bored mill milled remove subtract punch pierced');
const drilled = wordSet('drilled bored');
