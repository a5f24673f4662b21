import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { jobRecord } from '../support/jobRecords.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const local = { account: 'local', createdAt: new Date(Date.now() - 60_000).toISOString() };

describe('What is said of credits before something is done', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: { 'makistry.service': 'local', 'makistry.notifications': 'none' },
      jobs: [
        jobRecord('box', { ...local, prompt: 'Box 40x20x10 mm' }),
        jobRecord('tube', { ...local, state: 'processing', prompt: 'Tube of home' }),
        jobRecord('flange', {
          ...local,
          account: 'cloud:elsewhere',
          state: 'processing',
          prompt: 'Flange of the cloud',
        }),
        jobRecord('hinge', { ...local, account: 'cloud:elsewhere', state: 'processing', prompt: 'Hinge of the cloud' }),
      ],
    });
    await session.workbench.openView('Makistry');
    await session.workbench.rowInGroup('Processing', 'Flange of the cloud');
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const dialog = (): Locator => session.page.locator('.monaco-dialog-box');

  /** Chooses an item of a row's menu, and gives what is asked then. */
  async function asked(name: string, item: string): Promise<string> {
    await session.workbench.contextMenu(session.workbench.row(name), item);
    await dialog().waitFor();
    return dialog().innerText();
  }

  async function answer(button: string): Promise<void> {
    await dialog().getByRole('button', { name: button }).click();
    await dialog().waitFor({ state: 'hidden' });
  }

  function ledger(): string {
    const storage = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad');
    const logs = fs.readdirSync(storage).filter((name) => /^jobs.*\.jsonl$/.test(name));
    return logs.map((name) => fs.readFileSync(path.join(storage, name), 'utf8')).join('');
  }

  it('Stop Following leaves a job alone when it is cancelled, and ends it here when it is confirmed', async () => {
    assert.match(
      await asked('Flange of the cloud', 'Stop Following'),
      /Stop following “Flange of the cloud”\?\s[^]*goes on there and uses credits/,
    );
    await answer('Cancel');
    await session.workbench.rowInGroup('Processing', 'Flange of the cloud');
    assert.ok(!ledger().includes('not_followed'));
    await asked('Flange of the cloud', 'Stop Following');
    await answer('Stop Following');
    const row = await session.workbench.rowInGroup('Failed', 'Flange of the cloud');
    await until(() => ledger().includes('not_followed'), 'it to be kept');
    assert.ok(!(await session.workbench.contextMenuItems(row)).includes('Stop Following'), 'it has ended');
    await session.workbench.rowInGroup('Processing', 'Hinge of the cloud');
  });

  it('Stop Following a job of the built-in service costs nothing', async () => {
    const said = await asked('Tube of home', 'Stop Following');
    assert.match(said, /goes on there and costs nothing/);
    assert.doesNotMatch(said, /credits/);
    await answer('Stop Following');
    await session.workbench.rowInGroup('Failed', 'Tube of home');
  });

  it('Generate Again with the built-in service costs nothing', async () => {
    const said = await asked('Box 40x20x10', 'Generate Again');
    assert.match(said, /a new job of the built-in service, which costs nothing/);
    assert.doesNotMatch(said, /credits/);
    await answer('Cancel');
  });

  it('the design modes of the built-in service are not said to cost credits', async () => {
    const { workbench } = session;
    await workbench.contextMenu(workbench.row('Box 40x20x10'), 'Refine Prompt…');
    await workbench.acceptInput({ title: 'Refine Prompt' });
    assert.deepEqual(await workbench.quickPickItems({ title: /design mode/i }), ['Standard', 'Pro', 'Assembly']);
    assert.doesNotMatch(await workbench.quickInput.innerText(), /credits|minutes/);
    await workbench.dismissInput();
  });
});
