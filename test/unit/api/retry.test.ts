import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRetryAfter } from '../../../src/api/retry.js';

const now = Date.parse('2026-01-01T00:00:00Z');
const dayMs = 86_400_000;
/** Whole seconds, as HTTP dates are, up to the year 9999. */
const time = fc.integer({ min: 0, max: 253_402_300_799 }).map((seconds) => seconds * 1000);
const httpDate = (ms: number): string => new Date(ms).toUTCString();

describe('Retry-After', () => {
  for (const [value, ms] of [
    ['5', 5000],
    ['0', 0],
    [' 7 ', 7000],
    ['99999999', dayMs],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['Thu Jan  1 00:01:00 2026', 60_000],
    ['Wed, 01 Jan 2025 00:01:00 GMT', 0],
    ['Fri, 01 Jan 2027 00:00:00 GMT', dayMs],
    ['-5', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['5.5', undefined],
    ['0x10', undefined],
    ['５', undefined],
    ['5, 10', undefined],
    ['soon', undefined],
    ['Mon, 5 GMT', undefined],
    ['Zzz 1 GMT', undefined],
    ['Thu, 99 Jan 2026 00:01:00 GMT', undefined],
    ['2026-01-01T00:01:00Z', undefined],
    ['', undefined],
    [null, undefined],
  ] as const) {
    it(`reads ${JSON.stringify(value)} as ${String(ms)} ms`, () => assert.equal(parseRetryAfter(value, now), ms));
  }

  it('as a date is read against the answer’s own Date, whatever this machine’s clock says', () => {
    const [date, retryAfter] = ['Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:01:30 GMT'];
    for (const wrong of [-5 * 3_600_000, 0, 30 * dayMs])
      assert.equal(parseRetryAfter(retryAfter, Date.parse(date) + wrong, date), 90_000);
    assert.equal(parseRetryAfter(retryAfter, Date.parse(date), 'yesterday'), 90_000);
  });

  it('gives nothing but undefined or 0 ms to a day, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.double().map(String),
          fc.bigInt().map(String),
          time.map(httpDate),
        ),
        time,
        (value, at) => {
          const ms = parseRetryAfter(value, at);
          assert.ok(ms === undefined || (ms >= 0 && ms <= dayMs), String(ms));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads every number of seconds, and never waits less for more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 30n }), (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const shorter = parseRetryAfter(String(less), now);
        const longer = parseRetryAfter(String(more), now);
        assert.ok(shorter !== undefined && longer !== undefined && shorter <= longer);
        assert.equal(shorter, Math.min(Number(less) * 1000, dayMs));
      }),
    );
  });

  it('reads every HTTP date, and never waits less for a later one', () => {
    fc.assert(
      fc.property(time, time, time, (a, b, at) => {
        const sooner = parseRetryAfter(httpDate(Math.min(a, b)), at);
        const later = parseRetryAfter(httpDate(Math.max(a, b)), at);
        assert.ok(sooner !== undefined && later !== undefined && sooner <= later);
        assert.equal(sooner, Math.min(Math.max(Math.min(a, b) - at, 0), dayMs));
      }),
    );
  });

  it('takes what is neither whole seconds nor an HTTP date as not given', () => {
    const notADate = fc
      .string({ unit: 'binary' })
      .filter((text) => !/^\s*\d+\s*$/.test(text) && !/\d\d:\d\d:\d\d/.test(text));
    fc.assert(
      fc.property(
        fc.oneof(
          notADate,
          notADate.map((text) => `Mon, ${text} GMT`),
          fc.nat().map((seconds) => `-${seconds}`),
        ),
        (value) => {
          assert.equal(parseRetryAfter(value, now), undefined);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
