import assert from 'node:assert/strict';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { openSharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import type { JobRecord, JobState } from '../../../src/jobs/model.js';
import { JobStore } from '../../../src/jobs/store.js';
import { EndedJobs, togetherMs } from '../../../src/notify/endedJobs.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';

const here = 'file:///here';

describe('Jobs that have ended in this window', () => {
  let folder: TemporaryFolder;
  let store: JobStore;
  let clock: ManualClock;
  let ended: EndedJobs;
  const awaited = new Set<string>();
  const told: string[][] = [];

  const open = async (): Promise<JobStore> =>
    (
      await JobStore.open({
        file: path.join(folder.path, 'jobs.jsonl'),
        openLog: openSharedLog((error) => assert.ifError(error)),
        clock: systemClock,
        log: silent,
      })
    ).store;
  const listen = (): void => {
    const announce = (jobs: readonly JobRecord[]): Promise<void> =>
      Promise.resolve(void told.push(jobs.map(({ requestId, state }) => `${requestId} ${state}`)));
    ended = new EndedJobs({
      store,
      submissions: { isAwaited: (id) => awaited.has(id) },
      workspace: () => here,
      clock,
      log: silent,
      announce,
    });
  };
  const requested = {
    account: 'a',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-01-05T09:00:00Z',
    workspace: here,
    metadata: {},
  };
  const submit = (requestId: string, more: Partial<JobRecord> = {}): Promise<void> =>
    store.put({ ...requested, requestId, jobId: `pub_${requestId}`, state: 'queued', prompt: 'A part', ...more });
  const become = (requestId: string, state: JobState): Promise<void> =>
    store.update(requestId, (job) => ({ ...job, state }));

  beforeEach(async () => {
    folder = temporaryFolder();
    clock = new ManualClock();
    store = await open();
    told.length = 0;
    awaited.clear();
    listen();
  });
  afterEach(() => {
    ended.dispose();
    store.dispose();
    folder.remove();
  });

  it('are told once, a moment after', async () => {
    await submit('a');
    await become('a', 'processing');
    await become('a', 'succeeded');
    assert.deepEqual(told, []);
    clock.advance(togetherMs);
    await store.update('a', (job) => ({ ...job, tokensUsed: 5 }));
    clock.advance(10 * togetherMs);
    assert.deepEqual(told, [['a succeeded']]);
  });

  it('are told together when they end within a moment, and apart when they do not', async () => {
    for (const id of ['a', 'b', 'c']) await submit(id);
    await become('a', 'succeeded');
    clock.advance(togetherMs - 1);
    await become('b', 'failed');
    clock.advance(1);
    await become('c', 'succeeded');
    clock.advance(togetherMs);
    assert.deepEqual(told, [['a succeeded', 'b failed'], ['c succeeded']]);
  });

  it('are those that were submitted from its workspace, and no others', async () => {
    await submit('other window', { workspace: 'file:///there' });
    await store.put({ ...requested, requestId: 'foreign', jobId: 'pub_f', state: 'queued' });
    for (const id of ['other window', 'foreign']) await become(id, 'succeeded');
    clock.advance(togetherMs);
    assert.deepEqual(told, []);
  });

  it('may have no prompt, as one that was made from images', async () => {
    await store.put({
      ...requested,
      requestId: 'images',
      jobId: 'pub_i',
      state: 'queued',
      endpoint: 'image_to_cad',
      submittedAt: '2026-01-05T09:00:01Z',
    });
    await become('images', 'succeeded');
    clock.advance(togetherMs);
    assert.deepEqual(told, [['images succeeded']]);
  });

  it('are none of those that had ended before the window was opened', async () => {
    await submit('a');
    await become('a', 'succeeded');
    ended.dispose();
    store.dispose();
    store = await open();
    listen();
    await store.update('a', (job) => ({ ...job, tokensUsed: 5 }));
    clock.advance(togetherMs);
    assert.deepEqual(told, []);
  });

  it('are not told when their refusal is told to whoever waits for it, nor when the file has gone meanwhile', async () => {
    awaited.add('a');
    await store.put({ ...requested, requestId: 'a', state: 'submitting', prompt: 'A part' });
    await submit('b');
    await become('a', 'failed');
    await become('b', 'expired');
    clock.advance(togetherMs);
    assert.deepEqual(told, []);
  });

  it('are told when they end before whoever submitted them has the answer', async () => {
    awaited.add('a');
    await submit('a');
    await become('a', 'succeeded');
    clock.advance(togetherMs);
    assert.deepEqual(told, [['a succeeded']]);
  });

  it('are not told after the window has closed', async () => {
    await submit('a');
    await become('a', 'succeeded');
    ended.dispose();
    assert.equal(clock.pending, 0);
  });
});
