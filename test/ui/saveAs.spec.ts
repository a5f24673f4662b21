import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator } from 'playwright-core';
import type { JobRecord } from '../../src/jobs/model.js';
import type { KernelFormat, PartSpecification } from '../../src/kernel/specification.js';
import { parseMesh } from '../../src/models/parse/index.js';
import { jobRecord } from '../support/jobRecords.js';
import { newKernel } from '../support/parts.js';
import { namesAndColours } from '../support/readStep.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const never = new AbortController().signal;

const twoParts: PartSpecification = {
  name: 'Set',
  assumptions: [],
  parts: [
    {
      name: 'pin',
      color: '#d02010',
      features: [{ operation: 'new', name: 'pin', shape: { kind: 'cylinder', diameter: 20, height: 10 } }],
    },
    {
      name: 'plate',
      color: '#3f7fbf',
      features: [{ operation: 'new', name: 'plate', at: [40, 0, 0], shape: { kind: 'box', size: [30, 20, 5] } }],
    },
  ],
};
/** So large that the finest triangles take long. */
const ball: PartSpecification = {
  name: 'Ball',
  assumptions: [],
  parts: [{ name: 'ball', features: [{ operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 400 } }] }],
};

async function filesOf(
  parts: Readonly<Record<string, readonly [PartSpecification, KernelFormat]>>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const kernel = newKernel();
  const files = new Map<string, Uint8Array>();
  for (const [name, [part, format]] of Object.entries(parts))
    files.set(name, (await kernel.build(part, format, never)).bytes);
  await kernel.dispose();
  return files;
}

