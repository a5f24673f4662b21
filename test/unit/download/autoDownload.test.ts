import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openMemoryLog } from '../../support/memoryLog.js';
import { thisProcess, type Owner } from '../../../src/base/owner.js';
import { AutoDownload } from '../../../src/download/autoDownload.js';
import { Claims } from '../../../src/download/claims.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { JobStore } from '../../../src/jobs/store.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

const workspace = 'file:///project';

describe('Downloading by itself', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: JobStore;
  let clock: ManualClock;
  let downloaded: string[];
  let windows: AutoDownload[];
  let isOn: boolean;
  let since: number;

  beforeEach(async () => {
    folder = temporaryFolder();
    clock = new ManualClock();
    ({ store } = await JobStore.open({
      file: path.join(folder.path, 'jobs.jsonl'),
      openLog: openMemoryLog,
      clock,
      log: silent,
    }));
    downloaded = [];
    windows = [];
    isOn = true;
    since = clock.now();
  });
  afterEach(() => {
    for (const window of windows) window.dispose();
    store.dispose();
    folder.remove();
  });

  function openWindow(ours: string | undefined = workspace, result: Promise<void> = Promise.resolve()): AutoDownload {
    const download = ({ requestId }: JobRecord): Promise<void> => (downloaded.push(requestId), result);
    const window = new AutoDownload({
      store,
      claims: new Claims(path.join(folder.path, 'claims'), clock),
      clock,
      log: silent,
      workspace: () => ours,
      isOn: () => isOn,
      since: () => since,
      download,
    });
    windows.push(window);
    return window;
  }
  const job = (requestId: string, more: Partial<JobRecord> = {}): JobRecord => ({
    requestId,
    account: 'local',
    jobId: `pub_${requestId}`,
    state: 'succeeded',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: new Date(clock.now()).toISOString(),
    workspace,
    metadata: {},
    ...more,
  });
  const claims = (): string[] =>
    fs.existsSync(path.join(folder.path, 'claims')) ? fs.readdirSync(path.join(folder.path, 'claims')).sort() : [];
  const isDone = (id: string): boolean =>
    claims().includes(id) && fs.readFileSync(path.join(folder.path, 'claims', id), 'utf8') === 'done';

  it('takes each job of this workspace when it has succeeded', async () => {
    openWindow();
    await store.put(job('a', { state: 'processing' }));
    assert.deepEqual(downloaded, []);
    await store.put(job('a'));
    await until(() => isDone('a'), 'the download');
    await store.put(job('a', { tokensUsed: 5 }));
    await store.put(job('b'));
    await until(() => isDone('b'), 'the other one');
    assert.deepEqual(downloaded, ['a', 'b']);
  });
  it('leaves other workspaces’ jobs, other machines’, and failed ones alone', async () => {
    openWindow();
    const foreign = job('foreign');
    Reflect.deleteProperty(foreign, 'workspace');
    for (const other of [
      job('other', { workspace: 'file:///other' }),
      foreign,
      job('failed', { state: 'failed' }),
      job('expired', { state: 'expired' }),
      job('../x'),
      job('saved', { file: 'file:///project/cad/a.step' }),
    ])
      await store.put(other);
    await store.put(job('last'));
    await until(() => isDone('last'), 'the last one');
    assert.deepEqual([downloaded, claims()], [['last'], ['last']]);
  });
  it('takes what has just succeeded though its file has expired by this machine’s clock, and leaves alone what expires later', async () => {
    openWindow();
    const over = new Date(clock.now() - 1000).toISOString();
    await store.put(job('a', { state: 'processing' }));
    await store.put(job('a', { expiresAt: over }));
    assert.equal(store.get('a')?.state, 'expired');
    await until(() => isDone('a'), 'the download');
    isOn = false;
    await store.put(job('b'));
    isOn = true;
    await store.put(job('b', { expiresAt: over }));
    await store.put(job('last'));
    await until(() => isDone('last'), 'the last one');
    assert.deepEqual(downloaded, ['a', 'last']);
  });
  it('takes none in an empty window, and none when it is off', async () => {
    openWindow('');
    isOn = false;
    openWindow();
    await store.put(job('a'));
    isOn = true;
    await store.put(job('b'));
    await until(() => isDone('b'), 'the one after it was turned on');
    assert.deepEqual(downloaded, ['b']);
  });
  it('takes a job in one window only', async () => {
    for (let window = 0; window < 5; window++) openWindow();
    await store.put(job('a'));
    await until(() => isDone('a'), 'the download');
    await store.put(job('b'));
    await until(() => isDone('b'), 'the other one');
    assert.deepEqual(downloaded, ['a', 'b']);
  });
  it('takes what has ended while the window was closed, but not what had ended before it was turned on', async () => {
    await store.put(job('old', { createdAt: '2020-01-01T00:00:00.000Z' }));
    await store.put(
      job('slow', { createdAt: '2020-01-01T00:00:00.000Z', updatedAt: new Date(clock.now() + 1000).toISOString() }),
    );
    openWindow();
    await until(() => isDone('slow'), 'the download');
    assert.deepEqual(downloaded, ['slow']);
  });
  it('does not try again what has failed', async () => {
    openWindow(workspace, Promise.reject(new Error('no')));
    await store.put(job('a'));
    await until(() => isDone('a'), 'the failure');
    openWindow().look();
    await store.put(job('b'));
    await until(() => isDone('b'), 'the other one');
    assert.deepEqual(
      downloaded.filter((id) => id === 'a'),
      ['a'],
    );
  });
  const claimFile = (id: string): string => path.join(folder.path, 'claims', id);
  async function claimOf(id: string, other: Partial<Owner>): Promise<void> {
    fs.mkdirSync(path.dirname(claimFile(id)), { recursive: true });
    fs.writeFileSync(claimFile(id), JSON.stringify({ ...(await thisProcess()), ...other }));
  }
  const leaveText = (content: string): void => {
    fs.mkdirSync(path.dirname(claimFile('a')));
    fs.writeFileSync(claimFile('a'), content);
  };
  it('takes over what a window that crashed has begun', async () => {
    await claimOf('a', { pid: spawnSync(process.execPath, ['-e', '']).pid });
    await claimOf('b', {});
    openWindow();
    await store.put(job('b'));
    await store.put(job('a'));
    await until(() => isDone('a'), 'the download');
    assert.deepEqual(downloaded, ['a']);
  });
  it('takes over what was begun before the machine was started anew, whatever has that pid now', async () => {
    await claimOf('a', { boot: 'another' });
    openWindow();
    await store.put(job('a'));
    await until(() => isDone('a'), 'the download');
  });
  for (const [what, leave] of [
    ['another machine or container', () => claimOf('a', { machine: 'another', pid: 999_999_999 })],
    ['an earlier version of the extension, which told a pid only', () => leaveText('999999999')],
    ['a window that has only made its claim', () => leaveText('')],
  ] as const) {
    it(`leaves what ${what} has begun, until nothing has changed for two hours`, async () => {
      await leave();
      const before = fs.readFileSync(claimFile('a'), 'utf8');
      openWindow();
      await store.put(job('a'));
      for (let half = 0; half < 4; half++) {
        await until(() => clock.pending === 1, 'the next look to be planned');
        assert.deepEqual([downloaded, fs.readFileSync(claimFile('a'), 'utf8')], [[], before]);
        clock.advance(1_800_000);
      }
      await until(() => isDone('a'), 'the download');
      assert.deepEqual(downloaded, ['a']);
    });
  }
  for (const [what, offset] of [
    ['five hours behind', -5 * 3_600_000],
    ['five hours ahead', 5 * 3_600_000],
  ] as const) {
    it(`goes by this machine’s clock when the service’s is ${what}`, async () => {
      const submitted = (id: string, ourMs: number): JobRecord =>
        job(id, {
          createdAt: new Date(ourMs + offset).toISOString(),
          submittedAt: new Date(ourMs).toISOString(),
          updatedAt: new Date(ourMs + offset + 30_000).toISOString(),
        });
      await store.put(submitted('before', since - 60_000));
      await store.put(submitted('meanwhile', since - 10_000));
      await store.put(submitted('after', since + 10_000));
      openWindow();
      await until(() => isDone('after') && isDone('meanwhile'), 'the downloads');
      assert.deepEqual(downloaded.sort(), ['after', 'meanwhile']);
    });
  }
  it('forgets the other claims, too, when another window has just removed one', async () => {
    fs.mkdirSync(path.join(folder.path, 'claims'));
    // It is in the list of the folder, and is gone when it is looked at.
    for (const id of ['a', 'z']) fs.symlinkSync('/no/where', claimFile(id));
    fs.writeFileSync(claimFile('m'), 'done');
    fs.utimesSync(claimFile('m'), 0, 0);
    await new Claims(path.join(folder.path, 'claims'), clock).prune(clock.now());
    assert.equal(fs.existsSync(claimFile('m')), false);
  });
  it('forgets claims of jobs whose files are long gone', async () => {
    fs.mkdirSync(path.join(folder.path, 'claims'));
    fs.writeFileSync(path.join(folder.path, 'claims/a'), 'done');
    fs.utimesSync(path.join(folder.path, 'claims/a'), 0, 0);
    openWindow();
    await until(() => claims().length === 0, 'the claim to be forgotten');
  });
});
