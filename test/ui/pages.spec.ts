import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.js';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { findRoot } from '../support/root.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const themes = ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast'] as const;

const hostile = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';

/** What is open when the others have run: its name, its tab, and what is in it. */
const pages = [
  ['details', /^Box 40x20x10$/, '.picture img'],
  ['details-failed', /^<img/, 'section.failure p'],
  ['usage', /^Makistry Usage$/, 'section.tokens canvas[aria-label]'],
  ['preview', /\.step$/, '.stage[data-facts=true]'],
] as const;

describe('The pages of jobs and of the usage', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => {
    cloud = await startRecordingCloud();
    session = await openSession({
      settings: {
        'makistry.apiBaseUrl': cloud.baseUrl,
        'makistry.notifications': 'none',
        'workbench.colorTheme': themes[0],
      },
    });
    const { workbench } = session;
    await workbench.command('Makistry: Set API Key…');
    await workbench.answer(cloud.apiKey, { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    await workbench.clearNotifications();
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): FrameLocator => session.workbench.webview();
  const section = (name: string): Locator => page().locator(`section.${name}`);
  const heading = (text: string): Promise<void> => page().locator('h1', { hasText: text }).waitFor();
  const state = (word: string): Promise<void> => page().locator('.state strong', { hasText: word }).waitFor();

  /** As a user does it: a page that is simply loaded anew doesn't write down what was open. */
  async function reload(): Promise<void> {
    const { workbench, page: workbenchPage } = session;
    const loaded = workbenchPage.waitForEvent('load');
    await workbench.command('Developer: Reload Window');
    await loaded;
    await workbench.ready();
  }

  /** Adds jobs to the ledger, as a window of an older version would. */
  function addJobs(jobs: readonly Readonly<Record<string, unknown>>[]): void {
    const storage = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad');
    const logs = fs.readdirSync(storage).filter((name) => name.startsWith('jobs.') && name.endsWith('.jsonl'));
    const account = /"account":"(cloud:\w+)"/.exec(
      logs.map((name) => fs.readFileSync(path.join(storage, name), 'utf8')).join(''),
    )![1];
    const common = {
      account,
      state: 'succeeded',
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
      metadata: {},
    };
    fs.appendFileSync(
      path.join(storage, 'jobs.jsonl'),
      `${JSON.stringify(jobs.map((job, at) => ({ id: `seeded-${String(job['jobId'])}-${at}`, set: { ...common, ...job } })))}\n`,
    );
  }

  it('a click on a job shows its prompt, and the page goes along while the job moves on', async () => {
    const { workbench } = session;
    cloud.held = true;
    await generateFromLine(session, boxPrompt);
    const row = await workbench.rowInGroup('Queued', 'A 40x20x10mm');
    await row.click();
    await heading('A 40x20x10mm rectangular box');
    await state('Queued');
    assert.equal(await section('prompt').locator('.typed').innerText(), boxPrompt);
    assert.equal(await section('timeline').locator('[aria-current=step] .step').innerText(), 'Queued');
    await until(() => cloud.isIdle(), 'the service to be done', 60_000);
    await workbench.viewTitleAction('Refresh');
    await state('Processing');
    const counted = section('timeline').locator('[aria-current=step] [data-since]');
    const first = await counted.innerText();
    assert.match(first, /^for (?:\d+m ?)?\d*s$/);
    await until(async () => (await counted.innerText()) !== first, 'the seconds to be counted on without any news');
    cloud.held = false;
    await workbench.viewTitleAction('Refresh');
    await state('Succeeded');
    await heading('Box 40x20x10');
    await section('brainstorm').locator('h2', { hasText: 'Key features' }).waitFor();
    assert.deepEqual(await section('timeline').locator('.step').allInnerTexts(), [
      'Submitted',
      'Queued',
      'Processing',
      'Succeeded',
      'File expires',
    ]);
    assert.equal(await section('details').locator('[data-fact=key] dd').innerText(), 'Default');
    // The focus has stayed in the tree.
    assert.equal(
      await session.page.evaluate('document.activeElement.closest(".part")?.className.includes("sidebar")'),
      true,
    );
  });

  it('a page has the picture of its model once the model was shown, and the file’s buttons', async () => {
    const { workbench } = session;
    await page().getByRole('button', { name: 'Preview' }).click();
    await page().locator('.stage[data-facts=true]').waitFor({ timeout: 60_000 });
    // A page that isn't seen draws nothing, so the picture has to be taken before.
    const pictures = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad/pictures');
    await until(
      () => fs.existsSync(pictures) && fs.readdirSync(pictures).some((name) => name.endsWith('.png')),
      'the picture to be kept',
    );
    await workbench.command('View: Open Previous Editor');
    await heading('Box 40x20x10');
    const picture = page().getByRole('img', { name: 'Picture of Box 40x20x10' });
    await until(
      async () => (await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)) > 0,
      'the picture',
    );
    // What is only shown is in no file of the user's.
    assert.equal(await page().getByRole('button', { name: 'Reveal File' }).count(), 0);
    await page().getByRole('button', { name: 'Download', exact: true }).click();
    await page().getByRole('button', { name: 'Reveal File' }).waitFor();
    assert.match(await section('details').locator('[data-fact=file] dd').innerText(), /^cad.Box-40x20x10\.step$/);
  });

  it('a suggestion refines the prompt, and each of the two jobs leads to the other', async () => {
    const { workbench } = session;
    const suggestion = section('suggestions').getByRole('button').first();
    await suggestion.click();
    await workbench.acceptInput({ title: 'Refine Prompt' });
    await workbench.acceptDefault({ title: /design mode/i });
    await workbench.waitForQuickInput(/output format/i);
    // The question stays when the page has the focus again. The keyboard is the page's then, whenever it gets it, so
    // the answer is given by mouse.
    await section('prompt').locator('h2').click();
    await workbench.pick('STEP', { title: /output format/i });
    await section('chain').getByRole('button').first().click();
    await section('chain').locator('h3', { hasText: 'Refined from' }).waitFor();
    await section('chain').getByRole('button', { name: 'Box 40x20x10, Succeeded' }).click();
    await section('chain').locator('h3', { hasText: 'Refined to' }).waitFor();
  });

  it('is there again after a reload', async () => {
    await reload();
    await heading('Box 40x20x10');
    await section('prompt').locator('.typed', { hasText: boxPrompt }).waitFor();
  });

  it('what comes from outside is shown as text, and what has failed with a way out', async () => {
    const { workbench } = session;
    const brainstorm = { projectName: hostile, keyFeatures: [hostile], designComponents: [], suggestions: [hostile] };
    addJobs([
      {
        jobId: 'pub_hostile',
        state: 'failed',
        createdAt: new Date().toISOString(),
        prompt: hostile,
        brainstorm,
        metadata: { [hostile]: hostile },
        errorCode: 'geometry_validation_failed',
        errorMessage: hostile,
      },
    ]);
    await workbench.openView('Makistry');
    await (await workbench.rowInGroup('Failed', '<img')).click();
    await heading('<img src=x');
    assert.equal(await section('prompt').locator('.typed').innerText(), hostile);
    assert.equal(await section('brainstorm').locator('li').innerText(), hostile);
    assert.equal(await section('metadata').locator('td').innerText(), hostile);
    assert.equal(await section('failure').locator('p').first().innerText(), hostile);
    await section('failure').getByRole('button', { name: 'Refine Prompt…' }).waitFor();
    assert.deepEqual(
      await page()
        .locator('body')
        .evaluate((body) => {
          const { ownerDocument } = body as unknown as {
            ownerDocument: { title: string; querySelectorAll(selector: string): { length: number } };
          };
          return [ownerDocument.title, ownerDocument.querySelectorAll('#app img, #app script').length];
        }),
      ['Makistry CAD', 0],
    );
  });

  it('the usage counts the jobs, and says what is left of the requests', async () => {
    const { workbench } = session;
    const day = 86_400_000;
    const modes = ['standard', 'standard', 'pro', 'assembly'];
    addJobs(
      Array.from({ length: 40 }, (_, at) => ({
        jobId: `pub_${at}`,
        createdAt: new Date(Date.now() - (at % 28) * day).toISOString(),
        designMode: modes[at % 4],
        tokensUsed: 1000 + 370 * (at % 7),
        latencyMs: 20_000 + 9000 * (at % 5) * (1 + (at % 4)),
      })),
    );
    await workbench.openView('Makistry');
    await workbench.viewMenu('Show Usage');
    await heading('Usage');
    // Box, its refinement, the one that failed, and the forty.
    const fact = (key: string): Locator => section('overview').locator(`[data-fact=${key}] dd`);
    await until(async () => (await fact('jobs').innerText()) === '43', '43 jobs');
    assert.equal(await fact('failed').innerText(), '1');
    const left = section('limits').getByRole('meter', { name: 'Default, This hour' });
    await until(
      async () => Number(await left.getAttribute('value')) === 100 - cloud.api.length,
      'as many requests to be left as the service has not seen',
    );
    await page().getByLabel('Period').selectOption('7');
    await until(async () => Number(await fact('jobs').innerText()) < 43, 'the last seven days only');
    await section('tokens').getByText('Show as table').click();
    await until(async () => (await section('tokens').locator('tbody tr').count()) === 7, 'seven days');
    await page().getByLabel('Period').selectOption('30');
    await until(async () => (await section('tokens').locator('tbody tr').count()) === 30, 'thirty days');
    await section('tokens').getByText('Show as table').click();
  });

  it('the usage is exported as CSV', async () => {
    const { workbench, workspace } = session;
    await page().getByRole('button', { name: 'Export as CSV…' }).click();
    await workbench.waitForQuickInput('Export as CSV');
    await session.page.keyboard.press('Enter');
    await workbench.notification(/43 jobs are in makistry-jobs-/).waitFor();
    const name = fs.readdirSync(workspace).find((file) => /^makistry-jobs-\d{4}-\d\d-\d\d\.csv$/.test(file));
    const lines = fs.readFileSync(path.join(workspace, name!), 'utf8').trimEnd().split('\r\n');
    assert.equal(lines.length, 44);
    assert.ok(lines.some((line) => line.includes(boxPrompt) && line.includes('Default')));
    await workbench.clearNotifications();
  });

  for (const theme of themes) {
    it(`no page breaks a serious rule of accessibility in ${theme}`, async () => {
      const { workbench, profile, page: workbenchPage } = session;
      const file = path.join(profile, 'data/User/settings.json');
      fs.writeFileSync(
        file,
        JSON.stringify({ ...(JSON.parse(fs.readFileSync(file, 'utf8')) as object), 'workbench.colorTheme': theme }),
      );
      // The settings' file isn't watched here. The pages come back by themselves.
      await reload();
      const found: string[] = [];
      for (const [name, tab, content] of pages) {
        await workbenchPage.locator('.tab', { hasText: tab }).first().click();
        await page().locator(content).first().waitFor({ timeout: 30_000 });
        for (const { id, help, places } of await seriousViolations(page()))
          found.push(`${name}: ${id} (${help})\n${places.join('\n')}`);
        for (const [size, width] of [
          ['narrow', 760],
          ['wide', 1280],
        ] as const) {
          await workbenchPage.setViewportSize({ width, height: 800 });
          await workbench.screenshot(
            path.join(findRoot(), 'out/ui', `${name}-${theme.replaceAll(' ', '-')}-${size}.png`),
          );
        }
      }
      assert.deepEqual(found, []);
    });
  }
});
