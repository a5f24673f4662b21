import assert from 'node:assert/strict';
import http from 'node:http';
import path from 'node:path';
import { runService, type RunningService } from '../../../src/local/service.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { localApi, ShiftedClock, type Json } from '../../support/localApi.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const kernelFile = path.join(findRoot(), 'dist/kernel.js');
const day = 86_400_000;

describe('The built-in service, by the contract', () => {
  const folder = temporaryFolder();
  const clock = new ShiftedClock();
  let service: RunningService;
  before(async () => void (service = await runService({ dataDir: folder.path, kernelFile, port: 0, clock })));
  after(async () => {
    await service.stop();
    folder.remove();
  });
  afterEach(() => void (clock.shift = 0));

  const { call, json, post, submit, ended } = localApi(() => service);
  /** A plain request, with a Host header of one's own. */
  const withHost = (url: string, host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      http
        .get(url, { headers: { Host: host, Authorization: `Bearer ${service.apiKey}` } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .once('error', reject);
    });

  it('gives a successful job every field of JobOut, and none of a failed one', async () => {
    const job = await ended(
      await submit({
        prompt: 'Box 40 x 20 x 10 mm',
        output_format: 'STL',
        design_mode: 'pro',
        metadata: { a: [1, { b: null }] },
      }),
    );
    assert.deepEqual(Object.keys(job).sort(), [
      'brainstorm',
      'created_at',
      'design_mode',
      'download_url',
      'endpoint',
      'expires_at',
      'job_id',
      'latency_ms',
      'metadata',
      'output_format',
      'status',
      'tokens_used',
      'updated_at',
    ]);
    assert.deepEqual([job['endpoint'], job['design_mode'], job['output_format']], ['text_to_cad', 'pro', 'STL']);
    assert.deepEqual(job['metadata'], { a: [1, { b: null }] });
    for (const time of ['created_at', 'updated_at', 'expires_at'])
      assert.match(String(job[time]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    assert.equal(Date.parse(String(job['expires_at'])) - Date.parse(String(job['created_at'])), 30 * day);
    assert.ok(String(job['updated_at']) > String(job['created_at']));
    assert.deepEqual(Object.keys(job['brainstorm'] as Json).sort(), [
      'design_components',
      'key_features',
      'material_recommendations',
      'optimal_geometry',
      'project_name',
      'suggestions',
    ]);
  });

  it('gives a failed job its code and sentence, and nothing to download', async () => {
    const job = await ended(await submit({ prompt: 'a teapot' }));
    assert.deepEqual(Object.keys(job).sort(), [
      'created_at',
      'design_mode',
      'endpoint',
      'error_code',
      'error_message',
      'job_id',
      'metadata',
      'output_format',
      'status',
      'updated_at',
    ]);
  });

  it('serves the file with its length and type, under an address signed anew each time', async () => {
    const id = await submit({ prompt: 'Box 40 x 20 x 10 mm', output_format: 'STL' });
    const first = await ended(id);
    clock.shift = 1000;
    const second = await json(`/jobs/${id}`);
    assert.notEqual(first['download_url'], second['download_url']);
    const file = await fetch(String(second['download_url']));
    assert.equal(file.headers.get('content-type'), 'model/stl');
    assert.equal(Number(file.headers.get('content-length')), (await file.arrayBuffer()).byteLength);
  });

  it('refuses a download address after its time', async () => {
    const { download_url } = await ended(await submit({ prompt: 'cube of 5mm' }));
    clock.shift = 3_600_000;
    assert.equal((await fetch(String(download_url))).status, 403);
  });

  it('refuses the signature of another job', async () => {
    const one = new URL(String((await ended(await submit({ prompt: 'cube of 5mm' })))['download_url']));
    const two = new URL(String((await ended(await submit({ prompt: 'cube of 6mm' })))['download_url']));
    one.search = two.search;
    assert.equal((await fetch(one)).status, 403);
  });

  it('answers 410 output_expired after 30 days, and not before', async () => {
    const id = await submit({ prompt: 'cube of 5mm' });
    await ended(id);
    clock.shift = 30 * day - 60_000;
    assert.equal((await call(`/jobs/${id}`)).status, 200);
    clock.shift = 30 * day + 1000;
    const answer = await call(`/jobs/${id}`);
    assert.equal(answer.status, 410);
    assert.equal(((await answer.json()) as Json)['error_code'], 'output_expired');
  });

  it('shows a job as processing before it ends', async () => {
    const id = await submit({ prompt: 'A 300x300x5 mm plate with four 5mm holes in the corners, 10mm from the edges' });
    const seen = new Set<unknown>();
    await until(async () => {
      const { status } = await json(`/jobs/${id}`);
      seen.add(status);
      return status === 'success';
    }, 'success');
    assert.ok(seen.has('processing'), [...seen].join());
  });

  it('filters the list by status and endpoint, and refuses words that it doesn’t know', async () => {
    const id = await submit({ prompt: 'a teapot' });
    await ended(id);
    const failed = (await json('/jobs?status=failed&limit=100'))['jobs'] as Json[];
    assert.equal(failed[0]?.['job_id'], id);
    assert.ok(failed.every((job) => job['status'] === 'failed'));
    assert.deepEqual((await json('/jobs?endpoint=image_to_cad'))['jobs'], []);
    for (const query of ['status=done', 'endpoint=text', 'limit=0', 'limit=101', 'limit=x', 'cursor=yesterday']) {
      const answer = await call(`/jobs?${query}`);
      assert.equal(answer.status, 422, query);
      assert.match(String(((await answer.json()) as Json)['message']), new RegExp(`^${query.split('=')[0]!}`));
    }
  });

  it('pages through jobs that were submitted in the same moment without losing or repeating one', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => submit({ prompt: 'a teapot' })));
    const seen: unknown[] = [];
    let query = '?limit=7';
    for (;;) {
      const { jobs, next_cursor } = await json(`/jobs${query}`);
      seen.push(...(jobs as Json[]).map(({ job_id }) => job_id));
      if (typeof next_cursor !== 'string') break;
      // Written into the address as it is: the plus sign arrives as a space.
      query = `?limit=7&cursor=${next_cursor}`;
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(ids.every((id) => seen.includes(id)));
  });

  it('gives one job to requests with the same Idempotency-Key at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        post(JSON.stringify({ prompt: 'cube of 5mm' }), { 'Idempotency-Key': 'dc8b7f9e-5d0f-4a53-9d3f-0b8c4f0a1c11' }),
      ),
    );
    assert.equal(
      new Set(await Promise.all(answers.map(async (answer) => ((await answer.json()) as Json)['job_id']))).size,
      1,
    );
  });

  for (const [what, body, message] of [
    ['no prompt', '{}', /^prompt/],
    ['a prompt that is a number', '{"prompt": 5}', /^prompt/],
    ['a prompt of blanks', '{"prompt": " \\n "}', /^prompt/],
    ['metadata that is a list', '{"prompt": "box", "metadata": [1]}', /^metadata/],
    [
      'metadata that is nested 100000 levels deep',
      `{"prompt": "box", "metadata": {"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      /^metadata/,
    ],
    ['metadata that is text', '{"prompt": "box", "metadata": "x"}', /^metadata/],
    ['a callback that is no address', '{"prompt": "box", "callback_url": "https://"}', /^callback_url/],
    ['a list', '[]', /JSON object/],
    ['nothing', '', /JSON/],
    ['more than 1 MB', JSON.stringify({ prompt: 'box', metadata: { a: 'x'.repeat(1_100_000) } }), /too large/],
  ] as const) {
    it(`answers ${what} with 422 invalid_input`, async () => {
      const answer = await post(body);
      assert.equal(answer.status, 422);
      const error = (await answer.json()) as Json;
      assert.equal(error['error_code'], 'invalid_input');
      assert.match(String(error['message']), message);
    });
  }

  it('takes 5000 characters, counted as people count them', async () => {
    assert.equal((await post(JSON.stringify({ prompt: '🙂'.repeat(5000) }))).status, 202);
    assert.equal((await post(JSON.stringify({ prompt: '🙂'.repeat(5001) }))).status, 422);
  });

  it('asks for the key on every route', async () => {
    for (const address of ['/jobs', '/jobs/pub_000000000000', '/nowhere']) {
      for (const authorization of [
        '',
        'Bearer',
        `Bearer ${service.apiKey}x`,
        service.apiKey,
        `Basic ${service.apiKey}`,
      ]) {
        const answer = await call(address, { headers: { Authorization: authorization } });
        assert.equal(answer.status, 401, `${address} ${authorization}`);
        assert.equal(((await answer.json()) as Json)['error_code'], 'invalid_api_key');
      }
    }
  });

  it('answers an unknown route with 404, and an unknown method with 405 and what is allowed, both in the documented form', async () => {
    for (const [method, address, status, code, allow] of [
      ['GET', '/nowhere', 404, 'not_found', null],
      ['GET', '/text-to-cad', 405, 'method_not_allowed', 'POST'],
      ['PUT', '/image-to-cad', 405, 'method_not_allowed', 'POST'],
      ['POST', '/jobs', 405, 'method_not_allowed', 'GET, HEAD'],
      ['DELETE', '/jobs/pub_000000000000', 405, 'method_not_allowed', 'GET, HEAD'],
      ['GET', `/keys/${service.apiKeyId}/rotate-secret`, 405, 'method_not_allowed', 'POST'],
    ] as const) {
      const answer = await call(address, { method });
      assert.deepEqual([answer.status, answer.headers.get('allow')], [status, allow], `${method} ${address}`);
      const { error_code, message } = (await answer.json()) as Json;
      assert.equal(error_code, code);
      assert.equal(typeof message, 'string');
    }
  });

  it('serves loopback’s own names only, so that no web page reaches it under another', async () => {
    const { port } = new URL(service.baseUrl);
    const { download_url } = await ended(await submit({ prompt: 'cube of 5mm' }));
    assert.equal(await withHost(`${service.baseUrl}/jobs`, `localhost:${port}`), 200);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${port}`,
    ]) {
      assert.equal(await withHost(`${service.baseUrl}/jobs`, host), 421, host);
      assert.equal(await withHost(String(download_url), host), 421, host);
    }
  });
});

