import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';

describe('The clock', () => {
  const day = 86_400_000;
  let calls: number;
  beforeEach(() => {
    calls = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());
  const call = (): void => {
    calls++;
  };

  for (const [what, delayMs] of [
    ['just over 24.8 days', 2 ** 31],
    ['a year', 365 * day],
  ] as const) {
    it(`calls once after ${what}, and not at once`, () => {
      systemClock.setTimeout(call, delayMs);
      let passed = 0;
      for (; passed + day < delayMs; passed += day) mock.timers.tick(day);
      assert.equal(calls, 0);
      // The mock sets a timer that another one sets only from the end of its tick.
      for (; passed < delayMs + 20 * day; passed += day) mock.timers.tick(day);
      assert.equal(calls, 1);
    });
  }

  it('never calls for a time that never comes', () => {
    mock.timers.reset();
    const timer = systemClock.setTimeout(call, Infinity);
    return new Promise<void>((resolve) => {
      systemClock.setTimeout(() => {
        timer.cancel();
        assert.equal(calls, 0);
        resolve();
      }, 20);
    });
  });

  it('can be told not to call, however much of the time has passed', () => {
    const timer = systemClock.setTimeout(call, 100 * day);
    mock.timers.tick(60 * day);
    timer.cancel();
    mock.timers.tick(365 * day);
    assert.equal(calls, 0);
  });
});
