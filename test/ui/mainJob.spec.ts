import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('The main job in the workbench', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({ settings: { 'makistry.service': 'local' } });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  async function generateSelection(): Promise<void> {
    const { workbench } = session;
    await workbench.editorContextMenu('Generate CAD from Selection');
    assert.equal(await workbench.acceptDefault({ title: /design mode/i }), 'Standard');
    assert.equal(await workbench.acceptDefault({ title: /output format/i }), 'STEP');
  }

  it('offers a way to start in the empty view', async () => {
    const { workbench, page } = session;
    await workbench.openView('Makistry');
    await page.getByRole('button', { name: 'Generate CAD from Prompt…' }).last().waitFor();
  });

  it('turns selected text into a STEP file in the workspace', async () => {
    const { workbench, workspace } = session;
    await workbench.openFile('parts.md');
    await workbench.selectLine(boxPrompt);
    await generateSelection();
    await workbench.openView('Makistry');
    const row = await workbench.rowInGroup('Succeeded', 'Box 40x20x10', 60_000);
    await workbench.contextMenu(row, 'Download');
    const file = path.join(workspace, 'cad', 'Box-40x20x10.step');
    await until(() => fs.existsSync(file), 'the file in cad/');
    assert.match(fs.readFileSync(file, 'utf8'), /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/);
    await workbench.notification('is saved as').waitFor();
    // The file has its name a moment before the name that it was received under is gone.
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['Box-40x20x10.step']);
    assert.deepEqual(await workbench.notificationButtons('is saved as'), ['Open Preview', 'Reveal in Explorer']);
    await workbench.clearNotifications();
  });

  it('makes one job of each selection, which wait in Queued, move and end', async () => {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await workbench.selectEachLine(boxPrompt);
    await workbench.command('Makistry: Generate CAD from Selection');
    await workbench.acceptDefault({ title: /design mode/i });
    const seen = new Set<string>();
    const accepted = workbench.acceptDefault({ title: /output format/i });
    const groups = async (): Promise<Map<string, string[]>> => {
      const now = await workbench.groups();
      for (const group of now.keys()) seen.add(group);
      return now;
    };
    await until(
      async () => {
        const now = await groups();
        return (now.get('Succeeded')?.length ?? 0) >= 7 && !now.has('Queued') && !now.has('Processing');
      },
      'all jobs to end',
      60_000,
    );
    await accepted;
    assert.ok(seen.has('Queued'), `seen: ${[...seen].join(', ')}`);
    assert.ok(seen.has('Processing'), `seen: ${[...seen].join(', ')}`);
    // The heading of the document is no part.
    const failed = await workbench.rowInGroup('Failed', '# Parts');
    assert.match(await failed.innerText(), /not_understood/);
    await workbench.clearNotifications();
  });

  it('says when nothing is selected, and offers the prompt box', async () => {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await workbench.line('# Parts').click();
    await workbench.command('Makistry: Generate CAD from Selection');
    await workbench.pressNotificationButton('Nothing is selected', 'Type a Prompt…');
    await workbench.waitForQuickInput(/Generate CAD from Prompt/);
  });
});
