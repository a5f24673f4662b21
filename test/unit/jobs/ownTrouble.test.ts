import assert from 'node:assert/strict';
import type { OpenLog } from '../../../src/base/sharedLog/entryLog.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import { openWhenPossible } from '../../../src/base/sharedLog/openWhenPossible.js';
import type { Leases } from '../../../src/base/lease.js';
import { ownLease } from '../../support/core.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const request = { prompt: 'a part', designMode: 'standard', outputFormat: 'STEP' } as const;

const refused = (file: string): Error =>
  Object.assign(new Error(`EACCES: permission denied, open '${file}'`), { code: 'EACCES', path: file });
const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const statesOf = ({ core }: VirtualWindow): readonly string[] => core.store.jobs().map(({ state }) => state);

/** A lease that can't be claimed as long as there is an error, and how often that was tried. */
function brokenLease(error: Error): { leases: Leases; error: Error | undefined; tries: number } {
  const lease: { leases: Leases; error: Error | undefined; tries: number } = {
    error,
    tries: 0,
    leases: {
      ...ownLease,
      claim: (...args) => {
        lease.tries++;
        return lease.error ? Promise.reject(lease.error) : ownLease.claim(...args);
      },
    },
  };
  return lease;
}

describe('A window that something on this machine keeps from its work', () => {
  it('says which file it is that can’t be used, tries again soon and then more rarely, and goes on by itself when it can', async () => {
    const lease = brokenLease(refused('/home/poller-1.json'));
    const window = await openVirtualWindow({ leases: lease.leases });
    void window.core.submissions.submit(request);
    await window.clock.pass(second);
    const told = { kind: 'notKept', code: 'EACCES', file: '/home/poller-1.json', message: lease.error!.message };
    assert.deepEqual(window.troubles, [told]);
    await window.clock.pass(20 * second);
    assert.ok(lease.tries >= 3, `${lease.tries} tries in 20 s`);
    await window.clock.pass(60 * minute);
    assert.ok(lease.tries < 300, `${lease.tries} tries in an hour`);
    assert.deepEqual([window.troubles, window.sent, statesOf(window)], [[told], [], ['submitting']]);
    lease.error = undefined;
    await window.clock.pass(5 * minute);
    assert.deepEqual([window.troubles, statesOf(window), window.clock.pending], [[told, undefined], ['succeeded'], 0]);
  });

  it('on a full disk says so, and goes on at once when the disk is well again', async () => {
    const lease = brokenLease(full());
    const window = await openVirtualWindow({ leases: lease.leases });
    void window.core.submissions.submit(request);
    await window.clock.pass(20 * minute);
    assert.deepEqual(window.troubles, [
      { kind: 'notKept', code: 'ENOSPC', message: 'ENOSPC: no space left on device, write' },
    ]);
    lease.error = undefined;
    // What `StorageWatch` sets off.
    window.core.accounts.restart();
    await window.clock.pass(100);
    assert.equal(window.sent.length, 1);
    assert.deepEqual(window.troubles.slice(1), [undefined]);
  });

  it('goes on at once when the user refreshes, whatever the service answers', async () => {
    for (const isReached of [true, false]) {
      const lease = brokenLease(refused('/home/poller-1.json'));
      const window = await openVirtualWindow({ leases: lease.leases });
      void window.core.submissions.submit(request);
      await window.clock.pass(20 * minute);
      lease.error = undefined;
      window.answer = (line, ask) =>
        line.startsWith('GET') && !isReached
          ? Promise.resolve(Response.json({ error_code: 'no', message: 'No.' }, { status: 403 }))
          : ask();
      const refreshing = window.core.accounts.refresh(window.core.service).catch(() => undefined);
      await window.clock.pass(500);
      await refreshing;
      assert.deepEqual(
        window.sent.map(({ line }) => line).sort(),
        ['GET /jobs?limit=100', 'POST /text-to-cad'],
        `reached: ${isReached}`,
      );
    }
  });

  it('says so also where the error is none of the file system’s, and where nothing else is to be sent', async () => {
    const lease = brokenLease(new RangeError('Invalid string length'));
    const window = await openVirtualWindow({ leases: lease.leases });
    void window.core.submissions.submit(request);
    await window.clock.pass(second);
    assert.deepEqual(window.troubles, [{ kind: 'notKept', code: undefined, message: 'Invalid string length' }]);
  });

  it('does its work though it can’t ask another window for it', async () => {
    let isKeptOut = true;
    const leases: Leases = {
      claim: (...args) => (isKeptOut ? Promise.resolve(undefined) : ownLease.claim(...args)),
      ask: () => Promise.reject(refused('/home/poller-1.wanted')),
    };
    const window = await openVirtualWindow({ leases });
    void window.core.submissions.submit(request);
    await window.clock.pass(second);
    isKeptOut = false;
    window.core.accounts.takeOver();
    await window.clock.pass(100);
    assert.equal(window.sent.length, 1);
  });
});

describe('A request budget whose files can’t be read', () => {
  it('counts for itself: the jobs go out, within the limits', async () => {
    const openLog: OpenLog = openWhenPossible(
      (parts) => (parts.file.includes('requests-') ? Promise.reject(refused(parts.file)) : openMemoryLog(parts)),
      () => undefined,
    );
    const warnings: unknown[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: (text: string) => warnings.push(text),
      error: (text: string) => warnings.push(text),
    };
    const window = await openVirtualWindow({ openLog, log, latencyMs: 10 * minute });
    for (let part = 0; part < 30; part++) void window.core.submissions.submit({ ...request, prompt: `part ${part}` });
    await window.clock.pass(50 * second);
    assert.ok(
      window.cloud.jobs().length >= 15 && window.cloud.jobs().length <= 17,
      `${window.cloud.jobs().length} jobs`,
    );
    await window.clock.pass(30 * minute);
    assert.deepEqual(
      [window.cloud.jobs().length, window.cloud.refused, new Set(statesOf(window))],
      [30, 0, new Set(['succeeded'])],
    );
    assert.equal(warnings.length, 1, warnings.join('\n'));
  });
});
