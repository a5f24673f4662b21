import { shapes } from './useWords';
import { wordSet, type Cursor } from './cursor';
import type { Aside } from './description';
import { readNounPhrase } from './nounPhrase';
import { determiners, spotNouns } from './placeWords';
import { articles, silent } from './silentWords';
import type { ToMm } from './sizes';
import { sizeAdjectives, sizeNouns } from './sizeWords';
import { shapeWords, worked } from './talk';
import { nounAt } from './things';
import { traits } from './traits';

/** What people tell beside the part: who needs it, where it will be, how it is called. It says nothing of the shape. */

const people = wordSet(
  `i we my our he she his her someone somebody anyone customer client colleague colleagues neighbour neighbor friend
  teacher boss wife husband`,
);
const owners = wordSet('my our his her your');
const requests = wordSet('need needs needed want wants wanted require requires ordered like');
/** In tokens. Longer ones are gibberish. */
const longest = 30;

/** A word that may change the shape, so that it is never talk. */
function changesShape(cursor: Cursor): boolean {
  const word = cursor.word() ?? '';
  const found = nounAt(cursor);
  const isOwned = [1, 2].some((back) => owners.has(cursor.word(-back) ?? ''));
  return (
    shapes.has(word) ||
    shapeWords.has(word) ||
    worked.has(word) ||
    (found !== undefined && !(isOwned && found.meaning.role === 'body')) ||
    traits.at(cursor) !== undefined ||
    spotNouns.at(cursor) !== undefined ||
    sizeNouns.at(cursor) !== undefined ||
    sizeAdjectives.at(cursor) !== undefined
  );
}

/** "We are renovating our kitchen and need a plate …", "My desk wobbles, so I need a disc": up to what is asked for. */
export function readPreamble(cursor: Cursor): Aside | undefined {
  const start = cursor.index;
  if (start > 0 && cursor.stop(-1) === undefined && !greetings.has(cursor.word(-1) ?? '')) return undefined;
  if (cursor.word() === 'for') cursor.index++;
  if (cursor.word() === 'the' || cursor.word() === 'a') cursor.index++;
  if (!people.has(cursor.word() ?? '')) return undefined;
  let tells = false;
  let end = start;
  for (; ; cursor.index++) {
    if (cursor.index - start > longest) return undefined;
    const word = cursor.word();
    if (word !== undefined && requests.has(word)) break;
    if (cursor.stop() === ',' ? !goingOn.has(cursor.word(1) ?? '') : word === undefined || changesShape(cursor))
      return undefined;
    if (word !== undefined && !joins.has(word)) end = cursor.index + 1;
    tells ||= word !== undefined && !silent.has(word) && !known.has(word);
  }
  return tells ? { kind: 'context', end } : undefined;
}

const greetings = wordSet('hello hi hey everyone everybody all there');
const goingOn = wordSet('so and therefore now i we');
const joins = wordSet('so and therefore now i we would d will');
/** What says nothing before a request, without being listed as not used. */
const known = wordSet('for a an the and so i we he she his her would');

const links = wordSet('on in under behind at inside near into onto over above against around beside below beneath');
const belongingEnds = wordSet('and with that which where to');

/** "behind my door", "in our workshop", up to the end of the clause: what belongs to somebody is none of the part. */
export function readBelonging(cursor: Cursor): Aside | undefined {
  const start = cursor.index;
  cursor.takeWord(links);
  if (cursor.index === start || !cursor.takeWord(owners)) return undefined;
  const named = cursor.index;
  while (cursor.word() !== undefined && !belongingEnds.has(cursor.word() ?? '')) {
    if (cursor.index - named > 3 || changesShape(cursor) || nounAt(cursor)) return undefined;
    cursor.index++;
  }
  const ends = cursor.done || cursor.stop() !== undefined || belongingEnds.has(cursor.word() ?? '');
  return ends && cursor.index > named ? { kind: 'context' } : undefined;
}

export const definers = wordSet('basically essentially simply just actually really');
const negations = wordSet('not no without except only and or of');

