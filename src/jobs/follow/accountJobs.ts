import type { JobRecord } from '../model';
import type { JobStore } from '../store';

export interface AccountJobsParts {
  readonly account: string;
  readonly store: JobStore;
  readonly isPollingEnabled: () => boolean;
  /** Whether the request is under way. */
  readonly isSending: (job: JobRecord) => boolean;
}

/** The unfinished jobs of one account, by what there is to do for them; each list is the oldest first. */
export class AccountJobs {
  readonly #parts: AccountJobsParts;

  constructor(parts: AccountJobsParts) {
    this.#parts = parts;
  }

  unfinished(): readonly JobRecord[] {
    return this.#parts.store.unfinished().filter(({ account }) => account === this.#parts.account);
  }

  /** What the service hasn't accepted yet. */
  toSend(): readonly JobRecord[] {
    return this.unfinished().filter(({ jobId }) => jobId === undefined);
  }

  /** What of that isn't under way. */
  waiting(): readonly JobRecord[] {
    return this.toSend().filter((job) => !this.#parts.isSending(job));
  }

  /** What the service has, so that it is to be asked about; none while checks are switched off. */
  watched(): readonly JobRecord[] {
    return this.#parts.isPollingEnabled() ? this.unfinished().filter(({ jobId }) => jobId !== undefined) : [];
  }

  /** Whether there is anything to do. */
  get isBusy(): boolean {
    return this.toSend().length > 0 || this.watched().length > 0;
  }

  /** Whether the service has given one job for several requests of ours, and it hasn't ended. */
  get isAnyShared(): boolean {
    const { store, account } = this.#parts;
    return this.unfinished().some(
      ({ jobId }) =>
        jobId !== undefined &&
        store.ofJob(jobId, account).filter(({ submittedAt }) => submittedAt !== undefined).length > 1,
    );
  }
}
