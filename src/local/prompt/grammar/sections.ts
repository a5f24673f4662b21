import { Phrases, wordSet } from './cursor';
import type { Size } from './description';
import { refuse, type ParseState } from './parseState';
import { readLengths, readSize } from './sizes';
import { pieces } from './titles';

const over = wordSet('for over');
const stretches = new Phrases<true>(['a length of', 'the first', 'the next'].map((phrase) => [phrase, true] as const));
const lengths = new Set(['length', 'height', 'width', 'thickness']);

/** "20 mm diameter for 40 mm, then 30 mm diameter for 60 mm"; "steps: 1. Ø40 mm, 25 mm long": sections on one axis. */
export function readSection(state: ParseState): boolean {
  const { cursor, toMm, telling, known } = state;
  const start = cursor.index;
  const { body, current } = telling;
  if (current && current.role !== 'body') return false;
  const isItem = cursor.stop(-1) === 'item' || cursor.stop(-1) === 'line';
  const announced = known.drafts.findLast(
    ({ noun, plural, count }) => pieces.has(noun) && (plural || (count ?? 1) > 1),
  );
  const read = (): Size[] | undefined => {
    const diameter = readSize(cursor, toMm);
    if (diameter?.name !== 'diameter' || diameter.qualifier !== undefined || diameter.lengths.length !== 1)
      return undefined;
    const from = cursor.index;
    if (cursor.takeWord(over) !== undefined) {
      cursor.takePhrase(stretches);
      const written = readLengths(cursor, toMm, true);
      return written?.lengths.length === 1
        ? [diameter, { name: 'length', lengths: written.lengths, span: cursor.since(from) }]
        : undefined;
    }
    if (!isItem || announced?.sizes.length !== 0) return undefined;
    cursor.takeStop(',');
    const length = readSize(cursor, toMm);
    return length && lengths.has(length.name) && length.lengths.length === 1
      ? [diameter, { ...length, name: 'length' }]
      : undefined;
  };
  const isCounted = known.drafts.some(
    ({ role, noun, count }) => role === 'body' && !pieces.has(noun) && (count ?? 1) > 1,
  );
  const sizes = body && !isCounted ? cursor.try(read) : undefined;
  if (!sizes) return false;
  for (const named of known.drafts)
    if (
      named.role === 'body' &&
      named.sizes.length === 0 &&
      named.threads.length === 0 &&
      (named === announced || (named.count ?? 1) === 1)
    )
      named.isTitle = true;
  telling
    .start({ kind: 'piece', role: 'body', noun: 'section', plural: false }, cursor.since(start))
    .sizes.push(...sizes);
  const told = known.drafts.filter(({ noun, sizes: own }) => noun === 'section' && own.length > 0).length;
  if (announced?.count !== undefined && told > announced.count) refuse(state, cursor.since(start));
  return true;
}
