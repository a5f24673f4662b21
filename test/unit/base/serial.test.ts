import assert from 'node:assert/strict';
import { Serial } from '../../../src/base/serial.js';

describe('Tasks in a row', () => {
  it('run one at a time in their order, and give what each gives', async () => {
    const tasks = new Serial();
    const seen: string[] = [];
    const task = (name: string, rounds: number) => async (): Promise<string> => {
      seen.push(`${name} begins`);
      for (let round = 0; round < rounds; round++) await Promise.resolve();
      seen.push(`${name} ends`);
      return name;
    };
    assert.deepEqual(await Promise.all([tasks.run(task('a', 9)), tasks.run(task('b', 0)), tasks.run(() => 'c')]), [
      'a',
      'b',
      'c',
    ]);
    assert.deepEqual(seen, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('go on after one that has failed, whose error only its own caller gets', async () => {
    const tasks = new Serial();
    const failing = tasks.run(() => Promise.reject(new Error('full')));
    const thrown = tasks.run(() => {
      throw new Error('at once');
    });
    const next = tasks.run(() => 1);
    await assert.rejects(failing, /full/);
    await assert.rejects(thrown, /at once/);
    assert.equal(await next, 1);
  });

  it('have ended when those have that were given until then', async () => {
    const tasks = new Serial();
    let isDone = false;
    tasks
      .run(async () => {
        await Promise.resolve();
        isDone = true;
        throw new Error('nobody’s business here');
      })
      .catch(() => undefined);
    await tasks.ended;
    assert.equal(isDone, true);
  });
});
