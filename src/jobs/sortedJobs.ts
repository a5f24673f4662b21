import type { JobRecord } from './model';

interface Entry {
  readonly job: JobRecord;
  /** ms; what can't be read counts as the oldest. */
  readonly created: number;
  /** Of jobs of the same moment, the one that came first is shown first. */
  readonly sequence: number;
}

/** Jobs by age. A change costs the search for one place, not a sort. */
export class SortedJobs {
  readonly #entries = new Map<string, Entry>();
  /** Oldest first, since new ones are mostly the newest: they go to the end. */
  readonly #order: Entry[] = [];
  #sequence = 0;
  #jobs: readonly JobRecord[] | undefined;

  constructor(jobs: Iterable<JobRecord> = []) {
    for (const job of jobs) this.#entries.set(job.requestId, this.#entryOf(job));
    this.#order.push(...[...this.#entries.values()].sort(compare));
  }

  get size(): number {
    return this.#order.length;
  }

  has(requestId: string): boolean {
    return this.#entries.has(requestId);
  }

  /** Newest first. */
  jobs(): readonly JobRecord[] {
    this.#jobs ??= this.#order.map(({ job }) => job).reverse();
    return this.#jobs;
  }

  /** The newest ones, newest first. */
  newest(count: number): readonly JobRecord[] {
    return this.#order.slice(Math.max(0, this.#order.length - count)).map(({ job }) => job).reverse();
  }

  /** Adds a job, or takes it in the place of the one with its request id. */
  put(job: JobRecord): void {
    const known = this.#entries.get(job.requestId);
    if (known) this.#order.splice(this.#placeOf(known), 1);
    const entry = this.#entryOf(job, known?.sequence);
    this.#entries.set(job.requestId, entry);
    this.#order.splice(this.#placeOf(entry), 0, entry);
    this.#jobs = undefined;
  }

  remove(requestId: string): void {
    const known = this.#entries.get(requestId);
    if (!known) return;
    this.#entries.delete(requestId);
    this.#order.splice(this.#placeOf(known), 1);
    this.#jobs = undefined;
  }

  #entryOf(job: JobRecord, sequence = this.#sequence++): Entry {
    const created = Date.parse(job.createdAt);
    return { job, created: Number.isNaN(created) ? 0 : created, sequence };
  }

  /** Where the entry is, or belongs. */
  #placeOf(entry: Entry): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const other = this.#order[middle];
      if (other && compare(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Entry, b: Entry): number {
  return a.created - b.created || b.sequence - a.sequence;
}
