import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { findRoot } from '../support/root.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';
import { awkwardNames, makeStub, type StubProgram } from '../support/stubProgram.js';
import { afterEachTest, openSession, type UiSession, type UiSessionOptions } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** VS Code takes the other stroke for a folder's. */
const names = awkwardNames.filter((name) => !name.includes('\\'));

/** An editor that wasn't started by a command asks the user's shell for its path, and takes that for its own. */
function pathWith(bin: string): NodeJS.ProcessEnv {
  return { PATH: `${bin}:${process.env['PATH'] ?? ''}`, VSCODE_CLI: '1' };
}

function fill(folder: string): void {
  for (const name of names) fs.writeFileSync(path.join(folder, name), validStep);
}

class Spec {
  readonly session: UiSession;

  constructor(session: UiSession) {
    this.session = session;
  }

  static async open(options: UiSessionOptions): Promise<Spec> {
    const { settings, ...others } = options;
    const session = await openSession({
      settings: { 'explorer.autoReveal': false, 'workbench.colorTheme': 'Default Light Modern', ...settings },
      prepareWorkspace: fill,
      ...others,
    });
    await until(() => session.workbench.isOffered('Makistry: Open In…'), 'the extension');
    return new Spec(session);
  }

  inExplorer(name: string): Locator {
    return this.session.workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  }

  async fromExplorer(name: string): Promise<void> {
    const { workbench } = this.session;
    await workbench.openView('Explorer');
    await workbench.contextMenu(this.inExplorer(name), 'Open In…');
    await workbench.waitForQuickInput(`Open ${name} In`);
  }

  picture(name: string): Promise<void> {
    return this.session.workbench.screenshot(path.join(findRoot(), 'out/ui', `openIn-${name}.png`));
  }

  get page(): Locator {
    return this.session.workbench.webview().locator('#app');
  }
}

