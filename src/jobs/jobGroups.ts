import { jobStates, type JobChange, type JobRecord, type JobState } from './model';
import { SortedJobs } from './sortedJobs';

/** The jobs that pass a filter, by state, kept current job by job: no question about them looks at all jobs. */
export class JobGroups {
  readonly #byState = new Map<JobState, SortedJobs>();
  readonly #byAccount = new Map<string, number>();
  readonly #isShown: (job: JobRecord) => boolean;
  #size = 0;

  /** @param jobs newest first */
  constructor(jobs: readonly JobRecord[], isShown: (job: JobRecord) => boolean = () => true) {
    this.#isShown = isShown;
    const shown: Readonly<Record<JobState, JobRecord[]>> = {
      submitting: [],
      queued: [],
      processing: [],
      succeeded: [],
      failed: [],
      expired: [],
    };
    let [account, ofAccount] = ['', 0];
    for (const job of jobs) {
      if (!isShown(job)) continue;
      // Most jobs have the account of the one before: they are counted together.
      if (job.account !== account) {
        this.#count(account, ofAccount);
        [account, ofAccount] = [job.account, 0];
      }
      ofAccount++;
      shown[job.state].push(job);
    }
    this.#count(account, ofAccount);
    for (const state of jobStates) this.#byState.set(state, new SortedJobs(shown[state]));
  }

  take(changes: readonly JobChange[]): void {
    for (const { job, previous } of changes) {
      const [wasIn, isIn] = [this.#groupOf(previous), this.#groupOf(job)];
      if (previous && wasIn !== undefined && wasIn !== isIn) this.#byState.get(wasIn)?.remove(previous);
      if (isIn !== undefined) this.#byState.get(isIn)?.put(job, wasIn === isIn ? previous : undefined);
      this.#count(job.account, Number(isIn !== undefined) - Number(wasIn !== undefined));
    }
  }

  /**
   * @returns the groups in which changes let a row come, go or have another place, before or after they are taken; a
   * row that stays where it is makes none
   */
  movedBy(changes: readonly JobChange[]): ReadonlySet<JobState> {
    const moved = new Set<JobState>();
    for (const { job, previous } of changes) {
      const [wasIn, isIn] = [this.#groupOf(previous), this.#groupOf(job)];
      if (wasIn === isIn && job.createdAt === previous?.createdAt) continue;
      for (const state of [wasIn, isIn]) if (state !== undefined) moved.add(state);
    }
    return moved;
  }

  /** The states that there are jobs of, in their order. */
  states(): readonly JobState[] {
    return jobStates.filter((state) => this.count(state) > 0);
  }

  count(state: JobState): number {
    return this.#byState.get(state)?.size ?? 0;
  }

  /** The newest jobs of a state, newest first. */
  newest(state: JobState, count: number): readonly JobRecord[] {
    return this.#byState.get(state)?.newest(count) ?? [];
  }

  /** How many jobs there are in all groups. */
  get size(): number {
    return this.#size;
  }

  /** The accounts that they belong to, with how many. */
  get accounts(): ReadonlyMap<string, number> {
    return this.#byAccount;
  }

  #groupOf(job: JobRecord | undefined): JobState | undefined {
    return job && this.#isShown(job) ? job.state : undefined;
  }

  #count(account: string, jobs: number): void {
    this.#size += jobs;
    const sum = (this.#byAccount.get(account) ?? 0) + jobs;
    if (sum > 0) this.#byAccount.set(account, sum);
    else this.#byAccount.delete(account);
  }
}