describe('Save As', function () {
  let session: UiSession;

  before(async () => {
    const files = await filesOf({
      'set.step': [twoParts, 'STEP'],
      'ball.step': [ball, 'STEP'],
      'plate.stl': [twoParts, 'STL'],
    });
    const jobs: JobRecord[] = [];
    session = await openSession({
      jobs,
      settings: {
        'workbench.colorTheme': process.env['THEME'] ?? 'Default Light Modern',
        'makistry.service': 'local',
        'explorer.autoReveal': false,
      },
      prepareWorkspace: (folder) => {
        const file = pathToFileURL(path.join(folder, 'set.step')).href;
        jobs.push(jobRecord('two', { account: 'local', prompt: 'Two parts', file }));
        for (const [name, bytes] of files) fs.writeFileSync(path.join(folder, name), bytes);
      },
    });
    await until(() => session.workbench.isOffered('Makistry: Save As…'), 'the extension');
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const inExplorer = (name: string): Locator =>
    session.workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `saveAs-${name}.png`));
  const files = (): string[] => fs.readdirSync(session.workspace).sort();
  const description = (): Locator =>
    session.workbench.quickInput.locator('.monaco-list-row', { hasText: 'Save…' }).first();

  async function startFromExplorer(name: string): Promise<void> {
    await session.workbench.openView('Explorer');
    await session.workbench.contextMenu(inExplorer(name), 'Save As…');
  }

  /** The key goes to the box only: in the explorer behind it, it would open a file. */
  async function closeBy(input: Locator): Promise<void> {
    await until(async () => {
      if (await input.isVisible()) await input.press('Enter', { timeout: 2000 }).catch(() => undefined);
      return !(await session.workbench.quickInput.isVisible());
    }, 'the dialog to close');
  }

  /** Takes the name that the dialog proposes. */
  async function accept(name: string): Promise<string> {
    const { workbench } = session;
    const input = workbench.quickInput.locator('.quick-input-filter input').first();
    await until(async () => (await input.inputValue()).endsWith(name), `the proposed name ${name}`);
    await closeBy(input);
    await workbench.notification(`${name} is saved`).waitFor();
    return path.join(session.workspace, name);
  }

  it('of a file in the explorer asks for format and fineness, shows triangles and size, and then writes', async () => {
    const { workbench } = session;
    const before = files();
    await startFromExplorer('set.step');
    await workbench.waitForQuickInput('Save set.step As');
    await picture('formats');
    assert.deepEqual(await workbench.quickPickItems(), [
      'STL in mm',
      'STL in inches',
      '3MF',
      'GLB',
      'STEP in mm',
      'STEP in inches',
      'DXF Outline',
      'SVG Drawing',
    ]);
    await workbench.pick('3MF');
    await workbench.quickInput.getByPlaceholder('How near to the surfaces?').waitFor();
    await picture('fineness');
    assert.equal(await workbench.acceptDefault(), 'Normal');
    await description().waitFor();
    await picture('summary');
    const [, triangles = ''] =
      /2 parts · (\d+) triangles within 0\.\d+ mm · [\d.]+ kB/.exec(await description().innerText()) ?? [];
    assert.deepEqual(files(), before, 'nothing is written yet');
    await workbench.pick('Save…');
    const saved = await accept('set.3mf');
    const { mesh, facts } = await parseMesh('3mf', Uint8Array.from(fs.readFileSync(saved)));
    assert.equal(String(facts.triangles), triangles);
    assert.deepEqual(namesAndColours(mesh.parts), ['pin d02010', 'plate 3f7fbf']);
    await workbench.clearNotifications();
  });

  it('that is cancelled leaves nothing', async () => {
    const { workbench } = session;
    const before = files();
    await startFromExplorer('ball.step');
    assert.equal(await workbench.acceptDefault({ title: 'Save ball.step As' }), '3MF');
    await workbench.pick('A Number in mm…');
    await workbench.type('0', { title: 'Save ball.step As' });
    await workbench.inputMessage.getByText('Type a number of mm from').waitFor();
    await workbench.answer('0.0001');
    const making = workbench.notification('Making 3MF of “ball.step”');
    await making.waitFor();
    await picture('progress');
    await workbench.pressNotificationButton('Making 3MF of “ball.step”', 'Cancel');
    await making.waitFor({ state: 'hidden' });
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.deepEqual(files(), before);
  });

  it('of triangles as STEP is refused with the reason, and goes on with another format', async () => {
    const { workbench } = session;
    await startFromExplorer('plate.stl');
    await workbench.pick('STEP in mm', { title: 'Save plate.stl As' });
    await workbench.notification('STEP holds exact surfaces, which can’t be won back from triangles').waitFor();
    await picture('refused');
    await workbench.pick('GLB', { title: 'Save plate.stl As' });
    await description().waitFor();
    assert.match(await description().innerText(), /^Save…\s*\d+ triangles · [\d.]+ kB/);
    await workbench.dismissInput();
    assert.ok(!files().includes('plate.glb'));
  });

  it('in a preview is of the parts that are seen there', async () => {
    const { workbench } = session;
    await workbench.openFile('set.step');
    const app = workbench.webview().locator('#app');
    await app.locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
    await app.getByLabel('Show plate').uncheck();
    await picture('preview');
    await app.locator('[data-action=saveAs]').click();
    await workbench.pick('GLB', { title: 'Save set.step As' });
    await workbench.pick('Coarse');
    await description().waitFor();
    assert.match(await description().innerText(), /1 of 2 parts/);
    assert.deepEqual(await workbench.quickPickItems(), [
      'Save…',
      'All Parts in One File',
      'Each Part in a File of Its Own',
      'Another Fineness…',
      'Another Format…',
    ]);
    await picture('visible');
    await workbench.pick('Save…');
    const { mesh } = await parseMesh('glb', Uint8Array.from(fs.readFileSync(await accept('set.glb'))));
    assert.deepEqual(namesAndColours(mesh.parts), ['pin d02010']);
  });

  it('as a drawing in a preview is of the face that is picked', async () => {
    const { workbench } = session;
    await workbench.openFile('set.step');
    const app = workbench.webview().locator('#app');
    await app.locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
    await app.getByLabel('Show plate').check();
    await app.locator('[data-action=viewTop]').click();
    const box = (await app.locator('canvas').boundingBox())!;
    // From above the pin is the left third of the two.
    await app.locator('canvas').click({ position: { x: box.width * 0.2, y: box.height / 2 } });
    await app.locator('.selection', { hasText: 'plane' }).waitFor();
    await app.locator('[data-action=saveAs]').click();
    await workbench.pick('DXF Outline', { title: 'Save set.step As' });
    await description().waitFor();
    assert.match(await description().innerText(), /the picked face · [\d.]+ kB/);
    await picture('outline');
    await workbench.pick('Save…');
    const dxf = fs.readFileSync(await accept('set.dxf'), 'utf8');
    assert.match(dxf, /CIRCLE[^]*\r\n 40\r\n10\.0\r\n/);
    assert.ok(!dxf.includes('LWPOLYLINE'));
    await workbench.clearNotifications();
  });

  it('of several models in the explorer asks once, and saves them in one folder', async () => {
    const { workbench, page } = session;
    await workbench.openView('Explorer');
    const selected = workbench.sideBar.locator('.explorer-folders-view .monaco-list-row.selected');
    // The lower one first: its hover lies over what is below it.
    await inExplorer('plate.stl').click();
    await page.locator('.tab.active', { hasText: 'plate.stl' }).waitFor();
    // A page that loads takes the keyboard.
    await workbench.webview().locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
    await until(async () => {
      if ((await selected.count()) === 2) return true;
      await inExplorer('ball.step').click({ modifiers: ['Control'] });
      return (await selected.count()) === 2;
    }, 'two files to be selected');
    await workbench.contextMenu(inExplorer('ball.step'), 'Save As…');
    await workbench.pick('GLB', { title: 'Save 2 Models As' });
    await workbench.pick('Coarse');
    const save = workbench.quickInput.locator('.monaco-list-row', { hasText: 'Save 2 Files…' }).first();
    await save.waitFor();
    assert.match(await save.innerText(), /triangles · [\d.]+ kB/);
    await workbench.pick('Save 2 Files…');
    const input = workbench.quickInput.locator('.quick-input-filter input').first();
    await until(async () => (await input.inputValue()).endsWith('/workspace/'), 'the folder of the models');
    await closeBy(input);
    await workbench.notification('2 files are saved in').waitFor();
    assert.ok(['ball.glb', 'plate.glb'].every((name) => files().includes(name)));
    await workbench.clearNotifications();
  });

  it('of a job takes the file that it has: its service isn’t asked', async () => {
    const { workbench } = session;
    await workbench.openView('Makistry');
    const row = await workbench.rowInGroup('Succeeded', 'Two parts');
    await workbench.contextMenu(row, 'Save As…');
    await workbench.pick('STEP in inches', { title: 'Save set.step As' });
    await description().waitFor();
    await workbench.pick('Save…');
    assert.match(fs.readFileSync(await accept('set-inch.step'), 'utf8'), /CONVERSION_BASED_UNIT\('INCH'/);
  });
});
