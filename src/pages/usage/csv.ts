import { stringify } from 'csv-stringify/sync';
import type { JobRecord } from '../../jobs/model';

const columns = [
  'created',
  'key',
  'job_id',
  'name',
  'state',
  'endpoint',
  'design_mode',
  'output_format',
  'tokens',
  'duration_ms',
  'error_code',
  'error_message',
  'prompt',
] as const;

/**
 * The jobs as a table for spreadsheets: RFC 4180, with a byte order mark, without which Excel doesn't read UTF-8. Names
 * and prompts come from anywhere, so a text that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param keyName of an account
 */
export function jobsAsCsv(jobs: readonly JobRecord[], keyName: (account: string) => string): string {
  const rows = jobs.map((job): Readonly<Record<(typeof columns)[number], string | number | undefined>> => ({
    created: job.createdAt,
    key: keyName(job.account),
    job_id: job.jobId,
    name: job.brainstorm?.projectName,
    state: job.state,
    endpoint: job.endpoint,
    design_mode: job.designMode,
    output_format: job.outputFormat,
    tokens: job.tokensUsed,
    duration_ms: job.latencyMs,
    error_code: job.errorCode,
    error_message: job.errorMessage,
    prompt: job.prompt,
  }));
  // A lone line feed is quoted, too: to some readers it ends a row.
  return stringify(rows, {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    bom: true,
  });
}
