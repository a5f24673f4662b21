import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayBefore, daysFrom, daysIn } from '../../../src/pages/usage/calendar.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { figuresOf, jobsOf, quantile, usageOf } from '../../../src/pages/usage/usage.js';

const now = Date.parse('2026-03-10T12:00:00Z');
const question = { days: 7, now, timeZone: 'UTC' };

function job(change: Partial<JobRecord> = {}): JobRecord {
  return {
    requestId: 'r',
    account: 'a',
    state: 'succeeded',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-03-10T09:00:00Z',
    metadata: {},
    ...change,
  };
}

describe('Quantiles', () => {
  it('are interpolated between the nearest values, as spreadsheets do', () => {
    // PERCENTILE.INC of 15, 20, 35, 40, 50 at 40 % is 29, at 90 % 46.
    assert.equal(quantile([15, 20, 35, 40, 50], 0.4), 29);
    assert.equal(quantile([15, 20, 35, 40, 50], 0.9), 46);
  });
  it('of an even number of values are halfway, as the median is', () => assert.equal(quantile([1, 2, 4, 8], 0.5), 3));
  it('of one value are that value', () => assert.equal(quantile([7], 0.9), 7));
  it('of none are unknown', () => assert.equal(quantile([], 0.5), undefined));
  it('lie between the least and the greatest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          values.sort((a, b) => a - b);
          const found = quantile(values, share)!;
          assert.ok(found >= values[0]! && found <= values.at(-1)!);
        },
      ),
    );
  });
});

describe('Figures of jobs', () => {
  it('count what has ended, and what has expired as succeeded', () => {
    const states = ['succeeded', 'expired', 'failed', 'queued', 'processing', 'submitting'] as const;
    const { jobs, succeeded, failed, successRate } = figuresOf(states.map((state) => job({ state })));
    assert.deepEqual(
      { jobs, succeeded, failed, successRate },
      { jobs: 6, succeeded: 2, failed: 1, successRate: 2 / 3 },
    );
  });
  it('have no success rate, median or tokens where nothing has ended', () => {
    assert.deepEqual(figuresOf([]), {
      jobs: 0,
      succeeded: 0,
      failed: 0,
      successRate: undefined,
      tokens: 0,
      jobsWithTokens: 0,
      medianMs: undefined,
      p90Ms: undefined,
    });
    assert.equal(figuresOf([job({ state: 'queued' })]).successRate, undefined);
  });
  it('leave out tokens and durations that are missing or can’t be', () => {
    const odd = [
      job(),
      job({ tokensUsed: NaN }),
      job({ tokensUsed: -5 }),
      job({ latencyMs: 0 }),
      job({ latencyMs: -3 }),
      job({ latencyMs: Infinity }),
    ];
    const { tokens, jobsWithTokens, medianMs, p90Ms } = figuresOf([
      ...odd,
      job({ tokensUsed: 10, latencyMs: 2000 }),
      job({ tokensUsed: 0, latencyMs: 4000 }),
    ]);
    assert.deepEqual(
      { tokens, jobsWithTokens, medianMs, p90Ms },
      { tokens: 10, jobsWithTokens: 2, medianMs: 3000, p90Ms: 3800 },
    );
  });
});

describe('Usage', () => {
  it('of seven days is that of today and of the six days before', () => {
    const jobs = [job(), job({ createdAt: '2026-03-04T00:00:00Z' }), job({ createdAt: '2026-03-03T23:59:59Z' })];
    assert.equal(jobsOf(jobs, question).length, 2);
    assert.deepEqual(
      usageOf(jobs, question).periods.map(({ name }) => name),
      daysFrom('2026-03-04', '2026-03-10'),
    );
  });

  it('counts tokens on the days of the user’s time zone', () => {
    const jobs = [job({ createdAt: '2026-03-09T23:30:00Z', tokensUsed: 5 })];
    const daysOf = (timeZone: string): string[] =>
      usageOf(jobs, { ...question, timeZone })
        .periods.filter(({ tokens }) => tokens[0] === 5)
        .map(({ name }) => name);
    assert.deepEqual(daysOf('UTC'), ['2026-03-09']);
    assert.deepEqual(daysOf('Asia/Tokyo'), ['2026-03-10']);
    assert.deepEqual(daysOf('America/Los_Angeles'), ['2026-03-09']);
  });

  it('splits the tokens of a day by mode, documented ones first, strange words included', () => {
    const jobs = [
      job({ designMode: 'zebra', tokensUsed: 1 }),
      job({ designMode: '__proto__', tokensUsed: 2 }),
      job({ designMode: 'assembly', tokensUsed: 3 }),
      job({ tokensUsed: 4 }),
    ];
    const { byMode, periods } = usageOf(jobs, question);
    assert.deepEqual(
      byMode.map(({ designMode }) => designMode),
      ['standard', 'assembly', '__proto__', 'zebra'],
    );
    assert.deepEqual(periods.at(-1), { name: '2026-03-10', tokens: [4, 3, 2, 1] });
  });

  it('can be that of one key, and tells each key apart', () => {
    const jobs = [job({ tokensUsed: 1 }), job({ account: 'b', tokensUsed: 2 })];
    assert.deepEqual(
      usageOf(jobs, question).byAccount.map(({ account, figures }) => [account, figures.tokens]),
      [
        ['a', 1],
        ['b', 2],
      ],
    );
    assert.equal(usageOf(jobs, { ...question, account: 'b' }).total.tokens, 2);
  });

  it('of all time begins with the first job, in months when the days are many', () => {
    const few = usageOf([job({ createdAt: '2026-03-01T10:00:00Z' })], { now, timeZone: 'UTC' });
    assert.deepEqual([few.unit, few.periods[0]?.name, few.periods.length], ['day', '2026-03-01', 10]);
    const many = usageOf([job({ createdAt: '2025-01-31T10:00:00Z', tokensUsed: 3 })], { now, timeZone: 'UTC' });
    assert.deepEqual(
      [many.unit, many.periods[0], many.periods.length],
      ['month', { name: '2025-01', tokens: [3] }, 15],
    );
  });

  it('stays in bounds when a clock was wrong or a date is none', () => {
    const jobs = ['0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z', 'yesterday', ''].map((createdAt) =>
      job({ createdAt, tokensUsed: 1 }),
    );
    const { total, periods } = usageOf(jobs, { now, timeZone: 'UTC' });
    assert.equal(total.jobs, 4);
    assert.ok(periods.length < 130, String(periods.length));
    assert.equal(usageOf(jobs, question).total.tokens, 1);
  });

  it('of no job is today, with nothing', () => {
    assert.deepEqual(usageOf([], { now, timeZone: 'UTC' }).periods, [{ name: '2026-03-10', tokens: [] }]);
  });
});

describe('Days', () => {
  it('go on over a change of the clocks', () => {
    const dayOf = daysIn('Europe/Berlin');
    // Midnight is 23:00 UTC in winter and 22:00 in summer; the clocks go forward on the 29th.
    assert.equal(dayOf(Date.parse('2026-03-28T22:30:00Z')), '2026-03-28');
    assert.equal(dayOf(Date.parse('2026-03-28T23:00:00Z')), '2026-03-29');
    assert.equal(dayOf(Date.parse('2026-03-29T22:00:00Z')), '2026-03-30');
    assert.equal(dayBefore('2026-03-30', 2), '2026-03-28');
    assert.equal(dayBefore('2026-03-01', 1), '2026-02-28');
  });
  it('are the machine’s where the time zone is unknown', () =>
    assert.equal(daysIn('Mars/Olympus')(now), daysIn(undefined)(now)));
});
