import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Feature, KernelFormat } from '../../src/kernel/specification.js';
import { seriousViolations } from '../support/accessibility.js';
import { cyl, forever, newKernel } from '../support/parts.js';
import { findRoot } from '../support/root.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [80, 50, 8] } };
const hole = (x: number, y: number): Feature => ({
  operation: 'cut',
  name: `hole at ${x}, ${y}`,
  shape: { kind: 'cylinder', diameter: 10, height: 40 },
  at: [x, y, -20],
});
const rib: Feature = { operation: 'add', name: 'rib', shape: { kind: 'box', size: [60, 6, 12] }, at: [0, -15, 8] };

describe('Comparing two versions of a model', function () {
  let session: UiSession;

  before(async () => {
    const kernel = newKernel();
    const file = async (format: KernelFormat, ...features: Feature[]): Promise<Uint8Array> =>
      (await kernel.build({ name: 'Plate', parts: [{ name: 'plate', features }], assumptions: [] }, format, forever))
        .bytes;
    const first = await file('STEP', plate, hole(-20, 5));
    const second = await file('STEP', plate, hole(20, 5), rib);
    const [firstMesh, secondMesh] = [await file('STL', plate), await file('STL', plate, hole(20, 5))];
    await kernel.dispose();
    session = await openSession({
      settings: {
        'workbench.colorTheme': process.env['THEME'] ?? 'Default Light Modern',
        'git.enabled': true,
        'git.openRepositoryInParentFolders': 'never',
      },
      prepareWorkspace: (folder) => {
        const write = (name: string, bytes: Uint8Array, at: number): void => {
          fs.writeFileSync(path.join(folder, name), bytes);
          fs.utimesSync(path.join(folder, name), at, at);
        };
        write('plate v1.step', first, 1_700_000_000);
        write('plate v2.step', second, 1_700_000_100);
        write('open.stl', firstMesh.subarray(0, 84), 1_700_000_000);
        write('mesh.stl', secondMesh, 1_700_000_000);
        write('versioned.step', first, 1_700_000_000);
        const git = (...args: string[]): unknown =>
          execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
        git('init', '-q');
        git('add', 'versioned.step');
        git('commit', '-q', '-m', 'first');
        write('versioned.step', second, 1_700_000_200);
      },
    });
    await until(() => session.workbench.isOffered('Makistry: Compare With…'), 'the extension');
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const inExplorer = (name: string): Locator =>
    session.workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const page = (): Locator => session.workbench.webview().locator('#app');
  const side = (): Locator => page().locator('.panel');
  const shown = (): Promise<void> => page().locator('.stage[data-shown=fine]').waitFor();
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `compare-${name}.png`));
  const cell = (row: string, column: number): Promise<string> =>
    side().locator('tbody tr', { hasText: row }).locator('th, td').nth(column).innerText();

  it('shows what two selected files have in common, and what only one of them has', async () => {
    const { workbench } = session;
    await workbench.openView('Explorer');
    await inExplorer('plate v2.step').click();
    await inExplorer('plate v1.step').click({ modifiers: ['ControlOrMeta'] });
    await workbench.contextMenu(inExplorer('plate v1.step'), 'Compare With…');
    await shown();
    assert.match(await side().innerText(), /Earlier: plate v1\.step/, 'the older one is the earlier one');
    const text = await side().innerText();
    assert.match(text, new RegExp(`Only in the earlier one: ${cyl(10, 8).toPrecision(7)}`));
    assert.match(text, new RegExp(`Only in the later one: ${(60 * 6 * 12 + cyl(10, 8)).toPrecision(7)}`));
    assert.equal(await cell('Size Z', 3), '+12');
    assert.equal(await cell('Holes ⌀ 10', 3), '');
    assert.match(text, /Exact, from the solid model/);
    await picture('overlay');
    assert.deepEqual(await seriousViolations(session.workbench.webview()), []);
  });

  it('shows them one by one, beside each other and parted by a line', async () => {
    for (const [button, show] of [
      ['Earlier', 'before'],
      ['Later', 'after'],
      ['Side by Side', 'side'],
      ['Swipe', 'swipe'],
    ] as const) {
      await page().getByRole('button', { name: button, exact: true }).click();
      await page().locator(`.stage[data-show=${show}]`).waitFor();
      await picture(show);
    }
    await page().getByRole('button', { name: 'Blink', exact: true }).click();
    for (const show of ['before', 'after', 'before'] as const)
      await page().locator(`.stage[data-show=${show}]`).waitFor();
    await page().getByRole('button', { name: 'Overlay', exact: true }).click();
    await page().locator('.stage[data-show=overlay]').waitFor();
  });

  it('changes their places, lays them on each other otherwise, and copies the table', async () => {
    await page().getByRole('button', { name: 'Swap', exact: true }).click();
    await until(async () => (await side().innerText()).includes('Earlier: plate v2.step'), 'the names to change');
    await until(async () => (await cell('Size Z', 3)) === '-12', 'the figures to change');
    await page().getByRole('combobox').selectOption({ label: 'By the middles of their boxes' });
    await until(async () => (await side().innerText()).includes('The later one was moved by 0, 0, 6 mm.'), 'the move');
    await page().getByRole('button', { name: 'Copy Table', exact: true }).click();
    await session.workbench.closeEditors();
  });

  it('compares a file with its last commit', async () => {
    const { workbench } = session;
    await workbench.contextMenu(inExplorer('versioned.step'), 'Compare With…');
    await workbench.pick('The last commit of this file');
    await shown();
    assert.match(await side().innerText(), /Earlier: versioned\.step in the last commit/);
    assert.equal(await cell('Size Z', 3), '+12');
    await workbench.closeEditors();
  });

  it('compares a solid with triangles, and says that the figures are approximate', async () => {
    const { workbench } = session;
    await workbench.contextMenu(inExplorer('mesh.stl'), 'Compare With…');
    await workbench.pick('plate v1.step');
    await shown();
    assert.match(await side().innerText(), /Approximate, from the triangles/);
    await workbench.closeEditors();
  });

  it('says which file can’t be read, and why', async () => {
    const { workbench } = session;
    await workbench.contextMenu(inExplorer('open.stl'), 'Compare With…');
    await workbench.pick('mesh.stl');
    await page().locator('.stage[data-shown=failed]').waitFor();
    assert.match(await page().locator('.status').innerText(), /^open\.stl: The file is cut off/);
    await picture('failed');
    await workbench.closeEditors();
  });
});

