import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import type { Trouble } from '../../../src/jobs/follow/trouble.js';
import { runningJobs } from '../../../src/notify/runningJobs.js';

const job = (requestId: string, more: Partial<JobRecord> = {}): JobRecord => ({
  requestId,
  account: 'a',
  jobId: `pub_${requestId}`,
  state: 'processing',
  endpoint: 'text_to_cad',
  designMode: 'standard',
  outputFormat: 'STEP',
  createdAt: '2026-01-05T09:00:00Z',
  metadata: {},
  ...more,
});

function ids(
  jobs: readonly JobRecord[],
  troubles: Readonly<Record<string, Trouble>> = {},
): { running: string[]; waiting: string[] } {
  const { running, waiting } = runningJobs(jobs, new Map(Object.entries(troubles)));
  return { running: running.map(({ requestId }) => requestId), waiting: waiting.map(({ requestId }) => requestId) };
}

describe('What the status bar counts', () => {
  it('are the jobs of any key that are under way', () =>
    assert.deepEqual(
      ids([job('1', { state: 'submitting' }), job('2', { state: 'queued' }), job('3', { account: 'b' })]),
      { running: ['1', '2', '3'], waiting: [] },
    ));

  it('are apart from it those that wait to be sent', () => {
    const jobs = [job('1', { state: 'submitting' }), job('2'), job('3', { state: 'submitting', account: 'b' })];
    for (const kind of ['limit', 'paused'] as const)
      assert.deepEqual(ids(jobs, { a: { kind, until: 0 } }), { running: ['2', '3'], waiting: ['1'] });
    assert.deepEqual(ids(jobs, { a: { kind: 'unreachable', message: '', said: undefined } }), {
      running: ['2', '3'],
      waiting: ['1'],
    });
    assert.deepEqual(ids(jobs, { a: { kind: 'notKept', code: 'ENOSPC', message: '' } }), {
      running: ['2', '3'],
      waiting: ['1'],
    });
  });

  it('are not those of which nothing may ever come', () => {
    const jobs = [job('1', { takingLong: true }), job('2', { account: 'b' }), job('3', { account: 'c' })];
    assert.deepEqual(ids(jobs, { b: { kind: 'keyRemoved' }, c: { kind: 'unauthorized' } }), {
      running: [],
      waiting: [],
    });
  });
});
