import type { JobRow } from '../jobTable';
import { formatMicros, parseMicros } from '../times';

/** How long a job's file is kept, in ms: 30 days. */
export const keptForMs = 30 * 86_400_000;

/** Microseconds since the Unix epoch. */
export function createdAtMicros({ createdAt }: JobRow): number {
  return parseMicros(createdAt) ?? 0;
}

/** @param now ms since the Unix epoch */
export function isExpired(row: JobRow, now: number): boolean {
  return createdAtMicros(row) / 1000 + keptForMs <= now;
}

/** A row as the contract's JobOut (API.md, "A job"). */
export function toJobOut(row: JobRow, downloadUrl: (row: JobRow) => string): Record<string, unknown> {
  return {
    job_id: row.jobId,
    status: row.status,
    endpoint: 'text_to_cad',
    design_mode: row.designMode,
    output_format: row.outputFormat,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    metadata: row.metadata,
    ...(row.status === 'success' && {
      download_url: downloadUrl(row),
      expires_at: formatMicros(createdAtMicros(row) + keptForMs * 1000),
      brainstorm: row.brainstorm ?? {},
      tokens_used: 0,
      latency_ms: row.latencyMs ?? 0,
    }),
    ...(row.status === 'failed' && { error_code: row.errorCode ?? 'internal_error', error_message: row.errorMessage ?? '' }),
  };
}
