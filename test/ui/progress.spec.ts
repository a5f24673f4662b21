import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('Progress and the way out of errors', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => {
    cloud = await startRecordingCloud({ keys: 2 });
    session = await openSession({
      settings: {
        'makistry.apiBaseUrl': cloud.baseUrl,
        'makistry.requestsPerMinute': 1000,
        'makistry.requestsPerHour': 10_000,
        'makistry.confirmBeforeSubmit': false,
      },
    });
    await session.workbench.openView('Makistry');
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const welcome = (): Locator => session.workbench.sideBar.locator('.welcome-view-content');
  const toasts = (): Locator => session.page.locator('.notification-toast');
  const statusItem = (text: string | RegExp): Locator =>
    session.page.locator('.part.statusbar .statusbar-item:visible', { hasText: text });
  const refresh = (): Promise<void> => session.workbench.viewTitleAction('Refresh');
  const ready = ['Preview', 'Download', 'Don’t Show Again'];

  /** Which steps of the walkthrough are ticked. */
  async function done(): Promise<boolean[]> {
    const steps = await session.page.locator('.gettingStartedContainer .getting-started-step:visible').all();
    return Promise.all(steps.map(async (step) => (await step.locator('.codicon.complete').count()) > 0));
  }

  /** Waits until the empty view says it and has these buttons, which may follow a moment later. */
  async function emptyViewSays(text: string, buttons: readonly string[]): Promise<void> {
    await welcome().filter({ hasText: text }).waitFor();
    let seen = '';
    await until(async () => {
      seen = (await welcome().locator('.monaco-button').allInnerTexts()).map((label) => label.trim()).join();
      return seen === buttons.join();
    }, `the buttons ${buttons.join()}`).catch((error: unknown) => {
      throw new Error(`The empty view has the buttons ${seen}.`, { cause: error });
    });
  }

  /** Waits until there are as many notifications: one that was answered takes a moment to go. */
  async function toastsLeft(count: number): Promise<void> {
    await until(async () => (await toasts().count()) === count, `${count} notifications to be left`);
  }

  const submitted = (): number => cloud.api.filter(({ line }) => line === 'POST /v1/text-to-cad').length;
  let submittedBefore = 0;

  /** Lets the jobs end that were held, and looks at them as an impatient user does. */
  async function letEnd(jobs = 1): Promise<void> {
    // The service is idle, too, while none or only some of them have come.
    await until(() => submitted() === submittedBefore + jobs, 'the jobs to reach the service');
    await until(() => cloud.isIdle(), 'the service to finish the jobs', 60_000);
    cloud.held = false;
    await session.workbench.openView('Makistry');
    await refresh();
  }

  async function generateHeld(prompt: string): Promise<void> {
    cloud.held = true;
    submittedBefore = submitted();
    await generate(prompt);
  }

  async function generate(prompt: string): Promise<void> {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await workbench.selectLine(prompt);
    await workbench.editorContextMenu('Generate CAD from Selection');
  }

  it('leads a new user from the empty view through a walkthrough of four steps with pictures, whose buttons work', async () => {
    const { workbench, page } = session;
    await emptyViewSays('Turn the description of a part', [
      'Set API Key…',
      'Try Without an Account',
      'Open Walkthrough',
    ]);
    await welcome().getByRole('button', { name: 'Open Walkthrough' }).click();
    const walkthrough = page.locator('.gettingStartedContainer');
    const steps = walkthrough.locator('.getting-started-step:visible');
    await until(async () => (await steps.count()) === 4, 'four steps');
    // The pictures are beside the steps where there is room for them.
    await page
      .locator('.part.titlebar')
      .getByLabel(/Toggle Primary Side Bar/)
      .first()
      .click();
    assert.deepEqual(
      (await walkthrough.locator('.getting-started-step .step-title').allInnerTexts()).map((title) => title.trim()),
      ['Try it without an account', 'Generate a part', 'Look at it', 'Set your API key'],
    );
    for (let index = 0; index < 4; index++) {
      await steps.nth(index).click();
      await workbench.webview().locator('svg').waitFor();
    }
    await walkthrough.getByRole('button', { name: 'Set API Key…' }).click();
    await workbench.answer(cloud.apiKeys[0]!, { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    // The step is done once there is a key, and not because its button was pressed.
    await steps.nth(3).locator('.complete').first().waitFor();
    await steps.nth(1).click();
    await walkthrough.getByRole('button', { name: 'Generate CAD from Prompt…' }).click();
    await workbench.waitForQuickInput(/Generate CAD from Prompt/);
    await workbench.dismissInput();
    // There is a service; that its command ran generates nothing.
    await until(
      async () => (await done()).join() === 'true,false,false,true',
      'the first and the last step to be done',
    );
    await workbench.clearNotifications();
    await workbench.openView('Makistry');
    await page
      .locator('.tab.active')
      .getByLabel(/^Close/)
      .click();
    await walkthrough.waitFor({ state: 'hidden' });
    await workbench.command('Makistry: Open Walkthrough');
    await walkthrough.waitFor();
    await page
      .locator('.tab.active')
      .getByLabel(/^Close/)
      .click();
  });

  it('says in the empty view that there is nothing yet, that the service is out of reach, or that it refuses the key', async () => {
    const { workbench } = session;
    const nothing = ['Generate CAD from Prompt…', 'Open Walkthrough'];
    await emptyViewSays('There are no jobs yet', nothing);

    cloud.unreachable = true;
    await refresh();
    assert.deepEqual(await workbench.notificationButtons('The connection to the service was lost'), [
      'Try Again',
      'Show Log',
    ]);
    await emptyViewSays('The service can not be reached', ['Try Again', 'Show Log']);
    cloud.unreachable = false;
    await workbench.pressNotificationButton('The connection to the service was lost', 'Try Again');
    await emptyViewSays('There are no jobs yet', nothing);

    cloud.error = { status: 401, code: 'invalid_api_key', message: 'No.' };
    await refresh();
    await workbench.pressNotificationButton('does not accept the API key', 'Set API Key…');
    await workbench.waitForQuickInput(/^Set API Key$/);
    await workbench.dismissInput();
    await emptyViewSays('does not accept the API key', ['Set API Key…', 'Open Dashboard']);
    cloud.error = undefined;
    await refresh();
    await emptyViewSays('There are no jobs yet', nothing);
  });

  it('sends the user to billing when there are not enough credits', async () => {
    const { workbench, page } = session;
    cloud.error = { status: 402, code: 'payment_required', message: 'Pay.' };
    await generate(boxPrompt);
    await workbench.pressNotificationButton('There are not enough credits', 'Open Billing');
    await page.locator('.monaco-dialog-box', { hasText: 'https://api.makistry.ai' }).waitFor();
    await page.keyboard.press('Escape');
    cloud.error = undefined;
    // A refusal that was told to whoever waits for it is told once.
    await toastsLeft(0);
  });

  it('shows in the status bar that a job runs, and the view on a click', async () => {
    const { workbench } = session;
    await generateHeld(boxPrompt);
    const item = statusItem('1 generating');
    await item.waitFor();
    assert.match(
      (await item.locator('[aria-label]').first().getAttribute('aria-label')) ?? '',
      /1 generating.*A 40x20x10mm/,
    );
    await workbench.openView('Explorer');
    await item.click();
    await workbench.rowInGroup('Queued', 'A 40x20x10mm');
    // A hover needs the mouse to come.
    await workbench.sideBar.hover();
    await item.hover();
    await session.page.locator('.workbench-hover', { hasText: /A\s40x20x10mm.*\ssince\s\d/ }).waitFor();
  });

  it('tells once that it is ready, and one notification is left after its download', async () => {
    const { workbench } = session;
    await letEnd();
    assert.deepEqual(await workbench.notificationButtons('“Box 40x20x10” is ready.'), ready);
    await statusItem(/generating/).waitFor({ state: 'hidden' });
    await toastsLeft(1);
    await workbench.pressNotificationButton('“Box 40x20x10” is ready.', 'Download');
    await workbench.notification('is saved as').waitFor();
    await toastsLeft(1);
    await workbench.clearNotifications();
  });

  it('tells why a part could not be generated, with what to do about it', async () => {
    const { workbench } = session;
    await generateHeld('# Parts');
    await letEnd();
    const failed = '“# Parts” could not be generated';
    assert.match(await workbench.notificationText(failed), /\(not_understood\)$/);
    assert.deepEqual(await workbench.notificationButtons(failed), [
      'Refine Prompt…',
      'Show Details',
      'Don’t Show Again',
    ]);
    await workbench.pressNotificationButton(failed, 'Refine Prompt…');
    await workbench.waitForQuickInput(/Refine/);
    await workbench.dismissInput();
    await workbench.clearNotifications();
  });

  it('tells of several that end together in one notification, and stops to when asked to', async () => {
    const { workbench } = session;
    const generateAll = async (): Promise<void> => {
      cloud.held = true;
      submittedBefore = submitted();
      await workbench.openFile('parts.md');
      await workbench.selectEachLine(boxPrompt);
      await workbench.command('Makistry: Generate CAD from Selection');
      await statusItem('7 generating').waitFor();
      await letEnd(7);
    };
    await generateAll();
    await workbench.openView('Explorer');
    assert.deepEqual(await workbench.notificationButtons('6 parts are ready, 1 failed.'), [
      'Show Jobs',
      'Don’t Show Again',
    ]);
    await toastsLeft(1);
    await workbench.pressNotificationButton('6 parts are ready', 'Show Jobs');
    await workbench.row('Succeeded').waitFor();

    await generateHeld(boxPrompt);
    await letEnd();
    await workbench.pressNotificationButton('is ready.', 'Don’t Show Again');
    await workbench.notification('Only failed jobs are announced from now on').waitFor();
    await workbench.clearNotifications();
    await generateAll();
    assert.match(await workbench.notificationText('could not be generated'), /^“# Parts” could not be generated/);
    await toastsLeft(1);
    await workbench.pressNotificationButton('could not be generated', 'Don’t Show Again');
    await workbench.notification('Finished jobs are not announced any more').waitFor();
    await workbench.clearNotifications();
  });

  it('tells nothing when the setting says so', async () => {
    const { workbench, profile } = session;
    const settings = JSON.parse(fs.readFileSync(path.join(profile, 'data/User/settings.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.equal(settings['makistry.notifications'], 'none');
    const ended = (): number => logOf(profile).match(/\] Ended: /g)?.length ?? 0;
    const before = ended();
    await generateHeld(boxPrompt);
    await letEnd();
    await until(() => ended() > before, 'the end of the job to be noticed');
    // What is said comes in the order in which it is said.
    await workbench.command('Makistry: Copy Diagnostics');
    await workbench.notification(/diagnostics/i).waitFor();
    await toastsLeft(1);
    await workbench.clearNotifications();
  });

  it('ticks off the step of the walkthrough once a part was generated', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Open Walkthrough');
    await until(async () => (await done()).join() === 'true,true,false,true', 'the second step to be done');
    await page
      .locator('.tab.active')
      .getByLabel(/^Close/)
      .click();
  });

  it('names the active key in the status bar when there are several, and the built-in service', async () => {
    const { workbench, page } = session;
    assert.equal(await statusItem('Default').count(), 0);
    await workbench.command('Makistry: Set API Key…');
    await workbench.pick('Add Another Key…');
    await workbench.type('Work', { title: 'Add API Key (1/2)' });
    await page.keyboard.press('Enter');
    await workbench.inputMessage.filter({ hasText: 'The key from your Makistry dashboard' }).waitFor();
    await workbench.answer(cloud.apiKeys[1]!);
    await statusItem('Work').click();
    await workbench.pick('Default', { title: /^Switch API Key$/ });
    await statusItem('Default').waitFor();

    await workbench.command('Makistry: Try Without an Account');
    await statusItem('Built-in Service').click();
    assert.deepEqual(await workbench.quickPickItems({ title: /^Switch API Key$/ }), [
      'Default',
      'Work',
      'Built-in Service',
      'Add Another Key…',
    ]);
    await workbench.pick('Work');
    await statusItem('Work').waitFor();
    await workbench.clearNotifications();
  });

  it('says when it goes on after the service has refused for the limit', async () => {
    const { workbench } = session;
    cloud.refusing = true;
    await refresh();
    assert.match(await workbench.notificationText('The limit of requests is used up'), /It goes on at \d/);
    assert.deepEqual(await workbench.notificationButtons('The limit of requests is used up'), ['Show Usage']);
    await workbench.clearNotifications();
    await generate(boxPrompt);
    // What has to wait is no error, and does not spin.
    await statusItem('1 waiting').waitFor();
    await toastsLeft(0);
  });
});

describe('The empty view of an untrusted workspace', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
      workspaceTrust: true,
    });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('says what is different there, and leads to the trust of the workspace', async () => {
    const { workbench, page } = session;
    await workbench.openView('Makistry');
    await workbench.sideBar.getByText('This workspace is not trusted').waitFor();
    await workbench.sideBar.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-editor').waitFor();
  });
});

/** What the extension has logged, in all its sessions. */
function logOf(profile: string): string {
  const files = fs
    .readdirSync(path.join(profile, 'data/logs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('Makistry CAD.log'));
  return files.map((name) => fs.readFileSync(path.join(profile, 'data/logs', name), 'utf8')).join('');
}
