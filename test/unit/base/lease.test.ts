import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { Lease } from '../../../src/base/lease.js';
import { onExit, temporaryFolder } from '../../support/cleanup.js';
import { ManualClock } from '../../support/manualClock.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const second = 1000;

describe('A lease', function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let clock: ManualClock;
  let name: string;
  beforeEach(() => {
    folder = temporaryFolder();
    clock = new ManualClock();
    name = path.join(folder.path, 'poller-a');
  });
  afterEach(() => folder.remove());

  const heard = { lost: 0, wanted: 0 };
  beforeEach(() => void Object.assign(heard, { lost: 0, wanted: 0 }));
  const listener = {
    onLost: () => {
      heard.lost++;
    },
    onWanted: () => {
      heard.wanted++;
    },
  };
  const claim = (of = name): Promise<Lease | undefined> => Lease.claim(of, clock, listener);
  const fileOf = (number: number): string => `${name}-${number}.json`;
  /** As if its owner had last shown itself so long ago. */
  const age = (number: number, ageMs: number): void => fs.utimesSync(fileOf(number), new Date(), new Date(Date.now() - ageMs));
  const ageOf = (number: number): number => Date.now() - fs.statSync(fileOf(number)).mtimeMs;
  /** A claim of a process that lives for as long as this one. */
  const claimOfOther = (number: number, host = hostname()): void => fs.writeFileSync(fileOf(number), JSON.stringify({ pid: process.pid, host }));

  async function claimInProcess(): Promise<{ kill(): Promise<void> }> {
    const child = fork(path.join(findRoot(), 'out/test/support/leaseOwner.js'), [name]);
    const kill = onExit(() => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    assert.deepEqual(await once(child, 'message'), [true, undefined]);
    return {
      kill: async () => {
        kill();
        await exited;
      },
    };
  }

  it('is held by the first that claims it, and by no other', async () => {
    const lease = await claim();
    assert.equal(await lease?.isHeld(), true);
    assert.equal(await claim(), undefined);
    await lease?.release();
  });

  it('goes to one only of many that claim it at once', async () => {
    const claims = (await Promise.all(Array.from({ length: 20 }, () => claim()))).filter((lease) => lease !== undefined);
    assert.equal(claims.length, 1);
    assert.equal(await claims[0]?.isHeld(), true);
  });

  it('is free at once when it is released, and needs no timer then', async () => {
    const first = await claim();
    assert.equal(clock.pending, 1);
    await first?.release();
    assert.equal(clock.pending, 0);
    assert.equal(await first?.isHeld(), false);
    const next = await claim();
    assert.equal(await next?.isHeld(), true);
    assert.equal(await first?.isHeld(), false, 'the first one must not take the next one’s for its own');
  });

  it('is not taken from a process that lives and shows itself', async () => {
    const owner = await claimInProcess();
    await until(() => ageOf(1) > 500, 'the claim to be of some age');
    assert.equal(await claim(), undefined);
    await owner.kill();
  });

  it('is taken over at once from a process that was killed, however lately it showed itself', async () => {
    const owner = await claimInProcess();
    await owner.kill();
    assert.ok(ageOf(1) < 5 * second);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is taken over by one only when many find its owner dead', async () => {
    const owner = await claimInProcess();
    await owner.kill();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    assert.equal(claims.filter((lease) => lease !== undefined).length, 1);
  });

  it('is taken over from a process that lives and has not shown itself for 5 s', async () => {
    claimOfOther(1);
    age(1, 4 * second);
    assert.equal(await claim(), undefined);
    age(1, 6 * second);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is taken over from another machine’s process only when it does not show itself', async () => {
    claimOfOther(1, 'another');
    assert.equal(await claim(), undefined);
    age(1, 6 * second);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is taken over when its last sign is from before the clock was set back', async () => {
    claimOfOther(1);
    age(1, -3600 * second);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is held while its claim is being written, but not for ever', async () => {
    fs.writeFileSync(fileOf(1), '');
    assert.equal(await claim(), undefined);
    age(1, 6 * second);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('shows every second that its owner lives', async () => {
    await claim();
    for (let beat = 0; beat < 3; beat++) {
      age(1, 6 * second);
      clock.advance(second);
      await until(() => ageOf(1) < 5 * second && clock.pending === 1, 'a sign of life');
    }
    assert.equal(heard.lost, 0);
  });

  it('tells its owner once that another process has it, and is not theirs any more at once', async () => {
    const lease = await claim();
    claimOfOther(2);
    assert.equal(await lease?.isHeld(), false);
    assert.equal(heard.lost, 0);
    clock.advance(second);
    await until(() => heard.lost === 1, 'the owner to hear of it');
    assert.equal(clock.pending, 0);
    await lease?.release();
    assert.equal(await claim(), undefined, 'a lost lease must not release the new owner’s');
  });

  it('tells its owner that another process asks for it, which gets it when it is released', async () => {
    const lease = await claim();
    await Lease.ask(name);
    assert.equal(await claim(), undefined);
    clock.advance(second);
    await until(() => heard.wanted > 0 && clock.pending === 1, 'the owner to hear of it');
    assert.equal(await lease?.isHeld(), true, 'asking must not take it away');
    await lease?.release();
    assert.equal(await (await claim())?.isHeld(), true);
    clock.advance(second);
    await until(() => ageOf(2) < second && clock.pending === 1, 'a sign of life of the new owner');
    assert.equal(heard.wanted, 1, 'the new owner is not asked');
  });

  it('can be asked for when nobody has it', async () => {
    await Lease.ask(name);
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is lost when its folder is removed', async () => {
    const lease = await claim();
    folder.remove();
    clock.advance(second);
    await until(() => heard.lost === 1, 'the owner to hear of it');
    await assert.rejects(async () => lease?.isHeld(), { code: 'ENOENT' });
  });

  it('has nothing to do with one of another name, even one that looks like a claim of it', async () => {
    const names = [name, `${name}-1`, `${name}-1-1`, path.join(folder.path, 'poller-b')];
    const leases = await Promise.all(names.map((other) => claim(other)));
    for (const lease of leases) assert.equal(await lease?.isHeld(), true);
    await leases[0]?.release();
    for (const lease of leases.slice(1)) assert.equal(await lease?.isHeld(), true);
  });
});