describe('Comparing the models of jobs', () => {
  let session: UiSession;

  before(async () => {
    session = await openSession({ settings: { 'makistry.service': 'local', 'makistry.notifications': 'none' } });
  });
  after(() => session.close());
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const side = (): Locator => page().locator('.panel');
  const shown = (): Promise<void> => page().locator('.stage[data-shown=fine]').waitFor();
  const grewByTwo = async (): Promise<void> => {
    await shown();
    assert.match(await side().innerText(), /Only in the later one: 1560\.73\d*\s*mm³/);
    assert.match(await side().innerText(), /Only in the earlier one: none/);
    // What is only shown is in no file of the user's.
    assert.ok(!fs.existsSync(path.join(session.workspace, 'cad')));
  };

  it('begins on the page of a job with the one that it refines', async () => {
    const { workbench } = session;
    await generateFromLine(session, boxPrompt);
    const first = await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
    await workbench.contextMenu(first, 'Refine Prompt…');
    await workbench.type(boxPrompt.replace('40x20x10mm', '40x20x12mm'), { title: 'Refine Prompt' });
    await workbench.acceptInput({ title: 'Refine Prompt' });
    await workbench.acceptDefault({ title: /design mode/i });
    await workbench.acceptDefault({ title: /output format/i });
    await workbench.openView('Makistry');
    await workbench.rowInGroup('Succeeded', 'Box 40x20x12');
    await workbench.openRow('Box 40x20x12');
    await page().getByRole('button', { name: 'Compare with the Earlier Version' }).click();
    await grewByTwo();
    await session.workbench.screenshot(path.join(findRoot(), 'out/ui/compare-jobs.png'));
    await workbench.closeEditors();
  });

  it('takes two selected rows, the one that was made first as the earlier one', async () => {
    const { workbench } = session;
    await workbench.openView('Makistry');
    await workbench.row('Box 40x20x12').click();
    await workbench.row('Box 40x20x10').click({ modifiers: ['ControlOrMeta'] });
    await workbench.contextMenu(workbench.row('Box 40x20x10'), 'Compare With…');
    await page().getByText('What Differs').waitFor();
    await grewByTwo();
    await workbench.closeEditors();
  });
});
