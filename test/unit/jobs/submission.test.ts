import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mergeJob } from '../../../src/jobs/mergeJob.js';
import type { JobChange, JobRecord } from '../../../src/jobs/model.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openSubmittingCore, type Core } from '../../support/core.js';
import { entriesIn, ownLog } from '../../support/logs.js';
import { until } from '../../support/until.js';

const request = { prompt: 'a box', designMode: 'standard', outputFormat: 'STEP' } as const;

describe('Submitting', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let ledger: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    ledger = await ownLog(path.join(folder.path, 'jobs.jsonl'));
  });
  const owned: { dispose(): void }[] = [];
  afterEach(() => {
    for (const part of owned.splice(0)) part.dispose();
    folder.remove();
  });

  async function setUp(fetch: typeof globalThis.fetch): Promise<Core> {
    const core = await openSubmittingCore(folder.path, fetch);
    owned.push(core);
    return core;
  }

  it('has the request on disk before the first byte is sent', async () => {
    let onDisk = '';
    const { submissions } = await setUp(() => {
      onDisk = fs.readFileSync(ledger, 'utf8');
      return Promise.resolve(Response.json({ job_id: 'pub_1', status: 'queued' }, { status: 202 }));
    });
    const job = await submissions.submit(request);
    assert.equal(job.jobId, 'pub_1');
    assert.equal(job.state, 'queued');
    const [written] = entriesIn(onDisk.slice(0, onDisk.indexOf('\n'))) as [{ id: string; set: JobRecord }];
    assert.equal(written.id, job.requestId);
    assert.equal(written.set.state, 'submitting');
    assert.equal(written.set.prompt, 'a box');
  });

  it('sends an unanswered request again at the next start, with the same Idempotency-Key', async () => {
    const keys: (string | null)[] = [];
    const note = (init?: RequestInit): void => void keys.push(new Headers(init?.headers).get('Idempotency-Key'));
    const first = await setUp((_, init) => {
      note(init);
      return Promise.reject(new TypeError('fetch failed'));
    });
    const job = await first.submissions.submit(request);
    assert.equal(job.state, 'submitting');
    first.dispose();

    const second = await setUp((_, init) => {
      note(init);
      return Promise.resolve(Response.json({ job_id: 'pub_1', status: 'queued' }, { status: 202 }));
    });
    await until(() => second.store.jobs()[0]?.jobId === 'pub_1', 'the request to be answered');
    assert.equal(second.store.jobs().length, 1);
    assert.deepEqual(new Set(keys), new Set([job.requestId]));
  });

  it('keeps the prompt of a refused request, as failed, and tells why', async () => {
    const { store, submissions } = await setUp(() =>
      Promise.resolve(Response.json({ error_code: 'payment_required', message: 'No credits.' }, { status: 402 })),
    );
    await assert.rejects(submissions.submit(request), { code: 'payment_required' });
    const [job] = store.jobs();
    assert.equal(job?.state, 'failed');
    assert.equal(job.prompt, 'a box');
  });

  it('refuses an empty prompt and 5001 characters before anything is sent or recorded', async () => {
    const { store, submissions } = await setUp(() => Promise.reject(new Error('it was sent')));
    await assert.rejects(submissions.submit({ ...request, prompt: '  ' }), { code: 'invalid_input' });
    await assert.rejects(submissions.submit({ ...request, prompt: '🙂'.repeat(5001) }), { code: 'invalid_input' });
    assert.equal(store.jobs().length, 0);
  });

  it('fires one event for a changed job and none when nothing changed, and then writes nothing', async () => {
    const { store } = await setUp(() => Promise.reject(new Error('it was sent')));
    const told = {
      jobId: 'pub_9',
      status: 'processing',
      endpoint: 'text_to_cad',
      designMode: 'pro',
      outputFormat: 'STL',
      metadata: {},
    };
    const events: (readonly JobChange[])[] = [];
    store.onDidChange((changes) => events.push(changes));
    await store.merge([told], 'a');
    const size = fs.statSync(ledger).size;
    await store.merge([told], 'a');
    assert.equal(events.length, 1);
    assert.equal(fs.statSync(ledger).size, size);
  });

  it('never takes a status back', () => {
    const record: JobRecord = {
      requestId: 'r',
      account: 'a',
      jobId: 'j',
      state: 'succeeded',
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
      createdAt: '2026-01-01T00:00:00Z',
      metadata: {},
    };
    const told = {
      jobId: 'j',
      status: 'processing',
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
      metadata: {},
    };
    assert.equal(mergeJob(record, told, 0), record);
  });
});