/** "A doorknob stop, which is a disc …": a name that isn't known, and what it is. The name is left out. */
export function readExplainedName(cursor: Cursor, toMm: ToMm): Aside | undefined {
  const start = cursor.index;
  if (start > 0 && !['.', ';', 'line', 'item'].includes(cursor.stop(-1) ?? '')) return undefined;
  if (!cursor.takeWord(determiners) && !cursor.takeWord(owners)) return undefined;
  const from = cursor.index;
  let end = from;
  for (let isKnown = true; ; cursor.index++) {
    if (takeBond(cursor)) {
      if (isKnown || end === from) return undefined;
      break;
    }
    if (cursor.index - from > 8 || cursor.word() === undefined || changesShape(cursor)) return undefined;
    if (negations.has(cursor.word() ?? '')) return undefined;
    isKnown = nounAt(cursor) !== undefined || silent.has(cursor.word() ?? '');
    end = cursor.index + 1;
  }
  const behind = cursor.index;
  const isArticle = articles.has(cursor.word() ?? '');
  const phrase = isArticle ? readNounPhrase(cursor, toMm) : undefined;
  cursor.index = behind;
  return phrase?.noun.role === 'body' && phrase.noun.kind !== 'piece' ? { kind: 'context', end } : undefined;
}

function takeBond(cursor: Cursor): boolean {
  const isBond = cursor.try(() => {
    const isClause = cursor.takeStop(',');
    // "…, basically a cylinder"
    if (isClause && cursor.takeWord(definers) !== undefined) return true;
    const which = cursor.takeWord(clauses);
    return (isClause && which === undefined) || cursor.takeWord(bonds) === undefined ? undefined : true;
  });
  if (isBond) cursor.skipWords(definers);
  return isBond === true;
}

const clauses = wordSet('which that');
const bonds = wordSet('is s');

const orders = wordSet(
  `add cut drill make made create remove round mark write engrave want need like wish prefer keep should must shall please
  change add put give`,
);
const beforeUse = wordSet('will would is s ll going to be should must has gets');
const uses = wordSet(
  'sit sits stand stands go goes used use hang hangs live lives belong belongs mounted fixed serve serves replace replaces',
);
const everyday = wordSet(
  `desk kitchen workshop garage garden office bathroom car bike bicycle boat school lab laboratory house home shelf cupboard
  drawer door sofa bed balcony basement attic robot printer machine workbench`,
);

/**
 * "It will sit on my desk.", "We use it in our workshop.", "My old one broke.": a sentence about people and places,
 * without any size, feature or word for a shape. The cursor is behind it then.
 * @param isFirst no part was told of before, so that a request may be meant by what follows
 */
export function skipOwnTalk(cursor: Cursor, isFirst: boolean): boolean {
  const start = cursor.index;
  cursor.skipWords(greetings);
  cursor.takeStop(',');
  const isIt = cursor.takeWord(pronouns) !== undefined;
  if (isIt) {
    cursor.skipWords(beforeUse);
    if (cursor.takeWord(uses) === undefined) return false;
  } else if (!people.has(cursor.word() ?? '') && !thanks.has(cursor.word() ?? '')) return false;
  let owned = !isIt;
  for (; !cursor.done; cursor.index++) {
    if (cursor.takeStop('.', ';', 'item', 'line')) return owned;
    const word = cursor.word();
    const token = cursor.peek();
    const isOne = isFirst && token?.kind === 'number' && token.value === 1;
    if (cursor.stop() === ',' || isOne) continue;
    if (cursor.index - start > longest || word === undefined || changesShape(cursor)) return false;
    // "my ring is open"
    const noun = nounAt(cursor);
    if (noun && (!isFirst || told.has(cursor.word(noun.words) ?? ''))) return false;
    if (orders.has(word) && !(isFirst && requests.has(word) && !told.has(cursor.word(1) ?? ''))) return false;
    owned ||= owners.has(word) || everyday.has(word);
  }
  return owned;
}

const told = wordSet('is has are have should must with that which it them this the to');
const thanks = wordSet('thanks thank cheers sorry regards');
const pronouns = wordSet('it this that they');
