import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { JobRecord } from '../../src/jobs/model.js';
import { jobRecord } from '../support/jobRecords.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { startStorageServer, type StorageServer } from '../support/storageServer.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const apiKey = `mk_pub_${'a'.repeat(32)}`;
/** The service has so many jobs; the newest of them are in the ledger. */
const all = 350;
const oldestKnown = 111;
/** Of another key, which is not set here. */
const failed = 10;
const known = all - oldestKnown + 1 + failed;

const started = Date.now();
const minutes = (count: number): string => new Date(started + count * 60_000).toISOString();
/** The newest one is an hour old, each older one an hour more. */
const createdAt = (number: number): string => minutes(-60 * (all - number) - 70);

function partName(jobId: string): string {
  return `Part ${jobId.slice('pub_'.length)}`;
}

function knownJobs(account: string): JobRecord[] {
  const brainstorm = {
    keyFeatures: ['A *bore*', '[x](command:y)'],
    designComponents: ['Plate'],
    optimalGeometry: 'Flat.',
    materialRecommendations: 'Steel.',
    suggestions: ['Round the corners'],
  };
  const own = Array.from({ length: all - oldestKnown + 1 }, (_, index) => {
    const jobId = `pub_${oldestKnown + index}`;
    const fields = {
      account,
      jobId,
      createdAt: createdAt(oldestKnown + index),
      prompt: `Make ${partName(jobId)}`,
      brainstorm: { projectName: partName(jobId), ...brainstorm },
    };
    return jobRecord(`r-${jobId}`, {
      ...fields,
      latencyMs: 45_000,
      tokensUsed: 1200,
      expiresAt: minutes(60 * 24 * 12 + 60),
    });
  });
  const refined = own.at(-1)!;
  own[own.length - 1] = { ...refined, refines: own.at(-2)!.requestId };
  const others = Array.from({ length: failed }, (_, index) =>
    jobRecord(`failed-${index}`, {
      account: 'cloud:removed',
      state: 'failed',
      errorCode: 'geometry_validation_failed',
      prompt: `Flange ${index}`,
      createdAt: minutes(-index - 2),
    }),
  );
  return [...own, ...others];
}

/**
 * Commands for jobs that they are not for, and what is said then. Three, since VS Code shows no more notifications
 * within 0.8 s.
 */
const unfit: readonly (readonly [command: string, requestId: string, says: string])[] = [
  ['previewJob', 'failed-0', 'This job has failed, so it has no file.'],
  ['revealFile', 'r-pub_350', 'The file of this job is not downloaded yet.'],
  ['copyJobId', 'gone', 'This job is not known here.'],
];

