import { link, lstat, mkdir, open, readdir, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { syncFolder, systemErrorCode } from '../base/files';
import { byteLength, sameBytes, type ByteSource } from './byteSource';
import type { Destination, Incoming } from './destination';
import { diskError } from './diskError';
import { bareName, checkInside } from './insideFolder';
import { foldedName } from './naming';
import type { PartEntry, PartJournal } from './partJournal';

/** The disk is set to work after so many bytes, so that little is left to wait for at the end. */
const flushBytes = 16 * 1024 * 1024;

/**
 * A folder of this machine, made if it isn't there.
 * @param folder absolute
 * @param within where it must be, symbolic links followed; undefined when the user has chosen the folder freely
 * @throws DownloadError
 */
export async function openLocalFolder(folder: string, within: string | undefined, journal: PartJournal): Promise<Destination> {
  try {
    if (within !== undefined) await checkInside(folder, within);
    await mkdir(folder, { recursive: true });
    // Between the two looks a link may have been put there.
    if (within !== undefined) await checkInside(folder, within);
    return new LocalFolder(await realpath(folder), journal);
  } catch (error) {
    throw diskError(error, folder);
  }
}

class LocalFolder implements Destination {
  readonly #folder: string;
  readonly #journal: PartJournal;

  constructor(folder: string, journal: PartJournal) {
    this.#folder = folder;
    this.#journal = journal;
  }

  async begin(name: string): Promise<Incoming> {
    const file = path.join(this.#folder, bareName(name));
    try {
      const entry = await this.#journal.enter(file);
      try {
        return new PartFile(this.#folder, entry, await open(entry.part, 'wx+', 0o644));
      } catch (error) {
        await entry.forget();
        throw error;
      }
    } catch (error) {
      throw diskError(error, file);
    }
  }
}

/** An unfinished file beside the one that it becomes. */
class PartFile implements Incoming {
  readonly #folder: string;
  readonly #entry: PartEntry;
  readonly #handle: FileHandle;
  #size = 0;
  #unflushed = 0;
  #isFlushing = false;
  #flush: Promise<void> = Promise.resolve();
  #discarded: Promise<void> | undefined;

  constructor(folder: string, entry: PartEntry, handle: FileHandle) {
    this.#folder = folder;
    this.#entry = entry;
    this.#handle = handle;
  }

  get size(): number {
    return this.#size;
  }

  write(pieces: readonly Uint8Array[]): Promise<void> {
    return this.#onDisk(async () => {
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
    for (let at = written; at < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, this.#size + at);
      at += bytesWritten;
    }
  }

  restart(): Promise<void> {
    return this.#onDisk(async () => {
      await this.#handle.truncate(0);
      this.#size = 0;
    });
  }

  sync(): Promise<void> {
    return this.#onDisk(async () => {
      await this.#flush;
      await this.#handle.sync();
    });
  }

  read(position: number, length: number): Promise<Buffer> {
    return this.#onDisk(() => readFully(this.#handle, position, length));
  }

  takenName(name: string): Promise<string | undefined> {
    return this.#onDisk(async () => {
      const names = await readdir(this.#folder);
      return names.includes(name) ? name : names.find((other) => foldedName(other) === foldedName(name));
    });
  }

  /** `link` refuses a taken name in one step, and never follows it; `rename` would replace it. */
  putNew(name: string): Promise<boolean> {
    const file = this.#fileOf(name);
    return this.#onDisk(async () => {
      try {
        await link(this.#entry.part, file);
      } catch (error) {
        const code = systemErrorCode(error);
        if (code === 'EEXIST') return false;
        // Some file systems know no links (FAT, some network shares).
        if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EMLINK' && code !== 'EISDIR') throw error;
        if (await exists(file)) return false;
        await this.#rename(file);
      }
      await syncFolder(this.#folder);
      return true;
    });
  }

  /** A link of that name is replaced, not followed. */
  replace(name: string): Promise<void> {
    return this.#onDisk(async () => {
      await this.#rename(this.#fileOf(name));
      await syncFolder(this.#folder);
    });
  }

  isSame(name: string): Promise<boolean> {
    return this.#onDisk(async () => {
      const other = await openIfFile(this.#fileOf(name));
      if (!other) return false;
      try {
        const size = (await other.stat()).size;
        const source: ByteSource = { size, read: (position, length) => readFully(other, position, length) };
        return await sameBytes(this, source);
      } finally {
        await other.close();
      }
    });
  }

  discard(): Promise<void> {
    this.#discarded ??= this.#remove();
    return this.#discarded;
  }

  async #remove(): Promise<void> {
    try {
      await this.#flush.catch(() => undefined);
      await this.#handle.close();
      await rm(this.#entry.part, { force: true });
      await this.#entry.forget();
    } catch {
      // The journal still knows it, so the next start removes it. What the caller did has succeeded or failed without this.
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#folder, bareName(name));
  }

  /** Windows renames no file that is open. */
  async #rename(file: string): Promise<void> {
    if (process.platform === 'win32') await this.#handle.close();
    await rename(this.#entry.part, file);
  }

  /** One at a time, and nobody waits for it but `sync`, which tells what it has failed with: the system tells that only once. */
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

  async #onDisk<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError(error, this.#folder);
    }
  }
}

async function readFully(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function openIfFile(file: string): Promise<FileHandle | undefined> {
  try {
    return (await stat(file)).isFile() ? await open(file, 'r') : undefined;
  } catch (error) {
    // A link that leads nowhere, or a file that may not be read, can't be said to be the same.
    if (['ENOENT', 'ELOOP', 'EACCES'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
