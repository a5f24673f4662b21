import fs from 'node:fs';
import path from 'node:path';
import { startRecordingCloud, type RecordingCloud } from '../test/support/recordingCloud.js';
import { boxPrompt } from '../test/support/sampleWorkspace.js';
import { openSession, type UiSession } from '../test/support/uiSession.js';
import { until } from '../test/support/until.js';
import type { InThemes, Take } from './inThemes.js';

const longPrompt = `${boxPrompt}\nwith rounded corners.\nThe hole goes through.\n`;
/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What there is with API keys only: a service that stands in for the cloud, with two keys. */
export async function accountSurfaces(themed: (session: UiSession) => InThemes): Promise<void> {
  const cloud = await startRecordingCloud({ keys: 2 });
  const session = await openSession({
    settings: {
      'makistry.apiBaseUrl': cloud.baseUrl,
      'makistry.requestsPerMinute': 1000,
      'makistry.requestsPerHour': 10_000,
    },
  });
  try {
    await session.page.setViewportSize({ width: 1400, height: 800 });
    const inThemes = themed(session);
    await inThemes((take) => withoutKey(session, take));
    await setKeys(session, cloud);
    await inThemes((take) => emptyViews(session, cloud, take));
    await inThemes((take) => jobsOfKeys(session, cloud, take));
    await inThemes((take) => imageJobs(session, cloud, take));
  } catch (error) {
    await session.workbench.screenshot('out/pictures/FAILED.png');
    throw error;
  } finally {
    await session.close();
    await cloud.close();
  }
}

async function withoutKey({ workbench, page }: UiSession, take: Take): Promise<void> {
  await workbench.openView('Makistry');
  await page.getByRole('button', { name: 'Try Without an Account' }).waitFor();
  await take('welcome-no-key');
  await workbench.command('Makistry: Set API Key…');
  await workbench.type('mk_pub_123', { title: /^Set API Key$/ });
  await workbench.inputMessage.filter({ hasText: '32 hex digits' }).waitFor();
  await take('set-key');
  await workbench.reset();
}

async function setKeys(
  { workbench, page }: UiSession,
  { apiKeys: [first = '', second = ''] }: RecordingCloud,
): Promise<void> {
  await workbench.command('Makistry: Set API Key…');
  await workbench.answer(first, { title: /^Set API Key$/ });
  await workbench.notification('The API key is set').waitFor();
  await workbench.clearNotifications();
  await workbench.command('Makistry: Set API Key…');
  await workbench.pick('Add Another Key…');
  await workbench.type('Work', { title: 'Add API Key (1/2)' });
  await page.keyboard.press('Enter');
  await workbench.inputMessage.filter({ hasText: 'The key from your Makistry dashboard' }).waitFor();
  await workbench.answer(second);
  await workbench.notification('The API key “Work” is added').waitFor();
  await workbench.clearNotifications();
}

async function emptyViews({ workbench }: UiSession, cloud: RecordingCloud, take: Take): Promise<void> {
  await workbench.openView('Makistry');
  await workbench.sideBar.getByText('There are no jobs yet').waitFor();
  await take('welcome-nothing-yet');
  cloud.unreachable = true;
  await workbench.viewTitleAction('Refresh');
  await workbench.sideBar.getByText('The service can not be reached').waitFor();
  await workbench.notification('The connection to the service was lost').waitFor();
  await take('welcome-unreachable');
  cloud.unreachable = false;
  await workbench.clearNotifications();
  cloud.error = { status: 401, code: 'invalid_api_key', message: 'No.' };
  await workbench.viewTitleAction('Refresh');
  await workbench.sideBar.getByText('The service does not accept the API key').waitFor();
  await workbench.clearNotifications();
  await take('welcome-key-refused');
  cloud.error = undefined;
  await workbench.viewTitleAction('Refresh');
  await workbench.sideBar.getByText('There are no jobs yet').waitFor();
  await workbench.command('Makistry: Switch API Key…');
  await workbench.waitForQuickInput(/^Switch API Key$/);
  await take('switch-key');
  await workbench.reset();
}

