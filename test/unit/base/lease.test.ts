import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { FileLeases, type HeldLease } from '../../../src/base/lease.js';
import { thisProcess, type Owner } from '../../../src/base/owner.js';
import { onExit, temporaryFolder } from '../../support/cleanup.js';
import { ManualClock } from '../../support/manualClock.js';
import { forkInNamespace, hasPidNamespaces } from '../../support/pidNamespace.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const second = 1000;

describe('A lease', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  let clock: ManualClock;
  let name: string;
  let leases: FileLeases;
  beforeEach(() => {
    folder = temporaryFolder();
    clock = new ManualClock();
    leases = new FileLeases();
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
  const claim = (of = name): Promise<HeldLease | undefined> => leases.claim(of, clock, listener);
  const fileOf = (number: number): string => `${name}-${number}.json`;
  /** As if its owner had last shown itself so long ago. */
  const age = (number: number, ageMs: number): void =>
    fs.utimesSync(fileOf(number), new Date(), new Date(Date.now() - ageMs));
  /** By the file system's own clock. */
  const ageOf = (number: number): number => {
    const probe = path.join(folder.path, 'now');
    fs.writeFileSync(probe, '');
    return fs.statSync(probe).mtimeMs - fs.statSync(fileOf(number)).mtimeMs;
  };
  /** A claim of this process, or of one of another machine. */
  async function claimOfOther(number: number, other: Partial<Owner> = {}): Promise<void> {
    fs.writeFileSync(fileOf(number), JSON.stringify({ owner: { ...(await thisProcess()), ...other } }));
  }
  const elsewhere = { machine: 'another', pid: 999_999_999 };
  /**
   * Claims as a window that follows does, every 3 s for so long, until it has the lease.
   * @returns when it had it, in ms from now
   */
  async function follow(forMs: number, between: () => void = () => undefined): Promise<number | undefined> {
    for (let passed = 0; passed <= forMs; passed += 3 * second) {
      if (await claim()) return passed;
      clock.advance(3 * second);
      between();
    }
    return undefined;
  }

  const program = path.join(findRoot(), 'out/test/support/leaseOwner.js');
  async function claimInProcess(child = fork(program, [name])): Promise<{ kill(): Promise<void> }> {
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
    const claims = (await Promise.all(Array.from({ length: 20 }, () => claim()))).filter(
      (lease) => lease !== undefined,
    );
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
    await claimOfOther(1);
    assert.equal(await follow(15 * second), 6 * second);
  });

  it('is taken over from another machine’s process only when it has not shown itself for 15 s', async () => {
    await claimOfOther(1, elsewhere);
    assert.equal(await follow(30 * second), 15 * second);
  });

  for (const [what, otherMs] of [
    ['20 s ahead', 20 * second],
    ['20 s behind', -20 * second],
    ['a month ahead', 30 * 86_400 * second],
    ['five hours behind', -5 * 3600 * second],
  ] as const) {
    it(`stays with another machine’s process that shows itself by a clock that is ${what}`, async () => {
      await claimOfOther(1, elsewhere);
      let shown = 0;
      const show = (): void => {
        const time = new Date(Date.now() + otherMs + ++shown * 3 * second);
        fs.utimesSync(fileOf(1), time, time);
      };
      show();
      assert.equal(await follow(60 * second, show), undefined);
    });
  }

  it('does not change hands between two machines whose clocks are 20 s apart', async () => {
    const self = await thisProcess();
    const machines = ['one', 'two'].map((machine, index) => {
      const own = new ManualClock();
      own.wall += index * 20 * second;
      return { own, leases: new FileLeases(Promise.resolve({ ...self, machine })) };
    });
    let hands = 0;
    let holder: HeldLease | undefined;
    for (let passed = 0; passed < 60; passed++) {
      for (const { own, leases: theirs } of machines) {
        const timers = own.pending;
        own.advance(second);
        // The beat is through when it has planned the next one.
        await until(() => own.pending === timers, 'the sign of life');
        const lease = await theirs.claim(name, own, listener);
        if (lease) hands++;
        holder = lease ?? holder;
      }
    }
    assert.equal(hands, 1);
    assert.equal(heard.lost, 0);
    await holder?.release();
  });

  it('is taken over at once from a process whose pid is another’s by now, and from one of before the machine was started anew', async function () {
    if (process.platform !== 'linux') this.skip();
    for (const [number, other] of [
      [1, { started: '1' }],
      [2, { boot: 'another' }],
    ] as const) {
      await claimOfOther(number, other);
      const lease = await claim();
      assert.equal(await lease?.isHeld(), true);
      fs.rmSync(fileOf(number + 1));
    }
  });

  it('stays with a process of another container with the same home, and is taken over when that was killed', async function () {
    if (!hasPidNamespaces()) this.skip();
    const owner = await claimInProcess(forkInNamespace(program, [name]));
    const beatOf = (): string => fs.readFileSync(fileOf(1), 'utf8');
    for (let look = 0; look < 4; look++) {
      const before = beatOf();
      assert.equal(await claim(), undefined);
      await until(() => beatOf() !== before, 'a sign of life');
      clock.advance(3 * second);
    }
    await owner.kill();
    assert.equal(await follow(30 * second), 15 * second);
  });

  it('is not taken over by a window that slept and has seen nothing of the holder meanwhile', async () => {
    await claimOfOther(1);
    assert.equal(await claim(), undefined);
    clock.advance(8 * 3600 * second);
    assert.equal(await claim(), undefined);
  });

  it('is held by a claim of an earlier version, which tells a pid only, as long as that shows itself', async () => {
    fs.writeFileSync(fileOf(1), JSON.stringify({ pid: 999_999_999, host: hostname() }));
    assert.equal(await follow(30 * second), 15 * second);
    fs.writeFileSync(fileOf(3), JSON.stringify({ pid: process.pid, host: hostname(), released: true }));
    assert.equal(await (await claim())?.isHeld(), true);
  });

  it('is held while its claim is being written, but not for ever', async () => {
    fs.writeFileSync(fileOf(1), '');
    assert.equal(await follow(30 * second), 15 * second);
  });

  describe('of another user, which can’t be read,', () => {
    // Root may read everything, so tests that run as root are somebody else meanwhile.
    const isRoot = process.getuid?.() === 0;
    const nobody = 65_534;
    const become = (user: number): void => (isRoot ? process.seteuid?.(user) : undefined);
    async function asOther(act: () => Promise<void>): Promise<void> {
      fs.chmodSync(fileOf(1), 0o000);
      become(nobody);
      try {
        assert.throws(() => fs.readFileSync(fileOf(1)), { code: 'EACCES' });
        await act();
      } finally {
        become(0);
      }
    }
    beforeEach(async function () {
      // There rights are no bits of a file.
      if (process.platform === 'win32') this.skip();
      fs.chmodSync(folder.path, 0o777);
      await claimOfOther(1);
    });

    it('is not taken over as long as its file goes on changing', async () => {
      let shown = 0;
      const show = (): void => {
        const time = new Date(Date.now() + ++shown * second);
        become(0);
        fs.utimesSync(fileOf(1), time, time);
        become(nobody);
      };
      await asOther(async () => assert.equal(await follow(120 * second, show), undefined));
    });

    it('is taken over once its file has not changed for 30 s, and by one only', async () => {
      await asOther(async () => {
        assert.equal(await follow(60 * second), 30 * second);
        assert.equal(await new FileLeases().claim(name, clock, listener), undefined);
      });
    });

    it('is taken over also where nobody may remove the file of another user', async function () {
      if (!isRoot) this.skip();
      fs.chmodSync(folder.path, 0o1777);
      await asOther(async () => {
        assert.equal(await follow(60 * second), 30 * second);
        assert.equal(await new FileLeases().claim(name, clock, listener), undefined);
      });
      assert.deepEqual(fs.readdirSync(folder.path).sort(), ['poller-a-1.json', 'poller-a-2.json']);
    });
  });

  it('can be released on a full disk, and never has an empty file while its holder shows itself', async () => {
    const lease = await claim();
    const { size, ino } = fs.statSync(fileOf(1));
    clock.advance(second);
    await until(() => clock.pending === 1, 'a sign of life');
    await lease?.release();
    const after = fs.statSync(fileOf(1));
    assert.deepEqual([after.size, after.ino], [size, ino], 'the same bytes in place');
  });

  it('never loses that it is released to a sign of life that was on its way', async () => {
    for (let attempt = 0; attempt < 30; attempt++) {
      const lease = await claim();
      clock.advance(second);
      await lease?.release();
    }
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
    await claimOfOther(2);
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
    await leases.ask(name);
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
    await leases.ask(name);
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
