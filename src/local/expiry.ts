import type { JobRow } from './jobRow';
import { parseMicros } from './times';

/** How long a job's file lives from the job's creation, in ms: 30 days (API.md, "A job"). */
export const fileLifeMs = 30 * 86_400_000;

/**
 * How long an ended job is remembered, in ms: for as long again, a job whose file has gone answers that it has expired.
 */
const memoryMs = 2 * fileLifeMs;

/** Microseconds since the Unix epoch. */
export function createdAtMicros({ createdAt }: JobRow): number {
  return parseMicros(createdAt) ?? 0;
}

/** Whether the job's file has had its time. @param now ms since the Unix epoch */
export function isExpired(row: JobRow, now: number): boolean {
  return row.status === 'success' && createdAtMicros(row) / 1000 + fileLifeMs <= now;
}

/** Whether the job itself has had its time. @param now ms since the Unix epoch */
export function isForgotten(row: JobRow, now: number): boolean {
  return hasEnded(row) && createdAtMicros(row) / 1000 + memoryMs <= now;
}

export function hasEnded({ status }: JobRow): boolean {
  return status === 'success' || status === 'failed';
}