describe('Open In, at a desktop', function () {
  let folder: TemporaryFolder;
  let spec: Spec;
  let server: StorageServer;
  let [freecad, cura, opener]: StubProgram[] = [];
  before(async () => {
    folder = temporaryFolder();
    const bin = path.join(folder.path, 'bin');
    [freecad, cura, opener] = ['freecad', 'cura', 'xdg-open'].map((name) => makeStub(bin, name));
    server = await startStorageServer();
    server.projectName = () => 'Ring ⌀60x⌀42x8';
    spec = await Spec.open({
      preload: path.join(findRoot(), 'out/test/support/asDesktop.js'),
      env: { ...pathWith(bin), MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
      settings: { 'makistry.apiBaseUrl': server.baseUrl, 'makistry.requestsPerMinute': 1000 },
      machineSettings: { 'makistry.programs': [{ name: 'Gone', path: '/gone/program' }] },
    });
  });
  after(async () => {
    await spec.session.close();
    await server.close();
    folder.remove();
  });
  afterEach(function () {
    return afterEachTest(spec.session, this.currentTest);
  });
  const inWorkspace = (name: string): string => path.join(spec.session.workspace, name);

  it('offers the system’s program, the user’s own, those that are found, and another one', async () => {
    const { workbench } = spec.session;
    await spec.fromExplorer('plain.step');
    const items = await workbench.quickPickItems();
    await spec.picture('choices');
    assert.deepEqual(
      items.filter((item) => !/^(?:Blender|OrcaSlicer|PrusaSlicer|Bambu Studio)$/.test(item)),
      ['The System’s Program', 'Gone', 'FreeCAD', 'UltiMaker Cura', 'Choose a Program…'],
    );
    await workbench.quickInput
      .locator('.monaco-list-row', { hasText: 'UltiMaker Cura' })
      .locator('.label-description', { hasText: 'gets a copy as 3MF' })
      .waitFor();
  });

  for (const name of names) {
    it(`gives a program the file whole: ${name}`, async () => {
      const before = freecad!.starts().length;
      await spec.fromExplorer(name);
      await spec.session.workbench.pick('FreeCAD');
      const { arguments: given, env } = await freecad!.next(before);
      assert.deepEqual(given, [inWorkspace(name)]);
      assert.equal(env['MAKISTRY_API_KEY'], undefined);
    });
  }

  it('gives the system’s opener the file', async () => {
    const before = opener!.starts().length;
    await spec.fromExplorer('two words.step');
    await spec.session.workbench.pick('The System’s Program');
    assert.deepEqual((await opener!.next(before)).arguments, [inWorkspace('two words.step')]);
  });

  it('gives a program that reads no STEP a copy that it reads, and leaves the workspace as it is', async () => {
    const before = [cura!.starts().length, fs.readdirSync(spec.session.workspace)] as const;
    await spec.fromExplorer('two words.step');
    await spec.session.workbench.pick('UltiMaker Cura');
    const [copy, ...others] = (await cura!.next(before[0])).arguments;
    assert.deepEqual(others, []);
    assert.equal(path.basename(copy!), 'two words.3mf');
    assert.equal(fs.readFileSync(copy!).subarray(0, 2).toString(), 'PK');
    assert.match(copy!, /globalStorage\/makistry\.makistry-cad\/opened\//);
    assert.deepEqual(fs.readdirSync(spec.session.workspace), before[1]);
  });

  it('opens the model that the preview shows, by its title and by its tool', async () => {
    const { workbench, page } = spec.session;
    await workbench.openFile('plain.step');
    await spec.page.locator('.stage[data-shown=fine]').waitFor({ timeout: 60_000 });
    const open = async (click: () => Promise<void>): Promise<void> => {
      const before = freecad!.starts().length;
      await click();
      await workbench.waitForQuickInput('Open plain.step In');
      await workbench.pick('FreeCAD');
      assert.deepEqual((await freecad!.next(before)).arguments, [inWorkspace('plain.step')]);
    };
    await open(() => page.locator('.editor-actions').getByLabel('Open In…').first().click());
    await open(() => spec.page.locator('[data-action=openIn]').click());
    await spec.picture('toolbar');
    assert.deepEqual(
      await spec.page.locator('[data-action=reopenWith]').getAttribute('aria-label'),
      'Reopen Editor With…',
    );
    await workbench.closeEditors();
  });

  it('says that a program is missing, and keeps another one that is chosen instead', async () => {
    const { workbench } = spec.session;
    const own = makeStub(path.join(folder.path, 'own tools'), 'My "CAM"');
    await spec.fromExplorer('plain.step');
    await workbench.pick('Gone');
    const missing = 'Gone was not started: there is no program /gone/program.';
    assert.equal(await workbench.notificationText('Gone was not started'), missing);
    await spec.picture('missing');
    await workbench.pressNotificationButton('Gone was not started', 'Choose a Program…');
    await workbench.waitForQuickInput(/Choose a Program/);
    await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
    await workbench.type(own.file);
    await until(async () => {
      const said = await workbench.quickInput.innerText();
      // What the dialog is told in its first moments, it forgets.
      if (said.includes('Choose a Program')) await spec.session.page.keyboard.press('Enter');
      return said.includes('Which Files Does');
    }, 'the question which files it opens');
    await spec.picture('formats');
    await spec.session.page.keyboard.press('Enter');
    assert.deepEqual((await own.next(0)).arguments, [inWorkspace('plain.step')]);

    await spec.fromExplorer('two words.step');
    await workbench.pick('My "CAM"');
    assert.deepEqual((await own.next(1)).arguments, [inWorkspace('two words.step')]);
  });

  it('has no entry for a job without a file, and opens the file of one that has it', async () => {
    const { workbench } = spec.session;
    await workbench.openView('Makistry');
    await workbench.viewTitleAction('Refresh');
    const row = await workbench.rowInGroup('Succeeded', 'Ring');
    assert.equal((await workbench.contextMenuItems(row)).includes('Open In…'), false);
    await workbench.contextMenu(row, 'Download');
    await workbench.notification('is saved as cad/Ring-60x42x8.step').waitFor();
    await workbench.clearNotifications();
    await until(async () => (await workbench.contextMenuItems(row)).includes('Open In…'), 'the row to know its file');
    const before = freecad!.starts().length;
    await workbench.contextMenu(row, 'Open In…');
    await workbench.pick('FreeCAD');
    assert.deepEqual((await freecad!.next(before)).arguments, [inWorkspace('cad/Ring-60x42x8.step')]);
  });

  it('asks for the download of a part that is only shown', async () => {
    const { workbench } = spec.session;
    fs.rmSync(inWorkspace('cad'), { recursive: true });
    await workbench.openView('Makistry');
    await workbench.contextMenu(await workbench.rowInGroup('Succeeded', 'Ring'), 'Preview');
    await spec.page.locator('.stage[data-shown=fine]').waitFor({ timeout: 60_000 });
    assert.equal(fs.existsSync(inWorkspace('cad')), false);
    const before = freecad!.starts().length;
    await spec.page.locator('[data-action=openIn]').click();
    await workbench.pick('FreeCAD');
    await workbench.pressNotificationButton('is only shown, and not downloaded yet', 'Download and Open');
    assert.deepEqual((await freecad!.next(before)).arguments, [inWorkspace('cad/Ring-60x42x8.step')]);
  });
});

describe('Open In, in a window whose files are on another machine', function () {
  let folder: TemporaryFolder;
  let spec: Spec;
  let [own, freecad]: StubProgram[] = [];
  before(async () => {
    folder = temporaryFolder();
    const bin = path.join(folder.path, 'bin');
    [own, freecad] = ['own', 'freecad'].map((name) => makeStub(bin, name));
    spec = await Spec.open({
      env: pathWith(bin),
      machineSettings: {
        'makistry.programs': [
          { name: 'Stub', path: 'own', arguments: ['--open', '${file}'], formats: ['STEP'] },
          { name: 'Nowhere', path: './here' },
        ],
      },
    });
  });
  after(async () => {
    await spec.session.close();
    folder.remove();
  });
  afterEach(function () {
    return afterEachTest(spec.session, this.currentTest);
  });

  it('saves the file to the computer that shows the window, whatever it is called', async () => {
    const { workbench, page } = spec.session;
    for (const name of ['two words.step', 'Größe ⌀60 ∅ 部品.step']) {
      await spec.fromExplorer(name);
      await spec.picture('elsewhere');
      const coming = page.waitForEvent('download');
      await workbench.pick('Save to This Computer');
      const download = await coming;
      assert.equal(download.suggestedFilename(), name);
      assert.deepEqual(fs.readFileSync(await download.path()), validStep);
    }
    await workbench.closeEditors();
  });

  it('offers the programs of that machine’s settings only, and says which entry can’t be used', async () => {
    const { workbench } = spec.session;
    await spec.fromExplorer('plain.step');
    assert.deepEqual(await workbench.quickPickItems(), ['Save to This Computer', 'Stub', 'Choose a Program…']);
    const problem = './here in makistry.programs is neither a whole path nor a bare name of a program on the path.';
    assert.equal(await workbench.notificationText('makistry.programs'), problem);
    await workbench.pick('Stub');
    const file = path.join(spec.session.workspace, 'plain.step');
    assert.deepEqual((await own!.next(0)).arguments, ['--open', file]);
    assert.deepEqual(freecad!.starts(), []);
  });
});

const untrusted: UiSessionOptions = {
  settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
  workspaceTrust: true,
};

describe('Open In, in a workspace of another machine that isn’t trusted', function () {
  let spec: Spec;
  before(async () => (spec = await Spec.open(untrusted)));
  after(() => spec.session.close());
  afterEach(function () {
    return afterEachTest(spec.session, this.currentTest);
  });

  it('offers no program at all, and still brings the file to the user', async () => {
    await spec.fromExplorer('plain.step');
    assert.deepEqual(await spec.session.workbench.quickPickItems(), ['Save to This Computer']);
  });
});

describe('Open In, in a workspace that isn’t trusted', function () {
  let folder: TemporaryFolder;
  let spec: Spec;
  let freecad: StubProgram;
  before(async () => {
    folder = temporaryFolder();
    const bin = path.join(folder.path, 'bin');
    freecad = makeStub(bin, 'freecad');
    spec = await Spec.open({
      preload: path.join(findRoot(), 'out/test/support/asDesktop.js'),
      env: pathWith(bin),
      ...untrusted,
      prepareWorkspace: (workspace) => {
        fill(workspace);
        fs.mkdirSync(path.join(workspace, '.vscode'));
        const programs = [{ name: 'Theirs', path: freecad.file }];
        fs.writeFileSync(
          path.join(workspace, '.vscode/settings.json'),
          JSON.stringify({ 'makistry.programs': programs }),
        );
      },
    });
  });
  after(async () => {
    await spec.session.close();
    folder.remove();
  });
  afterEach(function () {
    return afterEachTest(spec.session, this.currentTest);
  });

  it('starts nothing and says so, with the way to trust it', async () => {
    const { workbench } = spec.session;
    await workbench.openView('Explorer');
    await workbench.contextMenu(spec.inExplorer('plain.step'), 'Open In…');
    assert.equal(
      await workbench.notificationText('isn’t trusted'),
      'No program is started from a workspace that isn’t trusted.',
    );
    assert.deepEqual(await workbench.notificationButtons('isn’t trusted'), ['Manage Workspace Trust']);
    await spec.picture('untrusted');
    assert.deepEqual([await workbench.quickInput.isVisible(), freecad.starts()], [false, []]);
  });
});
