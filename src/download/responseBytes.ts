/** The most bytes of a file without an announced length: an assembly has a few hundred MB. */
const mostBytes = 1024 ** 3;

/** How many times as large a body may become that is packed on the way. Text packs to a tenth. */
const mostUnpacking = 50;
/** A small one may in any case become this large, in bytes. */
const leastUnpackedBytes = 64 * 1024 ** 2;
/** And one without a length this large, in bytes. */
const mostUnpackedBytes = 256 * 1024 ** 2;

/** The whole file's length in bytes; undefined when the body is compressed on the way or its length isn't said. */
export function contentLength(response: Response): number | undefined {
  return isEncoded(response) ? undefined : bodyLength(response);
}

/** As many bytes as a body may have whose length isn't known. */
export function mostBytesOf(response: Response): number {
  if (!isEncoded(response)) return mostBytes;
  const length = bodyLength(response);
  return length === undefined
    ? mostUnpackedBytes
    : Math.min(mostBytes, Math.max(leastUnpackedBytes, length * mostUnpacking));
}

function bodyLength({ headers }: Response): number | undefined {
  const value = headers.get('content-length');
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * Which bytes of the file a 206 has, the last one included; undefined when it says nothing that can be true (RFC 9110
 * §14.4).
 */
export function rangeOf(
  response: Response,
): { readonly first: number; readonly last: number; readonly total: number | undefined } | undefined {
  const [, from, to, of] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [first, last, total] = [Number(from), Number(to), of === '*' ? undefined : Number(of)];
  const length = bodyLength(response);
  const isTrue =
    first <= last &&
    (total === undefined || last < total) &&
    (length === undefined || length === last - first + 1) &&
    !isEncoded(response);
  return isTrue ? { first, last, total } : undefined;
}

/** Only a strong tag says that the bytes are the same (RFC 9110 §8.8.3). */
export function strongTag(response: Response): string | undefined {
  const tag = response.headers.get('etag');
  return tag !== null && tag.startsWith('"') && !isEncoded(response) ? tag : undefined;
}

function isEncoded(response: Response): boolean {
  const encoding = response.headers.get('content-encoding');
  return encoding !== null && encoding !== 'identity';
}
