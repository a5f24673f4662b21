import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { thisProcess, type Owner } from '../../../src/base/owner.js';
import { PartJournal } from '../../../src/download/partJournal.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';

describe('What a crash leaves', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: PartJournal;
  let storage: string;
  let clock: ManualClock;
  let self: Owner;
  /** The id of a process that has ended. */
  const gone = { pid: spawnSync(process.execPath, ['-e', '']).pid };
  before(async () => void (self = await thisProcess()));

  beforeEach(() => {
    folder = temporaryFolder();
    storage = path.join(folder.path, 'parts');
    clock = new ManualClock();
    journal = new PartJournal(storage, clock);
  });
  afterEach(() => folder.remove());

  function leave(name: string, content: unknown, owner: Partial<Owner> = gone): string {
    fs.mkdirSync(storage, { recursive: true });
    const entry = path.join(storage, `${name}.json`);
    fs.writeFileSync(
      entry,
      typeof content === 'string' ? content : JSON.stringify({ ...(content as object), owner: { ...self, ...owner } }),
    );
    return entry;
  }
  const file = (name: string): string => {
    fs.writeFileSync(path.join(folder.path, name), 'x');
    return path.join(folder.path, name);
  };
  const part = '.part.step.0123abcd.part';

  it('is removed at the next start, with what was written down of it', async () => {
    const left = file(part);
    leave('a', { part: left });
    await journal.removeLeftOvers(silent);
    assert.deepEqual(fs.readdirSync(folder.path), ['parts']);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not what a living window is at', async () => {
    const entry = await journal.enter(folder.path);
    for (const one of [entry.part, entry.received]) fs.writeFileSync(one, 'x');
    await journal.removeLeftOvers(silent);
    for (const one of [entry.part, entry.received]) assert.ok(fs.existsSync(one));
    fs.rmSync(entry.received);
    await entry.forget();
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is what was received, too, which is never in the target’s folder', async () => {
    const target = path.join(folder.path, 'cad');
    fs.mkdirSync(target);
    const dead = new PartJournal(storage, clock, Promise.resolve({ ...self, ...gone }));
    for (const one of [await dead.enter(target), await dead.enter(target)]) {
      fs.writeFileSync(one.received, 'x');
      fs.writeFileSync(one.part, 'x');
    }
    await journal.removeLeftOvers(silent);
    assert.deepEqual([fs.readdirSync(target), fs.readdirSync(storage)], [[], []]);
  });
  it('may be a file of which nothing is written down, since an earlier version has removed that', async () => {
    const entry = await journal.enter(folder.path);
    const { received } = entry;
    fs.writeFileSync(received, 'x');
    await entry.forget();
    await lookFor(1.5);
    assert.ok(fs.existsSync(received), 'another machine may be about to write it down');
    await lookFor(0.5);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not what a window of another machine receives, as long as that grows', async () => {
    const other = new PartJournal(storage, clock, Promise.resolve({ ...self, space: 'pid:[1]', pid: 999_999_999 }));
    const { received } = await other.enter(path.join(folder.path, 'not/here'));
    fs.writeFileSync(received, 'x');
    await lookFor(10, () => fs.appendFileSync(received, 'x'));
    assert.ok(fs.existsSync(received));
    await lookFor(2);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not spared because another process has got the id since the machine was started', async () => {
    const left = file(part);
    leave('a', { part: left }, { boot: 'another' });
    await journal.removeLeftOvers(silent);
    assert.ok(!fs.existsSync(left));
  });
  for (const [what, name] of [
    ['another file', 'part.step'],
    ['a file that is only called alike', '.part.step.part'],
    ['somebody’s hidden file', '.env'],
  ] as const) {
    it(`is not ${what}, whatever is written down`, async () => {
      const other = file(name);
      leave('a', { part: other });
      await journal.removeLeftOvers(silent);
      assert.ok(fs.existsSync(other));
      assert.deepEqual(fs.readdirSync(storage), []);
    });
  }
  it('is not a link or a folder of that name', async () => {
    const target = file('target');
    fs.symlinkSync(target, path.join(folder.path, part));
    fs.mkdirSync(path.join(folder.path, '.b.step.0123abcd.part'));
    leave('a', { part: path.join(folder.path, part) });
    leave('b', { part: path.join(folder.path, '.b.step.0123abcd.part') });
    await journal.removeLeftOvers(silent);
    assert.ok(
      fs.lstatSync(path.join(folder.path, part)).isSymbolicLink() &&
        fs.existsSync(path.join(folder.path, '.b.step.0123abcd.part')),
    );
  });
  /** Looks every half an hour. */
  async function lookFor(hours: number, between: () => void = () => undefined): Promise<void> {
    await journal.removeLeftOvers(silent);
    for (let half = 0; half < 2 * hours; half++) {
      clock.advance(1_800_000);
      between();
      await journal.removeLeftOvers(silent);
    }
  }
  it('may be half of what was to be written down, and goes when nobody finishes that', async () => {
    leave('a', '{"part":"/x');
    await lookFor(1.5);
    assert.equal(fs.readdirSync(storage).length, 1);
    await lookFor(0.5);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not what a window of another machine or container is at, as long as that grows', async () => {
    const left = file(part);
    leave('a', { part: left }, { space: 'pid:[1]', pid: 999_999_999 });
    await lookFor(10, () => fs.appendFileSync(left, 'x'));
    assert.ok(fs.existsSync(left));
    await lookFor(1.5);
    assert.ok(fs.existsSync(left), 'not yet');
    await lookFor(0.5);
    assert.deepEqual([fs.existsSync(left), fs.readdirSync(storage)], [false, []]);
  });
  it('is looked at twice at least, when an earlier version wrote down a pid only', async () => {
    const left = file(part);
    fs.mkdirSync(storage, { recursive: true });
    fs.writeFileSync(path.join(storage, '999999999-a.json'), JSON.stringify({ part: left, at: Date.now() }));
    await lookFor(1.5);
    assert.ok(fs.existsSync(left));
    await lookFor(0.5);
    assert.deepEqual([fs.existsSync(left), fs.readdirSync(storage)], [false, []]);
  });
  it('may be gone already, with its folder', async () => {
    leave('a', { part: path.join(folder.path, 'no/where', part) });
    await journal.removeLeftOvers(silent);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is nothing at the first start', async () => assert.equal(await journal.removeLeftOvers(silent), false));
});
