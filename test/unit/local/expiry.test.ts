import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import type { JobRow } from '../../../src/local/jobRow.js';
import { JobTable } from '../../../src/local/jobTable.js';
import { runService, type RunningService } from '../../../src/local/service.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { localApi, type Json } from '../../support/localApi.js';
import { ManualClock } from '../../support/manualClock.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('The built-in service, as time goes by', () => {
  let folder: TemporaryFolder;
  let clock: ManualClock;
  let service: RunningService;
  const start = async (): Promise<void> =>
    void (service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(findRoot(), 'dist/kernel.js'),
      port: 0,
      clock,
    }));
  const { call, json, submit, ended } = localApi(() => service);
  /**
   * Goes on once nothing is under way: then two timers are set, that of the next sweep and that of the owner's
   * heartbeat.
   */
  const pass = async (ms: number): Promise<void> => {
    await until(() => clock.pending === 2, 'the last sweep to end');
    clock.advance(ms);
    await until(() => clock.pending === 2, 'the sweep to end');
  };
  const files = (): string[] => fs.readdirSync(path.join(folder.path, 'files')).sort();
  beforeEach(async () => {
    folder = temporaryFolder();
    clock = new ManualClock();
    await start();
  });
  afterEach(async () => {
    await service.stop();
    folder.remove();
  });

  it('removes a file within the hour after its 30 days, and no younger one', async () => {
    const old = await submit({ prompt: 'cube of 5mm' });
    const { download_url } = await ended(old);
    await pass(day);
    const young = await submit({ prompt: 'cube of 6mm' });
    await ended(young);
    assert.deepEqual(files(), [old, young].sort());
    await pass(29 * day);
    assert.equal((await call(`/jobs/${old}`)).status, 410);
    assert.equal((await fetch(String(download_url))).status, 403);
    await pass(hour);
    assert.deepEqual(files(), [young]);
    assert.equal((await call(`/jobs/${young}`)).status, 200);
  });

  it('starts, and removes the rest, though something among the files can’t be removed', async () => {
    await service.stop();
    const filesDir = path.join(folder.path, 'files');
    fs.mkdirSync(path.join(filesDir, 'a-folder'));
    fs.writeFileSync(path.join(filesDir, 'of-no-job'), '');
    await start();
    assert.deepEqual(files(), ['a-folder']);
  });

  it('goes on sweeping every hour', async () => {
    for (let i = 0; i < 3; i++) {
      await ended(await submit({ prompt: 'cube of 5mm' }));
      await pass(31 * day);
      assert.deepEqual(files(), []);
    }
  });

  it('answers 410 output_expired for 30 days more, and then 404, over restarts', async () => {
    const id = await submit({ prompt: 'cube of 5mm' });
    await ended(id);
    for (const [days, status] of [
      [29, 200],
      [2, 410],
      [28, 410],
      [2, 404],
    ] as const) {
      await pass(days * day);
      await service.stop();
      await start();
      const answer = await call(`/jobs/${id}`);
      assert.equal(answer.status, status);
      const text = await answer.text();
      if (status === 404) assert.equal(text, '');
      if (status === 410) assert.equal((JSON.parse(text) as Json)['error_code'], 'output_expired');
      assert.equal(files().length, status === 200 ? 1 : 0);
    }
  });

  it('keeps a failed job’s answer, which has no file that could expire, until it is forgotten', async () => {
    const id = await submit({ prompt: 'a teapot' });
    await ended(id);
    await pass(59 * day);
    assert.equal((await json(`/jobs/${id}`))['status'], 'failed');
    await pass(2 * day);
    assert.equal((await call(`/jobs/${id}`)).status, 404);
  });

  it('forgets the Idempotency-Key with its job', async () => {
    const { post } = localApi(() => service);
    const key = { 'Idempotency-Key': 'c9a1d8c6-7f52-4f3f-8a66-0f9f8b7a6c5d' };
    const first = String(((await (await post('{"prompt": "a teapot"}', key)).json()) as Json)['job_id']);
    await ended(first);
    await pass(61 * day);
    assert.equal((await call(`/jobs/${first}`)).status, 404);
    assert.notEqual(((await (await post('{"prompt": "a teapot"}', key)).json()) as Json)['job_id'], first);
  });

  it('removes at its start what a crash has left: half-written files, and files of no job', async () => {
    const id = await submit({ prompt: 'cube of 5mm' });
    await ended(id);
    await service.stop();
    for (const name of [`${id}.5f0c.tmp`, 'pub_ffffffffffff', 'pub_ffffffffffff.5f0c.tmp'])
      fs.writeFileSync(path.join(folder.path, 'files', name), 'half');
    await start();
    assert.deepEqual(files(), [id]);
  });
});

describe('The built-in service’s table', () => {
  const row = (jobId: string, createdAt: string): JobRow => ({
    jobId,
    endpoint: 'text_to_cad',
    prompt: 'cube',
    designMode: 'standard',
    outputFormat: 'STEP',
    metadata: {},
    credits: 1,
    status: 'success',
    createdAt,
    updatedAt: createdAt,
  });

  it('shortens its file when it is opened, without what it has forgotten but with what that had consumed', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder.path, 'jobs.jsonl');
    const old = Array.from({ length: 700 }, (_, i) => row(`pub_${i}`, '2020-01-01T00:00:00.000000+00:00'));
    const recent = row('pub_recent', new Date().toISOString());
    fs.writeFileSync(file, [...old, recent].map((entry) => `${JSON.stringify([entry])}\n`).join(''));
    for (let i = 0; i < 2; i++) {
      const table = await JobTable.open(folder.path, systemClock);
      assert.deepEqual(
        table.all().map(({ jobId }) => jobId),
        ['pub_recent'],
      );
      assert.equal(table.creditsSpent(), 701);
      await table.close();
      assert.equal(fs.readFileSync(file, 'utf8').trimEnd().split('\n').length, 2);
    }
    folder.remove();
  });
});
