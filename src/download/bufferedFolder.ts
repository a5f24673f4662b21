import { foldedName } from '../base/fileKey';
import { sentence } from '../base/sentence';
import { BufferSource, byteLength, sameBytes } from './byteSource';
import type { Destination, Incoming } from './destination';
import { diskError } from './diskError';
import { DownloadError } from './errors';
import { bareName } from './insideFolder';

/** A folder that only the editor can reach: its file system takes whole files and no streams. Names are bare. */
export interface WholeFiles {
  /** For people. */
  readonly label: string;
  /** The names of what is in the folder; nothing when there's no such folder. */
  names(): Promise<readonly string[]>;
  /** Undefined for what isn't a file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Makes the folder, too. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** Largest file that is held in memory, in bytes. */
export const bufferLimitBytes = 64_000_000;

/** A folder that takes whole files: each is held in memory until it is there. */
export class BufferedFolder implements Destination {
  readonly #files: WholeFiles;
  readonly #limit: number;

  constructor(files: WholeFiles, limit = bufferLimitBytes) {
    this.#files = files;
    this.#limit = limit;
  }

  begin(name: string): Promise<Incoming> {
    bareName(name);
    return Promise.resolve(new BufferedFile(this.#files, this.#limit));
  }
}

class BufferedFile implements Incoming {
  readonly #files: WholeFiles;
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(files: WholeFiles, limit: number) {
    this.#files = files;
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  write(pieces: readonly Uint8Array[]): Promise<void> {
    this.#size += byteLength(pieces);
    if (this.#size > this.#limit) {
      this.#chunks = [];
      const limit = Math.round(this.#limit / 1_000_000);
      return Promise.reject(
        new DownloadError(
          'too_large',
          sentence(
            'The file is larger than the {0} MB that can be saved to {1}, which takes whole files only. Choose a folder of this machine with Download As….',
            limit,
            this.#files.label,
          ),
        ),
      );
    }
    this.#chunks.push(...pieces);
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.#chunks = [];
    this.#size = 0;
    return Promise.resolve();
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }

  read(position: number, length: number): Promise<Buffer> {
    return new BufferSource(this.#bytes()).read(position, length);
  }

  takenName(name: string): Promise<string | undefined> {
    return this.#there(async () => {
      const names = await this.#files.names();
      return names.includes(name) ? name : names.find((other) => foldedName(other) === foldedName(name));
    });
  }

  /** These file systems have no exclusive writing: the look a moment before is all that can be done. */
  async putNew(name: string): Promise<boolean> {
    if ((await this.takenName(name)) !== undefined) return false;
    await this.replace(name);
    return true;
  }

  replace(name: string): Promise<void> {
    return this.#there(() => this.#files.write(bareName(name), this.#bytes()));
  }

  isSame(name: string): Promise<boolean> {
    return this.#there(async () => {
      const bytes = await this.#files.read(bareName(name));
      return bytes !== undefined && sameBytes(this, new BufferSource(bytes));
    });
  }

  discard(): Promise<void> {
    this.#chunks = [];
    return Promise.resolve();
  }

  /** One piece, which the next calls find again. */
  #bytes(): Uint8Array {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? new Uint8Array();
  }

  async #there<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError(error, this.#files.label);
    }
  }
}
