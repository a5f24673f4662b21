import { every } from './everyWords';
import { readBored, readBoreOrder, readCutCorner, readLeg, readPattern, readStepDepth, takeStep } from './boreVerbs';
import { readCornersOf } from './cornersOfSquare';
import { Phrases } from './cursor';
import { addSize } from './facts';
import { readGridOfHoles } from './grids';
import { readForScrews } from './screwHoles';
import { refuse, type ParseState } from './parseState';
import { openings } from './openings';

/** What only holes and corners have: a pattern, a wider part, what they open with; what is cut off. */
export function readOfHole(state: ParseState): boolean {
  const { cursor, toMm, telling, known, places } = state;
  const start = cursor.index;
  const order = readBoreOrder(cursor);
  if (order !== undefined) {
    const things = cursor.try(() => places.refer())?.things ?? [];
    const holes = known.drafts.filter((draft) => draft.kind === 'hole' && things.includes(draft));
    if (holes.length === 0) refuse(state, cursor.since(start));
    return telling.startOpenings(order, holes, cursor.since(start)).length > 0;
  }
  if (readGridOfHoles(state)) return true;
  const { current } = telling;
  if (current?.kind === 'chamfer' && cursor.try(() => readCutCorner(cursor)) !== undefined) return true;
  const leg = current?.kind === 'chamfer' ? cursor.try(() => readLeg(cursor, toMm)) : undefined;
  if (leg) return addSize(state, leg);
  if (current && openings.has(current.kind) && cursor.word() === 'to') return cursor.next() !== undefined;
  if (current?.kind !== 'hole') return false;
  if (readForScrews(cursor, current, toMm)) return true;
  if (current.sizes.some(({ name }) => name === 'grid') && cursor.takePhrase(bothWays)) return true;
  const pattern = readPattern(cursor, toMm) ?? readCornersOf(cursor, toMm);
  if (pattern) return addSize(state, pattern);
  const depth = readStepDepth(cursor, toMm);
  if (depth !== undefined) {
    const sizes = takeStep(current, depth, cursor.since(start)) ?? refuse(state, cursor.since(start));
    telling.startOpenings('counterbore', [current], cursor.since(start))[0]?.sizes.push(...sizes);
    telling.current = current;
    return true;
  }
  const bored = cursor.try(() => readBored(cursor));
  if (bored === undefined) return false;
  const before = cursor.word(-2) ?? '';
  const isOwn = before === 'each' && (current.count ?? 1) > 1;
  const holes = known.mentioned.filter(({ kind, noun }) => kind === 'hole' && (!isOwn || noun === current.noun));
  const all = every.has(before) ? holes : telling.group;
  return telling.startOpenings(bored, all.length > 1 ? all : [current], cursor.since(start)).length > 0;
}

/** Of a grid: one spacing for both. */
const bothWays = new Phrases<true>(
  ['in both directions', 'in each direction', 'in either direction', 'in x and y', 'both ways', 'each way'].map(
    (phrase) => [phrase, true] as const,
  ),
);
