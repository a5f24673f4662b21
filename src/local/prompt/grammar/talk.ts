import type { Token } from '../text/token';
import { wordSet, type Cursor } from './cursor';
import { orders, shapes, uses } from './useWords';
import { readNounPhrase } from './nounPhrase';
import { determiners } from './placeWords';
import { silent } from './silentWords';
import type { Noun } from './kindWords';
import { nounAt } from './things';
import type { ToMm } from './sizes';
import { traits } from './traits';

export const shapeWords = wordSet(
  `hollow tapered without except half mirrored twisted not no rib ribs gusset gussets thread threads threaded knurled dimple
  notch tab tabs hook lip ridge fin fins groove grooved keyway taper text logo embossed engraved countersunk bent off twice assembly assemblies separate separately
  dovetail wedge slotted corrugated folded crossed star`,
);
/** Said of what was worked on, or compares it. */
export const worked = wordSet(
  `split slit serrated pointed sharp toothed ribbed perforated vented drilled tapped beveled bevelled chamfered filleted
  notched halved cut cutout opening openings bigger smaller larger longer shorter wider thicker thinner symmetric`,
);
const ends = ['.', ';', 'item'] as const;

/** Whether a sentence, or what stands before its colon, names no size. */
export function hasNoSize(cursor: Cursor): boolean {
  for (let ahead = 0; ; ahead++) {
    const token = cursor.peek(ahead);
    if (!token || (token.kind === 'stop' && [...ends, ':'].some((end) => end === token.stop))) return true;
    if (isSize(token)) return false;
  }
}

/**
 * Goes to the end of a sentence, or of a title before a colon, that can't be read. It only names the part if it has no
 * size, feature or word for a shape, and says "a …" or stands before a list of steps: "a rivet: …", "this is a clamp".
 */
export function skipTalk(cursor: Cursor, toMm: ToMm): boolean {
  const isFirst = cursor.index === 0;
  while (cursor.word() !== undefined && requests.has(cursor.word() ?? '')) cursor.index++;
  let names = cursor.word() === 'a' || cursor.word() === 'an';
  let tells = false;
  const from = cursor.index;
  const features = new Set<string>();
  while (!cursor.done) {
    const stop = cursor.stop();
    if (stop === ':' || ends.some((end) => end === stop)) {
      cursor.index++;
      const isList =
        stop === 'item' || cursor.stop() === 'item' || (cursor.stop() === 'line' && cursor.stop(1) === 'item');
      if (stop === ':' && !isList) names = true;
      // "Clevis pin, one piece."
      const isTitle = isFirst && stop === '.' && cursor.index - from <= longestTitle && !tellsShape(cursor, from);
      const isTold = features.size === 0 || (isList && [...features].every((kind) => isNamedAhead(cursor, kind)));
      return (isList || names || isTitle) && !tells && isTold;
    }
    const token = cursor.peek();
    if (token && isSize(token)) return false;
    tells ||= shapes.has(cursor.word() ?? '') || shapeWords.has(cursor.word() ?? '');
    const feature = featureAt(cursor, toMm);
    if (feature !== undefined) features.add(feature);
    cursor.index++;
  }
  return false;
}

/** In tokens, with its full stop. */
const longestTitle = 8;

/** Whether what was skipped has a word for a shape or a way to make one. */
function tellsShape(cursor: Cursor, from: number): boolean {
  for (let back = from - cursor.index; back < 0; back++) {
    const word = cursor.word(back) ?? '';
    if (traits.at(cursor, back) || worked.has(word) || orders.has(word)) return true;
  }
  return false;
}

/** "a headed pin with a cotter hole: 1. … 3. A 4 mm hole …": a feature that is told of in what follows. */
function isNamedAhead(cursor: Cursor, kind: string): boolean {
  for (let ahead = 0; cursor.peek(ahead); ahead++) if (nounAt(cursor, ahead)?.meaning.kind === kind) return true;
  return false;
}

/**
 * The part that a sentence of talk names: the noun before its first stop, or before what the part is for. "Motor mount
 * (NEMA 17):", "a bushing that fits …".
 */
export function namedInTalk(cursor: Cursor): Noun | undefined {
  for (; !cursor.done && cursor.word() !== undefined; cursor.index++) {
    const noun = nounAt(cursor);
    const next = noun && cursor.peek(noun.words);
    const ends = next?.kind === 'stop' || (next?.kind === 'word' && afterName.has(next.text));
    if (noun && ends) return noun.meaning.role === 'body' && !noun.meaning.plural ? noun.meaning : undefined;
    const word = cursor.word() ?? '';
    // "a Belleville washer": what isn't known may be its shape.
    if (
      !noun &&
      (afterName.has(word) || !(determiners.has(word) || uses.has(word) || requests.has(word) || silent.has(word)))
    )
      return undefined;
    if (noun) cursor.index += noun.words - 1;
  }
  return undefined;
}

const afterName = wordSet('that which for to of as in with on from');

const requests = wordSet(
  'please i we d m am would like need want building making looking make create design draw model build this is it that there modeling the part',
);

function isSize({ kind }: Token): boolean {
  return kind !== 'word' && kind !== 'stop' && kind !== 'number' && kind !== 'times';
}

/** The kind of what is named here and is no body. */
export function featureAt(cursor: Cursor, toMm: ToMm): string | undefined {
  const start = cursor.index;
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase && phrase.noun.role !== 'body' ? phrase.noun.kind : undefined;
}

/** The end of a line within a sentence: the next line goes on in lower case. */
export function isWrap(text: string, token: Token, next: Token | undefined): boolean {
  if (token.kind !== 'stop' || token.stop !== 'line' || next?.kind !== 'word') return false;
  const letter = text.charAt(next.span.start);
  return letter !== letter.toUpperCase();
}
