import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SharedLog } from '../../../src/base/sharedLog.js';
import { onExit, temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

interface Opened {
  readonly log: SharedLog<number>;
  readonly entries: number[];
  readonly damagedCopy: string | undefined;
}

const fail = (error: unknown): void => assert.ifError(error);

describe('The shared log', function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let troubles: unknown[];
  const opened: SharedLog<number>[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    troubles = [];
    file = path.join(folder.path, 'log.jsonl');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.close()));
    folder.remove();
  });

  /** @param beforeRewrite called when the log has been read and may be rewritten next */
  async function open(beforeRewrite: () => void = () => undefined): Promise<Opened> {
    const entries: number[] = [];
    const size = (): number => {
      beforeRewrite();
      return entries.length;
    };
    const decode = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
    // A repeated entry changes nothing: the state is the set of numbers.
    const onEntries = (more: readonly number[]): void => {
      for (const entry of more) if (!entries.includes(entry)) entries.push(entry);
    };
    const { log, damagedCopy } = await SharedLog.open({ file, decode, onEntries, onUnsynced: fail, size, snapshot: () => [...entries] }, (error) => troubles.push(error));
    opened.push(log);
    return { log, entries, damagedCopy };
  }

  it('gives back what was appended', async () => {
    const { log, entries } = await open();
    await Promise.all([log.append(() => [1, 2], true), log.append(() => [3], false)]);
    assert.deepEqual(entries, [1, 2, 3]);
    assert.deepEqual((await open()).entries, [1, 2, 3]);
  });

  it('shows two windows the same entries in the same order, without being asked', async () => {
    const [first, second] = [await open(), await open()];
    first.log.watch();
    second.log.watch();
    await Promise.all([first.log.append(() => [1], true), second.log.append(() => [2], true), first.log.append(() => [3], true)]);
    await until(() => first.entries.length === 3 && second.entries.length === 3, 'both to see all');
    assert.deepEqual(first.entries, second.entries);
  });

  it('asks what to append after it has caught up', async () => {
    const [first, second] = [await open(), await open()];
    await first.log.append(() => [1], true);
    await second.log.append(() => [second.entries.length + 10], true);
    assert.deepEqual(second.entries, [1, 11]);
  });

  it('drops a line that a crash tore, and goes on behind it', async () => {
    fs.writeFileSync(file, '[1]\n[2]\n[{"half');
    const first = await open();
    assert.deepEqual([first.entries, first.damagedCopy], [[1, 2], undefined]);
    await first.log.append(() => [3], true);
    const second = await open();
    assert.deepEqual([second.entries, second.damagedCopy], [[1, 2, 3], undefined]);
  });

  it('copies a damaged file aside and goes on with what could be read', async () => {
    fs.writeFileSync(file, '[1]\n#!?\n[3]\n');
    const { entries, damagedCopy } = await open();
    assert.deepEqual(entries, [1, 3]);
    assert.equal(fs.readFileSync(damagedCopy!, 'utf8'), '[1]\n#!?\n[3]\n');
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n[3]\n');
  });

  it('is shortened when it is opened, but only by a process that has it for itself', async () => {
    fs.writeFileSync(file, '[1]\n'.repeat(2000));
    const first = await open();
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n');
    await first.log.append(() => [2], true);
    fs.appendFileSync(file, '[1]\n'.repeat(2000));
    await open();
    assert.ok(fs.statSync(file).size > 2000, 'another window has it open');
    await Promise.all(opened.splice(0).map((log) => log.close()));
    assert.deepEqual((await open()).entries, [1, 2]);
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n[2]\n');
  });

  for (const kind of ['copied aside', 'shortened', 'marked as open'] as const) {
    it(`opens all the same when it can’t be ${kind}: the disk is full or can only be read`, async () => {
      fs.writeFileSync(file, `${kind === 'copied aside' ? '#!?\n' : ''}${'[1]\n'.repeat(2000)}`);
      const { open: openFile, writeFile } = fs.promises;
      let first: Opened;
      const refuse = (): Promise<never> => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
      const refused = kind === 'shortened' ? '.tmp' : kind === 'copied aside' ? '.damaged-' : '.open-';
      const refusing = <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) => (...args: A): Promise<R> => (String(args[0]).includes(refused) ? refuse() : act(...args));
      Object.assign(fs.promises, { open: refusing(openFile), writeFile: refusing(writeFile) });
      try {
        first = await open();
        assert.deepEqual([first.entries, troubles.length], [[1], 1]);
        assert.ok(fs.statSync(file).size >= 8000 || kind === 'marked as open', 'it is as it was');
      } finally {
        Object.assign(fs.promises, { open: openFile, writeFile });
      }
      await first.log.append(() => [2], true);
      assert.deepEqual((await open()).entries, [1, 2]);
    });
  }

  it('is not kept from being shortened by a process that was killed', async () => {
    fs.writeFileSync(file, '[1]\n'.repeat(2000));
    fs.writeFileSync(`${file}.open-999999999-x`, '');
    await open();
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n');
    assert.deepEqual(fs.readdirSync(folder.path).filter((name) => name.includes('999999999')), []);
  });

  it('keeps what another process wrote, before it closed the file, while this one was about to shorten it', async () => {
    fs.writeFileSync(file, '[1]\n'.repeat(2000));
    const { entries } = await open(() => fs.appendFileSync(file, '[2]\n'));
    assert.deepEqual(entries, [1, 2]);
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n[2]\n');
  });

  it('loses nothing and mixes nothing when three processes write at once, each starting anew all the time', async () => {
    const runs = 3;
    const perRun = 200;
    const children = Array.from({ length: runs }, (_, index): ChildProcess => fork(path.join(findRoot(), 'out/test/support/logWriter.js'), [file, String(index * perRun), String(perRun)]));
    for (const child of children) onExit(() => child.kill('SIGKILL'));
    const codes = await Promise.all(children.map((child) => new Promise<number | null>((resolve) => child.once('exit', resolve))));
    assert.deepEqual(codes, [0, 0, 0]);
    const { entries, damagedCopy } = await open();
    assert.equal(damagedCopy, undefined);
    assert.deepEqual([...entries].sort((a, b) => a - b), Array.from({ length: runs * perRun }, (_, index) => index));
  });
});
