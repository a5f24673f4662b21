import { metricThread } from '../../geometry/hardware/threads';
import { wordSet, type Cursor } from './cursor';
import type { Thing, Trait } from './description';
import type { Draft } from './draft';
import { readLengths, type ToMm } from './sizes';

type ThreadFact = Thing['threads'][number];

const beginnings = wordSet('for to');
const takes = wordSet('fit take accept suit');
const articles = wordSet('a an the some');
const heads = wordSet('socket head cap machine hex hexagon wood pan button standard steel metric self-tapping');
const sunk = wordSet('countersunk');
const screws = wordSet('screw screws bolt bolts fastener fasteners');

/**
 * "holes for M4 screws", "a hole for a 5 mm screw": what goes through a hole of which no size is told says how wide it
 * is. @returns whether it was read
 */
export function readForScrews(cursor: Cursor, hole: Draft, toMm: ToMm): boolean {
  const isOpen = hole.threads.length === 0 && !hole.sizes.some(({ name }) => sizeNames.has(name));
  const found = isOpen ? cursor.try(() => screwsAt(cursor, toMm)) : undefined;
  if (!found) return false;
  hole.threads.push(found.thread);
  hole.traits.push(...found.traits);
  return true;
}

const sizeNames = new Set(['diameter', 'radius', 'unnamed']);

function screwsAt(cursor: Cursor, toMm: ToMm): { thread: ThreadFact; traits: Trait[] } | undefined {
  const word = cursor.takeWord(beginnings);
  if (word === undefined || (word === 'to' && cursor.takeWord(takes) === undefined)) return undefined;
  cursor.skipWords(articles);
  const count = cursor.peek(1)?.kind === 'thread' ? cursor.take('number') : undefined;
  const start = cursor.index;
  const thread = cursor.take('thread') ?? nominalOf(cursor, toMm);
  if (!thread) return undefined;
  cursor.skipWords(heads);
  const at = cursor.index;
  const isSunk = cursor.takeWord(sunk) !== undefined;
  const traits = isSunk ? [{ name: 'countersunk', span: cursor.since(at) }] : [];
  cursor.skipWords(heads);
  const isNamed = cursor.takeWord(screws) !== undefined;
  // "for M4" alone, up to what comes next
  const isAlone = count === undefined && cursor.index === start + 1 && (cursor.done || cursor.stop() !== undefined);
  return isNamed || isAlone ? { thread, traits } : undefined;
}

/** "a 5 mm screw" is an M5 one. */
function nominalOf(cursor: Cursor, toMm: ToMm): ThreadFact | undefined {
  const start = cursor.index;
  const [length, ...more] = readLengths(cursor, toMm, false)?.lengths ?? [];
  const thread = length && more.length === 0 ? metricThread(length.mm) : undefined;
  return thread?.clearance.normal !== undefined ? { thread, span: cursor.since(start) } : undefined;
}
