import assert from 'node:assert/strict';
import type { JobOut } from '../../../src/api/types.js';
import type { LogParts, OpenLog } from '../../../src/base/sharedLog/entryLog.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import { ExpiryWatch } from '../../../src/jobs/expiryWatch.js';
import type { LedgerEntry } from '../../../src/jobs/ledger.js';
import { JobStore } from '../../../src/jobs/store.js';
import { silent } from '../../support/core.js';
import { jobRecord } from '../../support/jobRecords.js';
import { ManualClock } from '../../support/manualClock.js';

const [minute, hour] = [60_000, 3_600_000];

describe('A file that expires while a window is open', () => {
  let clock: ManualClock;
  let store: JobStore;
  let watch: ExpiryWatch;
  const events: string[][] = [];
  const inHours = (hours: number): string => new Date(clock.now() + hours * hour).toISOString();
  beforeEach(async () => {
    clock = new ManualClock();
    events.length = 0;
    ({ store } = await JobStore.open({ file: 'jobs', openLog: openMemoryLog, clock, log: silent }));
    for (const [id, hours] of [
      ['a', 1.5],
      ['b', 30],
      ['c', 1.5],
    ] as const)
      await store.put(jobRecord(id, { expiresAt: inHours(hours) }));
    await store.put(jobRecord('failed', { state: 'failed', expiresAt: inHours(1) }));
    await store.put(jobRecord('undated', { expiresAt: 'soon' }));
    store.onDidChange((changes) =>
      events.push(changes.map(({ job, previous }) => `${job.requestId} ${previous?.state ?? ''} ${job.state}`)),
    );
    watch = new ExpiryWatch(store, clock);
  });
  afterEach(() => {
    watch.dispose();
    assert.equal(clock.pending, 0);
  });
  /** In steps, as timers are set one after the other. */
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += minute) clock.advance(minute);
  };

  it('is told at its time, with all others of that time in one event, and once', () => {
    pass(1.5 * hour - minute);
    assert.deepEqual(events, []);
    pass(2 * minute);
    assert.deepEqual(events, [['a succeeded expired', 'c succeeded expired']]);
    assert.deepEqual(
      [
        store.groups().count('expired'),
        store.groups().count('succeeded'),
        store.jobs().filter(({ state }) => state === 'expired').length,
      ],
      [2, 2, 2],
    );
    pass(31 * hour);
    assert.deepEqual(events.slice(1), [['b succeeded expired']]);
  });

  it('is told an hour late at most when the computer has slept or its clock was set', () => {
    pass(2 * minute);
    clock.wall += 30 * hour;
    pass(hour + minute);
    assert.deepEqual(events, [['a succeeded expired', 'b succeeded expired', 'c succeeded expired']]);
  });

  it('of a job that is learned of late is told within the hour', async () => {
    pass(2 * minute);
    await store.put(jobRecord('late', { expiresAt: inHours(0.2) }));
    pass(hour + minute);
    assert.ok(events.some((event) => event.includes('late succeeded expired')));
  });

  it('has not expired any more once a clock that was a month ahead is set right', async () => {
    clock.wall += 720 * hour;
    pass(2 * minute);
    assert.equal(store.groups().count('expired'), 3);
    clock.wall -= 720 * hour;
    pass(hour + minute);
    assert.deepEqual(
      [store.groups().count('expired'), store.get('a')?.state, store.get('failed')?.state],
      [0, 'succeeded', 'failed'],
    );
    await store.update('a', (job) => ({ ...job, state: 'expired', errorCode: 'output_expired' }));
    pass(hour + minute);
    assert.equal(store.get('a')?.state, 'expired', 'what the service says stays');
  });
});

describe('That a job has expired', () => {
  const expiresAt = '2026-02-04T09:00:00Z';
  let clock: ManualClock;
  let entries: LedgerEntry[];
  let store: JobStore;
  /** What is left of it when the file is shortened. */
  let shortened: () => Promise<readonly LedgerEntry[]>;
  /** Notes what is written down. */
  const openLog: OpenLog = async <T>(parts: LogParts<T>) => {
    const note: LogParts<T>['onEntries'] = (all, places) => {
      entries.push(...(structuredClone(all) as readonly LedgerEntry[]));
      parts.onEntries(all, places);
    };
    shortened = async () => {
      const left =
        (await parts.shorten?.(entries.map((value, index) => ({ value, number: index + 1, writer: '' })))) ?? [];
      return left.map(({ value }) => value as LedgerEntry);
    };
    return openMemoryLog<T>({ ...parts, onEntries: note });
  };
  beforeEach(async () => {
    clock = new ManualClock();
    entries = [];
    ({ store } = await JobStore.open({ file: 'jobs', openLog, clock, log: silent }));
  });
  afterEach(() => store.dispose());
  const told = (more: Partial<JobOut> = {}): JobOut => ({
    jobId: 'pub_a',
    status: 'success',
    metadata: {},
    expiresAt,
    ...more,
  });

  it('is not written down because this machine’s clock is a month ahead', async () => {
    clock.wall += 31 * 24 * hour;
    await store.put(jobRecord('a', { state: 'processing' }));
    await store.merge([told(), told({ jobId: 'pub_b' })], 'cloud:a');
    assert.deepEqual(
      store.jobs().map(({ state }) => state),
      ['expired', 'expired'],
    );
    await store.update('a', (job) => ({ ...job, file: 'file:///a.step' }));
    assert.deepEqual(
      [...entries, ...(await shortened())].filter(({ set }) => set.state === 'expired'),
      [],
    );
    clock.wall -= 31 * 24 * hour;
    await store.merge([told({ tokensUsed: 5 }), told({ jobId: 'pub_b', tokensUsed: 5 })], 'cloud:a');
    assert.deepEqual(
      store.jobs().map(({ state }) => state),
      ['succeeded', 'succeeded'],
    );
  });

  it('is written down on the service’s word, and stays when its list still calls it a success', async () => {
    await store.put(jobRecord('a', { expiresAt }));
    await store.update('a', (job) => ({ ...job, state: 'expired', errorCode: 'output_expired' }));
    await store.merge([told({ tokensUsed: 5 })], 'cloud:a');
    assert.deepEqual([store.get('a')?.state, (await shortened())[0]?.set.state], ['expired', 'expired']);
  });

  it('was written down by earlier versions without that word: then the time decides', async () => {
    await store.put(jobRecord('a', { state: 'expired', expiresAt }));
    assert.equal(store.get('a')?.state, 'succeeded');
    clock.wall = Date.parse(expiresAt);
    store.expire();
    assert.equal(store.get('a')?.state, 'expired');
    await store.put(jobRecord('undated', { state: 'expired' }));
    assert.equal(store.get('undated')?.state, 'expired');
  });
});
