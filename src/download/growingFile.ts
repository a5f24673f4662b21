import { open, type FileHandle } from 'node:fs/promises';
import { byteLength, type ByteSource } from './byteSource';
import type { DownloadError } from './errors';

/** How many bytes are written before the disk is set to work, so that little is left to wait for at the end. */
const flushBytes = 16 * 1024 * 1024;

/**
 * A file that is written from its start to its end, and can be read meanwhile. Its methods throw what `told` makes of
 * the file system's errors.
 */
export class GrowingFile implements ByteSource {
  readonly #handle: FileHandle;
  readonly #told: (error: unknown) => DownloadError;
  #size = 0;
  #unflushed = 0;
  #isFlushing = false;
  #flush: Promise<void> = Promise.resolve();

  private constructor(handle: FileHandle, told: (error: unknown) => DownloadError) {
    this.#handle = handle;
    this.#told = told;
  }

  /**
   * Makes the file, which must not be there yet.
   * @param mode as far as the user's mask and the folder's rules let it
   */
  static async make(file: string, mode: number, told: (error: unknown) => DownloadError): Promise<GrowingFile> {
    try {
      return new GrowingFile(await open(file, 'wx+', mode), told);
    } catch (error) {
      throw told(error);
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Appends all pieces. */
  write(pieces: readonly Uint8Array[]): Promise<void> {
    return this.#telling(async () => {
      const length = byteLength(pieces);
      const { bytesWritten } = await this.#handle.writev([...pieces], this.#size);
      if (bytesWritten < length) await this.#writeRest(Buffer.concat(pieces), bytesWritten);
      this.#size += length;
      this.#unflushed += length;
      if (this.#unflushed >= flushBytes && !this.#isFlushing) this.#beginFlush();
    });
  }

  /** A disk that is getting full takes a part, and says why with the next write. */
  async #writeRest(bytes: Buffer, written: number): Promise<void> {
    for (let at = written; at < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, this.#size + at);
      at += bytesWritten;
    }
  }

  /** Empties it. */
  restart(): Promise<void> {
    return this.#telling(async () => {
      await this.#handle.truncate(0);
      this.#size = 0;
    });
  }

  /**
   * Resolves when everything is where a power cut can't reach it.
   * @returns how many bytes the file system says that the file has
   */
  sync(): Promise<number> {
    return this.#telling(async () => {
      await this.#flush;
      await this.#handle.sync();
      return (await this.#handle.stat()).size;
    });
  }

  read(position: number, length: number): Promise<Buffer> {
    return this.#telling(() => readFully(this.#handle, position, length));
  }

  /** Nothing reaches it any more. Never throws: what matters was told by `sync`. */
  async close(): Promise<void> {
    await this.#flush.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
  }

  /**
   * One at a time, and only `sync` waits for it, and tells what it has failed with: the system tells that only once.
   */
  #beginFlush(): void {
    const earlier = this.#flush;
    this.#unflushed = 0;
    this.#isFlushing = true;
    this.#flush = this.#handle.datasync().then(async () => {
      this.#isFlushing = false;
      await earlier;
    });
    this.#flush.catch(() => undefined);
  }

  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#told(error);
    }
  }
}

/** Fewer bytes than asked for only at the end of the file. @throws the file system's error */
export async function readFully(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
