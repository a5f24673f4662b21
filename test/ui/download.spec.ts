import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { StepFile } from '../support/stepFile.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const other = Buffer.from(validStep.toString().replace('#1', '#2'));
/** A folder by which a chosen folder is known in the dialog. */
const marker = 'inside';
const names = ['Plate', 'Bracket', 'Hinge', 'Housing'];

async function openDownloads(
  settings: Readonly<Record<string, unknown>>,
  workspaceTrust = false,
): Promise<{ server: StorageServer; session: UiSession }> {
  const server = await startStorageServer();
  server.jobs = names.length;
  server.projectName = (jobId) => names[Number(jobId.slice(4)) - 1] ?? `Made ${jobId.slice(4)}`;
  const session = await openSession({
    settings: {
      'makistry.apiBaseUrl': server.baseUrl,
      'makistry.requestsPerMinute': 1000,
      'makistry.requestsPerHour': 10_000,
      ...settings,
    },
    env: { MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
    workspaceTrust,
  });
  const { workbench } = session;
  await workbench.openView('Makistry');
  await workbench.viewTitleAction('Refresh');
  await workbench.rowInGroup('Succeeded', 'Housing');
  return { server, session };
}

describe('Downloading in the workbench', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => ({ server, session } = await openDownloads({ 'makistry.autoDownload': true })));
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const target = (): string => path.join(session.workspace, 'cad');
  const files = (): string[] => (fs.existsSync(target()) ? fs.readdirSync(target()).sort() : []);
  async function select(...rows: readonly string[]): Promise<ReturnType<UiSession['workbench']['row']>> {
    const { workbench } = session;
    for (const [index, row] of rows.entries())
      await workbench.row(row).click(index === 0 ? {} : { modifiers: ['Control'] });
    return workbench.row(rows.at(-1)!);
  }

  it('saves one by its inline icon, and offers the ways to go on', async () => {
    const { workbench } = session;
    await workbench.inlineAction(workbench.row('Plate'), 'Download');
    assert.match(await workbench.notificationText('is saved as'), /^“Plate” is saved as cad\/Plate\.step\.$/);
    assert.deepEqual(await workbench.notificationButtons('is saved as'), ['Open Preview', 'Reveal in Explorer']);
    assert.deepEqual(files(), ['Plate.step']);
    await workbench.pressNotificationButton('is saved as', 'Open Preview');
    await session.page.locator('.tab.active', { hasText: 'Plate.step' }).waitFor();
    await workbench.webview().locator('#app .stage[data-shown=fine]').waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('lets the row know its file, until that is deleted', async () => {
    const { workbench, page } = session;
    const row = workbench.row('Plate');
    await until(
      async () => (await workbench.contextMenuItems(row)).includes('Reveal File'),
      'the row to know its file',
    );
    await row.hover();
    await page.locator('.workbench-hover', { hasText: 'Saved as: cad/Plate.step' }).waitFor();
    await workbench.contextMenu(row, 'Reveal File');
    await workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: 'Plate.step' }).waitFor();
    fs.rmSync(path.join(target(), 'Plate.step'));
    await workbench.openView('Makistry');
    await until(
      async () => !(await workbench.contextMenuItems(workbench.row('Plate'))).includes('Reveal File'),
      'the row to forget its file',
    );
  });

  it('saves several rows with one notification, and says what is there already', async () => {
    const { workbench } = session;
    await workbench.contextMenu(await select('Plate', 'Bracket', 'Hinge'), 'Download');
    await workbench.notification('3 files are saved in cad.').waitFor();
    assert.deepEqual(files(), ['Bracket.step', 'Hinge.step', 'Plate.step']);
    await workbench.clearNotifications();
    await workbench.contextMenu(await select('Hinge'), 'Download');
    await workbench.notification('cad/Hinge.step is there already, unchanged.').waitFor();
    await workbench.clearNotifications();
  });

  it('asks what becomes of another content, once for all of them', async () => {
    const { workbench } = session;
    server.body = other;
    await workbench.contextMenu(await select('Plate', 'Bracket', 'Hinge'), 'Download');
    const title = /is there already, with another content/;
    assert.deepEqual(await workbench.quickPickItems({ title }), [
      'Keep Both',
      'Overwrite',
      'Skip',
      'Keep Both of All',
      'Overwrite All',
      'Skip All',
    ]);
    await workbench.pick('Keep Both of All');
    await workbench.notification('3 files are saved in cad.').waitFor();
    assert.deepEqual(files(), [
      'Bracket-2.step',
      'Bracket.step',
      'Hinge-2.step',
      'Hinge.step',
      'Plate-2.step',
      'Plate.step',
    ]);
    await workbench.clearNotifications();
    await workbench.contextMenu(await select('Hinge'), 'Download');
    assert.deepEqual(await workbench.quickPickItems({ title }), ['Keep Both', 'Overwrite', 'Skip']);
    await workbench.pick('Overwrite');
    await workbench.notification('is saved as cad/Hinge.step').waitFor();
    assert.deepEqual(fs.readFileSync(path.join(target(), 'Hinge.step')), other);
    await workbench.clearNotifications();
  });

  it('asks which one when it comes from the palette', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Download');
    await workbench.pick('Housing', { title: 'Which job?' });
    await workbench.notification('is saved as cad/Housing.step').waitFor();
    await workbench.clearNotifications();
  });

  it('saves under another name, with the format’s extension', async () => {
    const { workbench, page } = session;
    await workbench.contextMenu(workbench.row('Housing'), 'Download As…');
    const folder = path.join(session.workspace, 'elsewhere');
    fs.mkdirSync(path.join(folder, marker), { recursive: true });
    await workbench.waitForQuickInput(/Download As/);
    // The dialog writes the name that it proposes when it has looked at the folder; what was typed before stays behind
    // it.
    await until(
      async () =>
        (await workbench.quickInput.locator('.quick-input-filter input').first().inputValue()).endsWith(
          '/Housing.step',
        ),
      'the proposed name',
    );
    await workbench.type(`${folder}/`);
    // Until it shows what is in that folder, it would take the one before.
    await workbench.quickInput.locator('.monaco-list-row', { hasText: marker }).waitFor();
    await workbench.type(`${folder}/other.txt`);
    await until(async () => {
      await page.keyboard.press('Enter');
      return !(await workbench.quickInput.isVisible());
    }, 'the dialog to close');
    await workbench.notification('is saved as elsewhere/other').waitFor();
    assert.deepEqual(fs.readdirSync(folder).sort(), [marker, 'other.txt.step']);
    await workbench.clearNotifications();
  });

  it('shows what came instead of a file', async () => {
    const { workbench } = session;
    server.body = Buffer.from('<Error><Code>AccessDenied</Code></Error>');
    await workbench.inlineAction(workbench.row('Housing'), 'Download');
    assert.match(
      await workbench.notificationText('not a whole STEP file'),
      /it starts with “<Error><Code>AccessDenied<\/Code><\/Error>”/,
    );
    await workbench.clearNotifications();
    server.body = validStep;
  });

  it('keeps a file that is whole and can’t be shown, and says what is wrong with it', async () => {
    const { workbench } = session;
    const empty = new StepFile();
    empty.add("PERSON('1','a','b',$,$,$)");
    server.body = Buffer.from(empty.bytes());
    await workbench.contextMenu(await select('Housing'), 'Download');
    // The one that an earlier test has saved is of another content.
    await workbench.pick('Keep Both');
    assert.match(
      await workbench.notificationText('is saved as'),
      /^“Housing” is saved as cad\/Housing.*\.step\. There is something wrong with cad\/Housing.*\.step, which was kept as it came: There is no surface in this STEP file\. Export the model with its solids\.$/,
    );
    await workbench.clearNotifications();
    server.body = validStep;
  });

  it('downloads by itself what was submitted from this workspace, quietly', async () => {
    const { workbench } = session;
    const before = files();
    await generateFromLine(session, 'A tube with 40mm outer diameter', { saysWhoseKey: true });
    await workbench.rowInGroup('Queued', 'A tube with 40mm');
    await workbench.viewTitleAction('Refresh');
    // The file has its name a moment before the name that it was received under is gone.
    await until(() => files().includes('Made-5.step') && !files().some((name) => name.endsWith('.part')), 'the file');
    assert.deepEqual(
      files().filter((name) => !before.includes(name)),
      ['Made-5.step'],
      'and no other job',
    );
    assert.equal(await workbench.notification('is saved as').isVisible(), false);
    await workbench.clearNotifications();
  });

  it('says when the file has expired, and offers to generate it again', async () => {
    const { workbench, page } = session;
    server.expired.add('pub_5');
    const submitted = (): number => server.api.filter((line) => line === 'POST /v1/text-to-cad').length;
    const before = submitted();
    await workbench.inlineAction(workbench.row('Made 5'), 'Download');
    await workbench.pressNotificationButton('has expired after 30 days', 'Generate Again');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Generate Again' }).click();
    await until(() => submitted() === before + 1, 'the new job');
    await workbench.rowInGroup('Expired', 'Made 5');
    await workbench.clearNotifications();
  });

  it('says that a file has expired before it asks for a place where to save it', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Download As…');
    await workbench.pick('Made 5', { title: 'Which job?' });
    assert.match(await workbench.notificationText('has expired'), /has expired after 30 days/);
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.clearNotifications();
  });

  it('asks the service for what has expired by this machine’s clock only, and believes its answer', async () => {
    const { workbench } = session;
    const forPlate = (): number => server.api.filter((line) => line === '/v1/jobs/pub_1').length;
    server.expiresAt = (jobId) => (jobId === 'pub_1' ? '2020-01-01T00:00:00Z' : undefined);
    fs.rmSync(path.join(target(), 'Plate.step'), { force: true });
    await workbench.viewTitleAction('Refresh');
    const row = await workbench.rowInGroup('Expired', 'Plate');
    const before = forPlate();
    await workbench.inlineAction(row, 'Download');
    await workbench.notification('is saved as cad/Plate.step').waitFor();
    assert.equal(forPlate() - before, 1);
    await workbench.clearNotifications();

    server.expired.add('pub_1');
    await workbench.contextMenu(row, 'Download As…');
    await workbench.notification('has expired after 30 days').waitFor();
    assert.equal(forPlate() - before, 2);
    await workbench.clearNotifications();
  });

  it('asks for a folder where no workspace is open', async () => {
    const {
      workbench,
      page,
      server: { url },
    } = session;
    await page.goto(`${url}/?ew=true`);
    await workbench.ready();
    await workbench.openView('Makistry');
    const folder = path.join(session.profile, 'chosen');
    fs.mkdirSync(path.join(folder, marker), { recursive: true });
    await workbench.inlineAction(await workbench.rowInGroup('Succeeded', 'Housing', 30_000), 'Download');
    await chooseFolder(session, folder);
    await workbench.notification('is saved as').waitFor();
    assert.deepEqual(fs.readdirSync(folder).sort(), ['Housing.step', marker]);
    assert.deepEqual(await workbench.notificationButtons('is saved as'), ['Open Preview']);
  });
});

