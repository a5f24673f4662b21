import assert from 'node:assert/strict';
import { lazy } from '../../../src/base/lazy.js';
import { Repeating } from '../../../src/base/repeating.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

describe('What is loaded later', () => {
  it('is loaded once, whoever needs it meanwhile', async () => {
    let loads = 0;
    const load = lazy(() => Promise.resolve(++loads));
    assert.equal(load.made(), undefined);
    assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
    assert.equal(await load.made(), 1);
  });

  it('is tried again after it could not be loaded', async () => {
    let loads = 0;
    const load = lazy(() => (++loads === 1 ? Promise.reject(new Error('no')) : Promise.resolve(loads)));
    const tries = await Promise.allSettled([load(), load()]);
    assert.deepEqual(
      tries.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(load.made(), undefined);
    assert.equal(await load(), 2);
  });

  it('stays when an older try fails that was let go of', async () => {
    let fail: (error: Error) => void = () => undefined;
    let loads = 0;
    const load = lazy(() =>
      ++loads === 1 ? new Promise<number>((_, reject) => void (fail = reject)) : Promise.resolve(loads),
    );
    const older = load();
    load.forget();
    assert.equal(await load(), 2);
    fail(new Error('no'));
    await assert.rejects(older, /no/);
    assert.equal(await load(), 2);
  });
});

describe('A page that is told anew every few seconds', () => {
  let clock: ManualClock;
  let acts: number;
  let errors: string[];
  let isWanted: boolean;
  let act: (isLatest: () => boolean) => Promise<void>;
  let repeating: Repeating;
  beforeEach(() => {
    clock = new ManualClock();
    acts = 0;
    errors = [];
    isWanted = true;
    act = () => Promise.resolve();
    repeating = new Repeating({
      clock,
      everyMs: 5000,
      act: (isLatest) => (acts++, act(isLatest)),
      isWanted: () => isWanted,
      onError: (error) => errors.push(String(error)),
    });
  });
  afterEach(() => {
    repeating.dispose();
    assert.equal(clock.pending, 0);
  });

  it('goes on after one failure', async () => {
    act = () => (acts === 1 ? Promise.reject(new Error('no')) : Promise.resolve());
    repeating.now();
    await until(() => clock.pending === 1, 'the next time to be planned');
    clock.advance(5000);
    await until(() => acts === 2 && clock.pending === 1, 'the next time');
    assert.deepEqual(errors, ['Error: no']);
  });

  it('rests while nobody sees it', async () => {
    repeating.now();
    await until(() => clock.pending === 1, 'the next time to be planned');
    isWanted = false;
    clock.advance(5000);
    assert.deepEqual([acts, clock.pending], [1, 0]);
  });

  it('shows what was asked last, and goes on once only', async () => {
    const ends: (() => void)[] = [];
    const shown: boolean[] = [];
    act = async (isLatest) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      shown.push(isLatest());
    };
    repeating.now();
    repeating.now();
    ends.reverse().forEach((end) => end());
    await until(() => shown.length === 2, 'both');
    assert.deepEqual([shown.sort(), clock.pending], [[false, true], 1]);
  });
});
