import path from 'node:path';
import { MakistryClient } from '../../src/api/client.js';
import { systemClock, type Clock } from '../../src/base/clock.js';
import { download, type ConflictChoice, type Downloaded, type DownloadParts } from '../../src/download/download.js';
import { Limiter } from '../../src/download/limiter.js';
import { openLocalFolder } from '../../src/download/localFolder.js';
import { PartJournal } from '../../src/download/partJournal.js';
import { contentsHere } from './contents.js';
import { impatientClock } from './manualClock.js';
import type { StorageServer } from './storageServer.js';

export interface DownloaderOptions {
  /** Files go to its subfolder `cad`, what the extension remembers to `storage`. */
  readonly folder: string;
  readonly server: Pick<StorageServer, 'baseUrl'>;
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
  readonly parts?: Partial<DownloadParts>;
  /** Another one than that of this process. */
  readonly journal?: PartJournal;
}

export interface RunOptions {
  readonly jobId?: string;
  readonly name?: string;
  readonly folder?: string;
  /** Where the folder must be. */
  readonly within?: string;
  readonly conflict?: ConflictChoice | ((taken: string) => Promise<ConflictChoice>);
  readonly signal?: AbortSignal;
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

/**
 * Downloads as the extension does, without an editor: a wait of a second between two attempts is one of a millisecond.
 */
export class Downloader {
  readonly target: string;
  readonly journal: PartJournal;
  readonly client: MakistryClient;
  readonly #parts: DownloadParts;

  constructor({
    folder,
    server,
    clock = impatientClock(1000),
    fetch = globalThis.fetch,
    parts,
    journal,
  }: DownloaderOptions) {
    this.target = path.join(folder, 'cad');
    this.journal = journal ?? new PartJournal(path.join(folder, 'storage'), systemClock);
    const connect = (): Promise<{ baseUrl: string; apiKey: string }> =>
      Promise.resolve({ baseUrl: server.baseUrl, apiKey: `mk_pub_${'a'.repeat(32)}` });
    this.client = new MakistryClient({ connect, fetch, clock: systemClock });
    const lookup = (): Promise<never[]> => Promise.resolve([]);
    this.#parts = {
      fetch,
      clock,
      apiIsOnLoopback: true,
      lookup,
      slots: new Limiter(3),
      contents: contentsHere,
      ...parts,
    };
  }

  async run({
    jobId = 'pub_1',
    name = 'part.step',
    folder = this.target,
    within,
    conflict = 'skip',
    signal = new AbortController().signal,
    onProgress,
  }: RunOptions = {}): Promise<Downloaded> {
    const destination = await openLocalFolder(folder, within, this.journal);
    const onConflict =
      typeof conflict === 'string' ? (): Promise<ConflictChoice> => Promise.resolve(conflict) : conflict;
    const askJob = (): ReturnType<MakistryClient['getJob']> => this.client.getJob(jobId, { signal });
    return download(askJob, { destination, format: 'STEP', name: () => name, onConflict }, this.#parts, {
      signal,
      ...(onProgress && { onProgress }),
    });
  }
}
