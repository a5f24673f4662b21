import assert from 'node:assert/strict';
import { openMemoryLog } from '../../support/memoryLog.js';
import { OlderJobs } from '../../../src/jobs/follow/olderJobs.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { openCore, silent, type Core } from '../../support/core.js';
import { startStorageServer, type StorageServer } from '../../support/storageServer.js';

describe('Older jobs', () => {
  let server: StorageServer;
  let folder: TemporaryFolder;
  let core: Core;
  let older: OlderJobs;

  beforeEach(async () => {
    server = await startStorageServer();
    Object.assign(server, {
      pages: {
        size: 100,
        createdAt: (number: number) => new Date(Date.UTC(2026, 0, 5) + number * 60_000).toISOString(),
      },
      jobs: 250,
    });
    folder = temporaryFolder();
    core = await openCore({
      folder: folder.path,
      connection: { baseUrl: server.baseUrl, apiKey: 'none' },
      openLog: openMemoryLog,
      onFirstPage: (account, nextCursor) => older.onFirstPage(account, nextCursor),
    });
    older = new OlderJobs(core.store, silent);
  });
  afterEach(async () => {
    older.dispose();
    core.dispose();
    await server.close();
    folder.remove();
  });

  const account = 'cloud:test';
  const known = (): number => core.store.jobs().length;
  const mayHaveMore = (): boolean => older.mayHaveMore(account, known());

  it('are there only where the newest hundred are known, until the service has said how it goes on', async () => {
    assert.equal(older.mayHaveMore(account, 99), false);
    assert.equal(older.mayHaveMore(account, 100), true);
    await core.accounts.refresh(core.service);
    assert.deepEqual([known(), mayHaveMore()], [100, true]);
    server.jobs = 60;
    await core.accounts.refresh(core.service);
    assert.equal(mayHaveMore(), false, 'the first page is the last one');
  });

  it('come page by page to the last, after the pages that are known, and then nothing is asked', async () => {
    await core.accounts.refresh(core.service);
    const counts = [];
    for (let page = 0; page < 3; page++) {
      await older.load(core.service);
      counts.push([known(), mayHaveMore()]);
    }
    assert.deepEqual(counts, [
      [200, true],
      [250, false],
      [250, false],
    ]);
    assert.equal(server.api.length, 3, server.api.join('\n'));
    assert.deepEqual(
      core.store
        .jobs()
        .slice(-2)
        .map(({ jobId }) => jobId),
      ['pub_2', 'pub_1'],
    );
  });

  it('are looked for behind the known ones after a start, when it isn’t known how far the list was fetched', async () => {
    await core.accounts.refresh(core.service);
    await older.load(core.service);
    const another = new OlderJobs(core.store, silent);
    await another.load(core.service);
    assert.equal(known(), 250);
    assert.equal(another.mayHaveMore(account, 250), false);
    another.dispose();
  });

  it('tell whoever shows that there may be more', async () => {
    let told = 0;
    older.onDidChange(() => told++);
    await core.accounts.refresh(core.service);
    await older.load(core.service);
    await older.load(core.service);
    assert.equal(told, 3);
  });

  it('fail with the service’s error and go on from the same place', async () => {
    await core.accounts.refresh(core.service);
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    await assert.rejects(older.load(core.service, stopped.signal), /stopped/);
    assert.deepEqual([known(), mayHaveMore()], [100, true]);
    await older.load(core.service);
    assert.equal(known(), 200);
  });
});
