import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Locator } from 'playwright-core';
import { boxPrompt, copySampleWorkspace } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('What happens in the document', function () {
  this.timeout(120_000);
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: { 'makistry.service': 'local', 'makistry.notifications': 'none', 'workbench.colorTheme': 'Default Light Modern' },
      prepareWorkspace: (folder) => {
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
        copySampleWorkspace(folder);
      },
    });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const box = (): Locator => session.workbench.quickInput.locator('.quick-input-filter input').first();

  async function acceptDefaults(): Promise<void> {
    await session.workbench.acceptDefault({ title: /design mode/i });
    await session.workbench.acceptDefault({ title: /output format/i });
  }

  it('a prompt is refined from its row, in a box with the cursor at the end, and becomes a new job', async () => {
    const { workbench, page } = session;
    await generateFromLine(session, boxPrompt);
    await workbench.contextMenu(await workbench.rowInGroup('Succeeded', 'Box', 60_000), 'Refine Prompt…');
    await workbench.waitForQuickInput('Refine Prompt');
    assert.equal(await box().inputValue(), boxPrompt);
    await page.keyboard.type('. The vertical edges have a fillet of 2 mm.');
    await page.keyboard.press('Enter');
    await acceptDefaults();
    await until(async () => (await workbench.groups()).get('Succeeded')?.length === 2, 'the refined part', 60_000);
  });

  it('a failed job is refined, too; a long prompt in an editor that closes when it is submitted', async () => {
    const { workbench, page } = session;
    const long = Array.from({ length: 30 }, (_, at) => `teapot number ${at}`).join(' and ');
    await workbench.command('Makistry: Generate CAD from Prompt…');
    await workbench.type(long, { title: 'Generate CAD from Prompt' });
    await page.keyboard.press('Enter');
    await acceptDefaults();
    await workbench.contextMenu(await workbench.rowInGroup('Failed', 'teapot', 60_000), 'Refine Prompt…');
    await workbench.line('teapot number').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('A cylinder 30mm in diameter\nand 50mm tall');
    await page.locator('.editor-actions').getByLabel('Generate from This Prompt').first().click();
    await acceptDefaults();
    await workbench.rowInGroup('Succeeded', 'Cylinder', 60_000);
    await until(async () => (await page.locator('.tab', { hasText: 'A cylinder' }).count()) === 0, 'the editor of the prompt to be closed');
  });

  it('the preview’s page offers to refine the prompt', async () => {
    const { workbench, page } = session;
    await workbench.inlineAction(await workbench.rowInGroup('Succeeded', 'Cylinder'), 'Preview');
    const refine = workbench.webview().locator('#app .job button', { hasText: 'Refine Prompt…' });
    await refine.click({ timeout: 60_000 });
    await workbench.line('A cylinder 30mm in diameter').waitFor();
    // An empty document is closed without a question.
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await workbench.command('View: Close All Editors');
  });
});
