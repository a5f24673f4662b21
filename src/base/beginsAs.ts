import { open } from 'node:fs/promises';

const pieceBytes = 1 << 20;

/**
 * Whether a file begins with all that stands in `other`, which isn't empty. Both may be of any size.
 * @throws the file system's error
 */
export async function beginsAs(file: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([open(file, 'r'), open(other, 'r')]);
  try {
    const { size } = await two.stat();
    for (let at = 0; at < size; at += pieceBytes) {
      const length = Math.min(pieceBytes, size - at);
      const [here, there] = await Promise.all(
        [one, two].map((handle) => handle.read(Buffer.alloc(length), 0, length, at)),
      );
      if (!here || !there || here.bytesRead < length || !here.buffer.equals(there.buffer)) return false;
    }
    return size > 0;
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
}
