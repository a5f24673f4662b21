import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cloudProfile, localProfile } from '../../../src/jobs/serviceProfile.js';
import {
  delayToNextCheck,
  isTakingLong,
  pastLatencies,
  usualRange,
  type ScheduleInput,
  type WatchedJob,
} from '../../../src/jobs/follow/schedule.js';
import { jobRecord } from '../../support/jobRecords.js';

const minute = 60_000;
const anyMode = fc.constantFrom('standard', 'pro', 'assembly', 'sculpture', 'constructor', '');
const anyJob: fc.Arbitrary<WatchedJob> = fc.record({
  designMode: anyMode,
  ageMs: fc.integer({ min: -5 * minute, max: 60 * minute }),
});
const anyInput: fc.Arbitrary<ScheduleInput> = fc.record({
  jobs: fc.array(anyJob, { minLength: 1, maxLength: 20 }),
  latenciesMs: fc.array(fc.integer({ min: 1000, max: 40 * minute }), { maxLength: 60 }).map((past) => () => past),
  profile: fc.constantFrom(cloudProfile, localProfile),
  freeShare: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => () => share),
  focused: fc.boolean(),
});

/** Without a history, the whole budget free and a window focused. */
function ask(jobs: readonly WatchedJob[], rest: Partial<ScheduleInput> = {}): number {
  return delayToNextCheck({
    jobs,
    latenciesMs: () => [],
    profile: cloudProfile,
    freeShare: () => 1,
    focused: true,
    ...rest,
  });
}

/** The ages, in ms, at which a lone job is asked about until `untilMs`. */
function agesAsked(designMode: string, untilMs: number): number[] {
  const ages: number[] = [];
  for (let ageMs = 0; ageMs < untilMs;) {
    ageMs += ask([{ designMode, ageMs }]);
    ages.push(ageMs);
  }
  return ages;
}

