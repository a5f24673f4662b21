import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { thisProcess, type Owner } from '../../../src/base/owner.js';
import { SharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { until } from '../../support/until.js';

interface Opened {
  readonly log: SharedLog<string>;
  /** As they were told. */
  readonly told: string[];
  /** In their order, each once. */
  entries(): readonly string[];
}

const dayMs = 86_400_000;

describe('One log of several machines', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let self: Owner;
  const opened: SharedLog<string>[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'log.jsonl');
    self = await thisProcess();
  });
  afterEach(async () => {
    await closeAll();
    folder.remove();
  });

  async function closeAll(): Promise<void> {
    await Promise.all(opened.splice(0).map((log) => log.close()));
  }

  const machine = (name: string): Owner => ({ ...self, machine: name });

  async function open(owner = self): Promise<Opened> {
    const told: string[] = [];
    const known = new Map<string, { number: number; writer: string }>();
    const { log } = await SharedLog.open<string>(
      {
        file,
        decode: (value) => (typeof value === 'string' ? value : undefined),
        onEntries: (entries, places) => {
          told.push(...entries);
          entries.forEach((entry, index) => known.set(entry, places[index]!));
        },
        onUnsynced: (error) => assert.ifError(error),
        size: () => 0,
        snapshot: () => [],
        shorten: (written) => written,
      },
      (error) => assert.ifError(error),
      owner,
    );
    opened.push(log);
    const order = (
      [a, one]: [string, { number: number; writer: string }],
      [b, other]: [string, { number: number; writer: string }],
    ): number => one.number - other.number || one.writer.localeCompare(other.writer) || a.localeCompare(b);
    return { log, told, entries: () => [...known].sort(order).map(([entry]) => entry) };
  }

  const files = (): string[] =>
    fs
      .readdirSync(folder.path)
      .filter((name) => name.endsWith('.jsonl'))
      .sort();

  it('has a file for each, which the others read and never change', async () => {
    const [one, other] = [await open(), await open(machine('other'))];
    await one.log.append(() => ['1'], true);
    const before = new Map(files().map((name) => [name, fs.readFileSync(path.join(folder.path, name), 'utf8')]));
    await other.log.append(() => ['2'], true);
    await one.log.catchUp();
    assert.deepEqual(
      [one.told, other.told],
      [
        ['1', '2'],
        ['1', '2'],
      ],
    );
    assert.equal(files().length, 2);
    for (const [name, text] of before) assert.equal(fs.readFileSync(path.join(folder.path, name), 'utf8'), text);
  });

  it('tells each machine of the others’ writing without being asked', async () => {
    const [one, other] = [await open(), await open(machine('other'))];
    other.log.watch();
    await one.log.append(() => ['1'], true);
    await until(() => other.told.length === 1, 'the other machine to know it');
  });

  it('adds up to the same for all, whichever reads what when, and for who opens it later', async () => {
    const step = fc.record({ machine: fc.nat(2), does: fc.constantFrom('append', 'append', 'catch up', 'open anew') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const owners = ['a', 'b', 'c'].map(machine);
        const windows = await Promise.all(owners.map((owner) => open(owner)));
        let entries = 0;
        for (const { machine: at, does } of steps) {
          if (does === 'append') await windows[at]!.log.append(() => [`${entries++}`], false);
          else if (does === 'catch up') await windows[at]!.log.catchUp();
          else {
            await windows[at]!.log.close();
            windows[at] = await open(owners[at]);
          }
        }
        windows.push(await open());
        for (const { log } of windows) await log.catchUp();
        const [first, ...others] = windows.map((window) => window.entries());
        // One after the other, each in the knowledge of those before it.
        assert.deepEqual(
          first,
          Array.from({ length: entries }, (_, index) => String(index)),
        );
        for (const other of others) assert.deepEqual(other, first);
        await closeAll();
        fs.rmSync(folder.path, { recursive: true });
        fs.mkdirSync(folder.path);
      }),
      { numRuns: 40 },
    );
  });

  /** Containers have a new PID namespace at each start. */
  async function manyGone(): Promise<void> {
    for (let start = 0; start < 20; start++) {
      const { log } = await open(machine(`start ${start}`));
      await log.append(() => [String(start)], true);
      await log.close();
    }
    letPass(31);
  }

  function letPass(days: number): void {
    for (const name of fs.readdirSync(folder.path)) {
      const at = path.join(folder.path, name);
      const { mtimeMs } = fs.statSync(at);
      fs.utimesSync(at, new Date(mtimeMs - days * dayMs), new Date(mtimeMs - days * dayMs));
    }
  }

  it('doesn’t gather the files of machines that are gone, and loses nothing of them', async () => {
    await manyGone();
    const first = await open();
    await first.log.close();
    letPass(8);
    const second = await open();
    assert.deepEqual(
      second
        .entries()
        .map(Number)
        .sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, index) => index),
    );
    await second.log.close();
    assert.equal(files().length, 1);
    assert.deepEqual((await open()).entries(), second.entries());
  });

  it('keeps the marker that a window of an older version has left, however old it is, unless its process is known to have ended', async () => {
    const markers = { [`${file}.open-12-elsewhere`]: machine('other'), [`${file}.open-${process.pid}-alive`]: self };
    for (const [marker, owner] of Object.entries(markers)) fs.writeFileSync(marker, JSON.stringify(owner));
    fs.writeFileSync(`${file}.open-999999999-dead`, JSON.stringify({ ...self, pid: 999_999_999 }));
    fs.writeFileSync(file, '["1"]\n');
    letPass(31);
    assert.deepEqual((await open()).entries(), ['1']);
    assert.deepEqual(
      fs.readdirSync(folder.path).sort(),
      [file, ...Object.keys(markers)].map((name) => path.basename(name)).sort(),
    );
  });

  it('loses nothing of a machine that was only asleep while its file was taken over', async () => {
    const asleep = await open(machine('asleep'));
    await asleep.log.append(() => ['1'], true);
    letPass(31);
    const one = await open();
    await asleep.log.append(() => ['2'], true);
    await one.log.catchUp();
    assert.deepEqual(
      [one.entries(), asleep.entries()],
      [
        ['1', '2'],
        ['1', '2'],
      ],
    );
    await closeAll();
    letPass(8);
    await (await open()).log.close();
    assert.deepEqual((await open()).entries(), ['1', '2']);
    assert.deepEqual((await open(machine('asleep'))).entries(), ['1', '2']);
  });

  it('loses nothing when the file is taken over between a machine’s look and its append', async () => {
    const asleep = await open(machine('asleep'));
    await asleep.log.append(() => ['1'], true);
    const [name = ''] = files();
    await asleep.log.append(() => {
      fs.renameSync(
        path.join(folder.path, name),
        path.join(folder.path, name.replace('.jsonl', '.left-0123abcd-0.jsonl')),
      );
      return ['2'];
    }, true);
    for (const left of files().filter((one) => one.includes('.left-'))) fs.rmSync(path.join(folder.path, left));
    assert.deepEqual((await open()).entries(), ['2'], 'it stands in the new file, too');
  });
});
