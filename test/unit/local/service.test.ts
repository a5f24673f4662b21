import assert from 'node:assert/strict';
import path from 'node:path';
import { startLocalService, type LocalService } from '../../../src/local/start.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly download_url?: string;
  readonly error_code?: string;
  readonly error_message?: string;
  readonly created_at: string;
  readonly metadata: unknown;
}

const workerFile = path.join(findRoot(), 'dist/local.js');
const boxPrompt = 'Box 40 x 20 x 10 mm';

describe('The built-in service', () => {
  const folder = temporaryFolder();
  let service: LocalService;

  const call = (address: string, init: RequestInit = {}, key = service.apiKey): Promise<Response> =>
    fetch(service.baseUrl + address, {
      ...init,
      headers: { Authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) },
    });
  const submit = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    call('/text-to-cad', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  const submitted = async (body: unknown): Promise<string> => ((await (await submit(body)).json()) as Job).job_id;
  const get = async (id: string): Promise<Job> => (await (await call(`/jobs/${id}`)).json()) as Job;
  const ended = (id: string): Promise<Job> =>
    until(
      async () => {
        const job = await get(id);
        return ['success', 'failed'].includes(job.status) && job;
      },
      `job ${id} to end`,
      30_000,
    );

  before(async () => {
    service = await startLocalService({ workerFile, dataDir: folder.path });
  });
  after(async () => {
    await service.stop();
    folder.remove();
  });

  it('answers a prompt with 202, and makes the file', async () => {
    const answer = await submit({ prompt: boxPrompt, metadata: { part: 7 } });
    assert.equal(answer.status, 202);
    const { job_id, status } = (await answer.json()) as Job;
    assert.match(job_id, /^pub_[0-9a-f]{12}$/);
    assert.equal(status, 'queued');
    const job = await ended(job_id);
    assert.equal(job.status, 'success', job.error_message);
    assert.match(job.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    assert.deepEqual(job.metadata, { part: 7 });
    const file = await fetch(job.download_url!);
    assert.equal(file.headers.get('content-type'), 'application/step');
    assert.match(await file.text(), /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/);
  });

  it('gives the file from another origin, and only for a right signature', async () => {
    const job = await ended(await submitted({ prompt: boxPrompt }));
    assert.notEqual(new URL(job.download_url!).origin, new URL(service.baseUrl).origin);
    assert.equal((await fetch(job.download_url!.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status, 403);
  });

  it('fails a prompt that it can’t read, with a sentence', async () => {
    const job = await ended(await submitted({ prompt: 'a teapot' }));
    assert.equal(job.status, 'failed');
    assert.equal(job.error_code, 'not_understood');
  });

  it('gives the first job again for the same Idempotency-Key, even for another body', async () => {
    const headers = { 'Idempotency-Key': '7f9c24e8-3b12-4fef-91e0-5d2b0c6e8a11' };
    const first = (await (await submit({ prompt: boxPrompt }, headers)).json()) as Job;
    const second = (await (await submit({ prompt: 'cube of 5mm' }, headers)).json()) as Job;
    assert.equal(second.job_id, first.job_id);
  });

  for (const [what, body, field] of [
    ['an empty prompt', { prompt: '' }, /prompt/],
    ['5001 characters', { prompt: 'a'.repeat(5001) }, /prompt/],
    ['an unknown mode', { prompt: boxPrompt, design_mode: 'turbo' }, /design_mode/],
    ['an unknown format', { prompt: boxPrompt, output_format: 'DXF' }, /output_format/],
    ['a plain-http callback', { prompt: boxPrompt, callback_url: 'http://example.com' }, /callback_url/],
    ['no JSON', '{', /JSON/],
  ] as const) {
    it(`refuses ${what} with 422 and names the field`, async () => {
      const answer = await submit(body);
      assert.equal(answer.status, 422);
      const { error_code, message } = (await answer.json()) as { error_code: string; message: string };
      assert.equal(error_code, 'invalid_input');
      assert.match(message, field);
    });
  }

  it('refuses another key with 401, and an unknown job with 404 and no body', async () => {
    assert.equal((await call('/jobs', {}, `mk_pub_${'0'.repeat(32)}`)).status, 401);
    const answer = await call('/jobs/pub_000000000000');
    assert.equal(answer.status, 404);
    assert.equal(await answer.text(), '');
  });

  it('lists newest first, page by page', async () => {
    const newest = await submitted({ prompt: boxPrompt });
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await call(`/jobs?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      const page = (await answer.json()) as { jobs: Job[]; next_cursor: string | null };
      assert.ok(page.jobs.length <= 2);
      ids.push(...page.jobs.map((job) => job.job_id));
      cursor = page.next_cursor;
    }
    assert.equal(ids[0], newest);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length >= 4);
  });

  it('is shared by a second window instead of opening the data twice', async () => {
    const second = await startLocalService({ workerFile, dataDir: folder.path });
    assert.equal(second.baseUrl, service.baseUrl);
    await second.stop();
    assert.equal((await call('/jobs')).status, 200);
  });

  it('takes up the unfinished jobs after a restart', async () => {
    const id = await submitted({ prompt: boxPrompt });
    await service.stop();
    service = await startLocalService({ workerFile, dataDir: folder.path });
    assert.equal((await ended(id)).status, 'success');
  });
});
