import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.js';
import { inEveryTheme } from '../support/inEveryTheme.js';
import { jobRecord } from '../support/jobRecords.js';
import { answered } from '../support/languageModel/plate.js';
import { startModelServer, type ModelServer } from '../support/languageModel/server.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const prompt = 'Platte 60x40x5 mm mit vier Löchern 6 mm, 8 mm von den Rändern';
const question = 'How thick is it? ![x](command:workbench.action.quit) <b>bold</b>';
const failed = { account: 'local', state: 'failed', createdAt: new Date(Date.now() - 60_000).toISOString() } as const;

/** What a screen reader says after the name. */
const accessibleDescription = (element: {
  getAttribute(name: string): string | null;
  readonly ownerDocument: { getElementById(id: string): { readonly textContent: string | null } | null };
}): string | null | undefined =>
  element.ownerDocument.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

describe('Letting a language model read what was refused', function () {
  let session: UiSession;
  let model: ModelServer;

  before(async () => {
    model = await startModelServer();
    session = await openSession({
      settings: {
        'makistry.service': 'local',
        'makistry.notifications': 'none',
        'makistry.builtIn.modelAddress': model.address,
      },
      jobs: [
        jobRecord('platte', { ...failed, prompt, errorCode: 'not_understood', errorMessage: 'It is not read.' }),
        jobRecord('sheet', {
          ...failed,
          prompt: 'A sheet of 60x40 mm with 4 holes 6 mm, 8 mm from the edges',
          errorCode: 'model_question',
          errorMessage: question,
        }),
      ],
    });
    await session.workbench.openView('Makistry');
    await session.workbench.rowInGroup('Failed', 'Platte');
  });
  after(async () => {
    await session.close();
    await model.close();
  });
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), `out/ui/${name}.png`));
  /** A reading has ended once its part is there: then the next one may begin. */
  const parts = (count: number): Promise<unknown> =>
    until(
      async () => (await session.workbench.treeRows()).filter(({ label }) => label === 'Plate').length === count,
      `${count} parts`,
      60_000,
    );
  const dialog = (): Locator => session.page.locator('.monaco-dialog-box');
  const answer = async (button: string): Promise<void> => {
    await dialog().getByRole('button', { name: button }).click();
    await dialog().waitFor({ state: 'hidden' });
  };
  const openPage = async (row: string, button: string): Promise<void> => {
    await session.workbench.openRow(row);
    await session.workbench.webview().getByRole('button', { name: button }).click();
  };

  it('shows what is sent and to whom, and sends nothing when it is cancelled', async () => {
    await openPage('Platte', 'Let a Language Model Read It…');
    await dialog().waitFor();
    const text = await dialog().innerText();
    assert.ok(text.includes(prompt), text);
    assert.ok(text.includes(new URL(model.address).origin), text);
    await answer('Cancel');
    assert.deepEqual(model.requests, []);
  });

  it('makes the part after a click on Send', async () => {
    model.say(answered());
    await openPage('Platte', 'Let a Language Model Read It…');
    await dialog().waitFor();
    await answer('Send');
    await parts(1);
    const bodies = model.requests.filter(({ method }) => method === 'POST');
    assert.equal(bodies.length, 1);
  });

  describe('that has asked something', () => {
    const input = (): Locator => session.workbench.webview().getByRole('textbox', { name: 'Your answer' });

    it('shows the question as text, reads it out with the input, and keeps what is typed', async () => {
      await session.workbench.openRow('A sheet');
      const page = session.workbench.webview();
      await page.getByRole('heading', { name: 'The language model asks' }).waitFor();
      await page.getByText(question).first().waitFor();
      assert.equal(await page.locator('b', { hasText: 'bold' }).count(), 0);
      assert.equal(await input().evaluate(accessibleDescription), question);
      assert.deepEqual(await seriousViolations(page), []);
      await input().fill('5 m');
      // The page is made anew when its tab comes to the front again.
      await session.workbench.openRow('Platte');
      await session.workbench.openRow('A sheet');
      await until(async () => (await input().inputValue()) === '5 m', 'what was typed');
    });

    it('sends the answer with the question after another click, all by keyboard', async () => {
      model.say(answered());
      const before = model.requests.length;
      await session.workbench.openRow('A sheet');
      await input().focus();
      await session.page.keyboard.press('End');
      await session.page.keyboard.type('m');
      await picture('model-question');
      await session.page.keyboard.press('Enter');
      await dialog().waitFor();
      const text = await dialog().innerText();
      assert.ok(text.includes(`${question}\n5 mm`), text);
      assert.equal(model.requests.length, before);
      await session.page.keyboard.press('Enter');
      await dialog().waitFor({ state: 'hidden' });
      const sent = await until(
        () => model.requests.slice(before).find(({ method }) => method === 'POST'),
        'the request',
        60_000,
      );
      assert.ok(sent.body.includes('5 mm'), sent.body.slice(-300));
      await parts(2);
    });

    it('in every theme', () =>
      inEveryTheme(session, async (theme) => {
        await input().waitFor();
        assert.deepEqual(await seriousViolations(session.workbench.webview()), []);
        await picture(`model-question-${theme}`);
      }));
  });

  describe('whose address wants a key', () => {
    const title = 'Key of the Language Model';
    const sheet = async (): Promise<void> => {
      await openPage('Platte', 'Let a Language Model Read It…');
      await dialog().waitFor();
      await answer('Send');
    };
    const keys = (): (string | undefined)[] =>
      model.requests.filter(({ method }) => method === 'POST').map(({ key }) => key);

    it('is given one by keyboard, which is not shown, and goes to it with the next request', async () => {
      model.say(401);
      await sheet();
      await session.workbench.waitForQuickInput(title);
      const box = session.workbench.quickInput.locator('input[type=password]');
      await box.waitFor();
      await picture('model-key');
      await session.workbench.answer('secret-1', { title });
      model.say(answered());
      await session.workbench.pressNotificationButton('The key is kept.', 'Try Again');
      await dialog().waitFor();
      await session.page.keyboard.press('Enter');
      await until(() => keys().at(-1) === 'Bearer secret-1', 'the key on the wire', 60_000);
      await parts(3);
    });

    it('asks for another one when that is refused, and keeps the old one when the user leaves', async () => {
      model.say(403);
      await sheet();
      await session.workbench.waitForQuickInput(title);
      await session.workbench.dismissInput();
      model.say(answered());
      const before = keys().length;
      await sheet();
      await until(() => keys().length > before, 'the next request', 60_000);
      assert.equal(keys().at(-1), 'Bearer secret-1');
      await parts(4);
    });
  });
});