describe('The built-in service’s queue', () => {
  it('fails a part that takes too long, and makes the next one', async () => {
    const folder = temporaryFolder();
    const service = await runService({ dataDir: folder.path, kernelFile, port: 0, buildLimitMs: 1 });
    const { submit, ended } = localApi(() => service);
    const job = await ended(await submit({ prompt: 'cube of 5mm' }));
    assert.equal(job['error_code'], 'time_limit');
    await service.stop();
    const again = await runService({ dataDir: folder.path, kernelFile, port: 0 });
    assert.equal(again.apiKey, service.apiKey);
    await again.stop();
    folder.remove();
  });

  it('takes up after a restart what was processing, before what was queued, and keeps what was finished', async () => {
    const folder = temporaryFolder();
    const first = await runService({ dataDir: folder.path, kernelFile, port: 0 });
    const headers = { Authorization: `Bearer ${first.apiKey}`, 'Content-Type': 'application/json' };
    const jobs = async ({ baseUrl }: RunningService): Promise<Json[]> =>
      ((await (await fetch(`${baseUrl}/jobs`, { headers })).json()) as { jobs: Json[] }).jobs;
    for (const prompt of ['a teapot', 'cube of 5mm', 'cube of 6mm', 'cube of 7mm']) {
      await fetch(`${first.baseUrl}/text-to-cad`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ prompt, metadata: { prompt } }),
      });
    }
    await until(async () => (await jobs(first)).some(({ status }) => status === 'processing'), 'a job in work');
    await first.stop();
    const second = await runService({ dataDir: folder.path, kernelFile, port: 0 });
    const done = await until(
      async () => {
        const list = await jobs(second);
        return list.every(({ status }) => status === 'success' || status === 'failed') && list;
      },
      'all jobs',
      30_000,
    );
    assert.deepEqual(
      done.map(({ status }) => status),
      ['success', 'success', 'success', 'failed'],
    );
    const byEnd = done
      .filter(({ status }) => status === 'success')
      .sort((a, b) => String(a['updated_at']).localeCompare(String(b['updated_at'])));
    assert.deepEqual(
      byEnd.map(({ metadata }) => (metadata as Json)['prompt']),
      ['cube of 5mm', 'cube of 6mm', 'cube of 7mm'],
    );
    await second.stop();
    folder.remove();
  });
});
