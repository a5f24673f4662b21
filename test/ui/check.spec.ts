import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { readPart } from '../../src/local/prompt/index.js';
import { findRoot } from '../support/root.js';
import { forever, newKernel } from '../support/parts.js';
import { startStorageServer, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const prompt = 'A plate of 80 x 50 x 6 mm with a hole of 8 mm diameter in the middle.';
const made = prompt.replace('8 mm diameter', '8.5 mm diameter');

/** What the cloud delivers for a prompt: a real part, and not the one that was asked for. */
async function partOf(text: string, format: 'STEP' | 'STL' = 'STEP'): Promise<Buffer> {
  const kernel = newKernel();
  const reading = readPart(text);
  assert.ok(reading.ok);
  const { bytes } = await kernel.build(reading.specification, format, forever);
  await kernel.dispose();
  return Buffer.from(bytes);
}

/** A window whose cloud delivers the wrong part as such a file. */
async function openWith(format: 'STEP' | 'STL'): Promise<{ session: UiSession; server: StorageServer }> {
  const server = await startStorageServer();
  server.jobs = 0;
  server.format = format;
  server.projectName = () => 'Plate';
  server.body = await partOf(made, format);
  const session = await openSession({
    settings: {
      'makistry.apiBaseUrl': server.baseUrl,
      'makistry.outputFormat': format,
      'makistry.requestsPerMinute': 1000,
      'makistry.requestsPerHour': 10_000,
    },
    env: { MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
    prepareWorkspace: (folder) => fs.writeFileSync(path.join(folder, 'parts.md'), `${prompt}\n`),
  });
  return { session, server };
}

describe('A file that isn’t what its prompt states', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => {
    ({ session, server } = await openWith('STEP'));
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const line = (text: string): Locator => page().locator('.check button', { hasText: text });
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `check-${name}.png`));

  it('is told in the notification that it is saved, and on its row, and worded for a refinement', async () => {
    const { workbench } = session;
    await generateFromLine(session, prompt, { saysWhoseKey: true });
    const row = await workbench.rowInGroup('Succeeded', 'Plate');
    await workbench.clearNotifications();
    await workbench.inlineAction(row, 'Download');
    assert.equal(
      await workbench.notificationText('stated'),
      '“Plate” is saved as cad/Plate.step. It differs from its prompt: hole diameter: 8 mm stated, 8.5 found.',
    );
    assert.deepEqual(await workbench.notificationButtons('stated'), [
      'Open Preview',
      'Refine Prompt…',
      'Reveal in Explorer',
    ]);
    await picture('notification');
    await until(
      async () => (await workbench.row('Plate').innerText()).includes('1 size differs'),
      'the row to tell it',
    );
    await picture('row');
    await workbench.pressNotificationButton('stated', 'Refine Prompt…');
    await workbench.waitForQuickInput(/Refine Prompt/);
    const text = await session.page.locator('.quick-input-widget input').inputValue();
    assert.match(text, /The hole diameter has to be 8 mm, not 8\.5\.$/);
    await workbench.dismissInput();
  });

  it('is told on the page of its job', async () => {
    const { workbench } = session;
    await workbench.openRow('Plate');
    await page().locator('section.check').waitFor();
    assert.match(await page().locator('section.check').innerText(), /3 of 4 stated sizes are in the part\./);
    assert.match(await page().locator('section.check').innerText(), /hole diameter: 8 mm stated, 8\.5 found/);
    await picture('details');
    await workbench.closeEditors();
  });

  it('is told beside its model, where a line shows its face and its words', async () => {
    const { workbench } = session;
    await workbench.contextMenu(workbench.row('Plate'), 'Preview');
    await line('8.5 found').waitFor();
    assert.deepEqual(
      await page()
        .locator('.check button')
        .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-verdict'))),
      ['differs', 'found', 'found', 'found'],
    );
    await line('8.5 found').click();
    assert.equal(await page().locator('.check mark').innerText(), '8 mm');
    assert.match(await page().locator('.selection').innerText(), /cylinder/);
    assert.match(await page().locator('.selection').innerText(), /4\.25/);
    await picture('preview');
  });

  it('is checked anew when another file is written over it', async () => {
    fs.writeFileSync(path.join(session.workspace, 'cad/Plate.step'), await partOf(prompt));
    await page().locator('.check p', { hasText: '4 of 4 stated sizes are in the part.' }).waitFor();
    await until(
      async () => !(await session.workbench.row('Plate').innerText()).includes('differs'),
      'the row to forget it',
    );
  });

  it('can be checked against any other text', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Check Against a Description…');
    await workbench.answer('A plate, 80 x 55 x 6 mm', { title: /Check Against/ });
    await page().getByText('Checked against the text that you gave.').waitFor();
    assert.match(await page().locator('.check button[data-verdict=differs]').innerText(), /55 stated, 50 found/);
  });
});

describe('A mesh that isn’t what its prompt states', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => {
    ({ session, server } = await openWith('STL'));
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `check-mesh-${name}.png`));

  it('is told as approximate in a notification, on its row and on its page', async () => {
    const { workbench } = session;
    await generateFromLine(session, prompt, { saysWhoseKey: true });
    const row = await workbench.rowInGroup('Succeeded', 'Plate');
    await workbench.clearNotifications();
    await workbench.inlineAction(row, 'Download');
    assert.equal(
      await workbench.notificationText('stated'),
      '“Plate” is saved as cad/Plate.stl. ' +
        'It differs from its prompt: hole diameter: 8 mm stated, 8.5 found (approximate).',
    );
    await until(
      async () => (await workbench.row('Plate').innerText()).includes('1 size differs (approximate)'),
      'the row to tell it',
    );
    await picture('row');
    await workbench.clearNotifications();
    await workbench.openRow('Plate');
    await page().locator('section.check').waitFor();
    assert.match(await page().locator('section.check').innerText(), /3 of 4 stated sizes are in the part\./);
    assert.match(await page().locator('section.check').innerText(), /Sizes are approximate/);
    await picture('details');
    await workbench.closeEditors();
  });

  it('is told beside its model, where a line shows the triangles of its face', async () => {
    const { workbench } = session;
    await workbench.contextMenu(workbench.row('Plate'), 'Preview');
    const line = page().locator('.check button', { hasText: '8.5 found' });
    await line.waitFor();
    await page().locator('.stage[data-facts=false]').waitFor();
    await line.click();
    assert.equal(await page().locator('.check mark').innerText(), '8 mm');
    assert.match(await page().locator('.selection').innerText(), /cylinder, fitted to triangles/);
    assert.match(await page().locator('.selection').innerText(), /4\.25/);
    assert.match(await page().locator('.check').innerText(), /Sizes are approximate/);
    await picture('preview');
  });
});
