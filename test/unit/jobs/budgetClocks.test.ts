import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { QuotaExceededError } from '../../../src/api/errors.js';
import type { EntryLog, LogParts, OpenLog } from '../../../src/base/sharedLog/entryLog.js';
import { RequestBudget } from '../../../src/jobs/follow/budget.js';
import { documentedLimits, silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A log that outlives the machine: each opening reads all of it anew, as text. */
function keptLog(): { readonly open: OpenLog; readonly lines: string[] } {
  const lines: string[] = [];
  const readers: (() => void)[] = [];
  const open: OpenLog = <T>({ decode, onEntries }: LogParts<T>) => {
    let read = 0;
    const catchUp = (): void => {
      const fresh = lines.slice(read);
      read = lines.length;
      const entries = fresh.map((line) => decode(JSON.parse(line))).filter((entry) => entry !== undefined);
      if (entries.length > 0)
        onEntries(
          entries,
          entries.map((_, number) => ({ number, writer: '' })),
        );
    };
    readers.push(catchUp);
    catchUp();
    const log: EntryLog<T> = {
      append: (next) => {
        lines.push(...next().map((entry) => JSON.stringify(entry)));
        readers.forEach((reader) => reader());
        return Promise.resolve();
      },
      catchUp: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    return Promise.resolve({ log, damagedCopy: undefined });
  };
  return { open, lines };
}

/** A machine that can be started anew, with windows that share one log. */
class Machine {
  readonly clock = new ManualClock();
  readonly log: ReturnType<typeof keptLog>;
  readonly #name: string;
  readonly #namesBoots: boolean;
  #boot = 0;

  constructor(log = keptLog(), name = 'one', namesBoots = true) {
    this.log = log;
    this.#name = name;
    this.#namesBoots = namesBoots;
  }

  restart(offMs: number): void {
    this.#boot++;
    this.clock.wall += offMs;
    this.clock.mono = 30 * second;
  }

  open(): Promise<RequestBudget> {
    const owner = { machine: this.#name, boot: this.#namesBoots ? `${this.#name}-${this.#boot}` : '' };
    const parts = {
      file: '/nowhere',
      openLog: this.log.open,
      clock: this.clock,
      log: silent,
      limits: () => documentedLimits,
      newId: randomUUID,
    };
    return RequestBudget.open({ ...parts, owner: () => Promise.resolve(owner) });
  }

  /** As many requests as fit now, and how many those were. */
  async fill(budget: RequestBudget): Promise<number> {
    let sent = 0;
    while (budget.waitMs('user') === 0) {
      await budget.enter('user');
      sent++;
    }
    return sent;
  }
}

describe('The request budget after a restart of the machine', () => {
  for (const namesBoots of [true, false]) {
    it(`doesn’t count yesterday’s requests${namesBoots ? '' : ', also where the system doesn’t name its starts'}`, async () => {
      const machine = new Machine(undefined, undefined, namesBoots);
      machine.clock.mono = 10 * minute;
      await machine.fill(await machine.open());
      machine.restart(day);
      // As long after this start as the requests were after the last one: their times on the monotonic clock look like
      // a moment ago.
      machine.clock.advance(9 * minute + 45 * second);
      assert.deepEqual((await machine.open()).left(), { inMinute: 20, inHour: 100 });
    });
  }

  it('counts those of a minute before', async () => {
    const machine = new Machine();
    await machine.fill(await machine.open());
    machine.restart(40 * second);
    assert.deepEqual((await machine.open()).left(), { inMinute: 0, inHour: 80 });
  });

  it('counts none for longer than this start of the machine lasts, when the wall clock was a month ahead and is right again', async () => {
    const machine = new Machine();
    machine.clock.wall += 30 * day;
    await machine.fill(await machine.open());
    machine.restart(-30 * day);
    const first = await machine.open();
    assert.equal(first.left().inHour, 80);
    machine.clock.advance(hour + 5 * second);
    assert.deepEqual(
      [first.left().inHour, (await machine.open()).left().inHour],
      [100, 100],
      'nor in a window that opens later',
    );
  });

  it('doesn’t go on with a pause that has ended meanwhile', async () => {
    const machine = new Machine();
    const budget = await machine.open();
    await (
      await budget.enter('user')
    ).leave(new QuotaExceededError('429', { code: 'quota_exceeded', status: 429, retryAfterMs: hour }));
    assert.ok(budget.pausedUntil !== undefined);
    machine.restart(2 * hour);
    assert.equal((await machine.open()).pausedUntil, undefined);
  });
});

describe('The request budget of a key that another machine with the same home uses', () => {
  it('counts what that one has sent, and its wrong clock blocks nothing for more than an hour', async () => {
    const log = keptLog();
    const other = new Machine(log, 'other');
    other.clock.wall += 30 * day;
    await other.fill(await other.open());
    const machine = new Machine(log);
    machine.clock.mono = 5 * second;
    const budget = await machine.open();
    assert.deepEqual(budget.left(), { inMinute: 0, inHour: 80 });
    machine.clock.advance(62 * second);
    assert.equal(budget.left().inMinute, 20);
    machine.clock.advance(hour);
    assert.equal(budget.left().inHour, 100);
  });
});

describe('Entries of the request budget', () => {
  it('of an older version count, and those of this one are understood by it', async () => {
    const machine = new Machine();
    const at = { w: machine.clock.wall - 10 * second, m: machine.clock.mono - 10 * second };
    machine.log.lines.push(JSON.stringify({ k: 'request', ...at, id: 'old', most: [20, 100] }));
    const budget = await machine.open();
    assert.equal(budget.left().inMinute, 19);
    const place = await budget.enter('background');
    await place.giveBack();
    assert.equal(budget.left().inMinute, 19);
    // To an older version a place that is given back is a request that doesn't fit: no kind of entry that it doesn't
    // know.
    assert.deepEqual(
      machine.log.lines
        .map((line) => JSON.parse(line) as { k: string; most: unknown })
        .map(({ k, most }) => [k, most])
        .at(-1),
      ['request', [0, 0]],
    );
  });

  it('that give a place back are understood by all windows, also by those that open later', async () => {
    const machine = new Machine();
    const [first, second_] = [await machine.open(), await machine.open()];
    const place = await first.enter('submission');
    assert.equal(second_.left().inHour, 99);
    await place.giveBack();
    assert.deepEqual(
      [first, second_, await machine.open()].map((budget) => budget.left().inHour),
      [100, 100, 100],
    );
  });
});

describe('Whatever the clocks do, the request budget', function () {
  const jump = fc.constantFrom(0, 0, 0, 30 * day, -30 * day, 5 * hour, -5 * hour, hour, -90 * second);
  const step = fc.record({ jump, passMs: fc.nat(10 * minute), restarts: fc.boolean(), isNewWindow: fc.boolean() });

  it('never blocks for longer than an hour after a window has first seen what was sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, namesBoots) => {
        const machine = new Machine(undefined, undefined, namesBoots);
        let budget = await machine.open();
        for (const { jump: jumpMs, passMs, restarts, isNewWindow } of steps) {
          await machine.fill(budget);
          if (restarts) machine.restart(jumpMs);
          else machine.clock.wall += jumpMs;
          if (restarts || isNewWindow) budget = await machine.open();
          machine.clock.advance(passMs);
        }
        machine.clock.advance(hour + 5 * second);
        assert.deepEqual(budget.left(), { inMinute: 20, inHour: 100 });
        assert.equal(budget.waitMs('background'), 0);
      }),
    );
  });

  it('never lets more through than the limits within one start of the machine', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const machine = new Machine();
        let budget = await machine.open();
        const sent: number[] = [];
        for (const { jump: jumpMs, passMs, isNewWindow } of steps) {
          const count = await machine.fill(budget);
          sent.push(...Array.from({ length: count }, () => machine.clock.mono));
          machine.clock.wall += jumpMs;
          if (isNewWindow) budget = await machine.open();
          machine.clock.advance(passMs / 5);
        }
        for (const at of sent) {
          assert.ok(sent.filter((other) => other <= at && other > at - minute).length <= 20);
          assert.ok(sent.filter((other) => other <= at && other > at - hour).length <= 100);
        }
      }),
    );
  });

  it('never goes on with a pause for longer than the service has asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        fc.integer({ min: 1, max: 90 * minute }),
        async (steps, retryAfterMs) => {
          const machine = new Machine();
          let budget = await machine.open();
          await (
            await budget.enter('user')
          ).leave(new QuotaExceededError('429', { code: 'quota_exceeded', status: 429, retryAfterMs }));
          for (const { jump: jumpMs, restarts } of steps) {
            if (restarts) machine.restart(jumpMs);
            else machine.clock.wall += jumpMs;
            budget = await machine.open();
          }
          machine.clock.advance(Math.min(hour, Math.max(minute, retryAfterMs)));
          assert.equal(budget.pausedUntil, undefined);
        },
      ),
    );
  });
});
