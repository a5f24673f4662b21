import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { jobRecord } from '../support/jobRecords.js';
import { answered } from '../support/languageModel/plate.js';
import { silence, startModelServer, type ModelServer } from '../support/languageModel/server.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';
import type { Workbench } from '../support/workbench.js';

const failed = {
  account: 'local',
  state: 'failed',
  createdAt: new Date(Date.now() - 60_000).toISOString(),
  errorCode: 'not_understood',
  errorMessage: 'It is not read.',
} as const;
const promptOf = (material: string): string =>
  `${material}platte 60x40x5 mm mit vier Löchern 6 mm, 8 mm von den Rändern`;
const title = 'Which language model reads your prompts?';
const read = 'Let a Language Model Read It…';

describe('The language models of the editor', function () {
  let session: UiSession;
  let model: ModelServer;

  before(async () => {
    model = await startModelServer();
    session = await openSession({
      editorModels: true,
      env: { TEST_MODEL_ADDRESS: model.address },
      settings: { 'makistry.service': 'local', 'makistry.notifications': 'none' },
      jobs: ['Stahl', 'Holz'].map((name) => jobRecord(name, { ...failed, prompt: promptOf(name) })),
    });
    await openJobs(session.workbench);
  });
  after(async () => {
    await session.close();
    await model.close();
  });
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const openJobs = async (workbench: Workbench): Promise<void> => {
    await workbench.openView('Makistry');
    await workbench.rowInGroup('Failed', 'Stahl');
  };
  const dialogOf = ({ page }: Workbench): Locator => page.locator('.monaco-dialog-box');
  const dialog = (): Locator => dialogOf(session.workbench);
  const press = async (workbench: Workbench, button: string): Promise<void> => {
    await dialogOf(workbench).getByRole('button', { name: button }).click();
    await dialogOf(workbench).waitFor({ state: 'hidden' });
  };
  const ask = async (row: string, workbench = session.workbench): Promise<void> => {
    await workbench.openRow(row);
    await workbench.webview().getByRole('button', { name: read }).click();
  };
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), `out/ui/${name}.png`));
  /** A reading has ended once its part is there: then the next one may begin. */
  const parts = (count: number): Promise<unknown> =>
    until(
      async () => (await session.workbench.treeRows()).filter(({ label }) => label === 'Plate').length === count,
      `${count} parts`,
      60_000,
    );
  const asked = (): { readonly model: string }[] =>
    model.requests.flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body) as { model: string }] : []));

  it('are listed, and sent nothing when the user leaves', async () => {
    await ask('Stahl');
    assert.deepEqual(await session.workbench.quickPickItems({ title }), ['Editor’s scripted-1', 'Editor’s scripted-2']);
    await picture('editor-models');
    await session.workbench.dismissInput();
    assert.equal(await dialog().count(), 0);
    assert.deepEqual(asked(), []);
  });

  it('are chosen by mouse; the chosen one is named before anything is sent', async () => {
    model.say(answered());
    await ask('Stahl');
    await session.workbench.pick('Editor’s scripted-2', { title });
    await dialog().getByText('Let Editor’s scripted-2 read this prompt?').waitFor();
    assert.ok((await dialog().innerText()).includes(promptOf('Stahl')));
    assert.deepEqual(asked(), []);
    await picture('editor-models-consent');
    await press(session.workbench, 'Send');
    await parts(1);
    assert.deepEqual(
      asked().map((one) => one.model),
      ['scripted-2'],
    );
  });

  it('are remembered, and changed by keyboard', async () => {
    model.say(answered());
    const before = asked().length;
    await ask('Holz');
    await dialog().getByText('Let Editor’s scripted-2 read this prompt?').waitFor();
    await press(session.workbench, 'Another Model…');
    await session.workbench.waitForQuickInput(title);
    await session.page.keyboard.press('ArrowUp');
    assert.equal(await session.workbench.acceptDefault({ title }), 'Editor’s scripted-1');
    await dialog().getByText('Let Editor’s scripted-1 read this prompt?').waitFor();
    await session.page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await until(() => asked().length > before, 'the request', 60_000);
    assert.equal(asked().at(-1)?.model, 'scripted-1');
    await parts(2);
  });

  it('read one prompt at a time, over all windows, and stop when they are cancelled', async () => {
    model.say(silence);
    const before = asked().length;
    await ask('Stahl');
    await press(session.workbench, 'Send');
    await until(() => asked().length > before, 'the first window’s request', 60_000);
    const other = await session.openWindow();
    await openJobs(other);
    await ask('Holz', other);
    await press(other, 'Send');
    await other.notification('A language model is reading another prompt just now.').waitFor();
    assert.equal(asked().length, before + 1);
    await other.page.close();
    await session.workbench.toFront();
    await session.workbench.pressNotificationButton('reads “Stahl', 'Cancel');
    await until(() => model.givenUp === 1, 'the request to be given up');
    // It has let go of the lease, too.
    model.say(answered());
    await ask('Holz');
    await press(session.workbench, 'Send');
    await until(() => asked().length > before + 1, 'the next request', 60_000);
    await parts(3);
  });
});
