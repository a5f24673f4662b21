import type { JobRecord } from '../../src/jobs/model.js';

/** A job as the ledger has it, finished if nothing else is said. */
export function jobRecord(requestId: string, fields: Partial<JobRecord> = {}): JobRecord {
  return {
    requestId,
    account: 'cloud:a',
    jobId: `pub_${requestId}`,
    state: 'succeeded',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-01-05T09:00:00Z',
    metadata: {},
    ...fields,
  };
}
