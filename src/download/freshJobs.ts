import type { MakistryClient } from '../api/client';
import type { JobOut } from '../api/types';
import { lazy } from '../base/lazy';

/**
 * So many jobs of one key, and a page of the list, which tells of a hundred, costs fewer requests than asking for each.
 */
const listFrom = 4;

/** After how many pages the list is given up: the job may be an old one. */
const maxPages = 3;

/**
 * The jobs of a batch as the service tells them now, with newly signed addresses. A key has a hundred requests an hour,
 * so many jobs are asked for with one.
 */
export class FreshJobs {
  readonly #client: MakistryClient;
  readonly #wanted: ReadonlySet<string>;
  #signal: AbortSignal | undefined;
  readonly #listed = lazy(() => this.#list(this.#signal));

  /** @param jobIds what `take` will be asked for */
  constructor(client: MakistryClient, jobIds: readonly string[]) {
    this.#client = client;
    this.#wanted = new Set(jobIds);
  }

  /** Each call gives another answer of the service. @throws ApiError, the signal's reason */
  async take(jobId: string, signal: AbortSignal): Promise<JobOut> {
    this.#signal = signal;
    const listed = this.#wanted.size < listFrom ? undefined : await this.#listed();
    const job = listed?.get(jobId);
    listed?.delete(jobId);
    return job?.downloadUrl === undefined ? this.#client.getJob(jobId, { signal }) : job;
  }

  async #list(signal: AbortSignal | undefined): Promise<Map<string, JobOut>> {
    const found = new Map<string, JobOut>();
    let cursor: string | undefined;
    for (let page = 0; page < maxPages && found.size < this.#wanted.size; page++) {
      const { jobs, nextCursor } = await this.#client.listJobs({
        ...(signal && { signal }),
        ...(cursor !== undefined && { cursor }),
      });
      for (const job of jobs) if (this.#wanted.has(job.jobId)) found.set(job.jobId, job);
      if (nextCursor === undefined || nextCursor === cursor) break;
      cursor = nextCursor;
    }
    return found;
  }
}