describe('Downloading in an untrusted workspace', function () {
  let session: UiSession;
  let server: StorageServer;

  before(
    async () =>
      ({ server, session } = await openDownloads(
        { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
        true,
      )),
  );
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('goes to a folder that the user chooses, and nowhere else', async () => {
    const { workbench } = session;
    const folder = path.join(session.profile, 'chosen');
    fs.mkdirSync(path.join(folder, marker), { recursive: true });
    await workbench.inlineAction(workbench.row('Plate'), 'Download');
    await chooseFolder(session, folder);
    await workbench.notification('is saved as').waitFor();
    assert.deepEqual(fs.readdirSync(folder).sort(), ['Plate.step', marker]);
    assert.equal(fs.existsSync(path.join(session.workspace, 'cad')), false);
  });
});

describe('Downloading in a workspace of several folders', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: {
        'makistry.service': 'local',
        'makistry.confirmBeforeSubmit': false,
        'makistry.notifications': 'none',
      },
      prepareWorkspace: (folder) => {
        for (const name of ['one', 'two']) fs.mkdirSync(path.join(folder, name));
        fs.writeFileSync(path.join(folder, 'two/notes.md'), `${boxPrompt}\n`);
        fs.writeFileSync(
          path.join(folder, 'both.code-workspace'),
          JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
        );
      },
    });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('goes to the folder of the document, and to the first one where there is none', async () => {
    const { workbench, page, workspace } = session;
    const savedAs = async (name: string): Promise<string> => {
      await workbench.openView('Makistry');
      await workbench.inlineAction(await workbench.rowInGroup('Succeeded', name, 60_000), 'Download');
      const said = await workbench.notificationText('is saved as');
      await workbench.clearNotifications();
      return said;
    };
    await page.keyboard.press('Control+P');
    await workbench.type('notes.md');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'notes.md' }).first().click();
    await page.locator('.tab.active', { hasText: 'notes.md' }).waitFor();
    await workbench.selectLine(boxPrompt);
    await workbench.editorContextMenu('Generate CAD from Selection');
    assert.equal(await savedAs('Box 40x20x10'), '“Box 40x20x10” is saved as two/cad/Box-40x20x10.step.');
    await workbench.command('Makistry: Generate CAD from Prompt…');
    await workbench.answer('Box 30x20x10 mm');
    assert.equal(await savedAs('Box 30x20x10'), '“Box 30x20x10” is saved as one/cad/Box-30x20x10.step.');
    const files = ['one', 'two'].map((folder) => fs.readdirSync(path.join(workspace, folder, 'cad')));
    assert.deepEqual(files, [['Box-30x20x10.step'], ['Box-40x20x10.step']]);
  });
});

/** Answers the dialog for folders, which is a quick input in the browser. */
async function chooseFolder({ workbench, page }: UiSession, folder: string): Promise<void> {
  await workbench.waitForQuickInput(/Save the file in/);
  const rows = workbench.quickInput.locator('.monaco-list-row');
  // It shows the home folder first, and would go back there from what was typed before.
  await rows.first().waitFor();
  await workbench.type(`${folder}/`);
  // Until it shows what is in that folder, it would take the one before.
  await rows.filter({ hasText: marker }).waitFor();
  await until(async () => {
    await page.keyboard.press('Enter');
    return !(await workbench.quickInput.isVisible());
  }, 'the dialog to close');
}
