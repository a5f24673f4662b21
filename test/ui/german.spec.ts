import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { findRoot } from '../support/root.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { Translation } from '../support/translation.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface Element {
  readonly children: ArrayLike<Element>;
  readonly childNodes: ArrayLike<{ readonly nodeType: number; readonly textContent: string | null }>;
  getAttribute(name: string): string | null;
}

/** VS Code's own words are English here, so only what the extension says is looked at. */
describe('A VS Code whose language is German', function () {
  const german = new Translation('de');
  let session: UiSession;

  before(async () => {
    session = await openSession({ settings: { 'makistry.service': 'local' }, language: 'de' });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  /** All that is read in a place, by eye or by a screen reader: none of it is an English string of ours. */
  async function isGerman(place: Locator, name: string): Promise<void> {
    const texts = await place.evaluate((root) => {
      const said = (element: Element): string[] => [
        ...['aria-label', 'title', 'placeholder'].map((attribute) => element.getAttribute(attribute) ?? ''),
        ...Array.from(element.childNodes)
          .filter(({ nodeType }) => nodeType === 3)
          .map(({ textContent }) => textContent ?? ''),
        ...Array.from(element.children).flatMap(said),
      ];
      return said(root as unknown as Element).filter((text) => text.trim() !== '');
    });
    assert.ok(texts.length > 0, `nothing is said in ${name}`);
    assert.deepEqual(german.untranslated(texts), [], name);
    if (process.env['PICTURES'])
      await session.workbench.screenshot(path.join(findRoot(), 'out/ui', `german-${name}.png`));
  }

  it('asks in German for what a part of the selected text is to be', async () => {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await workbench.selectLine(boxPrompt);
    await workbench.editorContextMenu(german.manifest('command.generateFromSelection'));
    await workbench.waitForQuickInput(german.text('Design mode'));
    await workbench.quickInput.getByText(german.text('One part')).waitFor();
    await isGerman(workbench.quickInput.getByRole('listbox'), 'modes');
    assert.equal(await workbench.acceptDefault(), german.text('Standard'));
    await workbench.waitForQuickInput(german.text('Output format'));
    await workbench.quickInput.getByText(german.text('Exact solids, for CAD and machining')).waitFor();
    await isGerman(workbench.quickInput.getByRole('listbox'), 'formats');
    await workbench.acceptDefault();
  });

  it('tells of the part in German, in the tree and when it is ready', async () => {
    const { workbench } = session;
    await workbench.openView('Makistry');
    const name = 'Box 40x20x10';
    await workbench.rowInGroup(german.text('Succeeded'), name, 60_000);
    const ready = german.text('“{0}” is ready.', name);
    assert.equal(await workbench.notificationText(ready), ready);
    assert.deepEqual(
      await workbench.notificationButtons(ready),
      ['Preview', 'Download', 'Don’t Show Again'].map((label) => german.text(label)),
    );
    await isGerman(workbench.sideBar.locator('.pane-body'), 'tree');
    const row = (await workbench.treeRows()).find(({ label }) => label === name);
    // On a busy machine the job is some minutes old by now.
    const ages = new Intl.RelativeTimeFormat('de', { numeric: 'auto', style: 'short' });
    assert.ok(
      [ages.format(0, 'second'), ...[1, 2, 3, 4, 5].map((minutes) => ages.format(-minutes, 'minute'))].some((age) =>
        row?.description.includes(age),
      ),
      row?.description,
    );
    const items = await workbench.contextMenuItems(workbench.row(name));
    for (const command of ['downloadJob', 'downloadJobAs', 'previewJob', 'regenerateJob', 'refineJob', 'copyPrompt'])
      assert.ok(items.includes(german.manifest(`command.${command}`)), `${command} in ${items.join(', ')}`);
    assert.deepEqual(german.untranslated(items), []);
    await workbench.clearNotifications();
  });

  it('shows the job and its model in German, with German numbers', async () => {
    const { workbench } = session;
    const page = workbench.webview();
    await workbench.openRow('Box 40x20x10');
    await page.locator('.state strong', { hasText: german.text('Succeeded') }).waitFor();
    assert.equal(await page.locator('section.details [data-fact=format] dt').innerText(), german.text('Format'));
    await isGerman(page.locator('body'), 'details');
    await page.getByRole('button', { name: german.text('Preview'), exact: true }).click();
    await page.locator('.stage[data-facts=true]').waitFor({ timeout: 60_000 });
    await page.getByText(german.text('Exact, from the solid model')).waitFor();
    // 800·10 − π·2.5²·10 = 7803.65 mm³, with a comma.
    await page.getByText(/^7\s?803,65 mm³$/).waitFor();
    await isGerman(page.locator('body'), 'preview');
  });

  it('saves the file in German, and shows what was used', async () => {
    const { workbench } = session;
    await workbench.contextMenu(workbench.row('Box 40x20x10'), german.manifest('command.downloadJob'));
    const saved = german.text('“{0}” is saved as {1}.', 'Box 40x20x10', 'cad/Box-40x20x10.step');
    assert.ok((await workbench.notificationText(saved)).startsWith(saved));
    await isGerman(workbench.notification(saved), 'saved');
    await workbench.clearNotifications();
    await workbench.viewMenu(german.manifest('command.showUsage'));
    const page = workbench.webview();
    await page.getByRole('heading', { name: german.text('Tokens by day') }).waitFor();
    await isGerman(page.locator('body'), 'usage');
    await workbench.closeEditors();
  });

  it('leads through the walkthrough in German', async () => {
    const { workbench, page } = session;
    await workbench.command(`Makistry: ${german.manifest('command.openWalkthrough')}`);
    const walkthrough = page.locator('.gettingStartedContainer');
    const steps = walkthrough.locator('.getting-started-step:visible');
    await until(async () => (await steps.count()) === 4, 'four steps');
    for (const [index, step] of ['try', 'generate', 'preview', 'key'].entries()) {
      await steps.nth(index).click();
      await steps
        .nth(index)
        .getByText(german.manifest(`walkthrough.${step}.title`))
        .first()
        .waitFor();
      await isGerman(walkthrough, `walkthrough-${step}`);
    }
    await workbench.closeEditors();
  });

  it('describes its settings in German', async () => {
    const { workbench, page } = session;
    await workbench.command('Preferences: Open Settings (UI)');
    const editor = page.locator('.settings-editor:visible');
    await editor.locator('.suggest-input-container').click();
    await page.keyboard.type('@ext:makistry.makistry-cad');
    await editor.getByText(german.manifest('setting.apiBaseUrl')).waitFor();
    await isGerman(editor.locator('.settings-tree-container'), 'settings');
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'hidden' });
  });

  /** The palette has the same words in its rows, but no title. */
  const titled = (title: string): Locator =>
    session.workbench.quickInput.locator('.quick-input-title', { hasText: title });

  it('asks for an API key in German, and for what to filter by', async () => {
    const { workbench } = session;
    await workbench.command(`Makistry: ${german.manifest('command.setApiKey')}`);
    await titled(german.text('Set API Key')).waitFor();
    await isGerman(workbench.quickInput, 'key');
    await workbench.dismissInput();
    await workbench.command(`Makistry: ${german.manifest('command.filterJobs')}`);
    await titled(german.text('Filter Jobs')).waitFor();
    await isGerman(workbench.quickInput, 'filter');
  });
});
