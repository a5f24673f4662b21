import type { JobOut } from '../api/types';
import { without } from '../base/without';
import { withError } from './endings';
import { isUnfinished, rankOf, type JobRecord, type JobState } from './model';
import { toldRefines } from './ourMetadata';

/** The words come from outside, so they are no members of an object, which has a `constructor`. */
const statesByStatus: ReadonlyMap<string, JobState> = new Map<string, JobState>([
  ['queued', 'queued'],
  ['processing', 'processing'],
  ['success', 'succeeded'],
  ['failed', 'failed'],
]);

/** What an answer of the service says of a job, which may be no more than that there is one. */
export type ToldJob = Pick<JobOut, 'jobId' | 'status'> & Partial<JobOut>;

/**
 * What the record becomes when the service tells `job`. Gives back the same object when nothing changed. A status never
 * goes backwards: answers can overtake each other, and one that calls a job unfinished that has come further is out of
 * date altogether. So is one that tells an earlier end than the one that is known. What we have concluded ourselves is
 * no status: any word of the service's replaces it.
 */
export function mergeJob(record: JobRecord, job: ToldJob, now: number): JobRecord {
  // A word that isn't documented is shown as it is, and the job stays unfinished.
  const told = statesByStatus.get(job.status) ?? 'processing';
  // It would be followed again, though nothing is known that is new.
  if (record.concluded === 'notFollowed' && record.jobId !== undefined && !statesByStatus.has(job.status))
    return record;
  const isKnown = record.jobId !== undefined && record.concluded === undefined;
  if (isKnown && isOutdated(record, told, job)) return record;
  const settled = isKnown && isStillGone(record, job);
  const state = settled ? record.state : told;
  const { errorCode, errorMessage }: Partial<JobRecord> = record.concluded === undefined ? record : {};
  const merged: JobRecord = {
    ...without(record, 'serviceStatus', 'errorCode', 'errorMessage', 'errorStatus', 'concluded', 'takingLong'),
    jobId: job.jobId,
    state,
    endpoint: job.endpoint ?? record.endpoint,
    designMode: job.designMode ?? record.designMode,
    outputFormat: job.outputFormat ?? record.outputFormat,
    createdAt: job.createdAt ?? record.createdAt,
    ...(job.metadata !== undefined && Object.keys(job.metadata).length > 0 && { metadata: job.metadata }),
    ...(!settled && !statesByStatus.has(job.status) && { serviceStatus: job.status }),
    ...(isStillLong(record, state, job) && { takingLong: true }),
    ...(job.updatedAt !== undefined && { updatedAt: job.updatedAt }),
    ...(job.brainstorm !== undefined && { brainstorm: job.brainstorm }),
    ...(job.tokensUsed !== undefined && { tokensUsed: job.tokensUsed }),
    ...(job.latencyMs !== undefined && { latencyMs: job.latencyMs }),
    ...(job.expiresAt !== undefined && { expiresAt: job.expiresAt }),
    ...(state === 'failed' && withError(job.errorCode ?? errorCode, job.errorMessage ?? errorMessage)),
    ...(settled && withError(errorCode, errorMessage)),
    ...(record.callback === true &&
      (isUnfinished(record) || record.concluded !== undefined) &&
      !isUnfinished({ state }) && { endSeenAt: new Date(now).toISOString() }),
  };
  return sameRecord(record, merged) ? record : merged;
}

/** Whether the record knows better than this word of the service's. */
function isOutdated(record: JobRecord, told: JobState, { updatedAt }: ToldJob): boolean {
  if (isUnfinished({ state: told })) return rankOf(told) < rankOf(record.state);
  return !isUnfinished(record) && isEarlier(updatedAt, record.updatedAt);
}

/** Whether the file is gone, and this tells nothing that is newer: the list goes on calling such a job a success. */
function isStillGone({ state, updatedAt, expiresAt }: JobRecord, job: ToldJob): boolean {
  return state === 'expired' && !isEarlier(updatedAt, job.updatedAt) && !isEarlier(expiresAt, job.expiresAt);
}

/** A job that was taken for stuck by its status isn't any more once it has a documented one. */
function isStillLong({ takingLong, serviceStatus }: JobRecord, state: JobState, { status }: ToldJob): boolean {
  const isBack = serviceStatus !== undefined && statesByStatus.has(status);
  return takingLong === true && rankOf(state) < rankOf('succeeded') && !isBack;
}

/** Whether one time is before another, both known. */
function isEarlier(one: string | undefined, other: string | undefined): boolean {
  return Date.parse(one ?? '') < Date.parse(other ?? '');
}

/** A record for a job that is not in the ledger: made elsewhere with the same key, or lost here. */
export function recordOfForeignJob(job: JobOut, requestId: string, account: string, now: number): JobRecord {
  const refines = toldRefines(job.metadata);
  const base: JobRecord = {
    requestId,
    account,
    state: 'submitting',
    endpoint: job.endpoint ?? 'text_to_cad',
    designMode: job.designMode ?? 'standard',
    outputFormat: job.outputFormat ?? 'STEP',
    createdAt: job.createdAt ?? new Date(now).toISOString(),
    ...(refines !== undefined && refines !== job.jobId && { refines }),
    metadata: job.metadata,
  };
  return mergeJob(base, job, now);
}

function sameRecord(a: JobRecord, b: JobRecord): boolean {
  return canonical(a) === canonical(b);
}

function canonical(record: JobRecord): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
