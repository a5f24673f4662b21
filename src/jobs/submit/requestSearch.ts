import type { JobOut } from '../../api/types';
import { maxPageSize } from '../../api/types';
import type { JobRecord } from '../model';
import { toldRequestId } from '../ourMetadata';
import type { Service } from '../service';
import type { JobStore } from '../store';

/** How many pages of the list are looked through for a request. */
const mostPages = 3;

/** How long before its request a job may be dated, in ms: the clocks differ. */
const clockDifferenceMs = 3_600_000;

/**
 * Looks for a request of ours among the jobs of its key, and takes over what the list tells. The list is the newest
 * first, so it ends at jobs that are older than the request.
 * @returns whether the service has a job of it
 * @throws ApiError, the signal's reason, the file system's error
 */
export async function findRequest(
  { client, account }: Service,
  record: JobRecord,
  store: JobStore,
  signal: AbortSignal,
): Promise<boolean> {
  const isPast = ({ createdAt = '' }: JobOut): boolean =>
    Date.parse(createdAt) < Date.parse(record.createdAt) - clockDifferenceMs;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { jobs, nextCursor } = await client.listJobs({
      limit: maxPageSize,
      signal,
      retry: false,
      purpose: 'submission',
      ...(cursor !== undefined && { cursor }),
    });
    await store.merge(jobs, account);
    if (jobs.some((job) => toldRequestId(job.metadata) === record.requestId)) return true;
    if (nextCursor === undefined || jobs.some(isPast)) return false;
    cursor = nextCursor;
  }
  return false;
}
