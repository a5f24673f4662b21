import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readLines } from '../../../src/base/sharedLog/readLines.js';
import { SharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { UnreadableFileError } from '../../../src/base/sharedLog/unreadableFiles.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { ownLog } from '../../support/logs.js';

interface Opened {
  readonly log: SharedLog<string>;
  readonly seen: Set<string>;
  readonly damagedCopy: string | undefined;
}

const mega = 1 << 20;

describe('A log whose files are large, torn, or of somebody else', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let own: string;
  let troubles: unknown[];
  const opened: SharedLog<string>[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'log.jsonl');
    own = await ownLog(file);
    troubles = [];
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.close()));
    folder.remove();
  });

  /** @param keeps which entries are still needed */
  async function open(keeps: (seen: readonly string[]) => readonly string[] = (seen) => seen): Promise<Opened> {
    const seen = new Set<string>();
    const snapshot = (): readonly string[] => keeps([...seen]);
    const { log, damagedCopy } = await SharedLog.open<string>(
      {
        file,
        decode: (value) => (typeof value === 'string' ? value : undefined),
        onEntries: (entries) => entries.forEach((entry) => seen.add(entry)),
        onUnsynced: (error) => assert.ifError(error),
        size: () => snapshot().length,
        snapshot,
      },
      (error) => troubles.push(error),
    );
    opened.push(log);
    return { log, seen, damagedCopy };
  }

  const bytes = (): number =>
    fs.readdirSync(folder.path).reduce((sum, name) => sum + fs.statSync(path.join(folder.path, name)).size, 0);

  it('counts nothing as kept before it was read back: another process died in the middle of its own line at that moment', async () => {
    const one = await open();
    await one.log.append(() => ['first'], true);
    await one.log.append(() => {
      fs.appendFileSync(own, '{"n":7,"e":["half');
      return ['second'];
    }, true);
    assert.ok(one.seen.has('second'));
    assert.deepEqual([...(await open()).seen], ['first', 'second']);
  });

  it('keeps the order, and loses nothing, when every append comes after a line that was torn at that moment', async () => {
    const one = await open();
    for (let entry = 0; entry < 20; entry++) {
      await one.log.append(() => {
        fs.appendFileSync(own, '{"n":7,"e":["half');
        return [String(entry)];
      }, false);
    }
    assert.deepEqual(
      [...(await open()).seen],
      Array.from({ length: 20 }, (_, entry) => String(entry)),
    );
  });

  it('is read though it is larger than any string can be, and is short afterwards', async () => {
    const handle = fs.openSync(own, 'w');
    // Blanks, so that what is read takes no memory.
    for (let line = 0; line < 540; line++)
      fs.writeSync(handle, `{"n":${line},"e":["${line % 3}"${' '.repeat(mega)}]}\n`);
    fs.closeSync(handle);
    const { seen, log } = await open();
    assert.deepEqual([...seen], ['0', '1', '2']);
    assert.ok(bytes() < 1000, `${bytes()} bytes`);
    await log.append(() => ['3'], true);
    assert.deepEqual([...(await open()).seen].sort(), ['0', '1', '2', '3']);
    assert.deepEqual(troubles, []);
  });

  it('takes a line that is too long to be one for damage, keeps a copy, and shows the rest', async () => {
    fs.writeFileSync(own, '["1"]\n');
    const handle = fs.openSync(own, 'a');
    for (let piece = 0; piece < 66; piece++) fs.writeSync(handle, 'x'.repeat(mega));
    fs.closeSync(handle);
    fs.appendFileSync(own, '\n["2"]\n');
    const { seen, damagedCopy } = await open();
    assert.deepEqual([...seen], ['1', '2']);
    assert.ok(fs.statSync(damagedCopy!).size > 66 * mega);
  });

  it('refuses an entry that is too long to be read again, and goes on', async () => {
    const { log, seen } = await open();
    await assert.rejects(
      log.append(() => ['x'.repeat(65 * mega)], true),
      { code: 'EFBIG' },
    );
    await log.append(() => ['1'], true);
    assert.deepEqual([...seen], ['1']);
  });

  it('stays small while it is open, however often something large changes, and whoever else has it open', async () => {
    const newest = (seen: readonly string[]): readonly string[] => seen.slice(-1);
    const [one, other] = [await open(newest), await open(newest)];
    let most = 0;
    for (let change = 0; change < 40; change++) {
      await one.log.append(() => [`${change}${'x'.repeat(mega)}`], false);
      most = Math.max(most, bytes());
    }
    assert.ok(most < 20 * mega, `${most} bytes`);
    await other.log.catchUp();
    assert.ok([...other.seen].some((entry) => entry.startsWith('39x')));
    assert.deepEqual(troubles, []);
  });

  it('shows what stands in the other files when one can’t be read, and names that one once', async () => {
    fs.mkdirSync(path.join(folder.path, 'log.0123456789ab.jsonl'));
    fs.writeFileSync(own, '["1"]\n');
    const { log, seen } = await open();
    await log.append(() => ['2'], true);
    assert.deepEqual([...seen], ['1', '2']);
    assert.deepEqual(
      troubles.map((trouble) => trouble instanceof UnreadableFileError && trouble.fileName),
      ['log.0123456789ab.jsonl'],
    );
  });

  for (const [whose, refusedFlags] of [
    ['read', ['r', 'a+']],
    ['written', ['a+']],
  ] as const) {
    it(`appends to another file of its own when the first can’t be ${whose}, and all that can read both show both`, async () => {
      fs.writeFileSync(own, '["of root"]\n');
      const { open: openFile } = fs.promises;
      const refusing: typeof openFile = (name, flags, ...more) =>
        name === own && refusedFlags.some((refused) => refused === flags)
          ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }))
          : openFile(name, flags, ...more);
      Object.assign(fs.promises, { open: refusing });
      try {
        const one = await open();
        await one.log.append(() => ['1'], true);
        const two = await open();
        await two.log.append(() => ['2'], true);
        await one.log.catchUp();
        for (const { seen } of [one, two])
          assert.deepEqual(
            [...seen].filter((entry) => entry !== 'of root'),
            ['1', '2'],
          );
      } finally {
        Object.assign(fs.promises, { open: openFile });
      }
      assert.equal(fs.readFileSync(own, 'utf8'), '["of root"]\n');
      assert.deepEqual([...(await open()).seen].sort(), ['1', '2', 'of root']);
    });
  }

  it('can’t be opened, rather than seem empty, when the system has no more handles', async () => {
    fs.writeFileSync(own, '["1"]\n');
    const { open: openFile } = fs.promises;
    Object.assign(fs.promises, { open: () => Promise.reject(Object.assign(new Error('EMFILE'), { code: 'EMFILE' })) });
    try {
      await assert.rejects(open(), { code: 'EMFILE' });
    } finally {
      Object.assign(fs.promises, { open: openFile });
    }
  });

  it('reads lines of any length in pieces, up to a limit', async () => {
    const lines = ['', 'a', 'b'.repeat(mega - 2), 'c'.repeat(3 * mega), '', 'd'.repeat(mega)];
    fs.writeFileSync(file, `${lines.join('\n')}\nrest`);
    const handle = await fs.promises.open(file, 'r');
    const taken: (number | undefined)[] = [];
    const size = fs.statSync(file).size;
    assert.equal(await readLines(handle, 0, size, (line) => taken.push(line?.length), 2 * mega), size - 4);
    assert.deepEqual(taken, [0, 1, mega - 2, undefined, 0, mega]);
    await handle.close();
  });
});
