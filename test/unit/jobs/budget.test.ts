import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { QuotaExceededError, ServerError, type ApiError } from '../../../src/api/errors.js';
import type { RequestPurpose } from '../../../src/api/gate.js';
import { openSharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import type { RequestLimits } from '../../../src/jobs/follow/allowances.js';
import { RequestBudget } from '../../../src/jobs/follow/budget.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { documentedLimits, silent } from '../../support/core.js';
import { ownLog } from '../../support/logs.js';
import { ManualClock } from '../../support/manualClock.js';

const minute = 60_000;
const hour = 60 * minute;

describe('The request budget of a key', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  let clock: ManualClock;
  /** Of this start of the machine. */
  let boot: string;
  const opened: RequestBudget[] = [];
  beforeEach(() => {
    boot = 'first';
    folder = temporaryFolder();
    clock = new ManualClock();
  });
  afterEach(() => {
    for (const budget of opened.splice(0)) budget.dispose();
    folder.remove();
  });

  /** Another window, when called again. */
  async function open(
    limits: RequestLimits = documentedLimits,
    file = path.join(folder.path, 'requests.jsonl'),
  ): Promise<RequestBudget> {
    const openLog = openSharedLog((error) => assert.ifError(error));
    const budget = await RequestBudget.open({
      file,
      openLog,
      clock,
      log: silent,
      limits: () => limits,
      newId: randomUUID,
      owner: () => Promise.resolve({ machine: 'm', boot }),
    });
    opened.push(budget);
    return budget;
  }

  /** Whether a request goes out now. */
  async function enters(budget: RequestBudget, purpose: RequestPurpose = 'background'): Promise<boolean> {
    try {
      await budget.enter(purpose);
      return true;
    } catch (error) {
      if (error instanceof QuotaExceededError) return false;
      throw error;
    }
  }

  async function count(budget: RequestBudget, purpose: RequestPurpose, most = 200): Promise<number> {
    let granted = 0;
    while (granted < most && (await enters(budget, purpose))) granted++;
    return granted;
  }

  /** A request is sent and ends so. */
  async function answered(budget: RequestBudget, error: ApiError | undefined): Promise<number | undefined> {
    return (await budget.enter('user')).leave(error);
  }

  const refused = (retryAfterMs?: number): QuotaExceededError =>
    new QuotaExceededError('429', { code: 'quota_exceeded', status: 429, retryAfterMs });

  it('tells how many requests are left of the minute and of the hour', async () => {
    const budget = await open();
    assert.deepEqual(budget.left(), { inMinute: 20, inHour: 100 });
    for (let sent = 0; sent < 3; sent++) await budget.enter('user');
    assert.deepEqual(budget.left(), { inMinute: 17, inHour: 97 });
    clock.advance(2 * minute);
    assert.deepEqual(budget.left(), { inMinute: 20, inHour: 97 });
    clock.advance(2 * hour);
    assert.deepEqual(budget.left(), { inMinute: 20, inHour: 100 });
  });

  it('lets fewer submissions than the limit through in a minute, and leaves the rest to checks and clicks', async () => {
    const budget = await open();
    assert.equal(await count(budget, 'submission'), 17);
    assert.equal(await count(budget, 'background'), 1);
    // A click waits a little for a place, so the clock would have to move: ask what is left.
    assert.equal(budget.waitMs('user'), 0);
    assert.ok(budget.waitMs('submission') > 0);
  });

  it('lets background checks into the reserve of the hour only when there was none for ten minutes', async () => {
    const budget = await open();
    let checks = 0;
    for (let time = 0; time < hour; time += minute + 3000) {
      checks += await count(budget, 'background');
      clock.advance(minute + 3000);
    }
    assert.equal(checks, 75 + 5, 'one in ten minutes once the rest is used up');
    assert.equal(budget.waitMs('user'), 0);
  });

  it('tells how long to wait, and that is exact', async () => {
    const budget = await open();
    await count(budget, 'submission');
    const wait = budget.waitMs('submission');
    clock.advance(wait - 1);
    assert.equal(await enters(budget, 'submission'), false);
    clock.advance(1);
    assert.equal(await enters(budget, 'submission'), true);
  });

  it('is shared by windows, also by those that open later', async () => {
    const [first, second] = [await open(), await open()];
    assert.equal(await count(first, 'submission', 10), 10);
    assert.equal(await count(second, 'submission'), 7);
    assert.equal(await enters(await open(), 'submission'), false);
  });

  it('gives the last place to one of the windows that ask at the same moment', async () => {
    const windows = await Promise.all(
      Array.from({ length: 5 }, () => open({ perMinute: 10, perHour: 100, reserve: 0 })),
    );
    const asked = windows.flatMap((budget) => Array.from({ length: 4 }, () => enters(budget, 'submission')));
    assert.equal((await Promise.all(asked)).filter(Boolean).length, 7);
  });

  it('pauses every window after a 429: for 60, 120, 240, 480 and again 480 s', async () => {
    const [first, second] = [await open(), await open()];
    const pauses: number[] = [];
    for (let time = 0; time < 5; time++) {
      await answered(first, refused());
      await second.catchUp();
      pauses.push(Math.round(second.waitMs('user') / 1000));
      assert.equal(second.pausedUntil, clock.now() + second.waitMs('user'));
      clock.advance(second.waitMs('user'));
      assert.equal(second.pausedUntil, undefined);
    }
    assert.deepEqual(pauses, [60, 120, 240, 480, 480]);
  });

  it('obeys a Retry-After that is longer, and none that is shorter', async () => {
    const budget = await open();
    assert.equal(await answered(budget, refused(5000)), minute, 'and tells how long that is');
    assert.equal(budget.waitMs('user'), minute);
    clock.advance(minute);
    await answered(budget, refused(10 * minute));
    assert.equal(budget.waitMs('background'), 10 * minute);
    assert.equal(budget.waitMs('user'), 2 * minute, 'a click is held up by our own pause only');
  });

  it('takes several 429s of one moment for one, and begins anew once the service has answered', async () => {
    const budget = await open();
    const places = await Promise.all(Array.from({ length: 4 }, () => budget.enter('user')));
    const before = places.pop();
    await Promise.all(places.map((place) => place.leave(refused())));
    assert.equal(budget.waitMs('user'), minute);
    // The answer to a request that was sent before doesn't end the pause.
    await before?.leave(undefined);
    assert.equal(budget.waitMs('user'), minute);
    clock.advance(minute);
    await answered(budget, new ServerError('503', { code: 'server_error', status: 503 }));
    await answered(budget, undefined);
    await answered(budget, refused());
    assert.equal(budget.waitMs('user'), minute);
  });

  it('frees no place early and none an hour late when the clock is set back or forward by an hour', async () => {
    for (const jump of [-hour, hour]) {
      const budget = await open(documentedLimits, path.join(folder.path, `requests-${jump}.jsonl`));
      await count(budget, 'submission');
      clock.wall += jump;
      assert.equal(await enters(budget, 'submission'), false, `${jump}`);
      clock.advance(minute + 3000);
      assert.equal(await enters(budget, 'submission'), true, `${jump}`);
    }
  });

  it('keeps the places after a restart of the machine, when the monotonic clock begins anew', async () => {
    const first = await open();
    await count(first, 'submission');
    [clock.mono, boot] = [0, 'second'];
    clock.wall += 20_000;
    const second = await open();
    assert.equal(await enters(second, 'submission'), false);
    clock.advance(minute);
    assert.equal(await enters(second, 'submission'), true);
  });

  it('goes on with what this window knows when its file can’t be written', async () => {
    const openLog = openSharedLog(() => undefined);
    const file = path.join(folder.path, 'requests.jsonl');
    const budget = await RequestBudget.open({
      file,
      openLog,
      clock,
      log: silent,
      limits: () => documentedLimits,
      newId: randomUUID,
      owner: () => Promise.resolve({ machine: 'm', boot }),
    });
    opened.push(budget);
    fs.mkdirSync(await ownLog(file));
    assert.equal(await count(budget, 'submission'), 17);
  });

  it('keeps its file short, and what it needs of it', async () => {
    const bytes = (): number =>
      fs.readdirSync(folder.path).reduce((sum, name) => sum + fs.statSync(path.join(folder.path, name)).size, 0);
    // A request every 31 s are 117 in an hour: they fit below what checks leave to submissions.
    const limits = { perMinute: 20, perHour: 125, reserve: 0 };
    const budget = await open(limits);
    for (let request = 0; request < 1000; request++) {
      await budget.enter('background');
      clock.advance(31_000);
    }
    const long = bytes();
    const used = budget.freeShare();
    budget.dispose();
    assert.equal((await open(limits)).freeShare(), used);
    assert.ok(bytes() < long / 5);
  });

  it('never has more requests in any minute or hour than the limits, whatever three windows ask when', async () => {
    const purposes = fc.constantFrom<RequestPurpose>('submission', 'background');
    const step = fc.record({ window: fc.nat(2), purpose: purposes, pauseMs: fc.oneof(fc.nat(3000), fc.nat(90_000)) });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 150 }), async (steps) => {
        const file = path.join(folder.path, `round-${++round}.jsonl`);
        const windows = [
          await open(documentedLimits, file),
          await open(documentedLimits, file),
          await open(documentedLimits, file),
        ];
        const sent: { readonly at: number; readonly purpose: RequestPurpose }[] = [];
        for (const { window, purpose, pauseMs } of steps) {
          if (await enters(windows[window]!, purpose)) sent.push({ at: clock.monotonic(), purpose });
          clock.advance(pauseMs);
        }
        const within = (at: number, ms: number): number =>
          sent.filter((other) => other.at <= at && other.at > at - ms).length;
        for (const { at, purpose } of sent) {
          assert.ok(within(at, minute) <= 20 && within(at, hour) <= 100);
          if (purpose === 'background')
            assert.ok(
              within(at, hour) <= 80 ||
                sent.every((other) => other.purpose !== 'background' || other.at >= at || other.at <= at - 10 * minute),
              'the reserve',
            );
        }
        for (const budget of opened.splice(0)) budget.dispose();
      }),
      { numRuns: 25 },
    );
  });
});
