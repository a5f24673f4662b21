import { accordings } from './ownFacts';
import { shapes } from './useWords';
import type { Aside } from './description';
import { wordSet, type Cursor } from './cursor';
import { readNounPhrase } from './nounPhrase';
import type { ToMm } from './sizes';
import { shapeWords } from './talk';
import { nouns } from './things';
import { traits } from './traits';

/** What is written beside a part: its material and finish, the frame it lies in, how its surface is. */
export function readNote(cursor: Cursor): Aside | undefined {
  return (
    cursor.try(() => keyed(cursor)) ??
    cursor.try(() => numbered(cursor)) ??
    cursor.try(() => standard(cursor)) ??
    cursor.try(() => frame(cursor)) ??
    cursor.try(() => surface(cursor)) ??
    cursor.try(() => question(cursor))
  );
}

const silentAside: Aside = { kind: 'silent' };

/** In tokens. Longer ones are gibberish, and a note is looked for at every token. */
const longestNote = 40;

const keys = wordSet(
  `material materials finish finishes surface color colour coating treatment process manufacturing standard norm name title
  project author date revision version note notes application use purpose customer units unit`,
);

/** "Material: steel, zinc plated", up to the end of the line, without a size and without a word for a shape. */
function keyed(cursor: Cursor): Aside | undefined {
  const before = cursor.stop(-1);
  const begins = cursor.index === 0 || before === 'line' || before === 'item' || before === '.' || before === ';';
  const start = cursor.index;
  if (!begins || cursor.takeWord(keys) === undefined) return undefined;
  cursor.takeWord(keys);
  if (!cursor.takeStop(':')) return undefined;
  while (!cursor.done && !['line', 'item', '.', ';'].includes(cursor.stop() ?? '')) {
    const { kind = 'stop' } = cursor.peek() ?? {};
    if (cursor.index - start > longestNote || (kind !== 'word' && kind !== 'stop') || namesShape(cursor))
      return undefined;
    cursor.index++;
  }
  return silentAside;
}

const quantities = wordSet('quantity qty pcs pieces');
const headings = wordSet('exercise task problem example lesson question item pos position');

/** "Quantity: 12", "Exercise 4:": what is made how often, and where it is listed. */
function numbered(cursor: Cursor): Aside | undefined {
  const before = cursor.stop(-1);
  if (cursor.index > 0 && before === undefined) return undefined;
  const isHeading = cursor.index === 0 && headings.has(cursor.word() ?? '');
  if (!isHeading && !quantities.has(cursor.word() ?? '')) return undefined;
  cursor.index++;
  const isMarked = cursor.takeStop(isHeading ? '.' : ':');
  if (!isHeading && !isMarked) return undefined;
  const number = cursor.take('number');
  if (!number || !Number.isInteger(number.value)) return undefined;
  return cursor.done || cursor.stop() !== undefined ? silentAside : undefined;
}

/** A feature, a trait or another word for a shape. */
function namesShape(cursor: Cursor): boolean {
  const word = cursor.word();
  if (word === undefined) return false;
  const role = nouns.at(cursor)?.meaning.role;
  return traits.at(cursor) !== undefined || shapes.has(word) || shapeWords.has(word) || role === 'feature';
}

/** The same, or a body that is no "piece". */
export function tellsShape(cursor: Cursor, toMm: ToMm): boolean {
  if (namesShape(cursor)) return true;
  const start = cursor.index;
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase !== undefined && phrase.noun.kind !== 'piece';
}

const beforeFrame = wordSet('with the its and');
const framed = wordSet('is should be lies sits located placed at in on the its of to');
const frames = wordSet(
  'origin center centroid middle bottom top face plane corner lower left front cube block plate part body',
);
const flats = wordSet('bottom lower base');
const planes = wordSet('xy');

/** "origin at the center of the cube", "bottom face on the XY plane": where the part lies, and nothing of its shape. */
function frame(cursor: Cursor): Aside | undefined {
  const before = cursor.stop(-1);
  const begins = cursor.index === 0 || (before !== undefined && before !== '(');
  cursor.skipWords(beforeFrame);
  const isOrigin = cursor.word() === 'origin';
  const isFace = flats.has(cursor.word() ?? '') && cursor.word(1) === 'face';
  if (!begins || (!isOrigin && !isFace)) return undefined;
  cursor.index += isOrigin ? 1 : 2;
  const start = cursor.index;
  let onPlane = false;
  while (!cursor.done && cursor.stop() === undefined) {
    const word = cursor.word();
    onPlane ||= word !== undefined && planes.has(word);
    if (cursor.index - start > longestNote || word === undefined) return undefined;
    if (!framed.has(word) && !frames.has(word) && !planes.has(word) && !nouns.at(cursor)) return undefined;
    cursor.index++;
  }
  return cursor.index > start + 1 && (isOrigin || onPlane) ? silentAside : undefined;
}

const hardness = wordSet('hrc hv hb hrb');

/** "Ra 0.8", "58 HRC", "surface finish N7" */
function surface(cursor: Cursor): Aside | undefined {
  const first = cursor.word();
  if (first === 'surface' && cursor.word(1) === 'finish') {
    cursor.index += 2;
    cursor.takeStop(':');
    if (/^n\d+$/.test(cursor.word() ?? '')) cursor.index++;
    return silentAside;
  }
  if (first === 'ra' || first === 'rz') {
    cursor.index++;
    return cursor.take('number') ? silentAside : cursor.take('lengths') && silentAside;
  }
  if (cursor.take('number') === undefined) return undefined;
  return cursor.takeWord(hardness) === undefined ? undefined : silentAside;
}

/** "What would a cube look like?" */
function question(cursor: Cursor): Aside | undefined {
  if (cursor.word() !== 'look' || cursor.word(1) !== 'like') return undefined;
  cursor.index += 2;
  return cursor.done || cursor.stop() === '.' ? silentAside : undefined;
}

const papers = /^(?:iso|din|en|ansi|asme|astm|jis|bs)\d/;

/** "according to DIN EN 10025", "as per ISO 2768-m": a paper that says nothing of the shape. */
function standard(cursor: Cursor): Aside | undefined {
  if (!cursor.takePhrase(accordings) || !papers.test(cursor.word() ?? '')) return undefined;
  cursor.index++;
  return silentAside;
}
