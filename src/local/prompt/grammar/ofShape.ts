import { wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { ofPart, readEnd, readEndAfter, readFromTo } from './ends';
import { readCircle, readOwnSize, readSection, readSlice, readStock } from './shapeSizes';
import { readSketchSize } from './sketchSizes';
import { beforeName, equals } from './sizeWords';
import { readLengths, readName, readSize, type ToMm } from './sizes';
import type { Telling } from './telling';
import { divisions } from './divisions';
import { openingShapes } from './traits';
import { readTruncation } from './truncation';

/** Reads what only bodies of some shapes have: ends, a section, a circle around them, a way to be parted. */
export function readOfShape(cursor: Cursor, toMm: ToMm, body: Draft, telling: Telling): boolean {
  const start = cursor.index;
  const division = cursor.takePhrase(divisions) ?? cursor.try(() => readFromZero(cursor, toMm));
  if (division === 'sharp') cursor.try(() => (readEndAfter(cursor, body) === 'top' ? true : undefined));
  if (division !== undefined) return telling.addTo(body, [], [{ name: division, span: cursor.since(start) }]);
  const sizes =
    cursor.try(() => readFromTo(cursor, toMm, body)) ??
    readAtEnds(cursor, toMm, body) ??
    one(
      readTruncation(cursor, toMm, body) ??
        readCircle(cursor, toMm) ??
        readSlice(cursor, toMm, body) ??
        readOwnSize(cursor, toMm, body),
    );
  if (sizes) return telling.addTo(body, sizes);
  const stock = readStock(cursor, toMm, body);
  if (stock) {
    body.kind = 'torus';
    return telling.addTo(body, stock.sizes);
  }
  const end = cursor.try(() => readEnd(cursor, toMm, body));
  if (end) {
    if (!telling.addTo(body, end.sizes, end.traits)) return false;
    telling.told = end.sizes.length > 0 ? undefined : { part: end.part, owner: body };
    return true;
  }
  const section = readSection(cursor, body);
  if (section) return telling.addTo(body, [], section);
  const placed = cursor.try(() => {
    const size = readSize(cursor, toMm);
    const part = size && (readEndAfter(cursor, body) ?? belowOrAbove(cursor, body));
    return part && [ofPart(size, part, body)];
  });
  return placed !== undefined && telling.addTo(body, placed);
}

const cones = wordSet('cone');
const ends: Readonly<Record<string, 'bottom' | 'top'>> = { below: 'bottom', above: 'top' };

/** "a frustum, 60 mm below, 40 mm above" */
function belowOrAbove(cursor: Cursor, { kind }: Draft): 'bottom' | 'top' | undefined {
  const word = cursor.word() ?? '';
  const next = cursor.peek(1);
  const isEnd = next === undefined || next.kind === 'stop' || cursor.word(1) === 'and';
  if (!cones.has(kind) || !isEnd || !Object.hasOwn(ends, word)) return undefined;
  cursor.index++;
  return ends[word];
}

const rising = wordSet('rising rises sloping slopes tapering going');

/** "rising from 0 to 25 mm" */
function readFromZero(cursor: Cursor, toMm: ToMm): 'sharp' | undefined {
  if (cursor.takeWord(rising) === undefined || cursor.word() !== 'from') return undefined;
  cursor.index++;
  const [length, ...more] = readLengths(cursor, toMm, true)?.lengths ?? [];
  if (length?.mm !== 0 || more.length > 0 || cursor.word() !== 'to') return undefined;
  cursor.index++;
  return 'sharp';
}

/** "height at one end 30 mm, at the other end 10 mm": the name, the end, and the size. */
function readAtEnds(cursor: Cursor, toMm: ToMm, body: Draft): Size[] | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(beforeName);
    const meaning = readName(cursor);
    const sizes: Size[] = [];
    while (meaning && meaning.qualifier === undefined) {
      const next = cursor.try(() => {
        if (sizes.length > 0) cursor.takeStop(',');
        if (sizes.length > 0 && cursor.word() === 'and') cursor.index++;
        const part = readEndAfter(cursor, body);
        cursor.takeStop(':');
        cursor.skipWords(equals);
        const written = part && readLengths(cursor, toMm, true);
        return written?.lengths.length === 1 ? { part, lengths: written.lengths } : undefined;
      });
      if (!next?.part) break;
      sizes.push(ofPart({ ...meaning, lengths: next.lengths, span: cursor.since(start) }, next.part, body));
    }
    return sizes.length > 0 ? sizes : undefined;
  });
}

/** What triangles and the like have, of an opening that is one: legs, a base, a circle around it. */
export function readOfOpening(cursor: Cursor, toMm: ToMm, opening: Draft, telling: Telling): boolean {
  const size =
    readCircle(cursor, toMm) ?? readSketchSize(cursor, toMm, 'triangle') ?? readOwnSize(cursor, toMm, opening);
  if (size) return telling.addTo(opening, [size]);
  const end = cursor.try(() => readEnd(cursor, toMm, opening));
  return end !== undefined && end.sizes.length > 0 && telling.addTo(opening, end.sizes, end.traits);
}

function one<Item>(item: Item | undefined): readonly Item[] | undefined {
  return item === undefined ? undefined : [item];
}

const sidedOpenings: ReadonlySet<string> = new Set([...openingShapes, 'six sided']);

/** "a triangular pocket": what is said of triangles can be said of it. */
export function isShaped({ kind, traits: said }: Draft): boolean {
  return kind === 'hexagonal pocket' || (kind === 'pocket' && said.some(({ name }) => sidedOpenings.has(name)));
}
