import assert from 'node:assert/strict';
import { startStorageServer, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';

const name = 'A $(flame) plate $(sync~spin)';

describe('A name of the service in which VS Code could see icons', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => {
    server = await startStorageServer();
    server.projectName = () => name;
    session = await openSession({
      settings: {
        'makistry.apiBaseUrl': server.baseUrl,
        'makistry.requestsPerMinute': 1000,
        'makistry.requestsPerHour': 10_000,
      },
      env: { MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}` },
    });
    await session.workbench.openView('Makistry');
    await session.workbench.viewTitleAction('Refresh');
    await session.workbench.rowInGroup('Succeeded', 'plate');
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
    assert.equal(await session.page.locator('.codicon-flame').count(), 0, 'there is no icon anywhere');
  });

  it('is text in the tree and in its hover', async () => {
    const { workbench, page } = session;
    assert.equal((await workbench.treeRows()).find(({ level }) => level === 2)?.label, name);
    await workbench.row('plate').hover();
    const hover = page.locator('.workbench-hover', { hasText: 'plate' });
    await hover.waitFor();
    assert.ok((await hover.innerText()).replace(/\u00a0/g, ' ').includes(name), await hover.innerText());
  });

  it('is text in the notification of its file', async () => {
    const { workbench } = session;
    await workbench.inlineAction(workbench.row('plate'), 'Download');
    assert.match(await workbench.notificationText('is saved as'), /^“A \$\(flame\) plate \$\(sync~spin\)” is saved as/);
    await workbench.clearNotifications();
  });

  it('is text in a picker and on the page of the job', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Copy Job ID');
    assert.deepEqual(await workbench.quickPickItems({ title: 'Which job?' }), [name]);
    await workbench.dismissInput();
    await workbench.openRow('plate', name);
    await workbench.webview().getByRole('heading', { name }).waitFor();
  });
});
