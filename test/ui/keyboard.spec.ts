import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { holdFocusOfPages, releaseFocus } from '../support/slowPages.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { until } from '../support/until.js';

describe('Pickers that come from a page have the keyboard, however slow the page is', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({ settings: { 'makistry.service': 'local' } });
    await holdFocusOfPages(session.page);
    // A frame that gets the keyboard takes it from the window around it.
    await session.page.addInitScript(
      'globalThis.addEventListener("blur", () => (globalThis.keyboardLeft = (globalThis.keyboardLeft ?? 0) + 1))',
    );
    await session.workbench.reload();
    await generateFromLine(session, boxPrompt);
    await session.workbench.rowInGroup('Succeeded', 'Box 40x20x10', 60_000);
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');

  /** Presses a key, wherever the keyboard is: it has not left the box since the first question. */
  async function pressInBox(key: string, title: string | RegExp): Promise<void> {
    await session.workbench.waitForQuickInput(title);
    assert.equal(
      await session.page.evaluate('globalThis.keyboardLeft'),
      0,
      `${String(title)}: the keyboard went to a page`,
    );
    await session.page.keyboard.press(key);
  }

  /** The same where no page is given the keyboard to take it later. */
  async function press(key: string, title: string | RegExp): Promise<void> {
    await session.workbench.waitForQuickInput(title);
    assert.equal(await releaseFocus(session.page), 0, `${String(title)}: a page was given the keyboard`);
    await pressInBox(key, title);
  }

  /** The jobs that are on the disk. */
  function requests(): number {
    const storage = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad');
    const logs = fs
      .readdirSync(storage, { recursive: true, encoding: 'utf8' })
      .filter((name) => /jobs[^/]*\.jsonl$/.test(name));
    const lines = logs.map((name) => fs.readFileSync(path.join(storage, name), 'utf8')).join('\n');
    return new Set([...lines.matchAll(/"id":"([^"]+)","set"/g)].map(([, id]) => id)).size;
  }

  /** A page that is clicked has the focus, and has taken whatever it was given before. */
  async function refine(): Promise<void> {
    await releaseFocus(session.page);
    await page().getByRole('button', { name: 'Refine Prompt…' }).click();
    await session.workbench.waitForQuickInput('Refine Prompt');
    await until(
      () => session.page.evaluate<boolean>(`document.activeElement?.closest('.quick-input-widget') !== null`),
      'the box to have the keyboard',
    );
    await session.page.evaluate('globalThis.keyboardLeft = 0');
  }

  async function enterThroughSteps(
    enter: (title: string | RegExp) => Promise<void> = (title) => press('Enter', title),
  ): Promise<void> {
    const before = requests();
    for (const title of ['Refine Prompt', /design mode/i, /output format/i]) await enter(title);
    await session.workbench.quickInput.waitFor({ state: 'hidden' });
    await until(() => requests() === before + 1, 'the job');
    // VS Code gives the keyboard back to the page a moment after the last question; it must not count for the next one.
    await until(async () => (await releaseFocus(session.page)) > 0, 'the page to be given the keyboard again');
  }

  it('Enter goes through all steps of Refine from the preview', async () => {
    const { workbench } = session;
    await workbench.contextMenu(await workbench.rowInGroup('Succeeded', 'Box 40x20x10'), 'Preview');
    await page().locator('.stage[data-facts]').waitFor({ timeout: 60_000 });
    await refine();
    await enterThroughSteps();
  });

  it('Enter goes through all steps of Refine from the page of a job', async () => {
    const { workbench } = session;
    await (await workbench.rowInGroup('Succeeded', 'Box 40x20x10')).click();
    await refine();
    await enterThroughSteps();
  });

  it('a page that takes the keyboard late, after the first question is there, has to give it back', async () => {
    const { page: window, workbench } = session;
    await releaseFocus(window);
    await window.evaluate(`addEventListener('focusin', function taking({ target }) {
      if (!target.closest('.quick-input-widget')) return;
      removeEventListener('focusin', taking);
      setTimeout(() => document.querySelector('iframe.webview.ready').focus());
    })`);
    await window.evaluate('globalThis.keyboardLeft = 0');
    await page().getByRole('button', { name: 'Refine Prompt…' }).click();
    await workbench.waitForQuickInput('Refine Prompt');
    await until(() => window.evaluate<boolean>('globalThis.keyboardLeft > 0'), 'the page to take the keyboard');
    await until(
      () => window.evaluate<boolean>(`document.activeElement?.closest('.quick-input-widget') !== null`),
      'the box to have the keyboard again',
    );
    await window.evaluate('globalThis.keyboardLeft = 0');
    await enterThroughSteps((title) => pressInBox('Enter', title));
  });

  it('Back and a choice by arrow keys work without the mouse', async () => {
    const { workbench } = session;
    await refine();
    await press('Enter', 'Refine Prompt');
    await press('Enter', /design mode/i);
    await workbench.quickInput.getByText(/output format/i).waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await press('ArrowDown', /design mode/i);
    await session.page.keyboard.press('Enter');
    await press('Enter', /output format/i);
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
  });
});
