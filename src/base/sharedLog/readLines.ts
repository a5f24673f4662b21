import type { FileHandle } from 'node:fs/promises';

/** So much is read at once, in bytes; between two pieces others have their turn. */
const pieceBytes = 1 << 20;

/**
 * No line that was written whole is longer, in bytes: it is made into one string, and a page of the service has a
 * quarter of it.
 */
export const longestLine = 64 << 20;

/**
 * Reads the whole lines of a file in pieces, so that a file may be of any size.
 * @param from where a line begins, in bytes
 * @param to where to end, in bytes
 * @param take gets each line without its newline; undefined for one that is longer than `longest`
 * @returns where the last whole line ends
 * @throws the file system's error
 */
export async function readLines(
  handle: FileHandle,
  from: number,
  to: number,
  take: (line: Buffer | undefined) => void,
  longest = longestLine,
): Promise<number> {
  const piece = Buffer.allocUnsafe(Math.max(0, Math.min(pieceBytes, to - from)));
  /** The beginning of a line whose end isn't read yet. */
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let end = from;
  for (let at = from; at < to;) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, to - at), at);
    if (bytesRead === 0) break;
    const bytes = piece.subarray(0, bytesRead);
    let start = 0;
    for (let newline = bytes.indexOf(0x0a); newline >= 0; newline = bytes.indexOf(0x0a, start)) {
      const rest = bytes.subarray(start, newline);
      if (begunBytes + rest.length > longest) take(undefined);
      else take(begunBytes === 0 ? rest : Buffer.concat([...begun, rest]));
      begun = [];
      begunBytes = 0;
      start = newline + 1;
      end = at + start;
    }
    begunBytes += bytesRead - start;
    // What is too long already isn't kept.
    if (begunBytes > longest) begun = [];
    else if (start < bytesRead) begun.push(Buffer.from(bytes.subarray(start)));
    at += bytesRead;
  }
  return end;
}
