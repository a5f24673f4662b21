import assert from 'node:assert/strict';
import { WorkLoop } from '../../../src/base/workLoop.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

describe('Work that is done in turns', () => {
  let clock: ManualClock;
  /** What ends each turn that has begun. */
  let turns: ((delayMs: number | undefined) => void)[];
  let loop: WorkLoop;
  beforeEach(() => {
    clock = new ManualClock();
    turns = [];
    loop = new WorkLoop({ clock, turn: () => new Promise((resolve) => turns.push(resolve)) });
  });
  afterEach(() => {
    loop.dispose();
    assert.equal(clock.pending, 0);
  });
  const begun = (count: number): Promise<unknown> => until(() => turns.length === count, `turn ${count} to begin`);
  const resting = (): Promise<unknown> => until(() => !loop.isActive, 'the work to rest');
  const waiting = (): Promise<unknown> => until(() => clock.pending === 1, 'a timer to be set');

  it('does nothing until it is woken', () => {
    assert.deepEqual([loop.isActive, turns.length, clock.pending], [false, 0, 0]);
  });

  it('takes the next turn when the last one has asked for it', async () => {
    loop.wake();
    await begun(1);
    turns[0]?.(5000);
    await waiting();
    clock.advance(4999);
    assert.deepEqual([loop.isActive, clock.pending], [true, 1]);
    clock.advance(1);
    await begun(2);
    turns[1]?.(undefined);
    await resting();
    assert.equal(clock.pending, 0);
  });

  it('takes a turn earlier when it is woken, and not once more at the time that was planned', async () => {
    loop.wake();
    await begun(1);
    turns[0]?.(5000);
    await waiting();
    loop.wake();
    await begun(2);
    assert.equal(clock.pending, 0);
    turns[1]?.(undefined);
    await resting();
    clock.advance(10_000);
    assert.equal(turns.length, 2);
  });

  it('takes one more turn when it is woken during one, however often', async () => {
    loop.wake();
    await begun(1);
    for (let times = 0; times < 3; times++) loop.wake();
    turns[0]?.(5000);
    await begun(2);
    assert.equal(clock.pending, 0);
    turns[1]?.(undefined);
    await resting();
    assert.equal(turns.length, 2);
  });

  it('does something else between two turns only', async () => {
    const done: string[] = [];
    loop.wake();
    await begun(1);
    loop.wake();
    const other = loop.between(() => Promise.resolve(done.push(`after ${turns.length} turns`)));
    turns[0]?.(undefined);
    await begun(2);
    assert.deepEqual(done, []);
    turns[1]?.(undefined);
    await other;
    assert.deepEqual(done, ['after 2 turns']);
  });

  it('plans nothing more once it is disposed of, and has ended when its last turn has', async () => {
    let hasEnded = false;
    loop.wake();
    await begun(1);
    loop.wake();
    loop.dispose();
    const ended = loop.ended.then(() => (hasEnded = true));
    await new Promise(setImmediate);
    assert.equal(hasEnded, false);
    turns[0]?.(5000);
    await ended;
    loop.wake();
    assert.deepEqual([turns.length, clock.pending, loop.isActive], [1, 0, false]);
  });
});
