import { sentence } from '../base/sentence';
import type { Destination } from './destination';
import { place, type Downloaded, type DownloadTarget } from './download';
import { DownloadError } from './errors';
import { verdictOn, type ContentChecker } from './verify';

/** A file that was made on this machine. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As `formatProblem` knows it. */
  readonly format: string;
}

/**
 * Brings a file that was made here into a folder, as one that was downloaded: whole, checked, and without replacing
 * what is there unasked.
 * @throws DownloadError, or the signal's reason; no part of the file stays
 */
export async function deliver(
  { name, bytes, format }: MadeFile,
  destination: Destination,
  onConflict: DownloadTarget['onConflict'],
  contents: ContentChecker,
  signal: AbortSignal,
): Promise<Downloaded> {
  signal.throwIfAborted();
  const incoming = await destination.begin(name);
  try {
    await incoming.write([bytes]);
    await incoming.sync();
    // What else may be said of it was said when it was made.
    const { refusal } = await verdictOn(incoming, format, contents, signal);
    if (refusal) throw new DownloadError('wrong_content', sentence('{0} was not saved. {1}', name, refusal));
    return await place(incoming, name, onConflict, signal);
  } finally {
    await incoming.discard();
  }
}
