import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openMemoryLog } from '../../../src/base/entryLog.js';
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
    ({ store } = await JobStore.open({ file: path.join(folder.path, 'jobs.jsonl'), openLog: openMemoryLog, clock, log: silent }));
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
    const window = new AutoDownload({ store, claims: new Claims(path.join(folder.path, 'claims')), clock, log: silent, workspace: () => ours, isOn: () => isOn, since: () => since, download });
    windows.push(window);
    return window;
  }
  const job = (requestId: string, more: Partial<JobRecord> = {}): JobRecord => ({
    requestId, account: 'local', jobId: `pub_${requestId}`, state: 'succeeded', endpoint: 'text_to_cad', designMode: 'standard', outputFormat: 'STEP', createdAt: new Date(clock.now()).toISOString(), workspace, metadata: {}, ...more,
  });
  const claims = (): string[] => (fs.existsSync(path.join(folder.path, 'claims')) ? fs.readdirSync(path.join(folder.path, 'claims')).sort() : []);
  const isDone = (id: string): boolean => claims().includes(id) && fs.readFileSync(path.join(folder.path, 'claims', id), 'utf8') === 'done';

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
    for (const other of [job('other', { workspace: 'file:///other' }), foreign, job('failed', { state: 'failed' }), job('expired', { state: 'expired' }), job('../x'), job('saved', { file: 'file:///project/cad/a.step' })]) await store.put(other);
    await store.put(job('last'));
    await until(() => isDone('last'), 'the last one');
    assert.deepEqual([downloaded, claims()], [['last'], ['last']]);
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
    await store.put(job('slow', { createdAt: '2020-01-01T00:00:00.000Z', updatedAt: new Date(clock.now() + 1000).toISOString() }));
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
    assert.deepEqual(downloaded.filter((id) => id === 'a'), ['a']);
  });
  it('takes over what a window that crashed has begun', async () => {
    fs.mkdirSync(path.join(folder.path, 'claims'));
    fs.writeFileSync(path.join(folder.path, 'claims/a'), String(spawnSync(process.execPath, ['-e', '']).pid));
    fs.writeFileSync(path.join(folder.path, 'claims/b'), String(process.pid));
    openWindow();
    await store.put(job('b'));
    await store.put(job('a'));
    await until(() => isDone('a'), 'the download');
    assert.deepEqual(downloaded, ['a']);
  });
  it('forgets claims of jobs whose files are long gone', async () => {
    fs.mkdirSync(path.join(folder.path, 'claims'));
    fs.writeFileSync(path.join(folder.path, 'claims/a'), 'done');
    fs.utimesSync(path.join(folder.path, 'claims/a'), 0, 0);
    openWindow();
    await until(() => claims().length === 0, 'the claim to be forgotten');
  });
});
