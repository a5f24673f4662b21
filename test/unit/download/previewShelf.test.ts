import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { saveReceived, type Downloaded } from '../../../src/download/download.js';
import { fileNameFor } from '../../../src/download/naming.js';
import { openLocalFolder } from '../../../src/download/localFolder.js';
import { PartJournal } from '../../../src/download/partJournal.js';
import { PreviewShelf, withFile, type PreviewCopy } from '../../../src/download/previewShelf.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { contentsHere } from '../../support/contents.js';
import { StepFile } from '../../support/stepFile.js';
import { validStep } from '../../support/storageServer.js';

const nothingShown = (): boolean => false;

describe('The copies that are only shown', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let shelf: PreviewShelf;
  beforeEach(() => {
    folder = temporaryFolder();
    shelf = new PreviewShelf(path.join(folder.path, 'previewed'), { folders: 3, bytes: 10_000_000 });
  });
  afterEach(() => folder.remove());

  async function put(requestId: string, content: Uint8Array = validStep, isShown = nothingShown): Promise<string> {
    const file = path.join(await shelf.make(requestId), 'Ring-60x42x8.step');
    fs.writeFileSync(file, content);
    await shelf.keep(requestId, path.basename(file), { outputFormat: 'STEP', projectName: 'Ring ⌀60x⌀42x8' }, isShown);
    return file;
  }
  /** Makes the copy of a job one that was used so many minutes ago. */
  function age(requestId: string, minutes: number): void {
    const time = new Date(Date.now() - minutes * 60_000);
    fs.utimesSync(shelf.folderOf(requestId), time, time);
  }
  const jobs = (...ids: readonly string[]): string[] => ids.filter((id) => fs.existsSync(shelf.folderOf(id)));

  it('are found again with what the service has told, under the name that a download gives', async () => {
    const file = await put('r-1');
    const { sha256, ...copy } = (await shelf.find('r-1'))!;
    assert.deepEqual(copy, { file, name: 'Ring-60x42x8.step', outputFormat: 'STEP', projectName: 'Ring ⌀60x⌀42x8' });
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.equal(await shelf.find('r-2'), undefined);
  });

  it('count for nothing when a byte has changed, is missing, or nothing says that they are whole', async () => {
    for (const damage of [
      (file: string) => fs.writeFileSync(file, validStep.toString().replace('#1', '#2')),
      (file: string) => fs.truncateSync(file, validStep.length - 1),
      (file: string) => fs.rmSync(file),
      (file: string) => fs.rmSync(path.join(path.dirname(file), '.copy.json')),
      (file: string) => fs.writeFileSync(path.join(path.dirname(file), '.copy.json'), '{"name":'),
      (file: string) =>
        fs.writeFileSync(
          path.join(path.dirname(file), '.copy.json'),
          JSON.stringify({ name: '../../secret', sha256: '', outputFormat: 'STEP' }),
        ),
    ]) {
      damage(await put('r-1'));
      assert.equal(await shelf.find('r-1'), undefined, String(damage));
    }
  });

  it('are the last used ones only', async () => {
    for (const [index, id] of ['r-1', 'r-2', 'r-3'].entries()) {
      await put(id);
      age(id, 30 - index);
    }
    await shelf.find('r-1');
    await put('r-4');
    assert.deepEqual(jobs('r-1', 'r-2', 'r-3', 'r-4'), ['r-1', 'r-3', 'r-4']);
  });

  it('take no more room than they may, but the newest one stays', async () => {
    const large = (bytes: number): Buffer => Buffer.concat([Buffer.alloc(bytes, ' '), validStep]);
    await put('r-1', large(4_000_000));
    age('r-1', 2);
    await put('r-2', large(7_000_000));
    assert.deepEqual(jobs('r-1', 'r-2'), ['r-2']);
    age('r-2', 1);
    await put('r-3', large(11_000_000));
    assert.deepEqual(jobs('r-2', 'r-3'), ['r-3']);
  });

  it('stay while they are looked at', async () => {
    const shown = await put('r-1');
    age('r-1', 90);
    for (const [index, id] of ['r-2', 'r-3', 'r-4'].entries()) {
      await put(id, validStep, (file?: string) => file === shown);
      age(id, 60 - index);
    }
    assert.deepEqual(jobs('r-1', 'r-2', 'r-3', 'r-4'), ['r-1', 'r-2', 'r-3', 'r-4']);
    await put('r-4');
    assert.deepEqual(jobs('r-1', 'r-2', 'r-3', 'r-4'), ['r-2', 'r-3', 'r-4']);
  });

  it('have one folder for each job, whatever its id is', async () => {
    for (const id of ['../../x', 'a/b', 'CON', 'x'.repeat(500), '']) {
      const file = await put(id);
      assert.equal(path.dirname(path.dirname(file)), path.join(folder.path, 'previewed'));
      assert.equal((await shelf.find(id))?.file, file);
    }
  });

  describe('and are downloaded', () => {
    async function save(copy: PreviewCopy, signal = new AbortController().signal): Promise<Downloaded> {
      const target = path.join(folder.path, 'cad');
      const destination = await openLocalFolder(
        target,
        undefined,
        new PartJournal(path.join(folder.path, 'parts'), systemClock),
      );
      const { outputFormat, projectName } = copy;
      const named = { jobId: 'pub_1', outputFormat, brainstorm: { projectName: projectName! } };
      return withFile(copy.file, (source) =>
        saveReceived(
          source,
          named,
          {
            destination,
            format: 'STEP',
            name: ({ jobId, brainstorm }) =>
              fileNameFor(
                '${projectName}',
                { projectName: brainstorm?.projectName ?? '', jobId, date: '', sourceFile: '' },
                '.step',
              ),
            onConflict: () => Promise.resolve('keepBoth'),
          },
          { contents: contentsHere },
          { signal },
        ),
      );
    }
    const saved = (): string[] => fs.readdirSync(path.join(folder.path, 'cad')).sort();

    it('byte for byte, and stay what they are', async () => {
      const file = await put('r-1');
      assert.deepEqual(await save((await shelf.find('r-1'))!), { name: 'Ring-60x42x8.step', outcome: 'written' });
      assert.deepEqual(saved(), ['Ring-60x42x8.step']);
      assert.deepEqual(fs.readFileSync(path.join(folder.path, 'cad/Ring-60x42x8.step')), validStep);
      assert.deepEqual(fs.readFileSync(file), validStep);
      assert.deepEqual(fs.readdirSync(path.join(folder.path, 'parts')), []);
    });

    it('with the same conflicts as any download', async () => {
      await put('r-1');
      const copy = (await shelf.find('r-1'))!;
      await save(copy);
      assert.equal((await save(copy)).outcome, 'same');
      fs.writeFileSync(path.join(folder.path, 'cad/Ring-60x42x8.step'), 'mine');
      assert.deepEqual(await save(copy), { name: 'Ring-60x42x8-2.step', outcome: 'written' });
      assert.equal(fs.readFileSync(path.join(folder.path, 'cad/Ring-60x42x8.step'), 'utf8'), 'mine');
    });

    it('with the same words on what is wrong with them, and not where they are no whole file', async () => {
      const empty = new StepFile();
      empty.add("PERSON('1','a','b',$,$,$)");
      await put('r-1', empty.bytes());
      assert.match((await save((await shelf.find('r-1'))!)).concern?.english ?? '', /no surface in this STEP file/);
      await put('r-2', Buffer.from('<html>'));
      const copy = (await shelf.find('r-2'))!;
      await assert.rejects(save(copy), { failure: 'wrong_content' });
      assert.deepEqual([saved(), fs.readdirSync(path.join(folder.path, 'parts'))], [['Ring-60x42x8.step'], []]);
    });

    it('not when that is cancelled, and nothing stays of it', async () => {
      await put('r-1');
      const copy = (await shelf.find('r-1'))!;
      await assert.rejects(save(copy, AbortSignal.abort()), { name: 'AbortError' });
      assert.deepEqual([saved(), fs.readdirSync(path.join(folder.path, 'parts'))], [[], []]);
    });
  });
});
