import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { isFrom, isUnfinished, type JobChange, type JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import type { Submissions } from '../jobs/submit/submission';

export interface EndedJobsParts {
  readonly store: Pick<JobStore, 'onDidChange' | 'get'>;
  readonly submissions: Pick<Submissions, 'isAwaited'>;
  /** The workspace of this window. */
  readonly workspace: () => string | undefined;
  readonly clock: Clock;
  /** Says that jobs of this window have ended together. They are as they are now. */
  readonly announce: (jobs: readonly JobRecord[]) => Promise<void>;
  readonly log: Logger;
}

/**
 * Jobs that end within this time, in ms, are announced together: one check of the service tells of all of them, and
 * refusals of several come right after each other.
 */
export const togetherMs = 1500;

/** Hears of each job that was submitted from this window's workspace, once, when this window has seen it end. */
export class EndedJobs extends Disposable {
  readonly #parts: EndedJobsParts;
  readonly #ended = new Set<string>();
  #timer: Timer | undefined;

  constructor(parts: EndedJobsParts) {
    super();
    this.#parts = parts;
    this._register(parts.store.onDidChange((changes) => this.#look(changes)));
    this._register({ dispose: () => this.#timer?.cancel() });
  }

  #look(changes: readonly JobChange[]): void {
    for (const { job, previous } of changes) {
      // Only what this window has seen running: jobs of the past and of other places are no news.
      if (previous !== undefined && isUnfinished(previous) && this.#isNews(job)) this.#ended.add(job.requestId);
    }
    if (this.#ended.size > 0) this.#timer ??= this.#parts.clock.setTimeout(() => this.#tell(), togetherMs);
  }

  #isNews(job: JobRecord): boolean {
    // While somebody waits for the answer to a submission, its refusal is shown there.
    const isTold = job.jobId === undefined && this.#parts.submissions.isAwaited(job.requestId);
    if (job.concluded === 'notFollowed') return false;
    return isFrom(job, this.#parts.workspace()) && (job.state === 'succeeded' || job.state === 'failed') && !isTold;
  }

  #tell(): void {
    this.#timer = undefined;
    const jobs = [...this.#ended].map((id) => this.#parts.store.get(id)).filter((job) => job !== undefined);
    this.#ended.clear();
    this.#parts.log.info(
      `Ended: ${jobs.map(({ jobId, requestId, state }) => `${jobId ?? requestId} ${state}`).join(', ')}`,
    );
    this.#parts.announce(jobs).catch((error: unknown) => this.#parts.log.error('A notification failed.', error));
  }
}
