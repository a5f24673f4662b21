import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { holdFocusOfPages, releaseFocus } from '../support/slowPages.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { until } from '../support/until.js';

describe('Pickers that come from a page have the keyboard, however slow the page is', function () {
  this.timeout(180_000);
  let session: UiSession;

  before(async () => {
    session = await openSession({ settings: { 'makistry.service': 'local' } });
    await holdFocusOfPages(session.page);
    await session.workbench.reload();
    await generateFromLine(session, boxPrompt);
    await session.workbench.rowInGroup('Succeeded', 'Box 40x20x10', 60_000);
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const button = (action: string): Locator => page().locator(`[data-action=${action}]`);

  /** The page takes its focus only now, when the picker of the next step is shown; then the key is pressed wherever the keyboard is. */
  async function press(key: string, title: string | RegExp): Promise<void> {
    await session.workbench.waitForQuickInput(title);
    await releaseFocus(session.page);
    await session.page.keyboard.press(key);
  }

  async function refinedWithEnter(jobs: number): Promise<void> {
    await press('Enter', 'Refine Prompt');
    await press('Enter', /design mode/i);
    await press('Enter', /output format/i);
    await session.workbench.quickInput.waitFor({ state: 'hidden' });
    const ledger = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad');
    const requests = (): Set<string> => new Set(fs.readdirSync(ledger).filter((name) => name.startsWith('jobs') && name.endsWith('.jsonl'))
      .flatMap((name) => [...fs.readFileSync(path.join(ledger, name), 'utf8').matchAll(/"requestId":"([^"]+)"/g)].map(([, id]) => id ?? '')));
    await until(() => requests().size === jobs, `${jobs} jobs`);
  }

  it('Enter goes through all steps of Refine from the preview', async () => {
    const { workbench } = session;
    await workbench.inlineAction(await workbench.rowInGroup('Succeeded', 'Box 40x20x10'), 'Open Preview');
    await page().locator('.stage[data-facts]').waitFor({ timeout: 60_000 });
    await button('refine').click();
    await refinedWithEnter(2);
  });

  it('Enter goes through all steps of Refine from the page of a job', async () => {
    const { workbench } = session;
    await (await workbench.rowInGroup('Succeeded', 'Box 40x20x10')).click();
    await page().getByRole('button', { name: 'Refine' }).click();
    await refinedWithEnter(3);
  });

  it('Back and a choice by arrow keys work without the mouse', async () => {
    const { workbench } = session;
    await page().getByRole('button', { name: 'Refine' }).click();
    await press('Enter', 'Refine Prompt');
    await press('Enter', /design mode/i);
    await workbench.waitForQuickInput(/output format/i);
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await press('ArrowDown', /design mode/i);
    await session.page.keyboard.press('Enter');
    await press('Enter', /output format/i);
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
  });

  it('a command of the palette, too, when a page had the focus before', async () => {
    const { workbench } = session;
    await page().locator('h2').first().click();
    await workbench.command('Makistry: Generate CAD from Prompt');
    await workbench.waitForQuickInput('Generate CAD from Prompt');
    await releaseFocus(session.page);
    await session.page.keyboard.type('A cube');
    await until(async () => (await workbench.quickInput.locator('.quick-input-filter input').first().inputValue()) === 'A cube', 'the words in the box');
  });
});
