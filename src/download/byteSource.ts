/** Bytes that can be read at any place, be they in a file or in memory. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** Gives fewer bytes than asked for only at the end. */
  read(position: number, length: number): Promise<Buffer>;
}

export class BufferSource implements ByteSource {
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get size(): number {
    return this.#bytes.length;
  }

  read(position: number, length: number): Promise<Buffer> {
    return Promise.resolve(this.#bytes.subarray(position, position + length));
  }
}

export function byteLength(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
}

/** Small enough that looking at one piece never holds up the extension host, in bytes. */
const pieceBytes = 1024 * 1024;

/** The bytes from `position` to `end`, piece by piece. */
export async function* pieces(
  source: ByteSource,
  position = 0,
  end = source.size,
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = position; at < end;) {
    const piece = await source.read(at, Math.min(pieceBytes, end - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
    // Others have their turn between two pieces, also when all bytes are in memory.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

/** Whether both hold the same bytes. */
export async function sameBytes(a: ByteSource, b: ByteSource): Promise<boolean> {
  if (a.size !== b.size) return false;
  let at = 0;
  for await (const piece of pieces(a)) {
    if (!piece.equals(await b.read(at, piece.length))) return false;
    at += piece.length;
  }
  return true;
}
