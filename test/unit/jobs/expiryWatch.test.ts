import assert from 'node:assert/strict';
import { openMemoryLog } from '../../../src/base/entryLog.js';
import { ExpiryWatch } from '../../../src/jobs/expiryWatch.js';
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
    for (const [id, hours] of [['a', 1.5], ['b', 30], ['c', 1.5]] as const) await store.put(jobRecord(id, { expiresAt: inHours(hours) }));
    await store.put(jobRecord('failed', { state: 'failed', expiresAt: inHours(1) }));
    await store.put(jobRecord('undated', { expiresAt: 'soon' }));
    store.onDidChange((changes) => events.push(changes.map(({ job, previous }) => `${job.requestId} ${previous?.state ?? ''} ${job.state}`)));
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
    assert.deepEqual([store.groups().count('expired'), store.groups().count('succeeded'), store.jobs().filter(({ state }) => state === 'expired').length], [2, 2, 2]);
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
});
