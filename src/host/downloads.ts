import { lookup } from 'node:dns/promises';
import * as path from 'node:path';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { namesIn } from '../base/files';
import { lazy, type Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import { lookAgainMs } from '../download/abandoned';
import type * as Downloader from '../download/index';
import type { Limiter } from '../download/limiter';
import type { PartJournal } from '../download/partJournal';
import type { PreviewShelf } from '../download/previewShelf';
import type { ContentChecker } from '../download/verify';
import { previewCopiesFolder } from '../jobs/previewCopy';
import { hostFetch } from './services';

/** How many files a window receives at the same time. */
const atOnce = 3;

/** What all downloads of a window share. */
export interface DownloadTools {
  readonly downloader: typeof Downloader;
  readonly slots: Limiter;
  readonly journal: PartJournal;
  readonly contents: ContentChecker;
  /** The files that are only shown. */
  readonly shelf: PreviewShelf;
}

/** Loads what downloads need with the first of them, and ends them with the window. */
export class Downloads extends Disposable {
  readonly fetch = hostFetch;
  readonly #parts: string;
  readonly #clock: Clock;
  readonly #running = new Set<Promise<unknown>>();
  #timer: Timer | undefined;
  readonly #stop = new AbortController();
  readonly #tools: Lazy<DownloadTools>;

  /**
   * @param storage where the extension may keep files: absolute
   * @param dist where its bundles are: absolute
   */
  constructor(storage: string, dist: string, clock: Clock, log: Logger) {
    super();
    this.#clock = clock;
    this.#tools = lazy(async () => {
      const downloader = await import('../download/index');
      return {
        downloader,
        slots: new downloader.Limiter(atOnce),
        journal: new downloader.PartJournal(this.#parts, this.#clock),
        shelf: new downloader.PreviewShelf(path.join(storage, previewCopiesFolder)),
        contents: new downloader.ContentChecks(path.join(dist, 'modelCheck.js'), log),
      };
    });
    this.#parts = path.join(storage, 'parts');
    this._register({
      dispose: () => {
        this.#stop.abort();
        this.#timer?.cancel();
        this._finish(Promise.allSettled(this.#running));
      },
    });
  }

  /** The window waits for it when it ends, so that nothing half-written stays. */
  track<T>(download: Promise<T>): Promise<T> {
    this.#running.add(download);
    const forget = (): void => void this.#running.delete(download);
    download.then(forget, forget);
    return download;
  }

  /** Aborted when the window closes, so that what is unfinished is removed. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  readonly lookup = (hostname: string): Promise<readonly { readonly address: string; readonly family: number }[]> =>
    lookup(hostname, { all: true });

  tools(): Promise<DownloadTools> {
    return this.#tools();
  }

  /**
   * Removes what windows that crashed left unfinished, and looks again later at what may be another machine's. It never
   * rejects.
   */
  async removeLeftOvers(log: Logger): Promise<void> {
    try {
      if ((await namesIn(this.#parts)).length === 0) return;
      const { journal } = await this.tools();
      if ((await journal.removeLeftOvers(log)) && !this.isDisposed)
        this.#timer = this.#clock.setTimeout(() => void this.removeLeftOvers(log), lookAgainMs);
    } catch (error) {
      log.warn(`Unfinished downloads could not be removed: ${String(error)}`);
    }
  }
}
