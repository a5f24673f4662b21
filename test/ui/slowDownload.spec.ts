import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startStorageServer, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('While a slow file comes', function () {
  let session: UiSession;
  let server: StorageServer;
  let mayEnd = false;

  before(async () => {
    server = await startStorageServer();
    server.projectName = () => 'Plate';
    server.always(async ({ response, over }) => {
      response.writeHead(200, { 'Content-Length': server.body.length }).write(server.body.subarray(0, 50));
      await until(() => mayEnd || over.aborted, 'the test to let it end', 100_000);
      response.end(server.body.subarray(50));
    });
    session = await openSession({
      settings: { 'makistry.apiBaseUrl': server.baseUrl, 'git.enabled': true },
      env: { MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
      prepareWorkspace: (folder) => {
        fs.writeFileSync(path.join(folder, 'notes.md'), 'A plate\n');
        git(folder, 'init', '--quiet');
        git(folder, 'add', '.');
        git(folder, 'commit', '--quiet', '--message', 'Begin');
      },
    });
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('neither the explorer nor Git shows anything of it, and then both show the file', async () => {
    const { workbench, workspace } = session;
    const changes = (): string => git(workspace, 'status', '--porcelain', '--ignored', '--untracked-files=all');
    await workbench.openView('Makistry');
    await workbench.viewTitleAction('Refresh');
    await workbench.rowInGroup('Succeeded', 'Plate');
    await workbench.inlineAction(workbench.row('Plate'), 'Download');
    // That it takes long is told after some seconds.
    await workbench.notification('Downloading “Plate”').waitFor();
    assert.equal(changes(), '');
    assert.deepEqual(fs.readdirSync(path.join(workspace, 'cad')), []);

    // When this one is shown, all that came before it is.
    fs.writeFileSync(path.join(workspace, 'cad/later.txt'), '');
    await workbench.command('View: Show Explorer');
    const rows = workbench.sideBar.locator('.explorer-folders-view .monaco-list-row');
    const shown = async (): Promise<string[]> => (await rows.allInnerTexts()).map((text) => text.trim());
    await rows.filter({ hasText: 'cad' }).click();
    await rows.filter({ hasText: 'later.txt' }).waitFor();
    assert.deepEqual(await shown(), ['cad', 'later.txt', 'notes.md']);
    await workbench.screenshot('out/ui/slow-download.png');

    mayEnd = true;
    await workbench.notification('is saved as cad/Plate.step').waitFor();
    await rows.filter({ hasText: 'Plate.step' }).waitFor();
    assert.deepEqual(await shown(), ['cad', 'later.txt', 'Plate.step', 'notes.md']);
    await until(() => changes() === '?? cad/Plate.step\n?? cad/later.txt\n', 'the changes');
    await workbench.screenshot('out/ui/slow-download-saved.png');
  });
});
