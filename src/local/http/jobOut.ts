import { createdAtMicros, fileLifeMs } from '../expiry';
import type { JobRow } from '../jobRow';
import { formatMicros } from '../times';

/** A row as the contract's JobOut (API.md, "A job"). @param downloadUrl freshly signed */
export function toJobOut(row: JobRow, downloadUrl: string): Record<string, unknown> {
  return {
    job_id: row.jobId,
    status: row.status,
    endpoint: row.endpoint,
    design_mode: row.designMode,
    output_format: row.outputFormat,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    metadata: row.metadata,
    ...(row.status === 'success' && {
      download_url: downloadUrl,
      expires_at: formatMicros(createdAtMicros(row) + fileLifeMs * 1000),
      brainstorm: row.brainstorm ?? {},
      tokens_used: 0,
      latency_ms: row.latencyMs ?? 0,
    }),
    ...(row.status === 'failed' && {
      error_code: row.errorCode ?? 'internal_error',
      error_message: row.errorMessage ?? '',
    }),
  };
}
