import { Refusal } from '../../geometry/refusal';
import { colours } from '../materials';
import type { Token } from '../text/token';
import { Cursor, Phrases, wordSet } from './cursor';

/** What a prompt says of its bodies: that they are parts of their own, or only the one that is told of. */
export interface Separate {
  readonly of: 'all' | 'current';
  /** How many parts there are said to be. */
  readonly count: number | undefined;
}

/** Whether a prompt tells of parts of their own anywhere. */
export function tellsSeparate(tokens: readonly Token[]): boolean {
  const cursor = new Cursor(tokens);
  for (; !cursor.done; cursor.index++) if (!exploded.has(cursor.word() ?? '') && readSeparate(cursor)) return true;
  return false;
}

/** "Assembly of two parts", "as separate bodies", "keep them as two parts", "don't join them". @throws Refusal */
export function readSeparate(cursor: Cursor): Separate | undefined {
  if (exploded.has(cursor.word() ?? ''))
    throw new Refusal(
      'unsupported_feature',
      'An exploded view is not made: each part of an assembly lies where it belongs.',
      cursor.peek()?.span,
    );
  return (
    cursor.try(() => assembly(cursor)) ??
    cursor.try(() => severalParts(cursor)) ??
    cursor.try(() => ownPart(cursor)) ??
    cursor.try(() => kept(cursor))
  );
}

const exploded = wordSet('exploded');
const keepers = wordSet('as keep keeps kept leave leaving left stay remain');
const leads = wordSet('the a an all both them these they it in are be is must should shall please');
const adjectives = wordSet('separate individual distinct independent unjoined');
const plurals = wordSet('parts bodies solids components pieces objects');
const singulars = wordSet('part body solid component piece object');
const small = wordSet('small simple little complete');
const assemblies = wordSet('assembly');
const consisting = new Phrases<true>(
  ['consisting of', 'made of', 'made up of', 'made from', 'composed of', 'comprising', 'with'].map((one) => [
    one,
    true,
  ]),
);
const ofWord = wordSet('of');
const mostLeads = 5;

/** @returns whether one of what was left out keeps things apart: "as", "keep them as" */
function skipLeads(cursor: Cursor): boolean {
  let isKept = false;
  for (let count = 0; count < mostLeads; count++) {
    if (cursor.takeWord(keepers) !== undefined) isKept = true;
    else if (cursor.takeWord(leads) === undefined) break;
  }
  return isKept;
}

/** "Assembly of two parts", "as an assembly", up to what it consists of. */
function assembly(cursor: Cursor): Separate | undefined {
  skipLeads(cursor);
  cursor.skipWords(small);
  if (!cursor.takeWord(assemblies)) return undefined;
  const counted = cursor.try(() => {
    if (!cursor.takePhrase(consisting) && !cursor.takeWord(ofWord)) return undefined;
    return countedParts(cursor);
  });
  const isOpen = cursor.takePhrase(consisting) ?? cursor.takeWord(ofWord);
  const isEnd = cursor.peek() === undefined || cursor.stop() !== undefined;
  return counted || isOpen !== undefined || isEnd ? { of: 'all', count: counted?.count } : undefined;
}

/** "two parts", "three separate bodies" */
function countedParts(cursor: Cursor): { count: number | undefined; isSeparate: boolean } | undefined {
  const number = cursor.take('number');
  const isSeparate = cursor.takeWord(adjectives) !== undefined;
  if (!cursor.takeWord(plurals)) return undefined;
  return { count: number?.value, isSeparate };
}

/** "as separate parts", "keep them as two parts" */
function severalParts(cursor: Cursor): Separate | undefined {
  const isKept = skipLeads(cursor);
  const parts = countedParts(cursor);
  const isTold = parts && (parts.isSeparate || (isKept && (parts.count ?? 1) > 1));
  return isTold ? { of: 'all', count: parts.count } : undefined;
}

const each = wordSet('each every');
const own = wordSet('own');
const its = wordSet('its their');

/** "each as its own body", "is a separate part" */
function ownPart(cursor: Cursor): Separate | undefined {
  const isEach = cursor.takeWord(each) !== undefined;
  if (isEach) cursor.takeWord(singulars);
  skipLeads(cursor);
  const isOwn = cursor.takeWord(its) ? cursor.takeWord(own) : cursor.takeWord(adjectives);
  if (isOwn === undefined || cursor.takeWord(singulars) === undefined) return undefined;
  return { of: isEach || cursor.takeWord(each) !== undefined ? 'all' : 'current', count: undefined };
}

const joins = wordSet('join joined fuse fused merge merged unite united combine combined weld welded glue glued');
const separated = wordSet('separate unjoined separately');

/** "keep them separate", "they are separate", "do not join them", "not fused" */
function kept(cursor: Cursor): Separate | undefined {
  const isDo = cursor.word() === 'do' || cursor.word() === 'don';
  if (isDo) cursor.index++;
  if (cursor.word() === 't' && isDo) cursor.index++;
  const isNot = (isDo && cursor.word(-1) === 't') || cursor.word() === 'not';
  if (cursor.word() === 'not') cursor.index++;
  if (isDo && !isNot) return undefined;
  const isKept = isNot ? cursor.takeWord(joins) !== undefined : skipLeads(cursor);
  skipLeads(cursor);
  cursor.takeWord(plurals);
  cursor.skipWords(together);
  skipLeads(cursor);
  const isTold = isNot ? isKept : cursor.takeWord(separated) !== undefined;
  const isEnd = cursor.peek() === undefined || cursor.stop() !== undefined;
  return isTold && isEnd ? { of: 'all', count: undefined } : undefined;
}

const together = wordSet('together');

/** What stands before the name of a color in the traits of a thing. */
export const colorTrait = 'color ';
const colored = wordSet('colored coloured painted in color colour');

/** "red", "painted blue", "in green": the trait that says so. */
export function readColor(cursor: Cursor): string | undefined {
  return cursor.try(() => {
    cursor.skipWords(colored);
    const word = cursor.word();
    if (word === undefined || !Object.hasOwn(colours, word)) return undefined;
    cursor.index++;
    return `${colorTrait}${word}`;
  });
}
