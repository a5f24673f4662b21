import { Phrases, type Cursor } from './cursor';
import type { Size, SizeName, Trait } from './description';
import { standard } from '../kinds/kind';
import { equals } from './sizeWords';

const standards = /^(?:iso|din|en|ansi|asme|jis|bs|ipe|heb)\d+/;

export const accordings = new Phrases<true>(
  [
    'according to',
    'in accordance with',
    'acc to',
    'conforming to',
    'to',
    'per',
    'as per',
    'following',
    'in conformity with',
    'by',
  ].map((one) => [one, true]),
);

/** What kinds have beside lengths: counts ("20 teeth", "module 2"), numbers ("608"), standards ("ISO 4032"). */
export function readOwnFact(cursor: Cursor): { readonly sizes: Size[]; readonly traits: Trait[] } | undefined {
  const { own } = cursor;
  if (!own) return undefined;
  const start = cursor.index;
  const size = (name: SizeName, value: number): Size => ({ name, lengths: [{ mm: value }], span: cursor.since(start) });
  const count = cursor.try(() => readCount(cursor));
  if (count) return { sizes: [size(...count)], traits: [] };
  const token = cursor.peek();
  const isStandard = token?.kind === 'word' && standards.test(token.text);
  const text = token?.kind === 'number' ? String(token.value) : token?.kind === 'word' ? token.text : '';
  const found = isStandard ? { trait: `${standard}${text}` } : own.numbered?.(text);
  if (!found || !token) return undefined;
  cursor.index++;
  // "DIN 125 A": the plain form of it
  if (isStandard && cursor.word() === 'a' && (cursor.peek(1) === undefined || cursor.stop(1) !== undefined))
    cursor.index++;
  return {
    sizes: found.number === undefined ? [] : [size('number', found.number)],
    traits: found.trait === undefined ? [] : [{ name: found.trait, span: token.span }],
  };
}

/** "ISO 7089 M8 flat washer": what stands before the name of a part is no name itself. */
export function isStandardOf(cursor: Cursor, isNoun: (ahead: number) => boolean): boolean {
  return standards.test(cursor.word() ?? '') && [1, 2, 3, 4].some(isNoun);
}

/** "20 teeth", "module 2", "z=40", "a module of 1.5 mm" */
function readCount(cursor: Cursor): [SizeName, number] | undefined {
  const { counts } = cursor.own ?? {};
  const token = cursor.peek();
  if (!counts || !token) return undefined;
  if (token.kind === 'coordinate') {
    const [value, ...more] = token.values;
    const name = counts.named(token.axis);
    cursor.index++;
    return name && value !== undefined && more.length === 0 ? [name, value] : undefined;
  }
  const first = takeValue(cursor);
  const name = cursor.takePhrase(counts);
  if (name === undefined) return undefined;
  if (first !== undefined) return [name, first];
  cursor.takeStop(':');
  cursor.skipWords(equals);
  const value = takeValue(cursor);
  return value === undefined ? undefined : [name, value];
}

function takeValue(cursor: Cursor): number | undefined {
  const lengths = cursor.peek();
  if (lengths?.kind !== 'lengths') return cursor.take('number')?.value;
  const [length, ...more] = lengths.lengths;
  if (!length || more.length > 0) return undefined;
  cursor.index++;
  return length.value;
}
