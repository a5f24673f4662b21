import type { Brainstorm, JobOut } from '../api/types';
import { sentence, type Sentence } from '../base/sentence';
import { pieces, type ByteSource } from './byteSource';
import type { Destination, Incoming } from './destination';
import { DownloadError } from './errors';
import type { Limiter } from './limiter';
import { numbered } from './naming';
import { receive, type ReceiveOptions } from './receive';
import type { StorageParts } from './storage';
import { verdictOn, type ContentChecker } from './verify';

export type ConflictChoice = 'overwrite' | 'keepBoth' | 'skip';

/** What a file is named after. */
export type NamedJob = Pick<JobOut, 'jobId' | 'outputFormat'> & {
  readonly brainstorm?: Pick<Brainstorm, 'projectName'>;
};

export interface DownloadTarget {
  readonly destination: Destination;
  /** What was asked for, such as `STEP`, in case that the service doesn't tell. */
  readonly format: string;
  /** A bare file name for the job, once its name is known. */
  readonly name: (job: NamedJob) => string;
  /** Asked when a file of another content has the name already: `taken` is how it is spelled there. */
  readonly onConflict: (taken: string) => Promise<ConflictChoice>;
}

export interface DownloadParts extends StorageParts {
  /** Shared by everything that downloads, so that only a few connections are open at a time. */
  readonly slots: Limiter;
  readonly contents: ContentChecker;
}

export interface Downloaded {
  /** The bare name of the file that holds the job's model; of the one that was kept when it is `skipped`. */
  readonly name: string;
  /** `same`: it was there already, byte for byte. `skipped`: the other file was kept. */
  readonly outcome: 'written' | 'same' | 'skipped';
  /** What is wrong with the file, though it is whole: it is kept, since another one won’t come. */
  readonly concern?: Sentence;
}

/**
 * Brings a finished job's file into a folder: asks for the job (its URL is re-signed each time), streams it, counts the
 * bytes, checks the format and the content, and only then brings the file into the folder.
 * @param askJob asks the service for the job; each call gives a newly signed address
 * @throws ApiError, DownloadError, or the signal's reason; no part of a file stays
 */
export async function download(
  askJob: () => Promise<JobOut>,
  target: DownloadTarget,
  parts: DownloadParts,
  options: ReceiveOptions,
): Promise<Downloaded> {
  // The place among those that may download is given back before the user is asked anything.
  const { name, incoming, concern } = await parts.slots.run(options.signal, () =>
    receiveWhole(askJob, target, parts, options),
  );
  return placeWhole({ name, incoming, concern }, target, options.signal);
}

/**
 * Brings a file that has been received before into a folder, in the same way and with the same checks: a job's file
 * never changes once it is made (API.md, "A job").
 * @param job what the service has told of it then
 * @throws DownloadError, as where the bytes aren't whole any more, or the signal's reason; no part of a file stays
 */
export async function saveReceived(
  source: ByteSource,
  job: NamedJob,
  target: DownloadTarget,
  { contents }: Pick<DownloadParts, 'contents'>,
  { signal, onProgress }: ReceiveOptions,
): Promise<Downloaded> {
  const name = target.name(job);
  const incoming = await target.destination.begin(name);
  const whole = await checked(incoming, name, job.outputFormat ?? target.format, contents, signal, async () => {
    for await (const piece of pieces(source)) {
      signal.throwIfAborted();
      await incoming.write([piece]);
      onProgress?.(incoming.size, source.size);
    }
    await incoming.sync();
  });
  return placeWhole(whole, target, signal);
}

/** A file that is whole, and isn't in its folder yet. */
interface Whole {
  readonly name: string;
  readonly incoming: Incoming;
  readonly concern: Sentence | undefined;
}

async function placeWhole(
  { name, incoming, concern }: Whole,
  { onConflict }: DownloadTarget,
  signal: AbortSignal,
): Promise<Downloaded> {
  try {
    signal.throwIfAborted();
    const placed = await place(incoming, name, onConflict, signal);
    return concern && placed.outcome !== 'skipped' ? { ...placed, concern } : placed;
  } finally {
    await incoming.discard();
  }
}

async function receiveWhole(
  askJob: () => Promise<JobOut>,
  target: DownloadTarget,
  parts: DownloadParts,
  options: ReceiveOptions,
): Promise<Whole> {
  const job = await askJob();
  const address = addressOf(job);
  const name = target.name(job);
  const incoming = await target.destination.begin(name);
  return checked(incoming, name, job.outputFormat ?? target.format, parts.contents, options.signal, () =>
    receive(address, async () => addressOf(await askJob()), incoming, parts, options),
  );
}

/** @param bring writes all bytes to `incoming`, which is gone when this throws */
async function checked(
  incoming: Incoming,
  name: string,
  format: string,
  contents: ContentChecker,
  signal: AbortSignal,
  bring: () => Promise<void>,
): Promise<Whole> {
  try {
    await bring();
    const { refusal, concern } = await verdictOn(incoming, format, contents, signal);
    if (refusal) throw new DownloadError('wrong_content', refusal);
    return { name, incoming, concern };
  } catch (error) {
    await incoming.discard();
    throw error;
  }
}

function addressOf({ status, downloadUrl }: JobOut): string {
  if (status !== 'success' || downloadUrl === undefined)
    throw new DownloadError('not_ready', sentence('This job has no file to download.'));
  return downloadUrl;
}

/** Brings a whole file into its folder; what is there is replaced only if `onConflict` says so. */
export async function place(
  incoming: Incoming,
  name: string,
  onConflict: DownloadTarget['onConflict'],
  signal: AbortSignal,
): Promise<Downloaded> {
  const taken = await putUnlessTaken(incoming, name, signal);
  if (taken === undefined) return { name, outcome: 'written' };
  if (await incoming.isSame(taken)) return { name: taken, outcome: 'same' };
  switch (await onConflict(taken)) {
    case 'skip':
      return { name: taken, outcome: 'skipped' };
    case 'overwrite':
      await incoming.replace(taken, signal);
      return { name: taken, outcome: 'written' };
    case 'keepBoth':
      for (let counter = 2; ; counter++) {
        const other = numbered(name, counter);
        const occupied = await putUnlessTaken(incoming, other, signal);
        if (occupied === undefined) return { name: other, outcome: 'written' };
        if (await incoming.isSame(occupied)) return { name: occupied, outcome: 'same' };
      }
  }
}

/** Puts the file in its place. @returns the name in its way, as that is spelled; undefined when it was put there */
async function putUnlessTaken(incoming: Incoming, name: string, signal: AbortSignal): Promise<string | undefined> {
  return (await incoming.takenName(name)) ?? ((await incoming.putNew(name, signal)) ? undefined : name);
}
