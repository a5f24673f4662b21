import assert from 'node:assert/strict';
import { Limiter } from '../../../src/download/limiter.js';
import { formatBytes } from '../../../src/wording/formatBytes.js';
import { BatchMeter, type BatchProgress } from '../../../src/download/meter.js';
import { ManualClock } from '../../support/manualClock.js';

describe('An amount of bytes', () => {
  for (const [bytes, text] of [
    [0, '0 B'],
    [640, '640 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [12_345, '12.3 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [1_500_000, '1.5 MB'],
    [2_340_000_000, '2.3 GB'],
  ] as const) {
    it(`of ${bytes} reads ${text}`, () => assert.equal(formatBytes(bytes, 'en'), text));
  }
});

describe('The progress of a batch', () => {
  let clock: ManualClock;
  let told: BatchProgress[];
  let meter: BatchMeter;
  beforeEach(() => {
    clock = new ManualClock();
    told = [];
    meter = new BatchMeter(2, clock, (progress) => told.push(progress));
  });

  it('adds up its files, and knows no total until every file has said one', () => {
    meter.onProgress(0, 100, 1000);
    clock.advance(200);
    meter.onProgress(1, 50, 500);
    assert.deepEqual(
      told.map(({ received, total }) => [received, total]),
      [
        [100, undefined],
        [150, 1500],
      ],
    );
  });
  it('is told at most five times a second, and when a file has ended', () => {
    for (let i = 1; i <= 100; i++) {
      meter.onProgress(0, i, 100);
      clock.advance(10);
    }
    assert.equal(told.length, 5);
    meter.onEnd(0);
    assert.equal(told.length, 6);
    assert.equal(told.at(-1)!.finished, 1);
  });
  it('has the rate of the last seconds', () => {
    for (let second = 0; second <= 20; second++) {
      meter.onProgress(0, second < 10 ? 0 : (second - 10) * 1_000_000, undefined);
      clock.advance(1000);
    }
    assert.equal(told[0]!.rate, undefined);
    assert.equal(told.at(-1)!.rate, 1_000_000);
  });
  it('waits for no bytes of a file that has failed', () => {
    meter.onEnd(0);
    meter.onEnd(1);
    assert.deepEqual(told.at(-1), { files: 2, finished: 2, received: 0, total: 0, rate: undefined });
  });
});

describe('A limit on what runs at once', () => {
  const never = new AbortController().signal;
  const pending = (): { promise: Promise<void>; end: () => void } => {
    let end = (): void => undefined;
    const promise = new Promise<void>((resolve) => (end = resolve));
    return { promise, end };
  };

  it('lets the others wait, in their order', async () => {
    const limiter = new Limiter(2);
    const tasks = [pending(), pending(), pending(), pending()];
    const begun: number[] = [];
    const runs = tasks.map(({ promise }, index) => limiter.run(never, () => (begun.push(index), promise)));
    assert.deepEqual(begun, [0, 1]);
    tasks[1]!.end();
    await runs[1];
    await Promise.resolve();
    assert.deepEqual(begun, [0, 1, 2]);
    for (const { end } of tasks) end();
    await Promise.all(runs);
    assert.deepEqual(begun, [0, 1, 2, 3]);
  });
  it('gives the place on after a failure, and to nobody who has left', async () => {
    const limiter = new Limiter(1);
    const first = pending();
    const failing = limiter.run(never, async () => {
      await first.promise;
      throw new Error('no');
    });
    const abort = new AbortController();
    const left = limiter.run(abort.signal, () => assert.fail('it has left'));
    const last = limiter.run(never, () => Promise.resolve('done'));
    abort.abort();
    await assert.rejects(left, { name: 'AbortError' });
    first.end();
    await assert.rejects(failing, /no/);
    assert.equal(await last, 'done');
    await assert.rejects(
      limiter.run(AbortSignal.abort(), () => Promise.resolve()),
      { name: 'AbortError' },
    );
    assert.equal(await limiter.run(never, () => Promise.resolve('again')), 'again');
  });
});
