import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { localProfile } from '../../../src/jobs/serviceProfile.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openCore, type Core } from '../../support/core.js';
import { entriesIn, ownLog } from '../../support/logs.js';
import { startServiceProcess, type ServiceProcess } from '../../support/serviceProcess.js';
import { until } from '../../support/until.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const minute = 60_000;

/** The service refuses it without starting its kernel, so the job has an end soon. */
const request = { prompt: 'a cloud', designMode: 'standard', outputFormat: 'STEP' } as const;

describe('A damaged ledger', () => {
  let service: ServiceProcess;
  let folder: ReturnType<typeof temporaryFolder>;
  let ledger: string;
  const opened: Core[] = [];
  beforeEach(async () => {
    service = await startServiceProcess();
    folder = temporaryFolder();
    ledger = await ownLog(path.join(folder.path, 'jobs.jsonl'));
  });
  afterEach(async () => {
    for (const core of opened.splice(0)) core.dispose();
    await service.stop();
    folder.remove();
  });

  async function open(): Promise<Core> {
    const core = await openCore({ folder: folder.path, connection: service, profile: localProfile });
    opened.push(core);
    return core;
  }

  /** Three jobs that have ended, and no window. @returns their ids and the lines of the ledger */
  async function arrange(): Promise<{ jobIds: readonly string[]; lines: readonly string[] }> {
    const core = await open();
    for (let part = 0; part < 3; part++) await core.submissions.submit({ ...request, prompt: `a cloud ${part}` });
    await until(() => core.store.unfinished().length === 0, 'the jobs to end');
    const jobIds = core.store.jobs().map(({ jobId }) => jobId!);
    await until(async () => !(await core.accounts.isActive()), 'the window to rest');
    opened.splice(0).forEach((one) => one.dispose());
    await until(() => !fs.readdirSync(folder.path).some((name) => name.includes('.open-')), 'the files to be closed');
    return { jobIds, lines: fs.readFileSync(ledger, 'utf8').trimEnd().split('\n') };
  }

  async function reopen(): Promise<Core> {
    const core = await open();
    assert.ok(core.damagedCopy);
    core.accounts.rebuild(core.service.account);
    await until(() => core.store.jobs().length >= 3, 'the jobs to be back');
    await until(async () => !(await core.accounts.isActive()), 'the window to rest');
    return core;
  }

  it('is set aside, and what it has lost comes back from the service once, by itself', async () => {
    const { jobIds, lines } = await arrange();
    const id = (entriesIn(lines[0]!) as [{ id: string }])[0].id;
    const damaged = lines
      .map((line) => (line.includes(id) ? `${line.slice(0, 20)}\0\0\0${line.slice(23)}` : line))
      .join('\n');
    fs.writeFileSync(ledger, `${damaged}\n`);

    const core = await reopen();
    assert.equal(fs.readFileSync(core.damagedCopy!, 'utf8'), `${damaged}\n`);
    assert.deepEqual(
      core.store
        .jobs()
        .map(({ jobId }) => jobId)
        .sort(),
      [...jobIds].sort(),
    );
    assert.deepEqual(
      core.store.jobs().map(({ state }) => state),
      ['failed', 'failed', 'failed'],
    );
    // The service doesn't echo prompts.
    assert.deepEqual(
      core.store
        .jobs()
        .map(({ prompt }) => prompt)
        .sort(),
      ['a cloud 1', 'a cloud 2', undefined],
    );
    assert.equal(core.store.get(id)?.prompt, undefined);

    opened.splice(0).forEach((one) => one.dispose());
    await until(() => !fs.readdirSync(folder.path).some((name) => name.includes('.open-')), 'the files to be closed');
    const again = await open();
    assert.equal(again.damagedCopy, undefined, 'it is whole now');
    assert.deepEqual(
      again.store
        .jobs()
        .map(({ jobId }) => jobId)
        .sort(),
      [...jobIds].sort(),
    );
  });

  it('of which nothing can be read is replaced by the service’s list', async () => {
    const { jobIds } = await arrange();
    fs.writeFileSync(ledger, 'Once upon a time\nthere was a ledger.\n');
    const core = await reopen();
    assert.deepEqual(
      core.store
        .jobs()
        .map(({ jobId }) => jobId)
        .sort(),
      [...jobIds].sort(),
    );
  });

  it('is set aside and fetched anew also while another window has it open, which goes on showing each job once with its prompt', async () => {
    await arrange();
    const other = await open();
    const before = other.store.jobs();
    fs.writeFileSync(ledger, `${fs.readFileSync(ledger, 'utf8').replace(/^.*$/m, '#'.repeat(40))}\n`);
    const core = await reopen();
    const shown = (): unknown => other.store.jobs().map(({ jobId, prompt }) => [jobId, prompt]);
    assert.deepEqual(
      shown(),
      before.map(({ jobId, prompt }) => [jobId, prompt]),
    );
    assert.deepEqual(
      core.store.jobs().map(({ jobId }) => jobId),
      before.map(({ jobId }) => jobId),
    );
    assert.equal((await open()).damagedCopy, undefined, 'it is told once');
    assert.equal(fs.readdirSync(folder.path).filter((name) => name.includes('.damaged-')).length, 1);
  });

  it('that has lost only the answer sends the request again with its key, which makes no second job', async () => {
    const { jobIds, lines } = await arrange();
    const id = (entriesIn(lines[0]!) as [{ id: string }])[0].id;
    fs.writeFileSync(
      ledger,
      `${lines.map((line, index) => (index > 0 && line.includes(id) ? '#' : line)).join('\n')}\n`,
    );
    const core = await reopen();
    await until(() => core.store.unfinished().length === 0, 'the request to be answered');
    const { jobs } = await core.service.client.listJobs();
    assert.deepEqual(jobs.map(({ jobId }) => jobId).sort(), [...jobIds].sort());
    assert.deepEqual(
      core.store
        .jobs()
        .map(({ jobId }) => jobId)
        .sort(),
      [...jobIds].sort(),
    );
    assert.equal(core.store.get(id)?.prompt, 'a cloud 0');
  });
});

