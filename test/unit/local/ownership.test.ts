import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ApiConnection } from '../../../src/api/requests.js';
import { systemClock } from '../../../src/base/clock.js';
import { FileLeases } from '../../../src/base/lease.js';
import { startLocalService } from '../../../src/local/start.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { runCli } from '../../support/localCli.js';
import { findRoot } from '../../support/root.js';

const dist = path.join(findRoot(), 'dist');
const workerFile = path.join(dist, 'local.js');

const list = async ({ baseUrl, apiKey }: ApiConnection): Promise<number> =>
  (await fetch(`${baseUrl}/jobs`, { headers: { Authorization: `Bearer ${apiKey}` } })).status;

/** Submits a part. @returns its job's id */
async function submit({ baseUrl, apiKey }: ApiConnection): Promise<string> {
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
  const answer = await fetch(`${baseUrl}/text-to-cad`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ prompt: 'cube of 5mm' }),
  });
  return ((await answer.json()) as { job_id: string }).job_id;
}

describe('The data folder of the built-in service', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => void (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('is used through the service of another process that has it open', async () => {
    const { child, address, code } = await runCli(['--data', folder.path]);
    const attached = await startLocalService({ workerFile, dataDir: folder.path });
    assert.deepEqual(
      [attached.baseUrl, attached.apiKey, attached.signingSecret],
      [address.baseUrl, address.apiKey, address.signingSecret],
    );
    await attached.stop();
    assert.equal(await list(address), 200, 'detaching must not end the other’s service');
    child.kill('SIGTERM');
    assert.equal(await code, 0);
  });

  it('is taken over when its process was killed, with the same key and jobs', async () => {
    const { child, address, code } = await runCli(['--data', folder.path]);
    const jobId = await submit(address);
    child.kill('SIGKILL');
    await code;
    const service = await startLocalService({ workerFile, dataDir: folder.path });
    assert.equal(service.apiKey, address.apiKey);
    assert.equal(
      (await fetch(`${service.baseUrl}/jobs/${jobId}`, { headers: { Authorization: `Bearer ${service.apiKey}` } }))
        .status,
      200,
    );
    await service.stop();
  });

  it('is taken over by one only, when several find its process dead at once', async () => {
    const { child, code } = await runCli(['--data', folder.path]);
    child.kill('SIGKILL');
    await code;
    const services = await Promise.all([1, 2, 3, 4].map(() => startLocalService({ workerFile, dataDir: folder.path })));
    assert.equal(new Set(services.map(({ baseUrl }) => baseUrl)).size, 1);
    await Promise.all(services.map((service) => service.stop()));
  });

  it('can be claimed by one only, however many try', async () => {
    const leases = new FileLeases();
    const claims = await Promise.all(
      Array.from({ length: 20 }, () =>
        leases.claim(path.join(folder.path, 'owner'), systemClock, { onLost: () => undefined }),
      ),
    );
    const [owner, ...others] = claims.filter((claim) => claim !== undefined);
    assert.ok(owner);
    assert.equal(others.length, 0);
    await owner.release();
  });

  it('is free at once after a clean end', async () => {
    const first = await startLocalService({ workerFile, dataDir: folder.path });
    await first.stop();
    const second = await startLocalService({ workerFile, dataDir: folder.path });
    assert.equal(second.apiKey, first.apiKey);
    await second.stop();
  });

  it('is given up by an owner that finds itself overtaken', async () => {
    const first = await startLocalService({ workerFile, dataDir: folder.path });
    const exited = new Promise<void>((resolve) => first.onExit(() => resolve()));
    fs.writeFileSync(path.join(folder.path, 'owner-99.json'), JSON.stringify({ pid: process.pid, host: 'another' }));
    await exited;
    await assert.rejects(list(first));
  });

  it('shows its key to the user only', async function () {
    if (process.platform === 'win32') this.skip();
    const service = await startLocalService({ workerFile, dataDir: folder.path });
    await submit(service);
    for (const name of ['service.json', 'keys.json', 'jobs.jsonl'])
      assert.equal(fs.statSync(path.join(folder.path, name)).mode & 0o077, 0, name);
    await service.stop();
  });

  it('is named in the error of a second makistry-local', async () => {
    const first = await runCli(['--data', folder.path]);
    const second = await runCli(['--data', folder.path]);
    assert.equal(await second.code, 1);
    assert.equal(second.line, undefined);
    assert.match(second.errors(), /already, at http.*--data/);
    first.child.kill('SIGINT');
    assert.equal(await first.code, 0);
  });

  it('is not left claimed by a start that failed', async () => {
    const first = await runCli(['--data', folder.path]);
    const port = new URL(first.address.baseUrl).port;
    const other = temporaryFolder();
    const failed = await runCli(['--data', other.path, '--port', port]);
    assert.equal(await failed.code, 1);
    assert.match(failed.errors(), new RegExp(`^Port ${port} is in use already`));
    const service = await startLocalService({ workerFile, dataDir: other.path });
    assert.equal(await list(service), 200);
    await service.stop();
    first.child.kill('SIGTERM');
    await first.code;
    other.remove();
  });
});

describe('Starting the built-in service', function () {
  it('fails with the reason when it can’t start', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder.path, 'a-file');
    fs.writeFileSync(file, '');
    await assert.rejects(
      startLocalService({ workerFile, dataDir: path.join(file, 'below') }),
      /^Error: The built-in service could not be started: .*ENOTDIR/,
    );
    await assert.rejects(
      startLocalService({ workerFile: path.join(dist, 'no-such.js'), dataDir: folder.path }),
      /could not be started/,
    );
    folder.remove();
  });

  it('can be stopped twice', async () => {
    const folder = temporaryFolder();
    const service = await startLocalService({ workerFile, dataDir: folder.path });
    await Promise.all([service.stop(), service.stop()]);
    await service.stop();
    folder.remove();
  });
});
