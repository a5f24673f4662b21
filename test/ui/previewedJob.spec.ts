import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { findRoot } from '../support/root.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const names = ['Ring ⌀60x⌀42x8', 'Plate', 'Hinge'];

describe('A job that is previewed', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => {
    server = await startStorageServer();
    server.jobs = names.length;
    server.projectName = (jobId) => names[Number(jobId.slice(4)) - 1] ?? jobId;
    session = await openSession({
      settings: {
        'makistry.apiBaseUrl': server.baseUrl,
        'makistry.requestsPerMinute': 1000,
        'makistry.requestsPerHour': 10_000,
        'makistry.polling.enabled': false,
        'workbench.colorTheme': 'Default Light Modern',
      },
      env: { MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
    });
    await session.workbench.openView('Makistry');
    await session.workbench.viewTitleAction('Refresh');
    await session.workbench.rowInGroup('Succeeded', 'Hinge');
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const folder = (): string => path.join(session.workspace, 'cad');
  const page = (): Locator => session.workbench.webview().locator('#app');
  const tab = (name: string): Locator => session.page.locator('.tab.active', { hasText: name });
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `previewed-${name}.png`));
  /** How often the file of a job was asked for: at the service, and at the storage. */
  const asked = (jobId: string): readonly number[] => [
    server.api.filter((line) => line === `/v1/jobs/${jobId}`).length,
    server.storage.filter((request) => request.path.startsWith(`/files/${jobId}`)).length,
  ];
  const row = async (name: string): Promise<Locator> => {
    await session.workbench.openView('Makistry');
    return session.workbench.rowInGroup('Succeeded', name);
  };
  async function preview(name: string, file: string): Promise<void> {
    await session.workbench.inlineAction(await row(name), 'Preview');
    await tab(file).waitFor();
    await page().locator('.stage[data-shown=fine]').waitFor({ timeout: 60_000 });
  }
  async function offers(name: string, item: string): Promise<boolean> {
    return (await session.workbench.contextMenuItems(await row(name))).includes(item);
  }

  it('is shown under its name, and nothing is written into the workspace', async () => {
    await preview('Ring', 'Ring-60x42x8.step');
    assert.equal(fs.existsSync(folder()), false);
    assert.deepEqual(asked('pub_1'), [1, 1]);
    assert.equal(await offers('Ring', 'Reveal File'), false);
    await page().locator('.job', { hasText: 'Prompt' }).waitFor({ state: 'attached' });
    assert.deepEqual(
      await Promise.all(
        ['download', 'revealFile', 'openIn'].map((action) => page().locator(`[data-action=${action}]`).isVisible()),
      ),
      [true, false, true],
    );
    await picture('copy');
  });

  it('comes from the same bytes when it is shown again', async () => {
    await session.workbench.closeEditors();
    await preview('Ring', 'Ring-60x42x8.step');
    assert.deepEqual(asked('pub_1'), [1, 1]);
  });

  it('has its picture on its page before it is saved', async () => {
    const { workbench } = session;
    await workbench.openRow('Ring', 'Ring');
    await workbench.webview().locator('img').first().waitFor();
    await workbench.closeEditors();
  });

  it('is saved from the same bytes, and the saved file is shown in its place', async () => {
    const { workbench } = session;
    await preview('Ring', 'Ring-60x42x8.step');
    await page().locator('[data-action=download]').click();
    await workbench.notification('“Ring ⌀60x⌀42x8” is saved as cad/Ring-60x42x8.step.').waitFor();
    assert.deepEqual(fs.readdirSync(folder()), ['Ring-60x42x8.step']);
    assert.deepEqual(fs.readFileSync(path.join(folder(), 'Ring-60x42x8.step')), validStep);
    assert.deepEqual(asked('pub_1'), [1, 1]);
    await until(async () => (await session.page.locator('.tab').count()) === 1, 'the copy’s tab to be closed');
    await page().locator('[data-action=revealFile]').waitFor();
    await until(() => offers('Ring', 'Reveal File'), 'the row to know its file');
    await picture('saved');
    await workbench.clearNotifications();
    await workbench.closeEditors();
  });

  it('is saved although the service’s file has gone meanwhile', async () => {
    const { workbench } = session;
    await preview('Plate', 'Plate.step');
    server.expired.add('pub_2');
    await workbench.closeEditors();
    await workbench.contextMenu(await row('Plate'), 'Download');
    await workbench.notification('is saved as cad/Plate.step').waitFor();
    assert.deepEqual(fs.readFileSync(path.join(folder(), 'Plate.step')), validStep);
    assert.deepEqual(asked('pub_2'), [1, 1]);
    await workbench.clearNotifications();
  });

  it('is received anew where the copy isn’t what came', async () => {
    const { workbench } = session;
    await preview('Hinge', 'Hinge.step');
    await workbench.closeEditors();
    const copies = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad/previewed');
    const [copy] = fs
      .readdirSync(copies, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('Hinge'));
    fs.writeFileSync(path.join(copies, copy!), validStep.toString().replace('#1', '#2'));
    await workbench.contextMenu(await row('Hinge'), 'Download');
    await workbench.notification('is saved as cad/Hinge.step').waitFor();
    assert.deepEqual(fs.readFileSync(path.join(folder(), 'Hinge.step')), validStep);
    assert.deepEqual(asked('pub_3'), [2, 2]);
    await workbench.clearNotifications();
  });

  it('is shown without a question for a folder where no workspace is open', async () => {
    const { workbench, server: host } = session;
    fs.rmSync(folder(), { recursive: true });
    await session.page.goto(`${host.url}/?ew=true`);
    await workbench.ready();
    await preview('Ring', 'Ring-60x42x8.step');
    assert.equal(await workbench.quickInput.isVisible(), false);
    assert.equal(fs.existsSync(folder()), false);
  });
});