describe('The tree in the workbench', function () {
  let session: UiSession;
  let server: StorageServer;

  before(async () => {
    server = await startStorageServer();
    Object.assign(server, { jobs: all, pages: { size: 100, createdAt }, projectName: partName });
    const account = `cloud:${createHash('sha256').update(`${server.baseUrl}\n${apiKey}`).digest('hex').slice(0, 16)}`;
    session = await openSession({
      settings: {
        'makistry.apiBaseUrl': server.baseUrl,
        'makistry.requestsPerMinute': 1000,
        'makistry.requestsPerHour': 10_000,
        'makistry.notifications': 'none',
      },
      env: { MAKISTRY_API_KEY: apiKey },
      jobs: knownJobs(account),
      keybindings: unfit.map(([command, requestId], index) => ({
        key: `ctrl+alt+shift+${index + 1}`,
        command: `makistry.${command}`,
        args: requestId,
      })),
    });
    await session.workbench.openView('Makistry');
    await session.workbench.row('· MAKISTRY_API_KEY').waitFor();
  });
  after(async () => {
    await session.close();
    await server.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  /** The description of a group. */
  const count = async (group: string): Promise<string | undefined> =>
    (await session.workbench.treeRows()).find(({ label, level }) => level === 1 && label === group)?.description;
  const message = (): Promise<string> => session.workbench.viewMessage.innerText();
  /** Brings the keyboard into the tree. */
  async function focusTree(): Promise<void> {
    await session.workbench.row('Part 350').click();
  }

  it('tells on each row the age, the key where there are several, and what can’t be asked about', async () => {
    const rows = await session.workbench.treeRows();
    assert.equal(rows.find(({ label }) => label === 'Part 350')?.description, 'STEP · 1 hr. ago · MAKISTRY_API_KEY');
    await session.workbench.collapse(session.workbench.row('Succeeded'));
    await session.workbench.row('Flange 0').waitFor();
    const flange = (await session.workbench.treeRows()).find(({ label }) => label === 'Flange 0');
    assert.match(
      flange?.description ?? '',
      /^STEP · \d+ min\. ago · geometry_validation_failed · its key is not set here$/,
    );
    await session.workbench.expand(session.workbench.row('Succeeded'));
  });

  it('reads out every row as a whole', async () => {
    await session.workbench.row('Part 349').waitFor();
    // All at one moment: a row may be drawn anew meanwhile.
    const labels = await session.workbench.sideBar
      .locator('.monaco-list-row')
      .evaluateAll((rows) =>
        rows.map((row) => (row as unknown as { getAttribute(name: string): string | null }).getAttribute('aria-label')),
      );
    assert.ok(labels.length > 5);
    assert.ok(
      labels.every((label) => label),
      labels.join('\n'),
    );
    assert.match(
      labels.find((label) => label?.startsWith('Part 349')) ?? '',
      /^Part 349, Succeeded, STEP, 2 hours ago, MAKISTRY_API_KEY/,
    );
    assert.match(
      labels.find((label) => label?.startsWith('Succeeded')) ?? '',
      /^Succeeded, 240 jobs, 200 of them shown/,
    );
  });

  it('tells the rest in a tooltip, as text', async () => {
    const { workbench, page } = session;
    await workbench.row('Part 348').hover();
    const tooltip = page.locator('.workbench-hover', { hasText: 'Part 348' });
    await tooltip.waitFor();
    // VS Code escapes spaces, too.
    const text = (await tooltip.innerText()).replace(/\u00a0/g, ' ');
    for (const part of [
      'Succeeded · STEP · standard · 3 hours ago',
      'Make Part 348',
      'Duration: 45 seconds',
      'Tokens: 1,200',
      'File: expires in 12 days',
      'Features: A *bore*; [x](command:y)',
    ])
      assert.ok(text.includes(part), `${part} is not in:\n${text}`);
    for (const part of ['Components', 'Round the corners'])
      assert.ok(!text.includes(part), `${part} is for the page of the job`);
    assert.equal(await tooltip.locator('a').count(), 0, 'what a service says is no link');
  });

  it('finds those steps of the walkthrough done that its key and its jobs show to be', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Open Walkthrough');
    const steps = page.locator('.gettingStartedContainer .getting-started-step:visible');
    await until(async () => (await steps.count()) === 4, 'four steps');
    for (const index of [0, 1, 3]) await steps.nth(index).locator('.codicon.complete').waitFor();
    assert.equal(await steps.nth(2).locator('.codicon.complete').count(), 0);
    await page
      .locator('.tab.active')
      .getByLabel(/^Close/)
      .click();
  });

  it('says why a job is none for a command, wherever the command comes from', async () => {
    const { workbench, page } = session;
    for (const [index, [, , says]] of unfit.entries()) {
      await focusTree();
      await page.keyboard.press(`Control+Alt+Shift+Digit${index + 1}`);
      assert.equal(await workbench.notificationText(says), says);
      await workbench.clearNotifications();
    }
  });

  it('shows below a refined job the one before it, with the same menu', async () => {
    const { workbench } = session;
    await workbench.expand(workbench.row('Part 350'));
    const below = await until(
      async () => (await workbench.treeRows()).find(({ level }) => level === 3),
      'the earlier job',
    );
    assert.deepEqual([below.label, below.description.split(' · ')[0]], ['Part 349', 'earlier version']);
    assert.ok((await workbench.contextMenuItems(workbench.row('earlier version'))).includes('Download'));
    await workbench.collapse(workbench.row('Part 350'));
  });

  it('is filtered by mouse, says what is left, and is cleared by its icon', async () => {
    const { workbench } = session;
    await workbench.viewTitleAction('Filter Jobs…');
    await workbench.waitForQuickInput(/^Filter Jobs$/);
    await workbench.quickInput
      .locator('.monaco-list-row', { hasText: 'Failed' })
      .locator('.monaco-checkbox, .quick-input-list-checkbox')
      .first()
      .click();
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    await until(
      async () =>
        (await workbench.viewMessage.isVisible()) && (await message()) === `${failed} of ${known} jobs: Failed.`,
      'the message',
    );
    await until(
      async () => [...(await workbench.groups()).keys()].join() === 'Failed,Load More Jobs',
      'only failed jobs to be left',
    );
    await workbench.viewTitleAction('Clear Filter');
    await workbench.row('Part 350').waitFor();
    await workbench.viewMessage.waitFor({ state: 'hidden' });
  });

  it('is filtered by keyboard: typed words, and boxes that are ticked with the space bar', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Filter Jobs…');
    await workbench.type('part 35', { title: /^Filter Jobs$/ });
    await page.keyboard.press('Enter');
    await until(
      async () => (await workbench.groups()).get('Succeeded')?.join() === 'Part 350,Part 335,Part 235,Part 135',
      'the rows that are left',
    );
    await until(async () => (await message()) === `4 of ${known} jobs: “part 35”.`, 'the message');
    // The box has what was typed before; the arrow leads to the first box to tick.
    await workbench.command('Makistry: Filter Jobs…');
    await workbench.waitForQuickInput(/^Filter Jobs$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await until(
      async () => (await workbench.treeRows()).length === 0,
      'nothing to be left: those jobs were submitted elsewhere',
    );
    await workbench.command('Makistry: Clear Filter');
    await workbench.row('Part 350').waitFor();
  });

  it('offers in the empty view to clear a filter that leaves nothing', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Filter Jobs…');
    await workbench.type('no such part', { title: /^Filter Jobs$/ });
    await workbench.page.keyboard.press('Enter');
    await workbench.sideBar
      .locator('.welcome-view-content', { hasText: 'No job matches the filter.' })
      .getByRole('button', { name: 'Clear Filter' })
      .click();
    await workbench.row('Part 350').waitFor();
  });

  it('keeps what is expanded and selected over a refresh', async () => {
    const { workbench } = session;
    await workbench.collapse(workbench.row('Succeeded'));
    await workbench.row('Flange 1').click();
    await workbench.row('Flange 3').click({ modifiers: ['Control'] });
    const selected = async (): Promise<string> =>
      (await workbench.sideBar.locator('.monaco-list-row.selected .label-name').allInnerTexts()).sort().join();
    await until(async () => (await selected()) === 'Flange 1,Flange 3', 'both rows to be selected');
    server.jobs++;
    await workbench.viewTitleAction('Refresh');
    await until(async () => (await count('Succeeded')) === '200 of 241', 'the new job to be counted');
    assert.equal(await selected(), 'Flange 1,Flange 3');
    assert.equal((await workbench.treeRows()).find(({ label }) => label === 'Succeeded')?.expanded, false);
    await workbench.expand(workbench.row('Succeeded'));
    await workbench.row('Part 351').waitFor();
  });

  it('loads more by keyboard: first what is known, then page by page what the service has, to the end', async () => {
    const { workbench, page } = session;
    const next = async (description: string): Promise<void> => {
      await page.keyboard.press('End');
      await workbench.sideBar.locator('.monaco-list-row.focused', { hasText: 'Load More Jobs' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Home');
      await until(async () => (await count('Succeeded')) === description, `${description} jobs`);
    };
    await focusTree();
    await page.keyboard.press('Home');
    await until(async () => (await count('Succeeded')) === '200 of 241', 'the group to be in sight');
    const requests = server.api.length;
    await next('241');
    assert.equal(server.api.length, requests, 'the service was asked for what is known');
    await next('300');
    await next('351');
    // The key goes to the last row that there is, and rows come and go until all are there.
    await until(async () => {
      await page.keyboard.press('End');
      return (await workbench.treeRows()).at(-1)?.label === `Flange ${failed - 1}`;
    }, 'the row to be gone');
    await page.keyboard.press('Home');
  });

  it('lets a job be dragged into an editor as a link to its file, which is downloaded for it', async () => {
    const { workbench, page, workspace } = session;
    await workbench.openFile('parts.md');
    await workbench.openView('Makistry');
    await workbench.drag(workbench.row('Part 350'), workbench.line('A cylinder 30mm'), 'into');
    await until(() => fs.existsSync(path.join(workspace, 'cad/Part-350.step')), 'the file');
    await workbench.line('[text](cad/Part-350.step)').waitFor();
    await page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });

  it('opens what is dragged beside the editors', async () => {
    const { workbench, page } = session;
    await workbench.row('Part 349').click();
    await workbench.row('Part 348').click({ modifiers: ['Control'] });
    await workbench.drag(workbench.row('Part 349'), page.locator('.part.editor'), 'beside');
    await page.locator('.tab', { hasText: 'Part-349.step' }).waitFor();
    await page.locator('.tab', { hasText: 'Part-348.step' }).waitFor();
    await workbench.webview().locator('#app .stage[data-shown=fine]').waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('counts on its icon what has ended unseen, until it is seen', async () => {
    const { workbench } = session;
    await generateFromLine(session, boxPrompt, { saysWhoseKey: true });
    await workbench.rowInGroup('Queued', 'A 40x20x10mm');
    await workbench.openView('Explorer');
    assert.equal(await workbench.badge('Makistry').isVisible(), false);
    await workbench.command('Makistry: Refresh');
    await until(
      async () =>
        (await workbench.badge('Makistry').isVisible()) && (await workbench.badge('Makistry').innerText()) === '1',
      'the number',
    );
    await workbench.openView('Makistry');
    await workbench.badge('Makistry').waitFor({ state: 'hidden' });
  });
});
