import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { QuotaExceededError } from '../../../src/api/errors.js';
import type { RequestPurpose } from '../../../src/api/gate.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import { RequestBudget } from '../../../src/jobs/follow/budget.js';
import { documentedLimits, silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';

const minute = 60_000;
const hour = 60 * minute;

describe('A key that is used elsewhere, too', () => {
  let clock: ManualClock;
  let budget: RequestBudget;
  beforeEach(async () => {
    clock = new ManualClock();
    const owner = (): Promise<{ machine: string; boot: string }> => Promise.resolve({ machine: 'm', boot: 'b' });
    const limits = (): typeof documentedLimits => documentedLimits;
    budget = await RequestBudget.open({
      file: '/nowhere',
      openLog: openMemoryLog,
      clock,
      log: silent,
      limits,
      newId: randomUUID,
      owner,
    });
  });
  afterEach(() => budget.dispose());

  async function send(count: number, everyMs: number): Promise<void> {
    for (let sent = 0; sent < count; sent++) {
      await budget.enter('user');
      clock.advance(everyMs);
    }
  }

  async function refused(): Promise<void> {
    const place = await budget.enter('user');
    await place.leave(new QuotaExceededError('429', { code: 'quota_exceeded', status: 429, retryAfterMs: undefined }));
    clock.advance(minute);
  }

  /** How many more requests fit into the hour now. */
  async function more(purpose: RequestPurpose): Promise<number> {
    let count = 0;
    while (budget.waitMs(purpose) < 2 * minute && count < 100) {
      clock.advance(budget.waitMs(purpose));
      await budget.enter(purpose);
      count++;
    }
    return count;
  }

  it('leaves this machine what there was room for, after a 429 that its own requests don’t explain', async () => {
    await send(50, 20_000);
    await budget.enter('background');
    await refused();
    assert.ok(budget.waitMs('background') > minute, 'no checks for now');
    assert.ok(budget.waitMs('submission') > minute, 'no submissions');
    assert.equal(budget.waitMs('user'), 0, 'clicks are never held up by that');
    clock.advance(hour);
    const submissions = await more('submission');
    assert.ok(submissions >= 45 && submissions <= 60, `${submissions} in the next hour`);
  });

  it('leaves it a fifth at least, and all of it again after some hours', async () => {
    await refused();
    clock.advance(hour);
    assert.ok((await more('submission')) >= 18);
    clock.advance(10 * hour);
    assert.equal(await more('submission'), 94);
  });

  it('is told from one that has sent much in a minute: then its share of the minute is less, not that of the hour', async () => {
    await send(10, 1000);
    await refused();
    clock.advance(hour);
    const first = await more('submission');
    assert.ok(first > 80, `${first} in the hour`);
    clock.advance(hour);
    let inMinute = 0;
    while (budget.waitMs('submission') === 0) {
      await budget.enter('submission');
      inMinute++;
    }
    assert.ok(inMinute >= 8 && inMinute < 17, `${inMinute} in a minute`);
  });
});
