import type { Thread } from '../local/geometry/hardware/threads';
import type { Span } from '../local/span';
import { thingsOf } from '../local/prompt/describe';
import type { Thing } from '../local/prompt/grammar/description';
import { Refusal } from '../local/prompt/reading';
import { readTokens } from '../local/prompt/text';
import type { Token } from '../local/prompt/text/token';
import type { Claim, Claims, Fact } from './claim';
import { meaningOfWords } from './claimWords';

/** More than anybody states of one part. */
const mostClaims = 80;
/** So often words that can't be read are left out before the rest is given up. */
const mostUnread = 10;

/** All that a prompt states of a part, in the order of writing. */
export function claimsOf(text: string): Claims {
  const { tokens, unit, unread } = readAround(text);
  const things = thingsOf(text);
  const claims = tokens.flatMap((token, at): Claim[] => {
    switch (token.kind) {
      case 'lengths':
        return token.lengths.map(({ value, bare, span }, index) => {
          const mm = bare ? value * unit : value;
          return lengthAt(text, things, tokens, at, { value: mm, span, isOfGroup: token.lengths.length > 1, index });
        });
      case 'number': {
        const isLength = factOf(things, token.span) !== undefined || isMeasured(tokens[at + 1]);
        if (isLength)
          return [
            lengthAt(text, things, tokens, at, {
              value: token.value * unit,
              span: token.span,
              isOfGroup: false,
              index: 0,
            }),
          ];
        return countAt(text, tokens, at, token.value, token.span);
      }
      case 'angle':
        return [claim(text, token.span, { kind: 'angle', value: token.degrees, of: wordsNear(tokens, at) })];
      case 'thread':
        return [
          claim(text, token.span, {
            kind: 'thread',
            value: token.thread.nominal,
            diameters: diametersOf(token.thread),
            of: wordsNear(tokens, at),
            count: countBefore(tokens, at),
          }),
        ];
      case 'point':
        return token.coordinates.map((value) =>
          claim(text, token.span, { kind: 'position', value: token.bare ? value * unit : value, of: '' }),
        );
      case 'coordinate':
        return token.values.map((value) =>
          claim(text, token.span, { kind: 'position', value: token.bare ? value * unit : value, of: token.axis }),
        );
      default:
        return [];
    }
  });
  return { claims: claims.slice(0, mostClaims), unread };
}

function claim(text: string, span: Span, rest: Omit<Claim, 'span' | 'written'>): Claim {
  return { ...rest, span, written: text.slice(span.start, span.end).trim(), tolerance: toleranceIn(text, span) };
}

interface Stated {
  readonly value: number;
  readonly span: Span;
  readonly isOfGroup: boolean;
  readonly index: number;
}

function lengthAt(
  text: string,
  things: readonly Thing[],
  tokens: readonly Token[],
  at: number,
  { value, span, isOfGroup }: Stated,
): Claim {
  const fact = factOf(things, span);
  const words = meaningOfWords(tokens, at, fact);
  const kind = isOfGroup && words.kind === 'any' ? 'length' : words.kind;
  const group = isOfGroup ? at : undefined;
  return claim(text, span, { ...words, kind, value, group, count: words.count ?? countBefore(tokens, at) });
}

function factOf(things: readonly Thing[], span: Span): Fact | undefined {
  const holds = (outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;
  for (const thing of things) {
    const size = thing.sizes.find((one) => holds(one.span));
    if (size) return size.name === 'count' || size.name === 'teeth' ? undefined : { thing, size };
    const isDistance = thing.places.some(
      (place) => (place.kind === 'distance' || place.kind === 'distances') && holds(place.span),
    );
    if (isDistance) return { thing, size: undefined };
  }
  return undefined;
}

function diametersOf({ nominal, tapping, clearance }: Thread): number[] {
  return [nominal, tapping, clearance.close, clearance.normal, clearance.loose].flatMap((diameter) => diameter ?? []);
}

/** "150 long": words that make a bare number a length. */
function isMeasured(next: Token | undefined): boolean {
  return next?.kind === 'word' && measured.has(next.text);
}

const measured = new Set(['long', 'wide', 'high', 'tall', 'thick', 'deep', 'diameter', 'od', 'id']);

/** A number before a noun in the plural says how many there are. */
function countAt(text: string, tokens: readonly Token[], at: number, value: number, span: Span): Claim[] {
  if (!Number.isInteger(value) || value < 2 || value > 500) return [];
  const of = wordsNear(tokens, at);
  return [claim(text, span, { kind: 'count', value, of })];
}

/** "four 5 mm holes", "4x Ø5": the count right before a size. */
function countBefore(tokens: readonly Token[], at: number): number | undefined {
  let index = at - 1;
  for (let token = tokens[index]; index > at - 4 && token; token = tokens[--index]) {
    if (token.kind === 'number')
      return Number.isInteger(token.value) && token.value >= 2 && token.value <= 500 ? token.value : undefined;
    // "cube 30 with a 5 mm hole": one of it, and the number is something else's.
    const isJoint = token.kind === 'word' && single.has(token.text);
    if (isJoint || (token.kind !== 'times' && token.kind !== 'word')) return undefined;
  }
  return undefined;
}

const single = new Set(['a', 'an', 'the', 'one', 'with', 'and', 'having', 'has', 'in', 'on', 'at']);

function wordsNear(tokens: readonly Token[], at: number): string {
  return meaningOfWords(tokens, at, undefined).of;
}

/** "±0.1" right after a size, in mm. */
function toleranceIn(text: string, { start, end }: Span): number | undefined {
  const found = /(?:±|\+\/-)\s?(\d{0,3}\.?\d{1,4})/.exec(text.slice(start, end + 12));
  const value = Number(found?.[1]);
  return value > 0 && value < 5 ? value : undefined;
}

/** Tokens of all that can be read: where a number can be read in two ways, its words are left out. */
function readAround(text: string): { tokens: readonly Token[]; unit: number; unread: Claims['unread'] } {
  let rest = text;
  const unread: { span: Span; why: string }[] = [];
  for (let tries = 0; tries <= mostUnread; tries++) {
    try {
      const { tokens, unit } = readTokens(rest);
      return { tokens, unit: unit ?? 1, unread };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { span } = error;
      unread.push({ span: span ?? { start: 0, end: text.length }, why: error.message });
      if (!span || span.end <= span.start) break;
      rest = rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end);
    }
  }
  return { tokens: [], unit: 1, unread };
}
