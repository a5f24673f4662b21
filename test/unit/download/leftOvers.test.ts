import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PartJournal } from '../../../src/download/partJournal.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';

describe('What a crash leaves', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: PartJournal;
  let storage: string;
  /** The id of a process that has ended. */
  const gone = spawnSync(process.execPath, ['-e', '']).pid;

  beforeEach(() => {
    folder = temporaryFolder();
    storage = path.join(folder.path, 'parts');
    journal = new PartJournal(storage);
  });
  afterEach(() => folder.remove());

  function leave(name: string, content: unknown, pid = gone): string {
    fs.mkdirSync(storage, { recursive: true });
    const entry = path.join(storage, `${pid}-${name}.json`);
    fs.writeFileSync(entry, typeof content === 'string' ? content : JSON.stringify(content));
    return entry;
  }
  const file = (name: string): string => {
    fs.writeFileSync(path.join(folder.path, name), 'x');
    return path.join(folder.path, name);
  };
  const part = '.part.step.0123abcd.part';

  it('is removed at the next start, with what was written down of it', async () => {
    const left = file(part);
    leave('a', { part: left, at: Date.now() });
    await journal.removeLeftOvers(silent);
    assert.deepEqual(fs.readdirSync(folder.path), ['parts']);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not what a living window is at', async () => {
    const entry = await journal.enter(path.join(folder.path, 'part.step'));
    fs.writeFileSync(entry.part, 'x');
    await journal.removeLeftOvers(silent);
    assert.ok(fs.existsSync(entry.part));
    await entry.forget();
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is not spared because another process has got the id since the machine was started', async () => {
    const left = file(part);
    leave('a', { part: left, at: 0 }, process.pid);
    await journal.removeLeftOvers(silent);
    assert.ok(!fs.existsSync(left));
  });
  for (const [what, name] of [['another file', 'part.step'], ['a file that is only called alike', '.part.step.part'], ['somebody’s hidden file', '.env']] as const) {
    it(`is not ${what}, whatever is written down`, async () => {
      const other = file(name);
      leave('a', { part: other, at: Date.now() });
      await journal.removeLeftOvers(silent);
      assert.ok(fs.existsSync(other));
      assert.deepEqual(fs.readdirSync(storage), []);
    });
  }
  it('is not a link or a folder of that name', async () => {
    const target = file('target');
    fs.symlinkSync(target, path.join(folder.path, part));
    fs.mkdirSync(path.join(folder.path, '.b.step.0123abcd.part'));
    leave('a', { part: path.join(folder.path, part), at: Date.now() });
    leave('b', { part: path.join(folder.path, '.b.step.0123abcd.part'), at: Date.now() });
    await journal.removeLeftOvers(silent);
    assert.ok(fs.lstatSync(path.join(folder.path, part)).isSymbolicLink() && fs.existsSync(path.join(folder.path, '.b.step.0123abcd.part')));
  });
  it('may be half of what was to be written down', async () => {
    leave('a', '{"part":"/x');
    leave('b.json.c.tmp', '');
    await journal.removeLeftOvers(silent);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('may be gone already, with its folder', async () => {
    leave('a', { part: path.join(folder.path, 'no/where', part), at: Date.now() });
    await journal.removeLeftOvers(silent);
    assert.deepEqual(fs.readdirSync(storage), []);
  });
  it('is nothing at the first start', () => journal.removeLeftOvers(silent));
});
