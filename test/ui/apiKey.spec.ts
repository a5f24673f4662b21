import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { filesHolding } from '../support/filesHolding.js';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const tubePrompt = 'A tube with 40mm outer diameter';

describe('The API key', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => {
    cloud = await startRecordingCloud();
    session = await openSession({ settings: { 'makistry.apiBaseUrl': cloud.baseUrl } });
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('is asked for by the empty view, checked while typing, and refused when the service does not know it', async () => {
    const { workbench, page } = session;
    await workbench.openView('Makistry');
    await page.getByRole('button', { name: 'Try Without an Account' }).waitFor();
    await page.getByRole('button', { name: 'Set API Key' }).last().click();
    await workbench.type('mk_pub_123', { title: /^Set API Key$/ });
    await workbench.inputMessage.filter({ hasText: '32 hex digits' }).waitFor();
    await workbench.answer(`mk_pub_${'0'.repeat(32)}`, { title: /^Set API Key$/ });
    await workbench.notification('does not accept the API key').waitFor();
    await workbench.clearNotifications();
  });

  it('goes to the API’s origin only, and is kept in the secret storage only', async () => {
    const { workbench, workspace, profile } = session;
    await workbench.command('Makistry: Set API Key…');
    await workbench.answer(cloud.apiKey, { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    await workbench.clearNotifications();
    await generateFromLine(session, boxPrompt);
    // A key's first job isn't asked about before it is half a minute old, unless the user asks.
    await workbench.rowInGroup('Queued', 'A 40x20x10mm');
    await until(() => cloud.isIdle(), 'the service to finish the job', 60_000);
    await workbench.viewTitleAction('Refresh');
    const row = await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
    await workbench.inlineAction(row, 'Download');
    await workbench.notification('is saved as').waitFor();
    assert.deepEqual(fs.readdirSync(path.join(workspace, 'cad')), ['Box-40x20x10.step']);

    assert.ok(
      cloud.api.some(
        ({ line, headers }) => line === 'POST /v1/text-to-cad' && headers.authorization === `Bearer ${cloud.apiKey}`,
      ),
    );
    assert.equal(cloud.storage.length, 1);
    assert.ok(!JSON.stringify(cloud.storage).includes(cloud.apiKey), 'the storage was told the key');
    assert.deepEqual(filesHolding(cloud.apiKey, [workspace, profile]), []);
  });

  it('is still there after a reload in the middle of a job, which finishes', async () => {
    const { workbench } = session;
    await workbench.clearNotifications();
    await generateFromLine(session, tubePrompt);
    await workbench.rowInGroup('Queued', 'A tube with 40mm');
    await workbench.reload();
    await workbench.openView('Makistry');
    // The window asks once when it starts, and a busy machine may not have finished the job by then.
    await until(() => cloud.isIdle(), 'the service to finish the job', 60_000);
    await workbench.viewTitleAction('Refresh');
    await workbench.rowInGroup('Succeeded', 'Tube');
    assert.equal(cloud.api.filter(({ line }) => line === 'POST /v1/text-to-cad').length, 2);
  });

  it('is gone after Remove API Key', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Remove API Key…');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.notification('The API key is removed').waitFor();
    await workbench.clearNotifications();
  });
});

describe('Several API keys', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => {
    cloud = await startRecordingCloud({ keys: 2 });
    session = await openSession({ settings: { 'makistry.apiBaseUrl': cloud.baseUrl } });
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const [first, second] = [0, 1].map((index) => () => cloud.apiKeys[index]!) as [() => string, () => string];
  const keyOf = (line: RegExp): (string | undefined)[] =>
    cloud.api
      .filter((request) => line.test(request.line))
      .map(({ headers }) => headers.authorization?.replace('Bearer ', ''));

  /**
   * Waits for a job to end, by asking as an impatient user does: a standard job isn't asked about before it is half a
   * minute old.
   */
  async function succeeds(label: string, prompt: string): Promise<void> {
    const { workbench } = session;
    await workbench.rowInGroup('Queued', prompt.slice(0, 20));
    await until(() => cloud.isIdle(), 'the service to finish the job', 60_000);
    await workbench.viewTitleAction('Refresh');
    await workbench.rowInGroup('Succeeded', label);
    await workbench.clearNotifications();
  }

  it('begin with one, which there is nothing to switch from', async () => {
    const { workbench } = session;
    await workbench.openView('Makistry');
    await workbench.command('Makistry: Set API Key…');
    await workbench.answer(first(), { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    await workbench.clearNotifications();
    assert.equal(await session.workbench.isOffered('Makistry: Switch API Key…'), false);
    await generateFromLine(session, boxPrompt);
    await succeeds('Box 40x20x10', boxPrompt);
  });

  it('are added under names, with a way back, and not twice', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Set API Key…');
    assert.deepEqual(await workbench.quickPickItems({ title: /^Set API Key$/ }), [
      'Replace “Default”',
      'Add Another Key…',
    ]);
    await workbench.pick('Add Another Key…');
    await workbench.type('default', { title: 'Add API Key (1/2)' });
    await workbench.inputMessage.filter({ hasText: 'Another key has this name already' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await workbench.pick('Add Another Key…', { title: /^Set API Key$/ });
    await workbench.type('Work', { title: 'Add API Key (1/2)' });
    await page.keyboard.press('Enter');
    await workbench.inputMessage.filter({ hasText: 'The key from your Makistry dashboard' }).waitFor();
    await workbench.type(first());
    await workbench.inputMessage.filter({ hasText: 'This key is kept already, as “Default”' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await workbench.inputMessage.filter({ hasText: 'A name for the key' }).waitFor();
    assert.equal(await workbench.quickInput.locator('.quick-input-filter input').inputValue(), 'Work');
    await page.keyboard.press('Enter');
    await workbench.inputMessage.filter({ hasText: 'The key from your Makistry dashboard' }).waitFor();
    await workbench.answer(second());
    await workbench.notification('The API key “Work” is added and is active now').waitFor();
    await workbench.clearNotifications();
  });

  it('submit with the active one, and show the jobs of all', async () => {
    const { workbench } = session;
    await generateFromLine(session, tubePrompt);
    await succeeds('Tube', tubePrompt);
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
    assert.deepEqual(keyOf(/^POST \/v1\/text-to-cad/), [first(), second()]);
  });

  it('can each be filtered by, and have their own usage', async () => {
    const { workbench, page } = session;
    await workbench.viewTitleAction('Filter Jobs…');
    await workbench.waitForQuickInput(/^Filter Jobs$/);
    await workbench.quickInput
      .locator('.monaco-list-row', { has: page.locator('.label-name', { hasText: /^Work$/ }) })
      .locator('.monaco-checkbox, .quick-input-list-checkbox')
      .first()
      .click();
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    await until(
      async () =>
        (await workbench.viewMessage.isVisible()) && (await workbench.viewMessage.innerText()) === '1 of 2 jobs: Work.',
      'the message',
    );
    await until(
      async () => /^Tube[^,]*$/.test((await workbench.groups()).get('Succeeded')?.join() ?? ''),
      'only the job of that key to be left',
    );
    await workbench.viewTitleAction('Clear Filter');
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');

    await workbench.viewMenu('Show Usage');
    const usage = workbench.webview();
    const jobs = usage.locator('section.overview [data-fact=jobs] dd');
    await until(async () => (await jobs.innerText()) === '2', 'the jobs of all keys');
    assert.deepEqual(
      await usage
        .locator('section.limits')
        .getByRole('meter')
        .evaluateAll((meters) =>
          meters.map((meter) => (meter as unknown as { ariaLabel: string }).ariaLabel.split(',')[0]),
        ),
      ['Default', 'Default', 'Work', 'Work'],
    );
    assert.deepEqual(
      await usage
        .getByRole('region', { name: 'By API key' })
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => row.textContent.slice(0, 5)).sort()),
      ['Defau', 'Work1'],
    );
    await usage.getByRole('combobox', { name: 'API key' }).selectOption('Work');
    await until(async () => (await jobs.innerText()) === '1', 'the jobs of one key');
    await page
      .locator('.tab.active')
      .getByLabel(/^Close/)
      .click();
  });

  it('are switched from the view’s menu, and each job is asked about with its own', async () => {
    const { workbench } = session;
    await workbench.viewMenu('Switch API Key…');
    assert.deepEqual(await workbench.quickPickItems({ title: /^Switch API Key$/ }), [
      'Default',
      'Work',
      'Add Another Key…',
    ]);
    await workbench.quickInput
      .locator('.monaco-list-row.focused', { hasText: 'Work' })
      .filter({ hasText: 'active' })
      .waitFor();
    await workbench.pick('Default');
    await workbench.notification('The API key “Default” is active now').waitFor();
    await workbench.clearNotifications();
    await workbench.inlineAction(workbench.row('Tube'), 'Download');
    await workbench.notification('is saved as').waitFor();
    assert.deepEqual(keyOf(/^GET \/v1\/jobs\//), [second()]);
    await workbench.clearNotifications();
  });

  it('are still there after a reload', async () => {
    const { workbench, workspace, profile } = session;
    await workbench.reload();
    await workbench.openView('Makistry');
    // The palette offers it once the extension has started and found two keys.
    await workbench.command('Makistry: Switch API Key…');
    await workbench.quickInput.locator('.monaco-list-row.focused', { hasText: 'Default' }).waitFor();
    await workbench.pick('Work');
    await workbench.notification('The API key “Work” is active now').waitFor();
    await workbench.clearNotifications();
    for (const key of cloud.apiKeys) assert.deepEqual(filesHolding(key, [workspace, profile]), []);
  });

  it('are removed one by one, and leave their jobs in the list', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Remove API Key…');
    await workbench.pick('Work', { title: /^Remove API Key$/ });
    await page.getByText('Remove the API key “Work” from this machine?').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.notification('The API key “Work” is removed. “Default” is active now.').waitFor();
    await workbench.clearNotifications();
    await workbench.rowInGroup('Succeeded', 'Tube');
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
    await until(
      async () => !(await workbench.isOffered('Makistry: Switch API Key…')),
      'the command to be no longer offered',
    );
  });
});
