import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { mayHaveFile } from '../jobs/expiry';
import type { JobChange, JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import { lookAgainMs } from './abandoned';
import type { Claims } from './claims';

export interface AutoDownloadParts {
  readonly store: JobStore;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly log: Logger;
  /** Which jobs are this window's; undefined where nothing is to be saved by itself. */
  readonly workspace: () => string | undefined;
  readonly isOn: () => boolean;
  /** Since when it has been on for this workspace, in ms since the Unix epoch: what had ended before is left alone. */
  readonly since: () => number;
  /** Saves the file and tells of a failure. @throws never */
  readonly download: (job: JobRecord) => Promise<void>;
}

/**
 * Downloads each job of this workspace when it has succeeded: once, by one window, also when that was while the window
 * was closed.
 */
export class AutoDownload extends Disposable {
  readonly #parts: AutoDownloadParts;
  #timer: Timer | undefined;

  constructor(parts: AutoDownloadParts) {
    super();
    this.#parts = parts;
    this._register(
      parts.store.onDidChange((changes) =>
        this.#start(changes.filter((change) => hasFile(change)).map(({ job }) => job)),
      ),
    );
    this._register({ dispose: () => this.#timer?.cancel() });
    this.look();
  }

  /** Looks for jobs that have ended meanwhile, as at the start and when the setting has changed. */
  look(): void {
    const { store, claims, clock, log } = this.#parts;
    this.#start(store.jobs().filter(({ state }) => state === 'succeeded'));
    claims.prune(clock.now()).catch((error: unknown) => log.warn(`Old claims could not be removed: ${String(error)}`));
  }

  #start(jobs: readonly JobRecord[]): void {
    const { isOn, log } = this.#parts;
    if (this.isDisposed || !isOn()) return;
    for (const job of jobs) {
      if (this.#isWanted(job))
        void this.#download(job).catch((error: unknown) =>
          log.error(`Job ${job.jobId ?? job.requestId} could not be downloaded by itself.`, error),
        );
    }
  }

  #isWanted(job: JobRecord): boolean {
    const { file, workspace, requestId } = job;
    const ours = this.#parts.workspace();
    // The ids that we give are bare names; those of other machines' jobs come from outside.
    return (
      file === undefined &&
      ours !== undefined &&
      workspace === ours &&
      endedAt(job) >= this.#parts.since() &&
      /^[\w-]+$/.test(requestId)
    );
  }

  async #download(job: JobRecord): Promise<void> {
    const { claims, download } = this.#parts;
    if (!(await claims.claim(job.requestId))) {
      if (claims.areUnclear) this.#lookLater();
      return;
    }
    try {
      await download(job);
    } finally {
      await claims.finish(job.requestId);
    }
  }

  /** What another machine's window has claimed, it may never do. */
  #lookLater(): void {
    if (this.isDisposed) return;
    this.#timer?.cancel();
    this.#timer = this.#parts.clock.setTimeout(() => this.look(), lookAgainMs);
  }
}

/**
 * By this machine's clock, in ms since the Unix epoch. The service's may be hours away from it, so of its times only
 * the difference is used: from when a job was accepted to when it ended.
 */
function endedAt({ createdAt, submittedAt = createdAt, updatedAt = createdAt }: JobRecord): number {
  return Date.parse(submittedAt) + Date.parse(updatedAt) - Date.parse(createdAt);
}

/** Also of one that has expired by this machine's clock only, as soon as the service has made it. */
function hasFile({ job, previous }: JobChange): boolean {
  return job.state === 'succeeded' || (mayHaveFile(job) && !(previous && mayHaveFile(previous)));
}
