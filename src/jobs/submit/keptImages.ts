import { openAsBlob } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { InvalidInputError } from '../../api/errors';
import { entriesIn, makeFolder, patiently, syncFolder, unlessMissing, writeFileAtomic } from '../../base/files';
import { sentence } from '../../base/sentence';
import type { Image, ImageSource } from './imageSource';
import { isUnfinished, withoutKeptImages, type JobImage, type JobRecord } from '../model';
import { keeping } from '../storage';
import type { JobStore } from '../store';

/** What nobody has recorded so long, in ms, before the newest copies were made, a crash has left. */
const leftOverMs = 86_400_000;

/**
 * Copies of the images that jobs are made from. They are needed until the service has answered, since the request may
 * have to be sent again, and kept as long as there is room, to generate a part again.
 */
export class KeptImages {
  readonly #folder: string;
  readonly #limit: number;

  /** @param folder absolute; @param limit bytes that the copies of answered requests may take together */
  constructor(folder: string, limit = 100_000_000) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /**
   * Copies them, so that they survive a crash.
   * @throws NotKeptError, or what reading them throws, with nothing left behind
   */
  async keep(requestId: string, images: AsyncIterable<Image>): Promise<readonly JobImage[]> {
    const kept: JobImage[] = [];
    try {
      for await (const { name, type, content } of images) {
        await keeping(async () => {
          await makeFolder(this.#folderOf(requestId));
          await writeFileAtomic(this.#fileOf(requestId, kept.length), content);
        });
        kept.push({ name, type, bytes: content.length });
      }
      await keeping(async () => {
        await syncFolder(this.#folder);
        await syncFolder(path.dirname(this.#folder));
      });
    } catch (error) {
      await this.#removeQuietly(requestId);
      throw error;
    }
    return kept;
  }

  /**
   * The images of a job, to be read while they are sent.
   * @throws InvalidInputError `images_missing` when they aren't there as they were; the file system's error
   */
  async open({ requestId, images = [] }: JobRecord): Promise<readonly Blob[]> {
    await this.#mustBeThere(requestId, images);
    return Promise.all(images.map(({ type }, index) => openAsBlob(this.#fileOf(requestId, index), { type })));
  }

  /**
   * The images of a job, for another one.
   * @throws InvalidInputError `images_missing` when they aren't there as they were; the file system's error
   */
  async sources({ requestId, images = [] }: JobRecord): Promise<readonly ImageSource[]> {
    await this.#mustBeThere(requestId, images);
    return images.map(({ name, bytes }, index) => ({
      name,
      size: () => Promise.resolve(bytes),
      read: () => readFile(this.#fileOf(requestId, index)),
    }));
  }

  /** After a failure that is what has to be told: where nothing can be written, nothing can be removed. */
  async #removeQuietly(requestId: string): Promise<void> {
    await this.remove(requestId).catch(() => undefined);
  }

  async remove(requestId: string): Promise<void> {
    await patiently(() => rm(this.#folderOf(requestId), { recursive: true, force: true }));
  }

  /** Removes the copies that are too many, those of the oldest jobs first, and what no request is known of. */
  async makeRoom(store: JobStore): Promise<void> {
    let total = 0;
    for (const job of store.jobs()) {
      if (job.imagesKept !== true) continue;
      total += (job.images ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
      if (total <= this.#limit || (job.jobId === undefined && isUnfinished(job))) continue;
      await store.update(job.requestId, withoutKeptImages);
      await this.remove(job.requestId);
    }
    const entries = await entriesIn(this.#folder);
    // Ages by the files' own times: this machine's clock may be another than that of who wrote them, and another window
    // may be keeping images just now.
    const newest = Math.max(...entries.map(({ mtimeMs }) => mtimeMs));
    for (const { name: requestId, mtimeMs } of entries) {
      if (store.get(requestId)?.imagesKept !== true && newest - mtimeMs > leftOverMs) await this.remove(requestId);
    }
  }

  async #mustBeThere(requestId: string, images: readonly JobImage[]): Promise<void> {
    const sizes = await Promise.all(images.map((_, index) => sizeOf(this.#fileOf(requestId, index))));
    if (images.length > 0 && images.every(({ bytes }, index) => bytes === sizes[index])) return;
    throw new InvalidInputError(
      sentence(
        'The copies of the images are gone from this machine, so the request can’t be sent. Generate the part from the images anew.',
      ),
      { code: 'images_missing' },
    );
  }

  #folderOf(requestId: string): string {
    return path.join(this.#folder, requestId);
  }

  #fileOf(requestId: string, index: number): string {
    return path.join(this.#folderOf(requestId), String(index + 1));
  }
}

/**
 * In bytes; undefined when there is no such file. What can't be read now isn't gone for that.
 * @throws the file system's error
 */
async function sizeOf(file: string): Promise<number | undefined> {
  return (await unlessMissing(stat(file)))?.size;
}
