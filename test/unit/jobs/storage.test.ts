import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { openWhenPossible } from '../../../src/base/sharedLog/openWhenPossible.js';
import { openSharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { keeping, NotKeptError, StorageWatch } from '../../../src/jobs/storage.js';
import { withStorage } from '../../../src/jobs/follow/trouble.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openCore, silent, type Core } from '../../support/core.js';
import { jobRecord } from '../../support/jobRecords.js';
import { ManualClock } from '../../support/manualClock.js';
import { mountTmpfs, type Tmpfs } from '../../support/tmpfs.js';
import { until } from '../../support/until.js';

const connection = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k' };
/** More than the pages that files have on a full disk already still take. */
const request = { prompt: 'a plate '.repeat(600), designMode: 'standard', outputFormat: 'STEP', metadata: {} } as const;
const image = {
  name: 'a.png',
  size: () => Promise.resolve(8),
  read: () => Promise.resolve(Buffer.from('89504e470d0a1a0a', 'hex')),
};

describe('A window whose files can’t be written', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  let storage: string;
  let disk: Tmpfs | undefined;
  let core: Core;
  let sent: number;
  beforeEach(() => {
    folder = temporaryFolder();
    storage = path.join(folder.path, 'storage');
    disk = undefined;
    sent = 0;
  });
  afterEach(async () => {
    await core.end();
    disk?.remove();
    folder.remove();
  });

  const open = async (): Promise<Core> => {
    const fetch = (): Promise<Response> => (
      sent++,
      Promise.resolve(Response.json({ job_id: 'pub_1', status: 'queued' }, { status: 202 }))
    );
    return openCore({
      folder: storage,
      connection,
      fetch,
      isPollingEnabled: () => false,
      openLog: openWhenPossible(
        openSharedLog(() => undefined),
        () => undefined,
      ),
    });
  };
  async function refuses(sentence: RegExp): Promise<void> {
    await assert.rejects(core.submissions.submit(request), (error: { said?: readonly [string] }) =>
      sentence.test(JSON.stringify(error.said)),
    );
    await assert.rejects(
      core.submissions.submitImages({ ...request, images: [image] }),
      (error: { said?: readonly [string] }) => sentence.test(JSON.stringify(error.said)),
    );
    assert.equal(sent, 0);
  }

  it('opens though a file is in the place of the folder, says so instead of sending, and goes on by itself when that has gone', async () => {
    fs.writeFileSync(storage, '');
    core = await open();
    assert.deepEqual(core.store.jobs(), []);
    await refuses(/can’t be used, so nothing was sent/);
    fs.rmSync(storage);
    fs.mkdirSync(storage);
    const job = await core.submissions.submit(request);
    assert.deepEqual([job.jobId, core.store.jobs().length, sent], ['pub_1', 1, 1]);
  });

  it('opens on a full disk, shows the jobs that are there, and says so instead of sending', async function () {
    fs.mkdirSync(storage);
    disk = mountTmpfs(storage, 'size=64k');
    if (!disk) this.skip();
    core = await open();
    await core.store.put(jobRecord('a'));
    await core.end();
    fill(storage);
    core = await open();
    assert.deepEqual(
      core.store.jobs().map(({ requestId }) => requestId),
      ['a'],
    );
    await refuses(/disk is full, so nothing was sent/);
  });

  it('opens on a read-only disk, shows the jobs that are there, and says so instead of sending', async function () {
    fs.mkdirSync(storage);
    disk = mountTmpfs(storage, 'size=1m');
    if (!disk) this.skip();
    core = await open();
    await core.store.put(jobRecord('a'));
    await core.end();
    disk.remount('ro');
    core = await open();
    assert.deepEqual(
      core.store.jobs().map(({ requestId }) => requestId),
      ['a'],
    );
    await refuses(/can’t be written to, so nothing was sent/);
  });
});

