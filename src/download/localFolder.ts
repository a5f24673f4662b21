import { access, constants, mkdir, open, readdir, realpath, rm, stat, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { foldedName } from '../base/fileKey';
import { patiently, syncFolder, systemErrorCode } from '../base/files';
import { sameBytes, type ByteSource } from './byteSource';
import type { Destination, Incoming } from './destination';
import { diskError, keepingError } from './diskError';
import { GrowingFile, readFully } from './growingFile';
import { bareName, checkInside } from './insideFolder';
import type { PartEntry, PartJournal } from './partJournal';
import { copyTo, nameNew, nameOver } from './placing';

/**
 * A folder of this machine, made if it isn't there.
 * @param folder absolute
 * @param within where it must be, symbolic links followed; undefined when the user has chosen the folder freely
 * @throws DownloadError
 */
export async function openLocalFolder(
  folder: string,
  within: string | undefined,
  journal: PartJournal,
): Promise<Destination> {
  try {
    await makeInside(folder, within);
    return new LocalFolder({ real: await realpath(folder), within, journal });
  } catch (error) {
    throw diskError(error, folder);
  }
}

async function makeInside(folder: string, within: string | undefined): Promise<void> {
  if (within !== undefined) await checkInside(folder, within);
  await mkdir(folder, { recursive: true });
  // Between the two looks a link may have been put there.
  if (within !== undefined) await checkInside(folder, within);
}

interface Target {
  /** Absolute, without a symbolic link. */
  readonly real: string;
  readonly within: string | undefined;
  readonly journal: PartJournal;
}

class LocalFolder implements Destination {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  async begin(name: string): Promise<Incoming> {
    const { real, journal } = this.#target;
    bareName(name);
    // Better said now than when everything has come. Windows doesn't tell it here.
    await onDisk(real, () => access(real, constants.W_OK));
    const told = (error: unknown): ReturnType<typeof keepingError> => keepingError(error, journal.folder);
    let entry: PartEntry;
    try {
      entry = await journal.enter(real);
    } catch (error) {
      throw told(error);
    }
    try {
      return new ReceivedFile(this.#target, entry, await GrowingFile.make(entry.received, 0o600, told));
    } catch (error) {
      // It names no file that there is, so it does no harm.
      await entry.forget().catch(() => undefined);
      throw error;
    }
  }
}

/** A file that is received where nobody sees it, and copied into the folder when it is whole. */
class ReceivedFile implements Incoming {
  readonly #target: Target;
  readonly #entry: PartEntry;
  readonly #received: GrowingFile;
  #discarded: Promise<void> | undefined;

  constructor(target: Target, entry: PartEntry, received: GrowingFile) {
    this.#target = target;
    this.#entry = entry;
    this.#received = received;
  }

  get size(): number {
    return this.#received.size;
  }

  write(pieces: readonly Uint8Array[]): Promise<void> {
    return this.#received.write(pieces);
  }

  restart(): Promise<void> {
    return this.#received.restart();
  }

  async sync(): Promise<void> {
    await this.#received.sync();
  }

  read(position: number, length: number): Promise<Buffer> {
    return this.#received.read(position, length);
  }

  takenName(name: string): Promise<string | undefined> {
    const { real, within } = this.#target;
    return onDisk(real, async () => {
      // Much can have happened while the file came: git removes a folder that holds nothing.
      await makeInside(real, within);
      const names = await readdir(real);
      return names.includes(name) ? name : names.find((other) => foldedName(other) === foldedName(name));
    });
  }

  putNew(name: string, signal: AbortSignal): Promise<boolean> {
    return this.#place(name, signal, nameNew);
  }

  /** A link of that name is replaced, not followed. */
  async replace(name: string, signal: AbortSignal): Promise<void> {
    await this.#place(name, signal, nameOver);
  }

  /** The copy is in the folder for as long as it is written, whatever comes of it. */
  async #place(name: string, signal: AbortSignal, give: typeof nameNew): Promise<boolean> {
    const { real } = this.#target;
    const file = this.#fileOf(name);
    let isGiven: boolean;
    try {
      await copyTo(this.#entry.part, this.#received, signal, (error) => diskError(error, real));
      isGiven = await onDisk(real, () => give(this.#entry.part, file));
    } finally {
      await this.#removeCopy();
    }
    // The file is there, and whole. Where a folder can't be synced, only a power cut could take its name again.
    if (isGiven) await syncFolder(real).catch(() => undefined);
    return isGiven;
  }

  isSame(name: string): Promise<boolean> {
    return onDisk(this.#target.real, async () => {
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
    await this.#received.close();
    if (!(await this.#removeCopy())) return;
    try {
      await patiently(() => rm(this.#entry.received, { force: true }));
      await this.#entry.forget();
    } catch {
      // The journal still knows it, so the next start removes it. What the caller did has succeeded or failed without
      // this.
    }
  }

  /** @returns false when it is still there; then the journal remembers it */
  async #removeCopy(): Promise<boolean> {
    try {
      await patiently(() => rm(this.#entry.part, { force: true }));
      return true;
    } catch {
      return false;
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#target.real, bareName(name));
  }
}

async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error, folder);
  }
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
