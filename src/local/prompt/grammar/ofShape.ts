import type { Cursor } from './cursor';
import type { Draft } from './draft';
import { ofPart, readEnd, readEndAfter, readFromTo } from './ends';
import { readCircle, readOwnSize, readSection, readSlice, readStock } from './shapeSizes';
import { readSketchSize } from './sketchSizes';
import { readSize, type ToMm } from './sizes';
import type { Telling } from './telling';
import { divisions } from './traits';
import { readTruncation } from './truncation';

/** Reads what only bodies of some shapes have: ends, a section, a circle around them, a way to be parted. */
export function readOfShape(cursor: Cursor, toMm: ToMm, body: Draft, telling: Telling): boolean {
  const start = cursor.index;
  const division = cursor.takePhrase(divisions);
  if (division === 'sharp') cursor.try(() => (readEndAfter(cursor, body) === 'top' ? true : undefined));
  if (division !== undefined) return telling.addTo(body, [], [{ name: division, span: cursor.since(start) }]);
  const sizes =
    cursor.try(() => readFromTo(cursor, toMm, body)) ??
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
    const part = size && readEndAfter(cursor, body);
    return part && [ofPart(size, part, body)];
  });
  return placed !== undefined && telling.addTo(body, placed);
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
