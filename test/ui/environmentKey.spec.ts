import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { filesHolding } from '../support/filesHolding.js';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { findRoot } from '../support/root.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('The key of the environment variable MAKISTRY_API_KEY', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => void (cloud = await startRecordingCloud()));
  after(() => cloud.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
    await session.close();
  });

  const open = async (key: string): Promise<void> => {
    session = await openSession({ settings: { 'makistry.apiBaseUrl': cloud.baseUrl }, env: { MAKISTRY_API_KEY: key } });
  };
  const question = (): Locator =>
    session.page.locator('.monaco-dialog-box', { hasText: 'the API key of the environment variable MAKISTRY_API_KEY' });
  const submissions = (): number => cloud.api.filter(({ line }) => line === 'POST /v1/text-to-cad').length;
  const generate = async (): Promise<void> => {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await workbench.selectLine(boxPrompt);
    await workbench.editorContextMenu('Generate CAD from Selection');
  };

  it('is told once, before the first job with it, and nothing is sent until the user agrees', async () => {
    await open(cloud.apiKey);
    const { workbench, page, profile, workspace } = session;
    await generate();
    await question().waitFor();
    await workbench.screenshot(path.join(findRoot(), 'out/ui', 'environment-key.png'));
    await question().getByRole('button', { name: 'Cancel' }).click();
    await question().waitFor({ state: 'hidden' });
    assert.equal(submissions(), 0);

    await generate();
    await question().getByRole('button', { name: 'Use This Key' }).click();
    await workbench.acceptDefault({ title: /design mode/i });
    await workbench.acceptDefault({ title: /output format/i });
    await until(() => submissions() === 1, 'the first job');
    await generateFromLine(session, boxPrompt);
    await until(() => submissions() === 2, 'the second job');
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    assert.deepEqual(filesHolding(cloud.apiKey, [workspace, profile]), []);
  });

  it('is never sent when it is no key, and that is said', async () => {
    const before = cloud.api.length;
    await open(`"${cloud.apiKey}"`);
    await generate();
    await session.workbench.notification('is set, but it is not an API key').waitFor();
    assert.equal(cloud.api.length, before);
  });
});
