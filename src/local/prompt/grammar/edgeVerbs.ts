import type { Span } from '../text/token';
import { wordSet, type Cursor } from './cursor';
import { determiners } from './placeWords';

const kinds: Readonly<Record<string, 'fillet' | 'chamfer'>> = {
  chamfer: 'chamfer',
  chamfered: 'chamfer',
  bevel: 'chamfer',
  beveled: 'chamfer',
  bevelled: 'chamfer',
  fillet: 'fillet',
  filleted: 'fillet',
  round: 'fillet',
  rounded: 'fillet',
  radiused: 'fillet',
};
const targets = wordSet('all both each every edges corners outer inner top bottom upper lower');
const off = wordSet('off over');

export interface EdgeVerb {
  readonly kind: 'fillet' | 'chamfer';
  readonly span: Span;
  /** The edges follow: "Round the four corners". */
  readonly isOrder: boolean;
}

/** "Chamfer the free end", "corners rounded to R6". @param hasObject whether the edges can stand before it */
export function readEdgeVerb(cursor: Cursor, hasObject: boolean): EdgeVerb | undefined {
  const start = cursor.index;
  const word = cursor.word();
  if (word === undefined || !Object.hasOwn(kinds, word)) return undefined;
  const kind = kinds[word];
  if (kind === undefined) return undefined;
  const next = cursor.word(1);
  const isOrder =
    (next !== undefined && (determiners.has(next) || targets.has(next))) ||
    (cursor.peek(1)?.kind === 'number' && word !== 'round');
  const isPast = word.endsWith('ed') && hasObject;
  if (!isOrder && !isPast) return undefined;
  cursor.index++;
  cursor.takeWord(off);
  return { kind, span: cursor.since(start), isOrder };
}