/** Until not a byte more goes in. */
function fill(folder: string): void {
  for (const size of [4096, 1]) {
    try {
      for (;;) fs.appendFileSync(path.join(folder, 'ballast'), Buffer.alloc(size));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  }
}

describe('What is wrong with the folder of the extension’s files', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let clock: ManualClock;
  let watch: StorageWatch;
  let told: StorageWatch['problem'][];
  beforeEach(() => {
    folder = temporaryFolder();
    clock = new ManualClock();
    told = [];
  });
  afterEach(() => {
    watch.dispose();
    assert.equal(clock.pending, 0);
    folder.remove();
  });
  const at = (name: string): string => {
    const place = path.join(folder.path, name);
    watch = new StorageWatch({ folder: place, clock, log: silent });
    watch.onDidChange(() => told.push(watch.problem));
    return place;
  };

  it('is nothing for one that can be made, and leaves nothing in it', async () => {
    const place = at('new');
    await watch.look();
    assert.deepEqual([told, fs.readdirSync(place), clock.pending], [[], [], 0]);
  });

  it('is told once, and when it has gone', async () => {
    const place = at('file');
    fs.writeFileSync(place, '');
    await watch.look();
    await watch.look();
    assert.deepEqual(told, ['unusable']);
    fs.rmSync(place);
    clock.advance(30_000);
    await until(() => told.length === 2, 'it to be seen');
    assert.deepEqual([told, clock.pending], [['unusable', undefined], 0]);
  });

  it('is one file that can’t be read, by its name, and not that the folder can’t be written to', async () => {
    const place = at('storage');
    fs.mkdirSync(path.join(place, 'jobs.0123456789ab.jsonl'), { recursive: true });
    fs.writeFileSync(path.join(place, 'jobs.ba9876543210.jsonl'), '');
    await watch.look(true);
    await watch.look();
    assert.deepEqual(told, [{ unreadable: 'jobs.0123456789ab.jsonl' }]);
    fs.rmdirSync(path.join(place, 'jobs.0123456789ab.jsonl'));
    clock.advance(30_000);
    await until(() => told.length === 2, 'it to be seen');
    assert.deepEqual([told[1], clock.pending], [undefined, 0]);
  });

  it('is told in plain words when the error is one of Node.js’s own', async () => {
    watch = new StorageWatch({ folder: folder.path, clock, log: silent });
    const error = Object.assign(new Error('File size (2147483649) is greater than 2 GiB'), {
      code: 'ERR_FS_FILE_TOO_LARGE',
    });
    await assert.rejects(
      keeping(() => Promise.reject(error)),
      (thrown) => thrown instanceof NotKeptError && thrown.message.includes('can’t be used, so nothing was sent'),
    );
  });

  it('is said in the view instead of what comes of it for each key', () => {
    const troubles = new Map([
      ['a', { kind: 'notKept', code: 'EROFS', message: '' }],
      ['b', { kind: 'unauthorized' }],
    ] as const);
    assert.deepEqual(
      [...withStorage(troubles, 'readOnly').values()],
      [{ kind: 'storage', problem: 'readOnly' }, { kind: 'unauthorized' }],
    );
    assert.equal(withStorage(troubles, undefined), troubles);
    assert.equal(
      withStorage(troubles, { unreadable: 'a.jsonl' }).size,
      3,
      'that is no reason for what can’t be written',
    );
  });
});

describe('The end of a window', function () {
  it('waits until its lease is released and its logs are closed', async () => {
    const folder = temporaryFolder();
    const core = await openCore({
      folder: folder.path,
      connection,
      fetch: () => Promise.resolve(Response.json({ jobs: [] })),
    });
    await core.store.put(jobRecord('a', { account: 'cloud:test', state: 'processing' }));
    const claim = (): string => fs.readFileSync(path.join(folder.path, 'poller-cloud-test-1.json'), 'utf8');
    await until(() => fs.existsSync(path.join(folder.path, 'poller-cloud-test-1.json')) && claim() !== '', 'the lease');
    assert.match(claim(), /"released":false/);
    await core.end();
    assert.match(claim(), /"released":true/);
    assert.deepEqual(
      fs.readdirSync(folder.path).filter((name) => name.includes('.open-')),
      [],
    );
    folder.remove();
  });
});
