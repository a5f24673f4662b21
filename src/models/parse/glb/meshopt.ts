import { ParseFailure } from '../../../formats/failure';
import type { Decoders } from './decoders';
import type { Buffers } from './buffers';
import { indexIn, objectIn, objectsIn, textIn, type Json } from './json';

const extensions = ['EXT_meshopt_compression', 'KHR_meshopt_compression'];

/** More bytes than this of all views together are refused: a small file can hold endless ones. */
const unpackedLimit = 500_000_000;

/** How a buffer view says that it is packed; undefined where it isn't. */
export function packingOf(view: Json): Json | undefined {
  return extensions.map((name) => objectIn(view, 'extensions', name)).find((found) => found !== undefined);
}

/**
 * The packed buffer views, unpacked, by their indexes.
 * @throws ParseFailure when they are damaged
 */
export function unpackMeshopt(
  meshopt: Decoders['meshopt'],
  json: Json,
  buffers: Buffers,
): ReadonlyMap<number, Uint8Array> {
  const unpacked = new Map<number, Uint8Array>();
  let left = unpackedLimit;
  objectsIn(json, 'bufferViews').forEach((view, index) => {
    const said = packingOf(view);
    if (!said) return;
    const buffer = buffers.bytes(indexIn(said, 'buffer') ?? 0);
    const start = indexIn(said, 'byteOffset') ?? 0;
    const source = buffer.subarray(start, start + (indexIn(said, 'byteLength') ?? 0));
    const [count, stride] = [indexIn(said, 'count') ?? 0, indexIn(said, 'byteStride') ?? 0];
    left -= count * stride;
    if (left < 0) throw new ParseFailure('too_large', `${count} elements of ${stride} bytes`);
    if (stride === 0 || stride > 256) throw damaged('its elements have no length');
    const target = new Uint8Array(count * stride);
    try {
      meshopt.decodeGltfBuffer(target, count, stride, source, textIn(said, 'mode'), textIn(said, 'filter') || 'NONE');
    } catch (error) {
      throw damaged(String(error));
    }
    unpacked.set(index, target);
  });
  return unpacked;
}

function damaged(why: string): ParseFailure {
  return new ParseFailure('unreadable_file', `what is packed with meshopt is damaged: ${why}`);
}
