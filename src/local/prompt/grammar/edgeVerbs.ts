import type { Span } from '../text/token';
import { wordSet, type Cursor } from './cursor';
import { determiners, whichWords } from './placeWords';

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
const targets = wordSet('only all both each every edges corners outer inner top bottom upper lower');
const off = wordSet('off over only');

export interface EdgeVerb {
  readonly kind: 'fillet' | 'chamfer';
  readonly span: Span;
  /** The edges follow: "Round the four corners". */
  readonly isOrder: boolean;
  readonly trait?: 'fully rounded';
}

/**
 * "Chamfer the free end", "corners rounded to R6".
 * @param hasObject whether the edges can stand before it
 * @param isCorner whether these are corners or ends
 */
export function readEdgeVerb(cursor: Cursor, hasObject: boolean, isCorner: boolean): EdgeVerb | undefined {
  const start = cursor.index;
  const cornerVerb = readCornerVerb(cursor, isCorner);
  if (cornerVerb) return cornerVerb;
  const word = cursor.word();
  if (word === undefined || !Object.hasOwn(kinds, word)) return undefined;
  const kind = kinds[word];
  if (kind === undefined) return undefined;
  // "Round off the edges"
  const ahead = cursor.word(1) === 'off' ? 2 : 1;
  const next = cursor.word(ahead);
  const isOrder =
    (next !== undefined && (determiners.has(next) || targets.has(next))) ||
    (cursor.peek(ahead)?.kind === 'number' && word !== 'round');
  const isPast = word.endsWith('ed') && hasObject;
  if (!isOrder && !isPast) return undefined;
  cursor.index++;
  cursor.takeWord(off);
  return { kind, span: cursor.since(start), isOrder };
}

const cornerCuts = wordSet('cut clip clipped crop cropped trim trimmed');
const corners = wordSet('corner corners');
const most = 6;

/** "Cut both corners off", "all corners are cut off", "both ends fully rounded" */
function readCornerVerb(cursor: Cursor, isCorner: boolean): EdgeVerb | undefined {
  const start = cursor.index;
  if (isCorner && cursor.word() === 'fully' && cursor.word(1) === 'rounded') {
    cursor.index += 2;
    return { kind: 'fillet', span: cursor.since(start), isOrder: false, trait: 'fully rounded' };
  }
  if (!cornerCuts.has(cursor.word() ?? '')) return undefined;
  if (isCorner && cursor.word(1) === 'off') {
    cursor.index += 2;
    return { kind: 'chamfer', span: cursor.since(start), isOrder: false };
  }
  for (let ahead = 1; ahead < most; ahead++) {
    const word = cursor.word(ahead);
    if (word !== undefined && corners.has(word)) {
      cursor.index++;
      cursor.takeWord(off);
      return { kind: 'chamfer', span: cursor.since(start), isOrder: true };
    }
    const isNumber = cursor.peek(ahead)?.kind === 'number';
    if (!isNumber && (word === undefined || !(determiners.has(word) || whichWords.has(word) || word === 'off')))
      return undefined;
  }
  return undefined;
}
