import { jobStates, type JobRecord, type JobState } from '../jobs/model';
import { SortedJobs } from '../jobs/sortedJobs';
import type { JobChange } from '../jobs/store';

/** The jobs that pass the filter, by state, kept current job by job: no question about them looks at all jobs. */
export class JobGroups {
  readonly #byState = new Map<JobState, SortedJobs>();
  readonly #byAccount = new Map<string, number>();
  #isShown: (job: JobRecord) => boolean = () => true;
  #total = 0;

  /** Begins anew, as after the filter has changed. It is the one look at all jobs, and the first thing that a view needs. @param jobs newest first */
  fill(jobs: readonly JobRecord[], isShown: (job: JobRecord) => boolean): void {
    this.#isShown = isShown;
    this.#total = jobs.length;
    this.#byAccount.clear();
    const shown: Readonly<Record<JobState, JobRecord[]>> = { submitting: [], queued: [], processing: [], succeeded: [], failed: [], expired: [] };
    let [account, ofAccount] = ['', 0];
    for (const job of jobs) {
      // Most jobs have the account of the one before: they are counted together.
      if (job.account !== account) {
        this.#count(account, ofAccount);
        [account, ofAccount] = [job.account, 0];
      }
      ofAccount++;
      if (isShown(job)) shown[job.state].push(job);
    }
    this.#count(account, ofAccount);
    for (const state of jobStates) this.#byState.set(state, new SortedJobs(shown[state]));
  }

  /** @returns the groups in which a row has come, gone or may have another place; a row that stays where it is makes none */
  take(changes: readonly JobChange[]): ReadonlySet<JobState> {
    const moved = new Set<JobState>();
    for (const { job, previous } of changes) {
      if (!previous) {
        this.#total++;
        this.#count(job.account, 1);
      }
      const wasIn = previous && this.#byState.get(previous.state)?.has(previous) ? previous.state : undefined;
      const isIn = this.#isShown(job) ? job.state : undefined;
      if (previous && wasIn !== undefined && wasIn !== isIn) this.#byState.get(wasIn)?.remove(previous);
      if (isIn !== undefined) this.#byState.get(isIn)?.put(job, wasIn === isIn ? previous : undefined);
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

  /** How many jobs pass the filter. */
  get shown(): number {
    return jobStates.reduce((sum, state) => sum + this.count(state), 0);
  }

  /** How many jobs there are, the filtered ones included. */
  get total(): number {
    return this.#total;
  }

  /** The accounts that there are jobs of, with how many, the filtered ones included. */
  get accounts(): ReadonlyMap<string, number> {
    return this.#byAccount;
  }

  #count(account: string, jobs: number): void {
    if (jobs > 0) this.#byAccount.set(account, (this.#byAccount.get(account) ?? 0) + jobs);
  }
}