describe('When to ask next', () => {
  it('never asks before a job can be done, unless the longest pause ends first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('standard', 'pro', 'assembly'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (designMode, share) => {
          const [shortest] = cloudProfile.expectedMs[designMode]!;
          const ageMs = Math.floor(share * shortest);
          assert.ok(ask([{ designMode, ageMs }]) >= Math.min(shortest - ageMs, cloudProfile.maxDelayMs));
        },
      ),
    );
    assert.ok(ask([{ designMode: 'standard', ageMs: 0 }], { latenciesMs: () => [100 * minute] }) >= 30_000);
  });

  it('stays within the bounds of the service, whatever it is given', () => {
    const anything = fc.oneof(
      fc.double(),
      fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, Number.MAX_VALUE, Number.MIN_VALUE),
    );
    const input = fc.record({
      jobs: fc.array(fc.record({ designMode: fc.oneof(anyMode, fc.string()), ageMs: anything }), { maxLength: 8 }),
      latenciesMs: fc.array(anything, { maxLength: 8 }).map((past) => () => past),
      profile: fc.constantFrom(cloudProfile, localProfile),
      freeShare: anything.map((share) => () => share),
      focused: fc.boolean(),
    });
    fc.assert(
      fc.property(input, (given) => {
        const delay = delayToNextCheck(given);
        assert.ok(
          Number.isInteger(delay) && delay >= given.profile.minDelayMs && delay <= given.profile.maxDelayMs,
          String(delay),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never asks earlier because a request costs more', () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 1, max: 100, noNaN: true }), (input, factor) => {
        const dearer = { ...input.profile, priceMs: input.profile.priceMs * factor };
        assert.ok(delayToNextCheck({ ...input, profile: dearer }) >= delayToNextCheck(input));
      }),
    );
  });

  it('never asks earlier because less of the budget is free', () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, factor) => {
        assert.ok(
          delayToNextCheck({ ...input, freeShare: () => input.freeShare(0) * factor }) >= delayToNextCheck(input),
        );
      }),
    );
  });

  it('takes into account that the budget recovers while it waits', () => {
    const jobs = [{ designMode: 'standard', ageMs: 40_000 }];
    const scarce = ask(jobs, { freeShare: () => 0.1 });
    const recovering = ask(jobs, { freeShare: (delayMs) => (delayMs < 20_000 ? 0.1 : 1) });
    assert.ok(scarce > 30_000, String(scarce));
    assert.equal(recovering, 20_000);
  });

  it('gives the same moment whether it is asked at the last answer or when a job is added later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (laterMs) => {
        const first = { designMode: 'standard', ageMs: 50_000 };
        assert.equal(ask([first, { designMode: 'standard', ageMs: -laterMs }]), ask([first]));
      }),
    );
  });

  it('never asks earlier because no window is focused', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        assert.ok(delayToNextCheck({ ...input, focused: false }) >= delayToNextCheck({ ...input, focused: true }));
      }),
    );
  });

  it('never asks later because there is one job more', () => {
    fc.assert(
      fc.property(anyInput, anyJob, (input, job) => {
        assert.ok(delayToNextCheck({ ...input, jobs: [...input.jobs, job] }) <= delayToNextCheck(input));
      }),
    );
  });

  it('asks about a lone standard job 6 or 7 times on average, and finds the result at most 3.5 s old, while the whole budget is free', () => {
    const [shortest, longest] = cloudProfile.expectedMs['standard']!;
    const asked = agesAsked('standard', longest);
    let checks = 0;
    let oldMs = 0;
    const samples = 9000;
    for (let sample = 0; sample < samples; sample++) {
      const doneAt = shortest + ((longest - shortest) * (sample + 0.5)) / samples;
      const index = asked.findIndex((ageMs) => ageMs >= doneAt);
      checks += index + 1;
      oldMs += (asked[index] ?? NaN) - doneAt;
    }
    assert.ok(checks / samples >= 6 && checks / samples <= 7, `${checks / samples} checks`);
    assert.ok(oldMs / samples <= 3500, `${oldMs / samples} ms`);
  });

  it('asks more often the nearer a job comes to its longest usual time', () => {
    const asked = agesAsked('assembly', 14 * minute);
    const pauses = asked.slice(1).map((ageMs, index) => ageMs - (asked[index] ?? 0));
    assert.deepEqual(
      pauses,
      pauses.toSorted((a, b) => b - a),
    );
  });

  it('learns from the times of past jobs', () => {
    const latenciesMs = (): readonly number[] => Array.from({ length: 50 }, () => 100_000);
    assert.ok(ask([{ designMode: 'standard', ageMs: 0 }], { latenciesMs }) > 60_000);
    assert.ok(
      ask([{ designMode: 'standard', ageMs: 95_000 }], { latenciesMs }) <
        ask([{ designMode: 'standard', ageMs: 40_000 }], { latenciesMs }),
    );
  });

  it('holds a job of an unknown mode to be as short as the shortest and as long as the longest', () => {
    const delay = ask([{ designMode: 'sculpture', ageMs: 0 }]);
    assert.ok(delay > 30_000 && delay < ask([{ designMode: 'assembly', ageMs: 0 }]), String(delay));
  });

  it('asks about a job that takes long every 3 to 5 minutes', () => {
    for (const ageMs of [21 * minute, 60 * minute, 24 * 60 * minute]) {
      const delay = ask([{ designMode: 'standard', ageMs }]);
      assert.ok(delay >= 3 * minute && delay <= 5 * minute, String(delay));
    }
    assert.ok(ask([{ designMode: 'standard', ageMs: 19 * minute }]) < minute);
  });

  it('calls a job long after 20 minutes, an assembly after 30', () => {
    assert.deepEqual(
      [20, 21, 31].map((minutes) => isTakingLong('standard', minutes * minute)),
      [false, true, true],
    );
    assert.deepEqual(
      [20, 21, 31].map((minutes) => isTakingLong('assembly', minutes * minute)),
      [false, false, true],
    );
  });

  it('asks the built-in service a few times a second at first, and every 2 s at last', () => {
    const young = ask([{ designMode: 'standard', ageMs: 0 }], { profile: localProfile });
    assert.ok(young >= 250 && young <= 500, String(young));
    assert.equal(ask([{ designMode: 'standard', ageMs: 10 * minute }], { profile: localProfile }), 2000);
  });
});

describe('How long a job usually takes, as the user is told', () => {
  it('is what is documented, until there are five past jobs', () => {
    assert.deepEqual(usualRange(cloudProfile, 'pro', []), [minute, 5 * minute]);
    assert.deepEqual(usualRange(cloudProfile, 'pro', [1000, 1000, 1000, 1000]), [minute, 5 * minute]);
  });

  it('is then what most of the past jobs took, whatever a few outliers did', () => {
    const past = [1000, 50_000, 52_000, 55_000, 58_000, 60_000, 61_000, 62_000, 65_000, 70_000, 3_600_000];
    assert.deepEqual(usualRange(cloudProfile, 'standard', past), [50_000, 70_000]);
  });

  it('of a mode that isn’t known is anything', () =>
    assert.deepEqual(usualRange(cloudProfile, 'sketch', []), [30_000, 15 * minute]));

  it('counts the newest fifty jobs of the same key and mode', () => {
    const jobs = Array.from({ length: 60 }, (_, index) => jobRecord(`j${index}`, { latencyMs: index }));
    const others = [
      jobRecord('other', { account: 'local', latencyMs: 1 }),
      jobRecord('pro', { designMode: 'pro', latencyMs: 2 }),
      jobRecord('failed', { state: 'failed' }),
    ];
    assert.deepEqual(
      pastLatencies([...others, ...jobs], 'cloud:a', 'standard'),
      Array.from({ length: 50 }, (_, index) => index),
    );
  });
});
