import { wordSet, type Cursor } from './cursor';
import type { Aside } from './description';
import { readContext } from './context';
import { readDenial } from './denials';
import { readNote, tellsShape } from './notes';
import { determiners, whichWords } from './placeWords';
import { purposes } from './silentWords';
import { readLengths, type ToMm } from './sizes';
import { readBelonging, readExplainedName, readPreamble } from './smallTalk';
import { nouns } from './things';
import { orders } from './useWords';
import { traits } from './traits';

const silentAside: Aside = { kind: 'silent' };

/** In tokens. Longer ones are gibberish, and an aside is looked for at every token. */
const longestAside = 80;

export function readAside(cursor: Cursor, toMm: ToMm): Aside | undefined {
  return (
    cursor.try(() => readExplainedName(cursor, toMm)) ??
    cursor.try(() => readPreamble(cursor)) ??
    cursor.try(() => readBelonging(cursor)) ??
    cursor.try(() => conclusion(cursor, toMm)) ??
    cursor.try(() => bracket(cursor, toMm)) ??
    cursor.try(() => readDenial(cursor, toMm)) ??
    cursor.try(() => readNote(cursor)) ??
    cursor.try(() => purpose(cursor, toMm)) ??
    cursor.try(() => readContext(cursor, toMm)) ??
    cursor.try(() => othersStay(cursor)) ??
    cursor.try(() => reference(cursor, toMm))
  );
}

const conclusions = wordSet('so hence thus therefore which');
const turns = wordSet('turns makes leaves gives');

/** "so both ends become half circles", "which turns the top into a hemisphere", up to the end of the sentence. */
function conclusion(cursor: Cursor, toMm: ToMm): Aside | undefined {
  const start = cursor.index;
  const word = cursor.takeWord(conclusions);
  if (word === undefined || (word === 'which' && !cursor.takeWord(turns))) return undefined;
  const isPurpose = word === 'so' && cursor.word() === 'that';
  const lengths: number[] = [];
  while (!cursor.done && !['.', ';', 'item', ')'].includes(cursor.stop() ?? '')) {
    if (cursor.index - start > longestAside) return undefined;
    const written = readLengths(cursor, toMm, false);
    if (written && isPurpose) return undefined;
    if (written) lengths.push(...written.lengths.map(({ mm }) => mm));
    else if (tellsNew(cursor)) return undefined;
    else cursor.index++;
  }
  return { kind: 'conclusion', conclusion: { lengths, span: cursor.since(start) } };
}

const remain = wordSet('remain remains left leaving leaves');
const telling = wordSet('not no without open closed hollow except only');

/** "(12 mm of flat remains on each side)" is a conclusion, "(the end away from the head)" says nothing new. */
function bracket(cursor: Cursor, toMm: ToMm): Aside | undefined {
  if (!cursor.takeStop('(')) return undefined;
  const start = cursor.index;
  const lengths: number[] = [];
  let remains = false;
  let isPlain = true;
  while (!cursor.done && cursor.stop() !== ')') {
    if (cursor.index - start > longestAside) return undefined;
    const written = readLengths(cursor, toMm, false);
    if (written) lengths.push(...written.lengths.map(({ mm }) => mm));
    else {
      remains ||= remain.has(cursor.word() ?? '');
      isPlain &&= cursor.peek()?.kind === 'word' && !tellsNew(cursor);
      cursor.index++;
    }
  }
  const span = cursor.since(start);
  if (!cursor.takeStop(')')) return undefined;
  if (remains) return { kind: 'conclusion', conclusion: { lengths, span } };
  return lengths.length === 0 && isPlain ? silentAside : undefined;
}

const fits = wordSet('half both');
/** Before a feature that was told of: "so the four holes". */
const knownBy = wordSet('the its their this that these those each every both all');

/** A conclusion tells of nothing that wasn't told before: no new feature, angle or thread, and no word for a shape. */
function tellsNew(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.kind === 'angle' || token?.kind === 'thread' || token?.kind === 'point') return true;
  const word = cursor.word();
  if (word === undefined) return false;
  if (telling.has(word) || (traits.at(cursor) && !fits.has(word))) return true;
  if (orders.has(word)) return true;
  const role = nouns.at(cursor)?.meaning.role;
  if (role !== 'feature' && role !== 'edges') return false;
  return ![1, 2, 3].some((back) => knownBy.has(cursor.word(-back) ?? ''));
}

/** "for a milling table", "like a seal": up to a stop, without a size, and without a shape after "like". */
function purpose(cursor: Cursor, toMm: ToMm): Aside | undefined {
  const start = cursor.index;
  const word = cursor.takeWord(purposes);
  // "I would like it broken"
  if (word === undefined || (word === 'like' && wishing.has(cursor.word(-2) ?? ''))) return undefined;
  while (cursor.peek()?.kind === 'word' && !ends.has(cursor.word() ?? '')) {
    if (cursor.index - start > longestAside || (word === 'like' && tellsShape(cursor, toMm))) return undefined;
    cursor.index++;
  }
  return cursor.done || cursor.peek()?.kind === 'stop' || ends.has(cursor.word() ?? '') ? silentAside : undefined;
}

const ends = wordSet('with made');
const wishing = wordSet('i we would d he she they');

const edgeWords = wordSet('edge edges rim rims');

/** "the bottom edge stays sharp": it has to be so. */
function staysSharp(cursor: Cursor): Aside | undefined {
  cursor.skipWords(determiners);
  const words: string[] = [];
  for (let word = cursor.takeWord(whichWords); word !== undefined; word = cursor.takeWord(whichWords)) words.push(word);
  if (!cursor.takeWord(edgeWords) || !cursor.takeWord(stay) || cursor.word() !== 'sharp' || words.length === 0)
    return undefined;
  cursor.index++;
  return { kind: 'trait', trait: `sharp ${words.join(' ')}` };
}

const rest = wordSet('all the others other rest edges edge remaining');
const stay = wordSet('stay stays remain remains are is');

/** "all the others stay sharp" */
function othersStay(cursor: Cursor): Aside | undefined {
  const named = cursor.try(() => staysSharp(cursor));
  if (named) return named;
  cursor.skipWords(rest);
  // "the other three stay sharp"
  if (rest.has(cursor.word(-1) ?? '')) cursor.take('number');
  if (!cursor.takeWord(stay) || cursor.word() !== 'sharp') return undefined;
  cursor.index++;
  return silentAside;
}

const papers = wordSet('position positional flatness parallelism perpendicularity concentricity runout surface datum');

const alone = wordSet('flatness parallelism perpendicularity concentricity runout');

/** "position tolerance 0.1 mm to A", "datum A", "form A" */
function reference(cursor: Cursor, toMm: ToMm): Aside | undefined {
  if (cursor.word() === '=') cursor.index++;
  if (cursor.word() === 'form' || cursor.word() === 'datum') {
    cursor.index++;
    if ((cursor.word()?.length ?? 0) !== 1) return undefined;
    cursor.index++;
    return silentAside;
  }
  const paper = cursor.takeWord(papers);
  if (paper === undefined || (cursor.word() !== 'tolerance' && (!alone.has(paper) || cursor.peek()?.kind === 'word')))
    return undefined;
  if (cursor.word() === 'tolerance') cursor.index++;
  if (!readLengths(cursor, toMm, true)) return undefined;
  if (cursor.word() === 'to') cursor.index += 2;
  return silentAside;
}
