import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { MakistryClient } from '../api/client';
import { NetworkError } from '../api/errors';
import type { JobOut } from '../api/types';
import { sleep, type Clock } from '../base/clock';
import { syncFolder, systemErrorCode } from '../base/files';
import { DownloadError } from './errors';
import { numbered } from './naming';
import { openStorage } from './storage';
import { formatProblem } from './verify';

export type ConflictChoice = 'overwrite' | 'keepBoth' | 'skip';

export interface DownloadTarget {
  /** An absolute folder on this machine; it is made. */
  readonly folder: string;
  /** What was asked for, such as `STEP`, in case that the service doesn't tell. */
  readonly format: string;
  /** A bare file name for the job, once its name is known. */
  readonly name: (job: JobOut) => string;
  /** Asked when a file of another content is there already. */
  readonly onConflict: (file: string) => Promise<ConflictChoice>;
}

export interface DownloadParts {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Called as bytes arrive; `total` is undefined when the storage doesn't say. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

export interface Downloaded {
  /** Absolute path of the file that holds the job's model. */
  readonly file: string;
  /** `same`: it was there already, byte for byte. `skipped`: the user kept the other file. */
  readonly outcome: 'written' | 'same' | 'skipped';
}

/** Longest silence of the storage in ms. There's no limit on the whole: files can be large and lines slow. */
const stallLimitMs = 60_000;

/**
 * Brings a finished job's file into a folder: asks for the job (its URL is re-signed each time), streams beside the target, counts the bytes, checks
 * the format, and only then gives the file its name.
 * @throws ApiError, DownloadError, or the signal's reason; no part of a file stays
 */
export async function download(client: MakistryClient, jobId: string, target: DownloadTarget, parts: DownloadParts, options: DownloadOptions): Promise<Downloaded> {
  const job = await client.getJob(jobId, { signal: options.signal });
  if (job.status !== 'success' || job.downloadUrl === undefined) throw new DownloadError('not_ready', 'This job has no file to download.');
  const format = job.outputFormat ?? target.format;
  const file = insideFolder(target.folder, target.name(job));
  await onDisk(() => mkdir(target.folder, { recursive: true }));
  const part = path.join(target.folder, `.${path.basename(file)}.${randomUUID().slice(0, 8)}.part`);
  try {
    await receive(job.downloadUrl, part, parts, options);
    const problem = await formatProblem(part, format);
    if (problem !== undefined) throw new DownloadError('wrong_content', `What came is not a whole ${format} file: ${problem}.`);
    return await place(part, file, target.onConflict);
  } finally {
    await rm(part, { force: true });
  }
}

/** Streams to `part` and syncs it. */
async function receive(url: string, part: string, { fetch, clock }: DownloadParts, { signal, onProgress }: DownloadOptions): Promise<void> {
  const stalled = new AbortController();
  const both = AbortSignal.any([signal, stalled.signal]);
  const handle = await onDisk(() => open(part, 'wx', 0o644));
  let received = 0;
  let total: number | undefined;
  let watch = watchdog(clock, stalled);
  try {
    const response = await openStorage(url, fetch, both);
    total = contentLength(response);
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      watch.stop();
      await onDisk(() => handle.writeFile(chunk));
      received += chunk.byteLength;
      onProgress?.(received, total);
      watch = watchdog(clock, stalled);
    }
    await onDisk(() => handle.sync());
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof DownloadError || (error instanceof NetworkError && received === 0 && !stalled.signal.aborted)) throw error;
    if (stalled.signal.aborted) throw new DownloadError('stalled', `No byte came for ${stallLimitMs / 1000} seconds.`, error);
    throw new DownloadError('incomplete', `The connection was lost after ${received} bytes.`, error);
  } finally {
    watch.stop();
    await handle.close();
  }
  if (total !== undefined && received !== total) throw new DownloadError('incomplete', `Only ${received} of ${total} bytes came.`);
}

function watchdog(clock: Clock, stalled: AbortController): { stop(): void } {
  const stop = new AbortController();
  sleep(clock, stallLimitMs, stop.signal).then(
    () => stalled.abort(),
    () => undefined,
  );
  return { stop: () => stop.abort() };
}

/** The whole file's length in bytes; undefined when the body is compressed on the way or its length isn't said. */
function contentLength(response: Response): number | undefined {
  const value = response.headers.get('content-length');
  return value !== null && /^\d+$/.test(value) && response.headers.get('content-encoding') === null ? Number(value) : undefined;
}

async function place(part: string, file: string, onConflict: DownloadTarget['onConflict']): Promise<Downloaded> {
  if (await putNew(part, file)) return { file, outcome: 'written' };
  if (await sameContent(part, file)) return { file, outcome: 'same' };
  switch (await onConflict(file)) {
    case 'skip':
      return { file, outcome: 'skipped' };
    case 'overwrite':
      await onDisk(() => rename(part, file));
      await syncFolder(path.dirname(file));
      return { file, outcome: 'written' };
    case 'keepBoth':
      for (let counter = 2; ; counter++) {
        const other = path.join(path.dirname(file), numbered(path.basename(file), counter));
        if (await putNew(part, other)) return { file: other, outcome: 'written' };
        if (await sameContent(part, other)) return { file: other, outcome: 'same' };
      }
  }
}

/** Gives `part` the name `file` unless something has that name. `link` refuses a taken name in one step; `rename` would replace it. */
async function putNew(part: string, file: string): Promise<boolean> {
  try {
    await link(part, file);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    // Some file systems know no links (FAT, some network shares).
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK' && code !== 'EISDIR') throw diskError(error);
    if (await exists(file)) return false;
    await onDisk(() => rename(part, file));
  }
  await syncFolder(path.dirname(file));
  return true;
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw diskError(error);
  }
}

async function sameContent(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a), stat(b)]);
  if (!second.isFile() || first.size !== second.size) return false;
  const others = createReadStream(b)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(a) as AsyncIterable<Buffer>) {
    while (rest.length < chunk.length) {
      const next = await others.next();
      if (next.done) return false;
      rest = Buffer.concat([rest, next.value]);
    }
    if (!rest.subarray(0, chunk.length).equals(chunk)) return false;
    rest = rest.subarray(chunk.length);
  }
  return true;
}

/** Joins and checks after joining: an untrusted name never leaves the folder. */
function insideFolder(folder: string, name: string): string {
  const file = path.resolve(folder, name);
  if (path.dirname(file) !== path.resolve(folder)) throw new DownloadError('disk', 'The file’s name would lead out of the folder.');
  return file;
}

async function onDisk<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw diskError(error);
  }
}

const diskSentences: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your quota on the disk is used up.',
  EACCES: 'You may not write to the folder.',
  EPERM: 'You may not write to the folder.',
  EROFS: 'The folder is on a read-only disk.',
  ENOTDIR: 'A part of the folder’s path is a file.',
  EEXIST: 'The folder’s name is taken by a file.',
  ENAMETOOLONG: 'The path is too long.',
};

function diskError(error: unknown): DownloadError {
  const code = systemErrorCode(error) ?? '';
  return new DownloadError('disk', diskSentences[code] ?? `The file could not be written: ${error instanceof Error ? error.message : code}`, error);
}
