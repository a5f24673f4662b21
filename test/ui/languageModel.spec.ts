import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { jobRecord } from '../support/jobRecords.js';
import { answered } from '../support/languageModel/plate.js';
import { startModelServer, type ModelServer } from '../support/languageModel/server.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const prompt = 'Platte 60x40x5 mm mit vier Löchern 6 mm, 8 mm von den Rändern';
const question = 'How thick is it? ![x](command:workbench.action.quit) <b>bold</b>';
const failed = { account: 'local', state: 'failed', createdAt: new Date(Date.now() - 60_000).toISOString() } as const;

describe('Letting a language model read what was refused', function () {
  this.timeout(300_000);
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
    await session.workbench.rowInGroup('Succeeded', 'Plate');
    const bodies = model.requests.filter(({ method }) => method === 'POST');
    assert.equal(bodies.length, 1);
  });

  it('shows a question as text, and sends the answer with it after another click', async () => {
    model.say(answered());
    const before = model.requests.length;
    await session.workbench.openRow('A sheet');
    const page = session.workbench.webview();
    await page.getByText(question).first().waitFor();
    assert.equal(await page.locator('b', { hasText: 'bold' }).count(), 0);
    await page.getByRole('button', { name: 'Answer…' }).click();
    await session.workbench.answer('5 mm', { title: 'Answer' });
    await dialog().waitFor();
    assert.equal(model.requests.length, before);
    await answer('Send');
    const sent = await until(
      () => model.requests.slice(before).find(({ method }) => method === 'POST'),
      'the request',
      60_000,
    );
    assert.ok(sent.body.includes('5 mm'), sent.body.slice(-300));
  });
});
