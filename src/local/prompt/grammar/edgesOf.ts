import type { Cursor } from './cursor';
import type { Size } from './description';
import { placeOn } from './draft';
import type { ParseState } from './parseState';
import { readLengths, type ToMm } from './sizes';
import { readSpot } from './spots';

const rims: ReadonlySet<string> = new Set(['edge', 'corner', 'end']);

/** "chamfer 1 mm all edges", "fillet R3 vertical edges": which edges, without a word between. */
export function readEdgesOf({ cursor, telling, places, toMm }: ParseState): boolean {
  const { current } = telling;
  if (current?.role !== 'edges' || current.places.length > 0) return false;
  const read = (): true | undefined => {
    const size = current.sizes.length === 0 ? cursor.try(() => readPlainLength(cursor, toMm)) : undefined;
    const spot = readSpot(places);
    if (!spot || !rims.has(spot.name)) return undefined;
    if (size) current.sizes.push(size);
    current.places.push(placeOn(spot));
    return true;
  };
  return cursor.try(read) ?? false;
}

function readPlainLength(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  const written = readLengths(cursor, toMm, true);
  return written?.lengths.length === 1 ? { name: 'unnamed', ...written, span: cursor.since(start) } : undefined;
}
