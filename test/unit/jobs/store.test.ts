import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { systemClock } from '../../../src/base/clock.js';
import type { Leases } from '../../../src/base/lease.js';
import { openSharedLog, SharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { JobGroups } from '../../../src/jobs/jobGroups.js';
import type { JobChange, JobRecord } from '../../../src/jobs/model.js';
import { JobStore } from '../../../src/jobs/store.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openCore, silent, type Core } from '../../support/core.js';
import { ownLog } from '../../support/logs.js';
import { fastClock } from '../../support/manualClock.js';
import { eachJob } from '../../support/faultKinds.js';
import { startFaultProxy, type FaultProxy } from '../../support/faultProxy.js';
import { until } from '../../support/until.js';

/** The service refuses it without starting its kernel, so the job has an end soon. */
const request = { prompt: 'a cloud', designMode: 'standard', outputFormat: 'STEP' } as const;

function recordOf(requestId: string): JobRecord {
  return {
    requestId,
    account: 'a',
    state: 'submitting',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-01-05T09:00:00Z',
    metadata: {},
  };
}

describe('The job stores of several windows', () => {
  it('lose nothing of what both write at once, and show the same', async () => {
    const anyStep = fc.record({
      window: fc.nat(1),
      id: fc.constantFrom('r1', 'r2', 'r3'),
      field: fc.nat(2),
      value: fc.string({ maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
        const folder = temporaryFolder();
        const openLog = openSharedLog((error) => assert.ifError(error));
        const open = async (): Promise<JobStore> =>
          (
            await JobStore.open({
              file: path.join(folder.path, 'jobs.jsonl'),
              openLog,
              clock: systemClock,
              log: silent,
            })
          ).store;
        const stores = [await open(), await open()];
        await Promise.all(['r1', 'r2', 'r3'].map((id) => stores[0]!.put(recordOf(id))));
        await until(() => stores[1]!.jobs().length === 3, 'the other window to know the jobs');
        // Each window changes fields of its own, so the last value that it gave to each of them has to be there at the
        // end.
        const expected: Record<string, Record<string, string>> = { r1: {}, r2: {}, r3: {} };
        await Promise.all(
          steps.map(({ window, id, field, value }) => {
            const change = { [fields[window]![field]!]: value };
            Object.assign(expected[id]!, change);
            return stores[window]!.update(id, (record) => ({ ...record, ...change }));
          }),
        );
        const third = await open();
        await until(
          () => stores.every((store) => JSON.stringify(sorted(store)) === JSON.stringify(sorted(third))),
          'both windows to show the same',
        );
        for (const job of third.jobs())
          assert.deepEqual({ ...job }, { ...recordOf(job.requestId), ...expected[job.requestId] });
        for (const store of [...stores, third]) store.dispose();
        folder.remove();
      }),
      { numRuns: 30 },
    );
  });
});

describe('A window that the system tells nothing of other windows’ writing', () => {
  it('shows what they have written at the next turn of its own work', async () => {
    const folder = temporaryFolder();
    const connection = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'none' };
    const working = await openCore({ folder: folder.path, connection, isPollingEnabled: () => false });
    const job: JobRecord = { ...recordOf('r1'), account: working.service.account, jobId: 'pub_1', state: 'queued' };
    await working.store.put(job);
    const taken: Leases = { claim: () => Promise.resolve(undefined), ask: () => Promise.resolve() };
    const following = await openCore({
      folder: folder.path,
      connection,
      clock: fastClock(100),
      leases: taken,
      openLog: (parts) => SharedLog.open(parts),
    });
    await working.store.put({ ...job, state: 'succeeded' });
    await until(() => following.store.get('r1')?.state === 'succeeded', 'the following window to show the end');
    working.dispose();
    following.dispose();
    folder.remove();
  });
});

/** What the first and what the second window changes. */
const fields = [
  ['file', 'errorMessage', 'prompt'],
  ['workspace', 'errorCode', 'serviceStatus'],
] as const;

const sorted = (store: JobStore): readonly unknown[] =>
  store
    .jobs()
    .map((job) => Object.fromEntries(Object.entries(job).sort()))
    .sort((a, b) => String(a['requestId']).localeCompare(String(b['requestId'])));

describe('A window’s jobs', () => {
  let proxy: FaultProxy;
  let folder: ReturnType<typeof temporaryFolder>;
  let core: Core;
  let changes: JobChange[];
  let events: number;
  let file: string;
  before(async () => {
    proxy = await startFaultProxy();
  });
  after(() => proxy.close());
  beforeEach(async () => {
    proxy.forget();
    folder = temporaryFolder();
    core = await openCore({
      folder: folder.path,
      connection: proxy,
      clock: fastClock(100),
      limits: { perMinute: 10_000, perHour: 100_000, reserve: 0 },
    });
    [changes, events, file] = [[], 0, await ownLog(path.join(folder.path, 'jobs.jsonl'))];
    core.store.onDidChange((more) => {
      changes.push(...more);
      events++;
    });
  });
  afterEach(async () => {
    core.dispose();
    await proxy.clear();
    folder.remove();
  });

  const ledger = (): readonly number[] => {
    const { size, mtimeMs, ino } = fs.statSync(file);
    return [size, mtimeMs, ino];
  };
  const checks = (): number => proxy.requests.filter(({ method }) => method === 'GET').length;
  const ended = (id: string): Promise<unknown> => until(() => core.store.get(id)?.state === 'failed', 'the job’s end');

  it('cost no write and no event while checks find nothing new', async () => {
    // The service's own job goes on behind this, and ends at some time: nothing of that may be seen.
    const same = { status: 'processing', error_code: undefined, error_message: undefined };
    proxy.always(eachJob((job) => ({ ...job, ...same, updated_at: job['created_at'] })));
    const { requestId } = await core.submissions.submit(request);
    await until(() => core.store.get(requestId)?.updatedAt !== undefined, 'the first check');
    const [before, told] = [ledger(), events];
    const from = checks();
    await until(() => checks() >= from + 5, 'five checks more');
    assert.deepEqual([ledger(), events], [before, told]);
  });

  it('are in groups by state, which every event finds current', async () => {
    const groupsOf = (groups: JobGroups): unknown =>
      groups.states().map((state) => [state, groups.newest(state, 9).map(({ requestId }) => requestId)]);
    await core.submissions.submit(request);
    const seen: [unknown, unknown][] = [];
    core.store.groups();
    core.store.onDidChange(() =>
      seen.push([groupsOf(core.store.groups()), groupsOf(new JobGroups(core.store.jobs()))]),
    );
    const second = await core.submissions.submit(request);
    await until(() => core.store.jobs().every(({ state }) => state === 'failed'), 'the end of all jobs');
    assert.deepEqual(
      seen.map(([kept]) => kept),
      seen.map(([, anew]) => anew),
    );
    // The first job may end before the second is known.
    assert.ok(seen.some((one) => JSON.stringify(one).includes(`["submitting",["${second.requestId}"]]`)));
    assert.equal(core.store.groups().count('failed'), core.store.jobs().length);
  });

  it('cost no write and no event when the user refreshes and nothing is new', async () => {
    const job = await core.submissions.submit(request);
    await ended(job.requestId);
    await until(async () => !(await core.accounts.isActive()), 'the window to rest');
    const [before, told] = [ledger(), events];
    for (let time = 0; time < 3; time++) await core.accounts.refresh(core.service);
    assert.deepEqual([ledger(), events], [before, told]);
  });

  it('are told one by one: of many that are listed, the one that changed', async () => {
    for (let part = 0; part < 3; part++) await ended((await core.submissions.submit(request)).requestId);
    [changes, events] = [[], 0];
    const job = await core.submissions.submit(request);
    await ended(job.requestId);
    assert.deepEqual(new Set(changes.map((change) => change.job.requestId)), new Set([job.requestId]));
    assert.equal(events, changes.length);
  });

  it('made elsewhere with the same key appear with what the service knows of them', async () => {
    const { jobId } = await core.service.client.submitText(
      { ...request, outputFormat: 'STL', metadata: { from: 'a script' } },
      randomUUID(),
    );
    await core.accounts.refresh(core.service);
    const job = core.store.get(jobId);
    assert.deepEqual(
      [job?.jobId, job?.outputFormat, job?.metadata, job?.prompt],
      [jobId, 'STL', { from: 'a script' }, undefined],
    );
    await ended(jobId);
    assert.equal(core.store.jobs().filter((known) => known.jobId === jobId).length, 1);
  });

  it('made elsewhere with copied metadata are jobs of their own', async () => {
    const { requestId, metadata } = await core.submissions.submit(request);
    // Until then, a job with its metadata is taken for its own.
    await until(() => core.store.get(requestId)?.jobId !== undefined, 'the answer');
    const copies = [
      await core.service.client.submitText({ ...request, metadata }, randomUUID()),
      await core.service.client.submitText({ ...request, metadata }, randomUUID()),
    ];
    await core.accounts.refresh(core.service);
    for (const { jobId } of copies) assert.notEqual(core.store.get(jobId)?.requestId, requestId);
    assert.ok(copies.every(({ jobId }) => core.store.get(jobId) !== undefined));
  });

  it('of an edited prompt are new requests with new keys, and the same prompt again is one, too', async () => {
    const prompts = ['a cloud', 'a dark cloud', 'a cloud'];
    for (const prompt of prompts) await core.submissions.submit({ ...request, prompt });
    // One that is answered late is sent again, by the same key.
    const sent = (): Map<string, string> =>
      new Map(
        proxy.requests
          .filter(({ method }) => method === 'POST')
          .map(({ headers, body }) => [
            String(headers['idempotency-key']),
            (JSON.parse(body.toString()) as { prompt: string }).prompt,
          ]),
      );
    await until(() => sent().size === prompts.length, 'three requests');
    assert.deepEqual([...sent().values()].sort(), prompts.toSorted());
    const ids = (): (string | undefined)[] =>
      core.store.jobs().flatMap(({ prompt, jobId }) => (prompt === undefined ? [] : [jobId]));
    await until(() => ids().every((id) => id !== undefined), 'the answers');
    assert.equal(new Set(ids()).size, 3);
  });
});
