import type { JobRecord } from './model';

/**
 * What the service calls a job whose file has gone (API.md, "Errors"). Only with this word the ledger keeps that a job
 * has expired.
 */
export const expiredCode = 'output_expired';

/**
 * The record as the service has told it: what has expired by this machine's clock only, which may be wrong, has
 * succeeded.
 */
export function asTold(record: JobRecord): JobRecord {
  const isToldSo =
    record.errorCode === expiredCode || record.expiresAt === undefined || Number.isNaN(Date.parse(record.expiresAt));
  return record.state === 'expired' && !isToldSo ? { ...record, state: 'succeeded' } : record;
}

/**
 * Whether the service may have the job's file: it made one, and hasn't said that it is gone. This machine's clock may
 * be wrong.
 */
export function mayHaveFile(record: JobRecord): boolean {
  return record.jobId !== undefined && asTold(record).state === 'succeeded';
}

/**
 * The record as it is at `now`, by this machine's clock: what has succeeded is expired once its file is gone. It goes
 * both ways, as clocks do.
 */
export function atTime(record: JobRecord, now: number): JobRecord {
  const told = asTold(record);
  const isOver = told.state === 'succeeded' && told.expiresAt !== undefined && Date.parse(told.expiresAt) <= now;
  const state = isOver ? 'expired' : told.state;
  return state === record.state ? record : { ...record, state };
}
