import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { corpusFiles } from '../support/corpus.js';
import { colourAt, distinctColours } from '../support/pictures.js';
import { boxPrompt, copySampleWorkspace } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { findRoot } from '../support/root.js';
import { until } from '../support/until.js';

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface Canvas {
  getContext: (
    this: Canvas,
    kind: string,
  ) => { getExtension(name: string): { loseContext(): void; restoreContext(): void } } | null;
}

describe('What can be done in the preview', function () {
  const corpus = corpusFiles();
  if (corpus.length === 0) return;
  let session: UiSession;
  const source = (name: string): string => corpus.find((file) => file.name.endsWith(name))!.path;

  before(async () => {
    session = await openSession({
      settings: { 'workbench.colorTheme': 'Default Light Modern', 'makistry.service': 'local' },
      prepareWorkspace: (folder) => {
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
        copySampleWorkspace(folder);
        for (const name of ['red_cube_blue_cylinder.step', 'LQFP-64.step', 'cube_binary.stl'])
          fs.copyFileSync(source(name), path.join(folder, name));
      },
    });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const shown = (): Promise<void> => page().locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
  const button = (action: string): Locator => page().locator(`[data-action=${action}]`);
  const selection = async (): Promise<string> =>
    (await page().locator('.selection').innerText()).replaceAll('\u202f', '');

  async function open(name: string): Promise<void> {
    await session.page.keyboard.press('Control+P');
    await session.workbench.type(name);
    await session.workbench.pick(name);
  }

  it('reading is cancelled, and tried again', async () => {
    await open('LQFP-64.step');
    await page().locator('.status button', { hasText: 'Cancel' }).click();
    await page().locator('.status', { hasText: 'Opening was cancelled' }).waitFor();
    await page().locator('.status button', { hasText: 'Try Again' }).click();
    await shown();
  });

  it('a face, its radius and the distance of two points are measured, in mm and in inches', async () => {
    await open('red_cube_blue_cylinder.step');
    await shown();
    await button('viewFront').click();
    const box = (await page().locator('canvas').boundingBox())!;
    // From the front the cube is the left part, the cylinder the right one.
    const click = (share: number, shift = false): Promise<void> =>
      page()
        .locator('canvas')
        .click({ position: { x: box.width * share, y: box.height / 2 }, ...(shift && { modifiers: ['Shift'] }) });
    await click(0.3);
    await until(async () => /plane\s+Area\s+100 mm²/.test(await selection()), 'the face of the cube');
    await click(0.7, true);
    await until(async () => /cylinder\s+Area\s+314\.1593 mm²\s+Radius\s+5 mm/.test(await selection()), 'the cylinder');
    const distance = Number(/Distance from the plane\s+([\d.]+) mm/.exec(await selection())?.[1]);
    assert.equal(distance, 5);
    await page().locator('canvas').press('u');
    await until(async () => (await selection()).includes('0.1969 in (5 mm)'), 'inches');
    await page().locator('canvas').press('u');
  });

  it('commands of the palette do what the buttons do', async () => {
    await session.workbench.command('Makistry Preview: Wireframe');
    await until(async () => (await button('showWireframe').getAttribute('aria-pressed')) === 'true', 'the wireframe');
    await session.workbench.command('Makistry Preview: Section Plane');
    await page().locator('[data-slider=section]').waitFor();
    await page().locator('[data-slider=section] input[type=range]').focus();
    await page().locator('[data-slider=section] input[type=range]').press('ArrowRight');
    await session.workbench.command('Makistry Preview: Explode');
    await page().locator('[data-slider=explode]').waitFor();
    await session.workbench.command('Makistry Preview: Copy Facts as Markdown');
    await session.page.locator('.statusbar-item', { hasText: 'The facts are on the clipboard.' }).waitFor();
  });

  it('a hidden tab comes back as it was, also when it is hidden right after a change', async () => {
    const tab = (name: string): Locator => session.page.locator('.tab', { hasText: name });
    const isWireframe = async (): Promise<boolean> =>
      (await button('showWireframe').getAttribute('aria-pressed')) === 'true';
    await open('cube_binary.stl');
    await shown();
    await until(async () => !(await isWireframe()), 'the other model as models begin');
    await tab('red_cube').click();
    await shown();
    await until(isWireframe, 'the wireframe again');
    await page().getByLabel('Show red_cube').uncheck();
    await tab('cube_binary').click();
    await shown();
    await until(async () => !(await isWireframe()), 'the other model again');
    await tab('red_cube').click();
    await shown();
    await until(isWireframe, 'the wireframe again');
    assert.equal(await page().getByLabel('Show red_cube').isChecked(), false);
    await page().getByLabel('Show red_cube').check();
    await button('showShaded').click();
  });

  it('the picture follows the theme at once', async () => {
    const corner = async (): Promise<readonly number[]> =>
      colourAt(session.page, await page().locator('canvas').screenshot(), 5, 5);
    await until(async () => (await corner()).every((channel) => channel === 255), 'a white background');
    await session.workbench.command('Preferences: Toggle between Light/Dark Themes');
    await until(async () => (await corner()).every((channel) => channel < 64), 'a dark background');
    await session.workbench.command('Preferences: Toggle between Light/Dark Themes');
    await until(async () => (await corner()).every((channel) => channel > 200), 'a light background');
  });

  it('a file that is written anew is shown in its place', async () => {
    fs.copyFileSync(source('cube.stp'), path.join(session.workspace, 'red_cube_blue_cylinder.step'));
    await until(
      async () => (await page().locator('[data-fact=size] dd').innerText()) === '300 × 300 × 300 mm',
      'the other model',
      30_000,
    );
    fs.writeFileSync(path.join(session.workspace, 'red_cube_blue_cylinder.step'), '');
    await page().locator('.status', { hasText: 'The file is empty. Load or export it anew.' }).waitFor();
    fs.copyFileSync(source('red_cube_blue_cylinder.step'), path.join(session.workspace, 'red_cube_blue_cylinder.step'));
    await until(
      async () => (await page().locator('[data-fact=size] dd').innerText()) === '25 × 10 × 10 mm',
      'the first model again',
      30_000,
    );
  });

  it('a lost graphics context comes back', async () => {
    const canvas = page().locator('canvas');
    const lost = await canvas.evaluateHandle((element) =>
      (element as unknown as Canvas).getContext('webgl2')!.getExtension('WEBGL_lose_context'),
    );
    await lost.evaluate((extension) => extension.loseContext());
    await page().locator('.status', { hasText: 'comes back' }).waitFor();
    await lost.evaluate((extension) => extension.restoreContext());
    await page().locator('.status').waitFor({ state: 'hidden' });
    await until(async () => (await distinctColours(session.page, await canvas.screenshot())) > 20, 'a picture again');
  });

  it('a job is previewed from its row, downloaded first, with its prompt beside it', async () => {
    const { workbench } = session;
    await workbench.command('View: Close All Editors');
    await generateFromLine(session, boxPrompt);
    const row = await workbench.rowInGroup('Succeeded', 'Box', 60_000);
    await workbench.inlineAction(row, 'Preview');
    await page().locator('.stage[data-facts=true]').waitFor({ timeout: 60_000 });
    assert.match((await page().locator('[data-fact=volume] dd').innerText()).replaceAll('\u202f', ''), /^7803\.65/);
    assert.equal(await page().locator('.prompt').innerText(), boxPrompt);
  });

  it('its mass is that of the material that is chosen, and is copied with the facts', async () => {
    const mass = page().locator('.mass');
    await until(async () => (await mass.locator('dd').innerText()).includes('–'), 'no material');
    await mass.locator('select').selectOption({ label: 'Steel' });
    // 7803.65 mm³ of 7.85 g/cm³.
    await until(async () => (await mass.locator('dd').innerText()) === '61.259 g', 'the mass');
    assert.match(await mass.locator('.hint').innerText(), /^7\.85 g\/cm³ \(EN 1993-1-1\)$/);
    await session.workbench.screenshot(path.join(findRoot(), 'out/ui/mass.png'));
    await mass.locator('select').selectOption('');
  });

  it('what is picked begins the next prompt', async () => {
    await button('viewTop').click();
    const box = (await page().locator('canvas').boundingBox())!;
    await page()
      .locator('canvas')
      .click({ position: { x: box.width * 0.45, y: box.height * 0.45 } });
    await page().locator('.selection .refine').press('Enter');
    const input = session.page.locator('.quick-input-widget input').first();
    await until(async () => /The .+ at .+:$/.test((await input.inputValue()).trim()), 'the words of the prompt');
    assert.ok((await input.inputValue()).startsWith(boxPrompt.slice(0, 20)));
    await session.page.keyboard.press('Escape');
  });

  it('without WebGL it says so and shows the facts', async () => {
    await session.page.context().addInitScript(() => {
      const { HTMLCanvasElement } = globalThis as unknown as { HTMLCanvasElement: { prototype: Canvas } };
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: Canvas, kind: string) {
        return kind.startsWith('webgl') ? null : getContext.call(this, kind);
      };
    });
    const window = await session.openWindow();
    await window.toFront();
    await window.page.keyboard.press('Control+P');
    await window.type('cube_binary.stl');
    await window.pick('cube_binary.stl');
    const there = window.webview();
    await there.locator('.status', { hasText: 'WebGL is not available' }).waitFor();
    assert.equal(await there.locator('[data-fact=triangles] dd').innerText(), '12');
  });
});
