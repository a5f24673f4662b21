import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { thisProcess } from '../../../src/base/owner.js';
import { SharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { onExit, temporaryFolder } from '../../support/cleanup.js';
import { entriesIn, ownLog } from '../../support/logs.js';
import { forkInNamespace, hasPidNamespaces } from '../../support/pidNamespace.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

interface Opened {
  readonly log: SharedLog<number>;
  readonly entries: number[];
  readonly damagedCopy: string | undefined;
}

const fail = (error: unknown): void => assert.ifError(error);

/** Of a line; 0 for one that has none. */
function numberOf(line: string): number {
  const { n = 0 } = (line.startsWith('{') ? JSON.parse(line) : {}) as { n?: number };
  return Number.isFinite(n) ? n : 0;
}

describe('The shared log', function () {
  let folder: ReturnType<typeof temporaryFolder>;
  /** What an older version wrote. */
  let file: string;
  /** This machine's own. */
  let own: string;
  let troubles: unknown[];
  const opened: SharedLog<number>[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    troubles = [];
    file = path.join(folder.path, 'log.jsonl');
    own = await ownLog(file);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.close()));
    folder.remove();
  });

  const files = (): string[] =>
    fs
      .readdirSync(folder.path)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => path.join(folder.path, name));
  /** All lines in all files, in their order. */
  const lines = (): string[] =>
    files()
      .flatMap((name) =>
        fs
          .readFileSync(name, 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      )
      .sort((a, b) => numberOf(a) - numberOf(b));
  const written = (): unknown[] => lines().map((line) => entriesIn(line));
  const bytes = (): number => files().reduce((sum, name) => sum + fs.statSync(name).size, 0);

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
    const { log, damagedCopy } = await SharedLog.open(
      { file, decode, onEntries, onUnsynced: fail, size, snapshot: () => [...entries] },
      (error) => troubles.push(error),
    );
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
    await Promise.all([
      first.log.append(() => [1], true),
      second.log.append(() => [2], true),
      first.log.append(() => [3], true),
    ]);
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
    fs.writeFileSync(own, '[1]\n[2]\n[{"half');
    const first = await open();
    assert.deepEqual([first.entries, first.damagedCopy], [[1, 2], undefined]);
    await first.log.append(() => [3], true);
    const second = await open();
    assert.deepEqual([second.entries, second.damagedCopy], [[1, 2, 3], undefined]);
  });

  it('copies a damaged file aside and goes on with what could be read', async () => {
    fs.writeFileSync(own, '[1]\n#!?\n[3]\n');
    const { entries, damagedCopy } = await open();
    assert.deepEqual(entries, [1, 3]);
    assert.equal(fs.readFileSync(damagedCopy!, 'utf8'), '[1]\n#!?\n[3]\n');
    assert.deepEqual(written(), [[1], [3]]);
  });

  it('is shortened when it is opened, whoever else has it open', async function () {
    // There a file that anybody has open keeps its name, and is shortened another time.
    if (process.platform === 'win32') this.skip();
    fs.writeFileSync(own, '[1]\n'.repeat(2000));
    const first = await open();
    assert.deepEqual(written(), [[1]]);
    await first.log.append(() => [2], true);
    fs.appendFileSync(own, '[1]\n'.repeat(2000));
    await open();
    assert.deepEqual(written(), [[1], [2]]);
    await first.log.append(() => [3], true);
    assert.deepEqual([first.entries, (await open()).entries, files().length], [[1, 2, 3], [1, 2, 3], 2]);
  });

  for (const kind of ['copied aside', 'shortened'] as const) {
    it(`opens all the same when it can’t be ${kind}: the disk is full or can only be read`, async () => {
      fs.writeFileSync(own, `${kind === 'copied aside' ? '#!?\n' : ''}${'[1]\n'.repeat(2000)}`);
      const { open: openFile, copyFile } = fs.promises;
      let first: Opened;
      const refuse = (): Promise<never> => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
      const refused = kind === 'shortened' ? '.tmp' : '.damaged-';
      const refusing =
        <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> =>
          String(args).includes(refused) ? refuse() : act(...args);
      Object.assign(fs.promises, { open: refusing(openFile), copyFile: refusing(copyFile) });
      try {
        first = await open();
        assert.deepEqual([first.entries, troubles.length], [[1], 1]);
        assert.ok(bytes() >= 8000, 'all is there');
      } finally {
        Object.assign(fs.promises, { open: openFile, copyFile });
      }
      await first.log.append(() => [2], true);
      assert.deepEqual((await open()).entries, [1, 2]);
    });
  }

  it('is not kept from being shortened by a process that was killed, whoever has its pid now', async () => {
    fs.writeFileSync(own, '[1]\n'.repeat(2000));
    const self = await thisProcess();
    const dead = {
      killed: { ...self, pid: 999_999_999 },
      reused: { ...self, started: '1' },
      rebooted: { ...self, boot: 'another' },
    };
    for (const [name, owner] of Object.entries(dead))
      fs.writeFileSync(`${own}.open-${owner.pid}-${name}`, JSON.stringify(owner));
    fs.writeFileSync(`${own}.rewriting-999999999-x`, '');
    await open();
    assert.deepEqual(written(), [[1]]);
    assert.deepEqual(
      fs
        .readdirSync(folder.path)
        .filter((name) => name.includes('-999999999') || Object.keys(dead).some((one) => name.endsWith(one))),
      [],
    );
  });

  it('keeps what another process wrote, before it closed the file, while this one was about to shorten it', async () => {
    fs.writeFileSync(own, '[1]\n'.repeat(2000));
    const { entries } = await open(() => fs.appendFileSync(own, '[2]\n'));
    assert.deepEqual(entries, [1, 2]);
    assert.deepEqual(written(), [[1], [2]]);
  });

  it('keeps the lines of a newer version as they are, and doesn’t take them for damage', async () => {
    const strange = ['{"v":2,"what":"ever"}', '{"n":"many","e":[7]}', '"a text"'];
    fs.writeFileSync(
      own,
      [...strange, ...Array.from({ length: 2000 }, () => '{"n":1,"e":[1,{"new":true}]}')]
        .map((line) => `${line}\n`)
        .join(''),
    );
    const { entries, damagedCopy } = await open();
    assert.deepEqual([entries, damagedCopy], [[1], undefined]);
    for (const line of strange) assert.ok(lines().includes(line));
    assert.ok(lines().includes('{"n":1,"e":[{"new":true}]}'));
    assert.deepEqual((await open()).entries, [1]);
  });

  it('goes on with what an older version wrote, and with what it still writes', async () => {
    fs.writeFileSync(file, '[1]\n[2]\n');
    fs.writeFileSync(`${file}.open-${process.pid}-x`, '');
    const first = await open();
    fs.appendFileSync(file, '[3]\n');
    await first.log.append(() => [4], true);
    assert.deepEqual(first.entries, [1, 2, 3, 4]);
    assert.equal(fs.readFileSync(file, 'utf8'), '[1]\n[2]\n[3]\n', 'nobody else writes there');
    // The window of the older version is closed; another one begins a new file.
    fs.rmSync(`${file}.open-${process.pid}-x`);
    await first.log.close();
    assert.deepEqual((await open()).entries, [1, 2, 3, 4]);
    assert.ok(!fs.existsSync(file));
    fs.writeFileSync(file, '[5]\n');
    await first.log.catchUp();
    assert.deepEqual(first.entries, [1, 2, 3, 4, 5]);
    assert.deepEqual((await open()).entries.sort(), [1, 2, 3, 4, 5]);
  });

  it('leaves nothing behind when it is closed, and still writes what comes to its end after that', async () => {
    const { log } = await open();
    await log.append(() => [1], true);
    const last = log.append(() => [2], true);
    await log.close();
    await last;
    await log.append(() => [3], true);
    assert.deepEqual(fs.readdirSync(folder.path), [path.basename(own)]);
    assert.deepEqual((await open()).entries, [1, 2, 3]);
  });

  it('keeps the newest copies of damaged files only', async () => {
    for (let copy = 0; copy < 9; copy++) {
      fs.writeFileSync(own, `[1]\n#${copy}\n`);
      fs.writeFileSync(`${file}.damaged-${1_600_000_000_000 + copy}`, `#${copy}`);
    }
    const { damagedCopy } = await open();
    const copies = fs.readdirSync(folder.path).filter((name) => name.includes('.damaged-'));
    assert.equal(copies.length, 5);
    assert.ok(copies.includes(path.basename(damagedCopy!)));
  });

  it('shows what is there where nothing can be written, and says so at the first append', async () => {
    fs.writeFileSync(own, '[1]\n');
    const { mkdir, open: openFile, writeFile } = fs.promises;
    const refuse = (): Promise<never> => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' }));
    const readOnly: typeof openFile = (name, flags, ...more) =>
      flags === 'r' ? openFile(name, flags, ...more) : refuse();
    Object.assign(fs.promises, { mkdir: refuse, open: readOnly, writeFile: refuse });
    try {
      const { log, entries } = await open();
      assert.deepEqual([entries, troubles.length], [[1], 1]);
      await assert.rejects(
        log.append(() => [2], true),
        { code: 'EROFS' },
      );
      assert.deepEqual(entries, [1]);
      fs.appendFileSync(own, '[3]\n');
      await log.catchUp();
      assert.deepEqual(entries, [1, 3]);
    } finally {
      Object.assign(fs.promises, { mkdir, open: openFile, writeFile });
    }
  });

  it('loses nothing and mixes nothing when three processes write at once, each starting anew all the time', () =>
    writeAtOnce([fork, fork, fork]));

  it('loses nothing and mixes nothing when the processes of two containers with one home write at once', async function () {
    if (!hasPidNamespaces()) this.skip();
    await writeAtOnce([forkInNamespace, forkInNamespace, fork]);
  });

  async function writeAtOnce(
    starts: readonly ((program: string, args: readonly string[]) => ChildProcess)[],
  ): Promise<void> {
    const perRun = 200;
    const children = starts.map((start, index) =>
      start(path.join(findRoot(), 'out/test/support/logWriter.js'), [file, String(index * perRun), String(perRun)]),
    );
    for (const child of children) onExit(() => child.kill('SIGKILL'));
    const codes = await Promise.all(
      children.map((child) => new Promise<number | null>((resolve) => child.once('exit', resolve))),
    );
    assert.deepEqual(
      codes,
      starts.map(() => 0),
    );
    const { entries, damagedCopy } = await open();
    assert.equal(damagedCopy, undefined);
    assert.deepEqual(
      [...entries].sort((a, b) => a - b),
      Array.from({ length: starts.length * perRun }, (_, index) => index),
    );
  }
});
