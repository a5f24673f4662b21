import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('A new user with nothing but the package', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      prepareWorkspace: (folder) => fs.writeFileSync(path.join(folder, 'notes.txt'), `${boxPrompt}\n`),
    });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('comes from the empty view to a file, its preview and its details, without an account', async () => {
    const { workbench, page, workspace } = session;
    await workbench.openView('Makistry');
    const welcome = workbench.sideBar.locator('.welcome-view-content');
    const offered = async (button: string): Promise<void> => welcome.getByRole('button', { name: button }).click();
    await welcome.filter({ hasText: 'Turn the description of a part' }).waitFor();

    await offered('Open Walkthrough');
    const walkthrough = page.locator('.gettingStartedContainer');
    const done = walkthrough.locator('.getting-started-step:visible .codicon.complete');
    await walkthrough.getByRole('button', { name: 'Try Without an Account' }).click();
    await welcome.filter({ hasText: 'There are no jobs yet' }).waitFor();
    assert.ok(!(await welcome.innerText()).includes('your key'), 'there is no key');
    await until(async () => (await done.count()) === 1, 'the first step to be done');

    await workbench.openFile('notes.txt');
    await workbench.selectLine(boxPrompt);
    await workbench.editorContextMenu('Generate CAD from Selection');
    await workbench.pick('Standard', { title: /design mode/i });
    await workbench.pick('STEP', { title: /output format/i });
    await workbench.openView('Makistry');
    const row = await workbench.rowInGroup('Succeeded', 'Box 40x20x10', 60_000);
    await workbench.pressNotificationButton('“Box 40x20x10” is ready.', 'Download');
    await workbench.notification('is saved as cad/Box-40x20x10.step').waitFor();
    const step = fs.readFileSync(path.join(workspace, 'cad/Box-40x20x10.step'), 'utf8');
    assert.ok(step.startsWith('ISO-10303-21;') && step.trimEnd().endsWith('END-ISO-10303-21;'));

    await workbench.pressNotificationButton('is saved as', 'Open Preview');
    await workbench.webview().locator('.stage[data-facts=true]').waitFor({ timeout: 60_000 });
    await workbench
      .webview()
      .getByText(/^7[\s,]?803\.65 mm³$/)
      .waitFor();
    await row.click();
    await page.locator('.tab.active', { hasText: 'Box 40x20x10' }).waitFor();
    await workbench.webview().locator('.state strong', { hasText: 'Succeeded' }).waitFor();

    await workbench.command('Makistry: Open Walkthrough');
    // To set a key is the one step that isn't done.
    await until(async () => (await done.count()) === 3, 'three steps to be done');
  });
});
