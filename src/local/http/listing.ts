import { jobStatuses, maxPageSize } from '../../api/types';
import { createdAtMicros } from '../expiry';
import { endpoints, type JobRow } from '../jobRow';
import { parseMicros } from '../times';

export interface Page {
  readonly rows: readonly JobRow[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

/** A page of `GET /v1/jobs`, newest first. A string is the name of a parameter that is wrong (API.md, "A job"). */
export function listJobs(all: readonly JobRow[], query: Readonly<Record<string, string>>): Page | string {
  const { status, endpoint, cursor, limit = '20' } = query;
  const size = Number(limit);
  if (!/^\d+$/.test(limit) || size < 1 || size > maxPageSize) return `limit must be 1 to ${maxPageSize}.`;
  if (status !== undefined && !isOneOf(jobStatuses, status)) return `status must be one of ${jobStatuses.join(', ')}.`;
  if (endpoint !== undefined && !isOneOf(endpoints, endpoint))
    return `endpoint must be one of ${endpoints.join(', ')}.`;
  // A plus sign that wasn't encoded arrives as a space.
  const before = cursor === undefined ? Infinity : parseMicros(cursor.replace(' ', '+'));
  if (before === undefined) return 'cursor must be the next_cursor of an earlier answer.';
  const rows = all
    .filter(
      (row) =>
        (status === undefined || row.status === status) &&
        (endpoint === undefined || row.endpoint === endpoint) &&
        createdAtMicros(row) < before,
    )
    .toSorted((a, b) => createdAtMicros(b) - createdAtMicros(a));
  const page = rows.slice(0, size);
  return { rows: page, nextCursor: rows.length > size ? page.at(-1)?.createdAt : undefined };
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}