async function jobsOfKeys(session: UiSession, cloud: RecordingCloud, take: Take): Promise<void> {
  const { workbench, page } = session;
  const generating = page.locator('.part.statusbar .statusbar-item:visible', { hasText: 'generating' });
  /** Submits by the command, and lets the jobs end when the picture of what runs is taken. */
  const generate = async (
    jobs: number,
    select: () => Promise<void>,
    whileRunning?: () => Promise<void>,
  ): Promise<void> => {
    cloud.held = true;
    const submitted = (): number => cloud.api.filter(({ line }) => line === 'POST /v1/text-to-cad').length;
    const before = submitted();
    await workbench.openFile('parts.md');
    await select();
    await workbench.command('Makistry: Generate CAD from Selection');
    for (const title of [/design mode/i, /output format/i]) await workbench.acceptDefault({ title });
    await generating.filter({ hasText: `${jobs} generating` }).waitFor();
    await whileRunning?.();
    // The service is idle, too, while only some of them have come.
    await until(() => submitted() === before + jobs, 'the jobs to reach the service');
    await until(() => cloud.isIdle(), 'the service to finish the jobs', 60_000);
    cloud.held = false;
    await workbench.openView('Makistry');
    await workbench.viewTitleAction('Refresh');
  };
  await generate(
    1,
    () => workbench.selectLine(boxPrompt),
    async () => {
      await workbench.openView('Makistry');
      await generating.hover();
      await page.locator('.workbench-hover', { hasText: 'since' }).waitFor();
      await take('running');
      await workbench.row('A 40x20x10mm').click();
      await workbench.webview().locator('.state strong').waitFor();
      await take('details-running');
      await workbench.command('View: Close All Editors');
    },
  );
  await workbench.notification('is ready').waitFor();
  await take('notification-ready');
  await workbench.clearNotifications();
  await generate(1, () => workbench.selectLine('# Parts'));
  await workbench.notification('could not be generated').waitFor();
  await take('notification-failed');
  await workbench.clearNotifications();
  await generate(7, () => workbench.selectEachLine(boxPrompt));
  await workbench.notification('6 parts are ready, 1 failed.').waitFor();
  await take('notification-several');
  await workbench.clearNotifications();
  await workbench.command('Makistry: Show Usage');
  await workbench.webview().getByRole('region', { name: 'By API key' }).waitFor();
  await take('usage-keys');
  await workbench.command('View: Close All Editors');

  const file = path.join(session.workspace, 'cad/Box-40x20x10.step');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, 'Another file of that name.');
  await workbench.contextMenu(workbench.row('Box 40x20x10'), 'Download');
  await workbench.waitForQuickInput(/is there already, with another content/);
  await take('download-conflict');
  await workbench.reset();
  await workbench.clearNotifications();

  await workbench.command('Makistry: Test Webhook Address');
  await page.locator('.notification-toast').first().waitFor();
  await take('webhook-test');
  await workbench.clearNotifications();
}

async function imageJobs(session: UiSession, cloud: RecordingCloud, take: Take): Promise<void> {
  const { workbench, page } = session;
  for (const name of ['front.png', 'side.png']) fs.writeFileSync(path.join(session.workspace, name), pixel);
  fs.writeFileSync(path.join(session.workspace, 'text.png'), longPrompt);
  await workbench.openView('Explorer');
  const row = (name: string) =>
    workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const generate = async (...names: readonly [string, string]): Promise<void> => {
    await row(names[0]).click();
    await row(names[1]).click({ modifiers: ['Control'] });
    await workbench.contextMenu(row(names[1]), 'Generate CAD from Images…');
  };
  await generate('front.png', 'text.png');
  await workbench.notification('is not a PNG').waitFor();
  await take('images-refused');
  await workbench.clearNotifications();
  await workbench.openView('Explorer');
  await generate('front.png', 'side.png');
  await workbench.waitForQuickInput(/Generate CAD from/);
  await take('images-hint');
  await page.keyboard.press('Enter');
  await workbench.waitForQuickInput(/design mode/i);
  await take('images-mode');
  for (const title of [/design mode/i, /output format/i]) await workbench.acceptDefault({ title });
  await until(() => cloud.isIdle(), 'the service to finish the job', 60_000);
  await workbench.openView('Makistry');
  await workbench.viewTitleAction('Refresh');
  await workbench.pressNotificationButton('“front.png, side.png” could not be generated', 'Show Details');
  await workbench.webview().locator('[data-fact=images]').waitFor();
  await take('details-images');
  await workbench.clearNotifications();
  await workbench.command('View: Close All Editors');
}
