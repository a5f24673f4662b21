import { Refusal } from '../../geometry/refusal';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size, SizeLength, SizeName } from './description';
import { draftOf, type Draft } from './draft';
import type { ParseState } from './parseState';
import { beforeName, equals, sizeAdjectives, sizeNouns } from './sizeWords';

const listed = new Set<SizeName>(['diameter', 'radius', 'thickness', 'height', 'length', 'width', 'side']);
const and = wordSet('and');
const ofWord = wordSet('of');

/** "diameters of 60, 40 and 20 mm", "60, 40 and 20 mm in diameter": one of each of several things. */
export function readSizeList(state: ParseState, { count = 1, traits }: Draft): Size | undefined {
  const { cursor } = state;
  if (count < 2 || (count === 2 && !traits.some(({ name }) => name === 'stacked'))) return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeName);
    const before = cursor.takePhrase(sizeNouns);
    if (before) cursor.takeStop(':');
    cursor.skipWords(equals);
    cursor.skipWords(ofWord);
    const lengths = readList(state);
    if (lengths?.length !== count) return undefined;
    const meaning = before ?? cursor.try(() => nameBehind(cursor));
    if (!meaning || meaning.qualifier !== undefined || !listed.has(meaning.name)) return undefined;
    return { ...meaning, lengths, span: cursor.since(start) };
  });
}

function nameBehind(cursor: Cursor): { readonly name: SizeName; readonly qualifier?: undefined } | undefined {
  cursor.skipWords(beforeName);
  cursor.takeWord(inWord);
  const found = cursor.takePhrase(sizeAdjectives) ?? cursor.takePhrase(sizeNouns);
  return found?.qualifier === undefined ? found && { name: found.name } : undefined;
}

const inWord = wordSet('in');

/** Numbers before the last have its unit, which has to be one that is known. */
function readList({ cursor, toMm, text }: ParseState): SizeLength[] | undefined {
  const numbers: number[] = [];
  for (;;) {
    const token = cursor.next();
    if (token?.kind === 'number') numbers.push(token.value);
    else if (token?.kind === 'lengths') {
      const [length, ...more] = token.lengths;
      if (!length || more.length > 0 || length.axis !== undefined) return undefined;
      const unit = unitOf(text.slice(token.span.start, token.span.end));
      const factor = units[unit];
      if (length.bare || factor === undefined) return undefined;
      return [...numbers.map((value) => ({ mm: value * factor })), { mm: toMm(length) }];
    } else return undefined;
    const isComma = cursor.takeStop(',');
    if (cursor.takeWord(and) === undefined && !isComma)
      return numbers.map((value) => ({ mm: toMm({ value, bare: true }) }));
  }
}

/** What stands behind the number. */
function unitOf(written: string): string {
  return written.replace(/^[\d.,\s]+/, '').toLowerCase();
}

const units: Readonly<Record<string, number>> = { mm: 1, cm: 10, in: 25.4, inch: 25.4, inches: 25.4, '"': 25.4 };

/** How several things that were told of at once lie on each other, and in which order. */
export const stacking = new Phrases<readonly string[]>([
  ...[
    'stacked',
    'stacked up',
    'stacked on one axis',
    'stacked on the same axis',
    'stacked along one axis',
    'stacked concentrically',
    'stacked coaxially',
    'stacked on top of each other',
    'stacked on top of one another',
    'stacked on each other',
    'stacked one on top of the other',
    'lying on top of each other',
    'on top of each other',
    'on top of one another',
  ].map((phrase) => [phrase, ['stacked']] as const),
  ...['from bottom to top', 'bottom to top', 'from the bottom up', 'from the bottom to the top', 'from below'].map(
    (phrase) => [phrase, ['upwards']] as const,
  ),
  ...['from top to bottom', 'top to bottom', 'from the top down', 'from the top to the bottom'].map(
    (phrase) => [phrase, ['downwards']] as const,
  ),
]);

const orders = new Set(['stacked', 'upwards', 'downwards']);

/** "Three discs stacked on one axis, …": each stands on the one before. */
export function splitStacks(drafts: Draft[], assumptions: string[]): void {
  for (const draft of [...drafts]) {
    const count = draft.count ?? 1;
    if (draft.role !== 'body' || count < 2 || !draft.traits.some(({ name }) => name === 'stacked')) continue;
    if (count > 50) throw new Refusal('unsupported_feature', 'More than 50 things on each other can’t be made.');
    if (drafts.some(({ of, oneOf }) => of === draft || oneOf === draft))
      throw new Refusal('unsupported_feature', `Features of several ${draft.noun}s on each other are not made yet.`);
    const isDown = draft.traits.some(({ name }) => name === 'downwards');
    const isUp = draft.traits.some(({ name }) => name === 'upwards');
    const lists = draft.sizes.filter(({ lengths, name }) => lengths.length === count && listed.has(name));
    if (lists.length > 0 && !isDown && !isUp) assumptions.push(`The first of the ${draft.noun}s is at the bottom.`);
    const sizesOf = (index: number): Size[] =>
      draft.sizes.map((size) => {
        const own = lists.includes(size) ? size.lengths[isDown ? count - 1 - index : index] : undefined;
        return own ? { ...size, lengths: [own] } : size;
      });
    const traits = draft.traits.filter(({ name }) => !orders.has(name));
    const sizes = Array.from({ length: count }, (_, index) => sizesOf(index));
    const { span } = draft;
    let below = draft;
    for (const own of sizes.slice(1)) {
      const next = draftOf(drafts.length, { ...draft, plural: false }, span);
      next.sizes.push(...own);
      next.traits.push(...traits);
      next.threads.push(...draft.threads);
      const target = { kind: 'things', things: [below], span } as const;
      next.places.push({ kind: 'at', relation: 'above', target, span });
      drafts.splice(drafts.indexOf(below) + 1, 0, next);
      below = next;
    }
    draft.sizes.splice(0, draft.sizes.length, ...(sizes[0] ?? []));
    draft.traits.splice(0, draft.traits.length, ...traits);
    draft.count = 1;
    draft.plural = false;
  }
}
