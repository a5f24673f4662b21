/** Bytes that can be read at any place, be they in a file or in memory. */
export interface Bytes {
  /** In bytes. */
  readonly size: number;
  /** Gives fewer bytes than asked for only at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
}

/** What is in memory already. What is read shares its memory. */
export function inMemory(bytes: Uint8Array): Bytes {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A text of which each character is one byte. Of a few kB at most: each character is appended. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
