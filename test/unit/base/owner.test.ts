import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { decodeOwner, isSameMachine, ownerState, thisProcess, type Owner } from '../../../src/base/owner.js';
import { findRoot } from '../../support/root.js';

describe('The owner of what a process leaves in a shared folder', () => {
  let self: Owner;
  before(async () => {
    self = await thisProcess();
  });

  it('is alive while it runs, and survives being written down', async () => {
    const read = decodeOwner(JSON.parse(JSON.stringify(self)));
    assert.deepEqual(read, self);
    assert.equal(await ownerState(self, self), 'alive');
  });

  it('is dead when its process has ended', async () => {
    const child = fork(path.join(findRoot(), 'out/test/support/ownerProcess.js'));
    const [owner] = (await once(child, 'message')) as [Owner];
    assert.equal(await ownerState(owner, self), 'alive');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await ownerState(owner, self), 'dead');
  });

  it('is dead when its pid has become another process’s', async function () {
    if (process.platform !== 'linux') this.skip();
    assert.equal(await ownerState({ ...self, started: '1' }, self), 'dead');
  });

  it('is dead when the machine has been started anew, whatever has its pid now', async () => {
    assert.equal(await ownerState({ ...self, boot: 'another' }, self), 'dead');
    assert.equal(
      await ownerState({ ...self, at: self.at + 3_600_000 }, self),
      'dead',
      'the monotonic clock began anew',
    );
  });

  it('is neither on another machine, nor in another container: its pid says nothing here', async () => {
    for (const elsewhere of [{ machine: 'another' }, { space: 'pid:[1]' }]) {
      const owner = { ...self, ...elsewhere, pid: 999_999_999 };
      assert.equal(isSameMachine(owner, self), false);
      assert.equal(await ownerState(owner, self), 'elsewhere');
    }
  });

  it('is none when what was written is not one', () => {
    for (const value of [
      undefined,
      null,
      7,
      '',
      {},
      { pid: 1 },
      { ...self, pid: -1 },
      { ...self, pid: 1.5 },
      { ...self, at: '0' },
    ])
      assert.equal(decodeOwner(value), undefined);
  });
});
