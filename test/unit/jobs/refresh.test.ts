import assert from 'node:assert/strict';
import { MakistryClient } from '../../../src/api/client.js';
import { systemClock } from '../../../src/base/clock.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import type { Service } from '../../../src/jobs/service.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { openCore, silent, type Core } from '../../support/core.js';
import { jobRecord } from '../../support/jobRecords.js';
import { startStorageServer, type StorageServer } from '../../support/storageServer.js';

describe('A refresh of several keys', () => {
  let folder: TemporaryFolder;
  let servers: StorageServer[];
  let core: Core;
  let second: Service;
  let warnings: string[];

  beforeEach(async () => {
    folder = temporaryFolder();
    warnings = [];
    servers = await Promise.all([startStorageServer(), startStorageServer()]);
    const [own, other] = servers.map(({ baseUrl }) => ({ baseUrl, apiKey: 'none' }));
    core = await openCore({
      folder: folder.path,
      connection: own!,
      openLog: openMemoryLog,
      isPollingEnabled: () => false,
      log: { ...silent, warn: (line) => warnings.push(line) },
    });
    second = {
      account: 'cloud:second',
      client: new MakistryClient({ connect: () => Promise.resolve(other!), fetch, clock: systemClock }),
    };
  });
  afterEach(async () => {
    core.dispose();
    await Promise.all(servers.map((server) => server.close()));
    folder.remove();
  });

  const asked = (): number[] => servers.map(({ api }) => api.length);

  it('asks for the jobs of each', async () => {
    await core.accounts.refreshAll([core.service, second]);
    assert.deepEqual(asked(), [1, 1]);
    assert.ok(core.store.jobs().length > 0);
  });

  it('asks for the unfinished jobs of an account that isn’t listed', async () => {
    await core.store.put(jobRecord('running', { account: core.service.account, state: 'processing' }));
    await core.accounts.refreshAll([second]);
    assert.ok(
      asked().every((requests) => requests > 0),
      asked().join(),
    );
  });

  it('ends well when only another one does not answer, which is logged', async () => {
    await servers[1]!.close();
    await core.accounts.refreshAll([core.service, second]);
    assert.match(warnings.join('\n'), /cloud:second could not be refreshed/);
    servers.pop();
  });

  it('fails when the first one does not answer, after the others have', async () => {
    await servers[0]!.close();
    await assert.rejects(core.accounts.refreshAll([core.service, second]), { name: 'NetworkError' });
    assert.equal(servers[1]!.api.length, 1);
    servers.shift();
  });
});
