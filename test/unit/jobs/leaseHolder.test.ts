import assert from 'node:assert/strict';
import type { HeldLease, Leases } from '../../../src/base/lease.js';
import { LeaseHolder } from '../../../src/jobs/follow/leaseHolder.js';
import { ManualClock } from '../../support/manualClock.js';

describe('One window’s side of a lease', () => {
  it('claims none when the window ends while it finds out whether it still holds one', async () => {
    const end = new AbortController();
    let claims = 0;
    let isReleased = false;
    let endMeanwhile = (): void => undefined;
    const held: HeldLease = {
      isHeld: () => {
        endMeanwhile();
        return Promise.resolve(!isReleased);
      },
      release: () => {
        isReleased = true;
        return Promise.resolve();
      },
    };
    const leases: Leases = { claim: () => (claims++, Promise.resolve(held)), ask: () => Promise.resolve() };
    const holder = new LeaseHolder({
      leaseName: '',
      leases,
      clock: new ManualClock(),
      signal: end.signal,
      onChange: () => undefined,
    });
    assert.equal(await holder.hold(), true);
    endMeanwhile = () => {
      end.abort();
      void holder.letGo();
    };
    assert.equal(await holder.hold(), false);
    assert.deepEqual([claims, isReleased], [1, true]);
  });
});
