import assert from 'node:assert/strict';
import path from 'node:path';
import { runService, type RunningService } from '../../../src/local/service.js';
import { startLocalService } from '../../../src/local/start.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { localApi, type Json } from '../../support/localApi.js';
import { findRoot } from '../../support/root.js';

const dist = path.join(findRoot(), 'dist');

describe('The built-in service’s signing secret', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  const start = async (): Promise<void> =>
    void (service = await runService({ dataDir: folder.path, kernelFile: path.join(dist, 'kernel.js'), port: 0 }));
  const { call } = localApi(() => service);
  const rotate = (id: string): Promise<Response> => call(`/keys/${id}/rotate-secret`, { method: 'POST' });
  before(start);
  after(async () => {
    await service.stop();
    folder.remove();
  });

  it('is replaced by rotation, and stays so', async () => {
    const before = service.signingSecret;
    const answer = await rotate(service.apiKeyId);
    assert.equal(answer.status, 200);
    const { signing_secret, signing_secret_rotated_at, ...rest } = (await answer.json()) as Json;
    assert.deepEqual(rest, {});
    assert.notEqual(signing_secret, before);
    assert.match(String(signing_secret_rotated_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    const attached = await startLocalService({ workerFile: path.join(dist, 'local.js'), dataDir: folder.path });
    assert.equal(attached.signingSecret, signing_secret);
    await attached.stop();
    const { apiKey, apiKeyId } = service;
    await service.stop();
    await start();
    assert.deepEqual([service.signingSecret, service.apiKey, service.apiKeyId], [signing_secret, apiKey, apiKeyId]);
  });

  it('is the last of those that were made at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await (await rotate(service.apiKeyId)).json()) as Json),
    );
    assert.equal(new Set(answers.map((answer) => answer['signing_secret'])).size, 3);
    await service.stop();
    await start();
    assert.ok(answers.some((answer) => answer['signing_secret'] === service.signingSecret));
  });

  it('is not rotated under another id: 404 without a body', async () => {
    const before = service.signingSecret;
    for (const id of ['key_000000000000', service.apiKey, 'x']) {
      const answer = await rotate(id);
      assert.deepEqual([answer.status, await answer.text()], [404, '']);
    }
    await service.stop();
    await start();
    assert.equal(service.signingSecret, before);
  });
});
