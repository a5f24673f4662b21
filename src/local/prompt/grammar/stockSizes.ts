import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import { determiners } from './placeWords';
import { isMaterial, silent } from './silentWords';
import { refuse, type ParseState } from './parseState';
import { readSize, type ToMm } from './sizes';

const ways = wordSet('laser waterjet plasma water jet');
const verbs = wordSet('cut made lasered fabricated milled machined stamped punched sheared');
const froms = new Phrases<true>(['from', 'out of', 'of'].map((one) => [one, true] as const));
const sheets = new Phrases<true>(
  ['sheet', 'sheet metal', 'sheet stock', 'plate', 'plate stock', 'board', 'sheeting', 'panel'].map(
    (one) => [one, true] as const,
  ),
);

/** "cut from 3 mm aluminium sheet", "made of 2 mm thick steel": how thick that is of which a flat part is made. */
function readStockSize(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(ways);
    if (cursor.takeWord(verbs) === undefined || !cursor.takePhrase(froms)) return undefined;
    cursor.skipWords(determiners);
    const size = readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || !['unnamed', 'thickness'].includes(size.name)) return undefined;
    const from = cursor.index;
    while (!sheets.at(cursor) && (silent.has(cursor.word() ?? '') || isMaterial(cursor.word()))) cursor.index++;
    const isMade = cursor.index > from;
    const isSheet = cursor.takePhrase(sheets) !== undefined;
    if (!isSheet && !(isMade && size.name === 'thickness') && cursor.index === from) return undefined;
    const word = cursor.word();
    const ends = cursor.done || cursor.stop() !== undefined || (word !== undefined && afterwards.has(word));
    return ends ? { ...size, name: 'thickness', span: cursor.since(start) } : undefined;
  });
}

const afterwards = wordSet('with and that which having');

/** "a tin …, 2 mm sheet all over": its walls and its floor. */
export function readSheet(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const size = readSize(cursor, toMm);
    if (size?.lengths.length !== 1 || !['unnamed', 'thickness'].includes(size.name)) return undefined;
    while (silent.has(cursor.word() ?? '') && !sheets.at(cursor)) cursor.index++;
    if (
      cursor.takeWord(sheetWord) === undefined ||
      (!cursor.done && cursor.stop() === undefined && cursor.word() !== 'all')
    )
      return undefined;
    return { ...size, name: 'wall', span: cursor.since(start) };
  });
}

const sheetWord = wordSet('sheet');

/** Gives the body the thickness of its sheet. "Plate 100x50x3 cut from 3 mm sheet" says again how thick it is. */
export function readStock(state: ParseState): boolean {
  const { cursor, toMm, telling } = state;
  const { body } = telling;
  const stock = body && readStockSize(cursor, toMm);
  if (!stock) return false;
  const said = body.sizes.map(({ name, lengths }) => (name === 'thickness' ? lengths[0] : lengths[2]));
  const isStated = said.some((length) => length !== undefined && length.mm === stock.lengths[0]?.mm);
  return isStated || telling.addTo(body, [stock]) || refuse(state, stock.span);
}
