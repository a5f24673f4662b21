import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size, SizeMeaning, SizeName } from './description';
import type { ParseState } from './parseState';
import { readLengths, readName } from './sizes';
import { sizeAdjectives } from './sizeWords';

/** In names; a group has no more sizes. */
const mostNames = 5;
const joins = wordSet('by and x the');

const letters: Readonly<Record<string, SizeName>> = {
  l: 'length',
  w: 'width',
  h: 'height',
  d: 'depth',
  t: 'thickness',
};

const legs = new Phrases<true>(
  ['leg', ...['long', 'short', 'longer', 'shorter'].map((of) => `${of} leg`)].map((one) => [one, true]),
);

/** Of a bracket legs are members else. */
function legAt(cursor: Cursor): SizeMeaning | undefined {
  return cursor.takePhrase(legs) ? { name: 'leg' } : undefined;
}

/** As a bracket is told of: both legs, the width, the thickness. */
function inOrder(lengths: Size['lengths'], names: readonly SizeMeaning[]): Size['lengths'] {
  const order: readonly SizeName[] = ['leg', 'width', 'length', 'thickness'];
  return lengths
    .map((length, index) => ({ length, rank: order.indexOf(names[index]?.name ?? 'unnamed') }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ length }) => length);
}

function letterAt(cursor: Cursor): SizeMeaning | undefined {
  const word = cursor.word() ?? '';
  const name = Object.hasOwn(letters, word) ? letters[word] : undefined;
  if (name) cursor.index++;
  return name && { name };
}

/**
 * "60 x 40 x 30 mm (long leg, short leg, width)", "100 x 60 x 40 mm (W x D x H)": the sizes of a group by their names.
 * @returns undefined where as many names do not follow in brackets
 */
export function readLabelledGroup({ cursor, toMm }: ParseState): readonly Size[] | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const lengths = readLengths(cursor, toMm, false)?.lengths ?? [];
    if (lengths.length < 2 || lengths.some(({ axis }) => axis) || !cursor.takeStop('(')) return undefined;
    const names: SizeMeaning[] = [];
    while (names.length < mostNames) {
      cursor.skipWords(joins);
      const name = legAt(cursor) ?? readName(cursor) ?? cursor.takePhrase(sizeAdjectives) ?? letterAt(cursor);
      if (!name) return undefined;
      names.push(name);
      if (cursor.takeStop(')')) break;
      if (!cursor.takeStop(',')) cursor.take('times');
    }
    if (names.length !== lengths.length || cursor.stop(-1) !== ')') return undefined;
    if (cursor.own && names.filter(({ name }) => name === 'leg').length === 2)
      return [{ name: 'unnamed', lengths: inOrder(lengths, names), span: cursor.since(start) }];
    // "(W x D x H)": D is what goes back, and no diameter
    const isBox = names.some(({ name }) => name === 'width' || name === 'length');
    const span = cursor.since(start);
    return lengths.map((length, index): Size => {
      const { name = 'unnamed', qualifier } = names[index] ?? {};
      // "long leg, short leg": which is which is in the sizes
      const of = name === 'leg' ? undefined : qualifier;
      return { name: isBox && name === 'diameter' ? 'depth' : name, qualifier: of, lengths: [length], span };
    });
  });
}
