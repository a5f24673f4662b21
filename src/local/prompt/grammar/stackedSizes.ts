import { wordSet } from './cursor';
import type { ParseState } from './parseState';

const between = wordSet('then top middle upper above next followed by on of that it is the a and');
const stackable: ReadonlySet<string> = new Set(['block', 'cylinder', 'piece']);
const tells = wordSet('then top middle upper above next followed');

/** "bottom 100x60x20, on top 60x40x20": another group of sizes is that of what stands on the body before it. */
export function startNext({ cursor, telling }: ParseState): void {
  const { current } = telling;
  const group = cursor.peek();
  if (group?.kind !== 'lengths' || group.lengths.length < 2 || current?.role !== 'body') return;
  // of a pyramid it is the other end
  if (!stackable.has(current.kind)) return;
  const isAlike = current.sizes.some(
    ({ name, lengths }) => name === 'unnamed' && lengths.length === group.lengths.length,
  );
  if (!isAlike) return;
  let back = -1;
  let isTold = false;
  for (let word = cursor.word(back); word !== undefined && between.has(word); word = cursor.word(--back))
    isTold ||= tells.has(word);
  if (!isTold || cursor.stop(back) === undefined) return;
  const { span } = group;
  // "on top" was read as a place of the one before
  const before = cursor.peek(back)?.span.end ?? 0;
  const last = current.places.at(-1);
  if (last && last.span.start >= before) current.places.pop();
  const { kind, role, noun, traits } = current;
  const next = telling.start({ kind, role, noun, plural: false }, span);
  next.traits.push(...traits);
  // "then 60x40x20 on top": that is said behind it
  if (cursor.word(1) === 'on' && cursor.word(2) === 'top') return;
  next.places.push({ kind: 'at', relation: 'above', target: { kind: 'things', things: [current], span }, span });
}

const firsts = wordSet('bottom lower base first');

/** "Stepped block: bottom 100x60x20, on top …": which one of them comes first. */
export function skipFirst({ cursor, telling }: ParseState): boolean {
  const { current } = telling;
  const group = cursor.peek(1);
  const isFirst = current?.role === 'body' && current.sizes.length === 0 && cursor.stop(-1) !== undefined;
  if (!isFirst || !firsts.has(cursor.word() ?? '') || group?.kind !== 'lengths' || group.lengths.length < 2)
    return false;
  const next = cursor.stop(2) === undefined ? undefined : cursor.word(3);
  if (next === undefined || !(next === 'on' || tells.has(next))) return false;
  cursor.index++;
  return true;
}
