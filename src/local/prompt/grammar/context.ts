import type { Aside } from './description';
import { wordSet, type Cursor } from './cursor';
import { determiners, relations, spotNouns } from './placeWords';
import { glue, silent } from './silentWords';
import { readLengths, type ToMm } from './sizes';
import { sizeAdjectives, sizeNouns } from './sizeWords';
import { featureAt } from './talk';
import { nouns } from './things';
import { traits } from './traits';

const beginnings = wordSet('for to');
const fits = wordSet(
  'fit hold take carry support mount attach protect replace keep store hang stop prevent fix fasten go sit put use',
);
const where = wordSet('over around into onto inside in on through between under against');
const ends = wordSet('with made');
/** What may follow: "4 mm holes for M3 screws in each corner". */
const places = wordSet('in at on through');

/** In tokens. Longer ones are gibberish, and a context is looked for at every token. */
const longestContext = 20;

/**
 * "for a 70 x 50 mm PCB", "for M8 bolts", "to a 32 mm hose": what the part has to do with. Its sizes are of that and
 * not of the part, so it ends with a noun that is none of the part, and what the part itself needs has to be said.
 */
export function readContext(cursor: Cursor, toMm: ToMm): Aside | undefined {
  const start = cursor.index;
  const word = cursor.takeWord(beginnings);
  if (word === undefined) return undefined;
  const verb = word === 'to' ? cursor.takeWord(fits) : undefined;
  const isFit = verb !== undefined;
  if (isFit) cursor.takeWord(where);
  const isCarried = verb !== undefined && verb !== 'fit';
  const isOne = cursor.takeWord(determiners) !== undefined;
  if (!isOne && word === 'to' && !isFit) return undefined;
  let sized = false;
  let named = false;
  while (!cursor.done && cursor.stop() === undefined && !ends.has(cursor.word() ?? '')) {
    if (cursor.index - start > longestContext) return undefined;
    const size = cursor.take('thread') ?? readLengths(cursor, toMm, false);
    if (size) {
      if (named) return undefined;
      sized = true;
      continue;
    }
    // "to carry two bearings"
    if (isCarried && !named && cursor.take('number')) continue;
    if (named && places.has(cursor.word() ?? '')) break;
    if (cursor.word() === undefined || tellsOfPart(cursor, toMm)) return undefined;
    named ||= sized || isCarried;
    cursor.index++;
  }
  return named && (sized || isCarried) ? { kind: 'context' } : undefined;
}

/** A size, a place, a trait or a feature: what the part itself may have. */
function tellsOfPart(cursor: Cursor, toMm: ToMm): boolean {
  const word = cursor.word() ?? '';
  const noun = nouns.at(cursor)?.meaning;
  const isBody = noun?.role === 'body';
  // "a flange for a 60 mm pipe": the flange's own
  if (cursor.own?.nouns.at(cursor)?.meaning.role === 'member') return true;
  return (
    !isBody &&
    (glue.has(word) ||
      silent.has(word) ||
      relations.at(cursor) !== undefined ||
      spotNouns.at(cursor) !== undefined ||
      sizeNouns.at(cursor) !== undefined ||
      sizeAdjectives.at(cursor) !== undefined ||
      traits.at(cursor) !== undefined ||
      noun !== undefined ||
      featureAt(cursor, toMm) !== undefined)
  );
}
