import { createHash, webcrypto } from 'node:crypto';
import { mkdir, readFile, rm, utimes } from 'node:fs/promises';
import * as path from 'node:path';
import { entriesIn, patiently, writeFileAtomic } from '../base/files';
import type { ExactFacts, ModelMesh } from '../kernel/stepModel';

export interface CachedModel {
  readonly mesh: ModelMesh;
  readonly facts: ExactFacts;
}

/** Raised when what is kept changes within a version of the extension, as it does while that is made. */
const format = 4;

/** How many bytes are hashed at once, which takes a few ms. */
const hashedAtOnce = 4 * 1024 * 1024;

const arrayTypes = { Float32Array, Float64Array, Uint8Array, Uint32Array, Int32Array };
type ArrayName = keyof typeof arrayTypes;

interface ArrayPlace {
  readonly type: ArrayName;
  readonly offset: number;
  readonly length: number;
}

/**
 * Models that were read before, by the content of their files. The least recently used are removed first. Each begins
 * with a hash of all that follows, so what a disk has damaged, or anybody has changed, is read anew and not shown.
 */
export class StepCache {
  readonly #folder: string;
  readonly #maker: string;
  readonly #limit: number;

  /**
   * @param version of the extension: another one may read the same file otherwise
   * @param limit how many bytes all of them may take together
   */
  constructor(folder: string, version: string, limit = 200_000_000) {
    this.#folder = folder;
    this.#maker = `${format} ${version}`;
    this.#limit = limit;
  }

  /**
   * The key of a file's content. Hashing the largest file takes a second, so it is done in pieces, with other work in
   * between.
   */
  static async keyOf(content: Uint8Array): Promise<string> {
    const hash = createHash('sha256');
    for (let at = 0; at < content.length; at += hashedAtOnce) {
      hash.update(content.subarray(at, at + hashedAtOnce));
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    return hash.digest('hex');
  }

  /** @returns undefined when it isn't there, and when it is damaged or of another version, which removes it */
  async get(key: string, now: Date): Promise<CachedModel | undefined> {
    const file = this.#fileOf(key);
    let bytes: Buffer;
    try {
      bytes = await readFile(file);
    } catch {
      return undefined;
    }
    try {
      const model = await unpack(bytes, this.#maker);
      await utimes(file, now, now);
      return model;
    } catch {
      // What can't be removed is overwritten once the model is read.
      await rm(file, { force: true }).catch(() => undefined);
      return undefined;
    }
  }

  /** @throws the file system's error */
  async put(key: string, model: CachedModel): Promise<void> {
    const bytes = await pack(model, this.#maker);
    if (bytes.length > this.#limit / 2) return;
    await mkdir(this.#folder, { recursive: true });
    await this.#makeRoom(bytes.length);
    await writeFileAtomic(this.#fileOf(key), bytes);
  }

  async #makeRoom(needed: number): Promise<void> {
    const files = await entriesIn(this.#folder);
    let total = files.reduce((sum, { size }) => sum + size, needed);
    for (const { file, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= this.#limit) return;
      await patiently(() => rm(file, { force: true }));
      total -= size;
    }
  }

  #fileOf(key: string): string {
    return path.join(this.#folder, `${key}.model`);
  }
}

/** Bytes of the hash at the beginning. */
const hashBytes = 32;

/** In a thread of its own, since a large model takes longer than the extension host may stand still. */
async function hashOf(bytes: Uint8Array): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

/**
 * A hash of all that follows: the length of a JSON text, that text, and the arrays, each at a multiple of eight bytes.
 */
async function pack(model: CachedModel, maker: string): Promise<Buffer> {
  const arrays: Buffer[] = [];
  let offset = 0;
  const json = JSON.stringify({ maker, model }, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const bytes = Buffer.alloc(Math.ceil(value.byteLength / 8) * 8);
    bytes.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    const place: ArrayPlace & { array: true } = {
      array: true,
      type: value.constructor.name as ArrayName,
      offset,
      length: (value as Uint8Array).length,
    };
    arrays.push(bytes);
    offset += bytes.length;
    return place;
  });
  const text = Buffer.from(json);
  const header = Buffer.alloc(Math.ceil((4 + text.length) / 8) * 8, ' ');
  header.writeUInt32LE(text.length);
  header.set(text, 4);
  const packed = Buffer.concat([Buffer.alloc(hashBytes), header, ...arrays]);
  packed.set(await hashOf(packed.subarray(hashBytes)));
  return packed;
}

/** @throws when the bytes are not what `pack` gives to this maker */
async function unpack(packed: Buffer, maker: string): Promise<CachedModel> {
  const bytes = packed.subarray(hashBytes);
  if (!(await hashOf(bytes)).equals(packed.subarray(0, hashBytes))) throw new Error('damaged');
  const length = bytes.readUInt32LE();
  const base = Math.ceil((4 + length) / 8) * 8;
  const kept = JSON.parse(bytes.toString('utf8', 4, 4 + length), (_, value: unknown) => {
    if (!isPlace(value)) return value;
    const Type = arrayTypes[value.type];
    const start = base + value.offset;
    // A copy has a buffer of its own, which can be handed over, and is aligned whatever the file's buffer is.
    return new Type(new Uint8Array(bytes.subarray(start, start + value.length * Type.BYTES_PER_ELEMENT)).buffer);
  }) as { readonly maker: unknown; readonly model: CachedModel };
  if (kept.maker !== maker) throw new Error('of another version');
  return kept.model;
}

function isPlace(value: unknown): value is ArrayPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'array' in value &&
    'type' in value &&
    typeof value.type === 'string' &&
    Object.hasOwn(arrayTypes, value.type) &&
    'offset' in value &&
    'length' in value
  );
}
