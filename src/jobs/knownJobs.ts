import { isUnfinished, type JobRecord } from './model';

/** All jobs in memory, by each of the ids that one is asked for with. */
export class KnownJobs {
  readonly #byRequest = new Map<string, JobRecord>();
  /** A service may give one job for two requests. */
  readonly #requestsByJob = new Map<string, readonly string[]>();
  readonly #unfinished = new Set<string>();

  get size(): number {
    return this.#byRequest.size;
  }

  all(): Iterable<JobRecord> {
    return this.#byRequest.values();
  }

  /** By our request id only. */
  ofRequest(requestId: string): JobRecord | undefined {
    return this.#byRequest.get(requestId);
  }

  /** By the service's job id or by our request id. */
  get(id: string): JobRecord | undefined {
    return this.#byRequest.get(this.#requestsByJob.get(id)?.[0] ?? id);
  }

  /** Every record that has that job of the account. */
  ofJob(jobId: string, account: string): readonly JobRecord[] {
    const records = (this.#requestsByJob.get(jobId) ?? []).map((id) => this.#byRequest.get(id));
    return records.filter((record) => record !== undefined).filter((record) => record.account === account);
  }

  /** Oldest first. */
  unfinished(): readonly JobRecord[] {
    return [...this.#unfinished]
      .map((id) => this.#byRequest.get(id))
      .filter((job) => job !== undefined)
      .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  }

  /** Found by its request from now on; by the rest once it is indexed, too. */
  put(record: JobRecord): void {
    this.#byRequest.set(record.requestId, record);
  }

  /** Finds it by its job's id and by whether it is unfinished from now on. */
  index(record: JobRecord): void {
    const { requestId, jobId } = record;
    const requests = this.#requestsByJob.get(jobId ?? '') ?? [];
    if (jobId !== undefined && !requests.includes(requestId)) this.#requestsByJob.set(jobId, [...requests, requestId]);
    if (isUnfinished(record)) this.#unfinished.add(requestId);
    else this.#unfinished.delete(requestId);
  }
}
