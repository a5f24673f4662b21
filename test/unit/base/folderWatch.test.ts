import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { FolderWatch } from '../../../src/base/folderWatch.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { until } from '../../support/until.js';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('Following the files of a folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let followed: FolderWatch | undefined;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    followed?.close();
    folder.remove();
  });

  const neverTelling = (): fs.FSWatcher =>
    Object.assign(new EventEmitter(), { close: () => undefined }) as fs.FSWatcher;

  function follow(watch?: typeof fs.watch): { looks: number; troubles: unknown[] } {
    const told = { looks: 0, troubles: [] as unknown[] };
    const concerns = (name: string): boolean => name === 'log';
    const onChange = (): void => {
      told.looks++;
    };
    const onTrouble = (error: unknown): void => void told.troubles.push(error);
    followed = new FolderWatch({
      folder: folder.path,
      concerns,
      onChange,
      onTrouble,
      lookEveryMs: 1,
      ...(watch && { watch }),
    });
    return told;
  }

  it('is told by the system, and costs no timer', async () => {
    const told = follow();
    fs.writeFileSync(path.join(folder.path, 'log'), '1');
    await until(() => told.looks > 0, 'the change to be told');
    assert.deepEqual(told.troubles, []);
    assert.ok(!process.getActiveResourcesInfo().includes('FSEvent'), 'the watcher keeps no process alive');
  });

  for (const code of ['EMFILE', 'ENOSPC']) {
    it(`looks every few seconds instead when no watcher is left (${code})`, async () => {
      const told = follow(() => {
        throw systemError(code);
      });
      assert.equal(told.troubles.length, 1);
      await until(() => told.looks >= 3, 'three looks');
    });
  }

  it('looks every few seconds once the watcher has failed', async () => {
    const watcher = neverTelling();
    const told = follow(() => watcher);
    watcher.emit('error', systemError('EMFILE'));
    watcher.emit('error', systemError('EMFILE'));
    await until(() => told.looks >= 3, 'three looks');
    followed?.close();
    const { looks } = told;
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(told.looks, looks, 'no look after the end');
  });
});
