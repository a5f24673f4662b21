import type { JobRecord } from './model';

/**
 * Jobs by age, newest first; of jobs of the same moment, the one that came first is first. A change costs the search
 * for one place, not a sort.
 */
export class SortedJobs {
  #jobs: JobRecord[];
  /** Whether somebody has the list, so that it must not change any more. */
  #isShared = false;

  /** @param sorted newest first */
  constructor(sorted: JobRecord[] = []) {
    this.#jobs = sorted;
  }

  /** Sorts jobs that come in any order. */
  static of(jobs: Iterable<JobRecord>): SortedJobs {
    const dated = [...jobs].map((job) => ({ job, created: createdAt(job) }));
    return new SortedJobs(dated.sort((a, b) => b.created - a.created).map(({ job }) => job));
  }

  get size(): number {
    return this.#jobs.length;
  }

  /** Newest first. */
  jobs(): readonly JobRecord[] {
    this.#isShared = true;
    return this.#jobs;
  }

  /** The newest ones, newest first. */
  newest(count: number): readonly JobRecord[] {
    return this.#jobs.slice(0, count);
  }

  /** Adds a job, or takes it in the place of its `previous` version. */
  put(job: JobRecord, previous: JobRecord | undefined): void {
    const known = previous && this.#find(previous);
    const jobs = this.#own();
    if (known !== undefined && createdAt(job) === createdAt(previous ?? job)) {
      jobs[known] = job;
      return;
    }
    if (known !== undefined) jobs.splice(known, 1);
    jobs.splice(
      this.#firstWhere((created) => created < createdAt(job)),
      0,
      job,
    );
  }

  /** @param job as it was put */
  remove(job: JobRecord): void {
    const known = this.#find(job);
    if (known !== undefined) this.#own().splice(known, 1);
  }

  #own(): JobRecord[] {
    if (this.#isShared) this.#jobs = [...this.#jobs];
    this.#isShared = false;
    return this.#jobs;
  }

  #find(job: JobRecord): number | undefined {
    const created = createdAt(job);
    for (let index = this.#firstWhere((other) => other <= created); index < this.#jobs.length; index++) {
      const other = this.#jobs[index];
      if (!other || createdAt(other) !== created) return undefined;
      if (other.requestId === job.requestId) return index;
    }
    return undefined;
  }

  /** The first place from which on all times are as is asked. */
  #firstWhere(holds: (created: number) => boolean): number {
    let [low, high] = [0, this.#jobs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const job = this.#jobs[middle];
      if (job && !holds(createdAt(job))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** ms; what can't be read counts as the oldest. */
function createdAt(job: JobRecord): number {
  const created = Date.parse(job.createdAt);
  return Number.isNaN(created) ? 0 : created;
}