describe('Fetching what a ledger has lost', () => {
  /** The service has so many jobs, on pages of a hundred. */
  async function withJobs(count: number): Promise<VirtualWindow> {
    const window = await openVirtualWindow();
    const jobs = Array.from({ length: count }, (_, index) => ({
      job_id: `pub_${index}`,
      status: 'failed',
      created_at: new Date(Date.UTC(2026, 0, 5) - index * minute).toISOString(),
      metadata: {},
    }));
    window.answer = (line) => {
      const from = Number(new URL(line.slice('GET '.length), 'http://x').searchParams.get('cursor') ?? 0);
      return Promise.resolve(
        Response.json({
          jobs: jobs.slice(from, from + 100),
          next_cursor: from + 100 < count ? String(from + 100) : null,
        }),
      );
    };
    return window;
  }
  const rebuild = ({ core }: VirtualWindow): void => core.accounts.rebuild(core.service.account);

  it('takes a request for each page, and then nothing is planned any more', async () => {
    const window = await withJobs(250);
    rebuild(window);
    await window.clock.pass(minute);
    assert.equal(window.core.store.jobs().length, 250);
    assert.deepEqual(
      window.sent.map(({ line }) => line),
      ['GET /jobs?limit=100', 'GET /jobs?limit=100&cursor=100', 'GET /jobs?limit=100&cursor=200'],
    );
    assert.equal(window.clock.pending, 0);
    await window.clock.pass(24 * 60 * minute);
    assert.equal(window.sent.length, 3);
  });

  it('ends after a thousand jobs, however many there are', async () => {
    const window = await withJobs(5000);
    rebuild(window);
    await window.clock.pass(10 * minute);
    assert.equal(window.core.store.jobs().length, 1000);
    assert.equal(window.sent.length, 10);
  });

  it('goes on where it was when the network comes back', async () => {
    const window = await withJobs(250);
    const { answer } = window;
    window.answer = (line, ...rest) =>
      line.includes('cursor=100') ? Promise.reject(new TypeError('fetch failed')) : answer(line, ...rest);
    rebuild(window);
    await window.clock.pass(60 * minute);
    assert.equal(window.core.store.jobs().length, 100);
    assert.deepEqual(
      window.troubles.map((trouble) => trouble?.kind),
      ['unreachable'],
    );
    window.answer = answer;
    await window.clock.pass(6 * minute);
    assert.equal(window.core.store.jobs().length, 250);
    assert.equal(window.sent.filter(({ line }) => line === 'GET /jobs?limit=100').length, 1);
    assert.deepEqual(
      window.troubles.map((trouble) => trouble?.kind),
      ['unreachable', undefined],
    );
    assert.equal(window.clock.pending, 0);
  });

  it('leaves the user’s reserve alone', async () => {
    const window = await withJobs(1000);
    const { budgets, service } = window.core;
    for (let request = 0; request < 74; request++) {
      await (await budgets.of(service.account))?.enter('submission');
      await window.clock.pass(5000);
    }
    rebuild(window);
    await window.clock.pass(minute);
    assert.equal(window.sent.length, 1);
    await window.clock.pass(60 * minute);
    assert.equal(window.core.store.jobs().length, 1000);
  });

  it('waits for a key that is not kept now', async () => {
    let isKeyKept = false;
    const window = await openVirtualWindow({ isKeyKept: () => isKeyKept });
    window.cloud.send({ method: 'POST', path: '/text-to-cad' }, () => undefined);
    rebuild(window);
    await window.clock.pass(minute);
    assert.deepEqual([window.sent.length, window.clock.pending], [0, 0]);
    isKeyKept = true;
    window.core.accounts.restart();
    await window.clock.pass(10 * minute);
    assert.deepEqual(
      window.core.store.jobs().map(({ jobId }) => jobId),
      ['pub_000000000001'],
    );
  });
});
