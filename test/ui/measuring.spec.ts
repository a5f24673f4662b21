import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { PartSpecification } from '../../src/kernel/specification.js';
import { inEveryTheme } from '../support/inEveryTheme.js';
import { seriousViolations } from '../support/accessibility.js';
import { findRoot } from '../support/root.js';
import { newKernel } from '../support/parts.js';
import { copySampleWorkspace } from '../support/sampleWorkspace.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** A plate with two holes 62 mm apart. */
const plate: PartSpecification = {
  name: 'Plate',
  parts: [
    {
      name: 'plate',
      features: [
        { operation: 'new', name: 'plate', shape: { kind: 'box', size: [100, 60, 6] }, at: [0, 0, 0] },
        {
          operation: 'cut',
          name: 'holes',
          shape: { kind: 'hole', diameter: 12, depth: 'through' },
          at: [0, 0, 6],
          direction: 'z',
          pattern: {
            kind: 'points',
            points: [
              [-31, 0, 0],
              [31, 0, 0],
            ],
          },
        },
      ],
    },
  ],
  assumptions: [],
};

describe('Measuring in the workbench', function () {
  this.timeout(300_000);
  let session: UiSession;

  before(async () => {
    const kernel = newKernel();
    const { bytes } = await kernel.build(plate, 'STEP', new AbortController().signal);
    await kernel.dispose();
    session = await openSession({
      settings: { 'workbench.colorTheme': 'Default Light Modern', 'makistry.service': 'local' },
      prepareWorkspace: (folder) => {
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
        copySampleWorkspace(folder);
        fs.writeFileSync(path.join(folder, 'plate.step'), bytes);
      },
    });
    await session.page.keyboard.press('Control+P');
    await session.workbench.type('plate.step');
    await session.workbench.pick('plate.step');
    await page().locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const button = (action: string): Locator => page().locator(`[data-action=${action}]`);
  const text = async (section: string): Promise<string> =>
    (await page().locator(section).innerText()).replaceAll('\u202f', '');
  const selection = (): Promise<string> => text('.selection');

  async function click(share: number, shift = false): Promise<void> {
    const box = (await page().locator('canvas').boundingBox())!;
    await page()
      .locator('canvas')
      .click({ position: { x: box.width * share, y: box.height / 2 }, ...(shift && { modifiers: ['Shift'] }) });
  }

  /** Clicks from the left to the right until a rim is hit. @returns the share of the width where it is */
  async function clickRim(from: number, shift: boolean): Promise<number> {
    for (let share = from; share < from + 0.4; share += 0.004) {
      await click(share, shift);
      const rims = (await selection()).match(/circle\s+Length[^]*?Diameter\s+12 mm/g) ?? [];
      if (rims.length === (shift ? 2 : 1)) return share;
    }
    throw new Error('No rim was hit.');
  }

  it('a click near a hole’s rim takes its centre: two of them are 62 mm apart', async () => {
    await button('viewTop').click();
    await clickRim(0.08, false);
    assert.match(await selection(), /Centre\s+-31, 0, 6 mm/);
    const first = await selection();
    await clickRim(0.55, true);
    await until(async () => /Distance of the points\s+62 mm \(2\.4409 in\)/.test(await selection()), 'the distance');
    assert.notEqual(await selection(), first);
    assert.match(await selection(), /ΔX\s+62 mm\s+ΔY\s+0 mm\s+ΔZ\s+0 mm/);
  });

  it('what is measured stays with a number in the picture, is copied with the facts, and is taken away', async () => {
    await clickRim(0.08, false);
    await clickRim(0.55, true);
    await page().locator('.keep').click();
    await until(async () => (await text('.kept')).includes('Distance of the points 62 mm (2.4409 in)'), 'it is kept');
    await page().locator('canvas').press('Escape');
    await inEveryTheme(session, async (theme) => {
      await page().locator('.kept li').waitFor();
      assert.deepEqual(await seriousViolations(session.workbench.webview()), []);
      await session.workbench.screenshot(path.join(findRoot(), `out/ui/measured-${theme}.png`));
    });
    await page().locator('.kept .remove').press('Enter');
    await until(async () => !(await page().locator('.kept').isVisible()), 'it is removed');
  });

  it('is done by keyboard from the list of faces: the axes of the holes, and the thickness of the plate', async () => {
    const list = page().locator('.faceList');
    await list.locator('summary').press('Enter');
    const faces = list.locator('button');
    await until(async () => (await faces.count()) === 8, 'all faces are listed');
    assert.match(await faces.nth(0).innerText(), /^round hole, ⌀ 12 mm, -?31, 0, 3 mm$/);
    await faces.nth(0).press('Enter');
    await until(
      async () => /cylinder[^]*Diameter\s+12 mm\s+Depth\s+6 mm/.test(await selection()),
      'the hole is picked',
    );
    assert.match(await selection(), /Select All 2 Like This/);
    await faces.nth(1).press('Shift+Enter');
    await until(async () => /Distance of the axes\s+62 mm/.test(await selection()), 'the distance of the axes');
    const planes = faces.filter({ hasText: /^plane/ });
    const large = planes.filter({ hasText: '5' });
    assert.ok((await large.count()) >= 2);
    await list.locator('summary').press('Enter');
  });
});
