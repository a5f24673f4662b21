import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Backoff, backoffMs } from '../../../src/jobs/follow/backoff.js';
import { ManualClock } from '../../support/manualClock.js';

const fiveMinutes = 300_000;
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('The wait after failures', () => {
  it('is drawn evenly from nothing to a limit that doubles from 4 s up to 5 minutes', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failures) => backoffMs(failures, 1) / 1000),
      [4, 8, 16, 32, 64, 128, 256, 300, 300],
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), share, (failures, random) => {
        const wait = backoffMs(failures, random);
        assert.equal(wait, random * backoffMs(failures, 1));
        assert.ok(wait >= 0 && wait <= fiveMinutes);
      }),
    );
  });

  it('takes failures of the same moment for one, and is over when something succeeds', () => {
    const clock = new ManualClock();
    const backoff = new Backoff(clock, () => 1);
    assert.equal(backoff.waitMs, 0);
    assert.deepEqual([backoff.fail(), backoff.fail(), backoff.fail()], [true, false, false]);
    assert.equal(backoff.waitMs, 4000);
    clock.advance(4000);
    assert.equal(backoff.fail(), true);
    assert.equal(backoff.waitMs, 8000);
    backoff.reset();
    assert.equal(backoff.waitMs, 0);
    assert.equal(backoff.fail(), true);
    assert.equal(backoff.waitMs, 4000);
  });

  it('is not made longer or shorter by a clock that is set', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), (jump) => {
        const clock = new ManualClock();
        const backoff = new Backoff(clock, () => 0.5);
        backoff.fail();
        clock.wall += jump;
        assert.equal(backoff.waitMs, 2000);
      }),
    );
  });
});
