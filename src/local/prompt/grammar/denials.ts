import type { Aside } from './description';
import { wordSet, type Cursor } from './cursor';
import { readLengths, readName, type ToMm } from './sizes';
import { qualifiersAfter } from './sizeWords';
import { nouns } from './things';

/** What a prompt says that the part is not or has not: "without any holes", "not 45 mm", "don't round the edges". */
export function readDenial(cursor: Cursor, toMm: ToMm): Aside | undefined {
  return (
    cursor.try(() => denial(cursor)) ??
    cursor.try(() => forbidden(cursor)) ??
    cursor.try(() => leftOut(cursor)) ??
    cursor.try(() => contrast(cursor, toMm))
  );
}

const silentAside: Aside = { kind: 'silent' };
const withoutWords = wordSet('without no');
const threads = wordSet('thread threads');
const anyWords = wordSet('any a an the');
const others = wordSet('other others further additional more');
const joins = wordSet('or and nor');

/** "holes, slots or threads": features that are denied, up to a stop. With "other" those that are told stay. */
function deniedNouns(cursor: Cursor): Aside | undefined {
  const found: string[] = [];
  for (;;) {
    cursor.skipWords(anyWords);
    const isOther = cursor.takeWord(others) !== undefined;
    const noun = nouns.at(cursor);
    const isFeature = noun?.meaning.role === 'feature' || noun?.meaning.role === 'edges';
    if (!isFeature && !threads.has(cursor.word() ?? '') && !(isOther && cursor.word() === 'features')) return undefined;
    cursor.index += isFeature ? noun.words : 1;
    if (isFeature && !isOther) found.push(noun.meaning.noun);
    if (!cursor.try(() => nextNoun(cursor))) break;
  }
  const next = cursor.peek();
  // "no holes but rounded corners": not "no holes but four"
  const isOther = cursor.word() === 'but' && cursor.peek(1)?.kind === 'word';
  if (isOther) cursor.index++;
  return next === undefined || next.kind === 'stop' || isOther ? { kind: 'denied', nouns: found } : undefined;
}

/** The "or" and the commas of a list that goes on with another noun. */
function nextNoun(cursor: Cursor): true | undefined {
  const isListed = cursor.takeStop(',');
  const isJoined = cursor.takeWord(joins) !== undefined;
  if (cursor.takeWord(withoutWords)) return true;
  if (!isListed && !isJoined) return undefined;
  const noun = nouns.at(cursor, anyWords.has(cursor.word() ?? '') ? 1 : 0);
  const isLast = isJoined || cursor.stop(noun?.words ?? 1) === ',' || joins.has(cursor.word(noun?.words ?? 1) ?? '');
  return isLast && (noun !== undefined || threads.has(cursor.word() ?? '')) ? true : undefined;
}

/** "without any holes", "no slots and no chamfers" */
function denial(cursor: Cursor): Aside | undefined {
  return cursor.takeWord(withoutWords) === undefined ? undefined : deniedNouns(cursor);
}

const modals = wordSet('must should does do may shall can will need');
const goes = wordSet('go goes run runs pass');
const has = wordSet('have has include contain get');
const edgeVerbs: Readonly<Record<string, string>> = {
  round: 'fillet',
  fillet: 'fillet',
  chamfer: 'chamfer',
  bevel: 'chamfer',
};
const ofEdges = wordSet('the any of its edges edge corners corner or it all');

/** "must not go through", "does not have any holes", "do not round the edges" */
function forbidden(cursor: Cursor): Aside | undefined {
  if (cursor.takeWord(modals) === undefined || !cursor.takeWord(notWords)) return undefined;
  if (cursor.takeWord(goes)) {
    if (cursor.word() !== 'through') return undefined;
    cursor.index++;
    return { kind: 'trait', trait: 'blind' };
  }
  if (cursor.takeWord(has)) return deniedNouns(cursor);
  const found: string[] = [];
  for (let verb = cursor.word(); verb !== undefined && Object.hasOwn(edgeVerbs, verb); verb = cursor.word()) {
    found.push(edgeVerbs[verb] ?? '');
    cursor.index++;
    cursor.skipWords(ofEdges);
  }
  const next = cursor.peek();
  return found.length > 0 && (next === undefined || next.kind === 'stop')
    ? { kind: 'denied', nouns: found }
    : undefined;
}

/** "leave the bolt holes out" */
function leftOut(cursor: Cursor): Aside | undefined {
  if (cursor.word() !== 'leave') return undefined;
  cursor.index++;
  cursor.skipWords(anyWords);
  const noun = nouns.at(cursor);
  if (noun?.meaning.role !== 'feature' && noun?.meaning.role !== 'edges') return undefined;
  cursor.index += noun.words;
  if (cursor.word() !== 'out') return undefined;
  cursor.index++;
  const next = cursor.peek();
  return next === undefined || next.kind === 'stop' ? { kind: 'denied', nouns: [noun.meaning.noun] } : undefined;
}

const notWords = wordSet('not');
const unmade = wordSet('modeled modelled included shown');
const determinersOf = wordSet('its the a');

/** ", not 45 mm", "(not its diameter)", "(not 12 mm in radius)", "thread not modelled" */
function contrast(cursor: Cursor, toMm: ToMm): Aside | undefined {
  const stop = cursor.stop(-1) ?? (cursor.takeStop('(') ? '(' : undefined);
  const isThread = cursor.word() === 'thread' && cursor.word(1) === 'not';
  if (isThread) cursor.index++;
  if (!cursor.takeWord(notWords)) return undefined;
  if (isThread) return cursor.takeWord(unmade) === undefined ? undefined : silentAside;
  if (stop !== ',' && stop !== '(') return undefined;
  const written = readLengths(cursor, toMm, false);
  if (written && cursor.word() === 'in') cursor.index++;
  if (!written) cursor.skipWords(determinersOf);
  if (!readName(cursor) && !written && !cursor.takePhrase(qualifiersAfter)) return undefined;
  return cursor.done || (cursor.stop() ?? ':') !== ':' ? silentAside : undefined;
}
