import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { PartSpecification } from '../../src/kernel/specification.js';
import { inEveryTheme } from '../support/inEveryTheme.js';
import { colourAt } from '../support/pictures.js';
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

/** A red cube with a green pin through it, cut through the middle of both. */
const pinned: PartSpecification = {
  name: 'Pinned',
  parts: [
    {
      name: 'block',
      color: '#c83232',
      features: [
        { operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 40, 40] }, at: [0, 0, 0] },
        {
          operation: 'cut',
          name: 'hole',
          shape: { kind: 'hole', diameter: 16, depth: 'through' },
          at: [0, 0, 40],
          direction: 'z',
        },
      ],
    },
    {
      name: 'pin',
      color: '#32a032',
      features: [
        {
          operation: 'new',
          name: 'pin',
          shape: { kind: 'extrude', profile: { kind: 'circle', diameter: 16 }, height: 60 },
          at: [0, 0, -10],
        },
      ],
    },
  ],
  assumptions: [],
};

describe('Measuring in the workbench', function () {
  let session: UiSession;

  before(async () => {
    const kernel = newKernel();
    const { signal } = new AbortController();
    const { bytes } = await kernel.build(plate, 'STEP', signal);
    const pin = await kernel.build(pinned, 'STEP', signal);
    const mesh = await kernel.build(pinned, 'STL', signal);
    await kernel.dispose();
    session = await openSession({
      settings: { 'workbench.colorTheme': 'Default Light Modern', 'makistry.service': 'local' },
      prepareWorkspace: (folder) => {
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
        copySampleWorkspace(folder);
        fs.writeFileSync(path.join(folder, 'plate.step'), bytes);
        fs.writeFileSync(path.join(folder, 'pinned.step'), pin.bytes);
        fs.writeFileSync(path.join(folder, 'pinned.stl'), mesh.bytes);
      },
    });
    await open('plate.step');
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

  async function open(name: string): Promise<void> {
    await session.page.keyboard.press('Control+P');
    await session.workbench.type(name);
    await session.workbench.pick(name);
    await page().locator('.stage[data-shown=fine][data-facts]').waitFor({ timeout: 60_000 });
  }

  /** The section across Y at a place in the unit that is shown. */
  async function cutAt(place: string): Promise<void> {
    await button('viewFront').click();
    await button('toggleSection').click();
    await page().locator('[data-slider=section] input[type=number]').fill(place);
    await page().locator('[data-slider=section] input[type=number]').press('Enter');
  }

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

  it('the pointer tells what a click would take, and the centre of a circle is marked', async () => {
    await button('viewTop').click();
    const canvas = page().locator('canvas');
    const hint = page().locator('.hover .hint');
    const box = (await canvas.boundingBox())!;
    const seen = new Set<string>();
    for (let share = 0.1; share < 0.5; share += 0.004) {
      await canvas.hover({ position: { x: box.width * share, y: box.height / 2 } });
      await until(async () => (await hint.isVisible()) || share < 0.2, 'the hint');
      seen.add((await hint.isVisible()) ? await hint.innerText() : '');
      if (!seen.has('centre of the circle, ⌀ 12 mm')) continue;
      assert.ok(await page().locator('.hover .dot').isVisible());
      break;
    }
    assert.ok(seen.has('centre of the circle, ⌀ 12 mm'), [...seen].join('; '));
    await session.workbench.screenshot(path.join(findRoot(), 'out/ui/hover.png'));
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

  it('a section is the face of the cut, in each part’s colour, at the place that was typed', async () => {
    await open('pinned.step');
    await cutAt('5');
    const canvas = page().locator('canvas');
    const box = (await canvas.boundingBox())!;
    const picture = await canvas.screenshot();
    /** The greatest channel of most pixels around a place: hatching is drawn over a part of them. */
    const mainColour = async (share: number): Promise<string> => {
      const votes = { red: 0, green: 0, other: 0 };
      for (let by = 0; by < 12; by++) {
        const [r = 0, g = 0, b = 0] = await colourAt(
          session.page,
          picture,
          box.width * share + by,
          box.height / 2 + by,
        );
        votes[r > 1.5 * g && r > 1.5 * b ? 'red' : g > 1.5 * r && g > 1.5 * b ? 'green' : 'other']++;
      }
      return Object.entries(votes).toSorted(([, one], [, other]) => other - one)[0]![0];
    };
    assert.equal(await mainColour(0.5), 'green', 'the pin');
    assert.equal(await mainColour(0.58), 'red', 'the block');
    await click(0.5);
    await until(
      async () => /pin\s+Face\s+face of the section\s+Point\s+-?[\d.]+, 5, /.test(await selection()),
      'the cut',
    );
    await click(0.58);
    await until(async () => /block\s+Face\s+face of the section/.test(await selection()), 'the cut of the block');
    await button('viewIsometric').click();
    await inEveryTheme(session, async (theme) => {
      assert.deepEqual(await seriousViolations(session.workbench.webview()), []);
      await session.workbench.screenshot(path.join(findRoot(), `out/ui/section-${theme}.png`));
    });
    await button('toggleUnits').click();
    await until(
      async () => (await page().locator('[data-slider=section] input[type=number]').inputValue()) === '0.1969',
      'the place in inches',
    );
    await button('toggleUnits').click();
    await button('toggleSection').click();
  });

  it('a mesh that closes has a face of its cut, too', async () => {
    await open('pinned.stl');
    await cutAt('5');
    await click(0.58);
    await until(async () => /face of the section\s+Point\s+-?[\d.]+, 5, /.test(await selection()), 'the cut');
    await button('viewIsometric').click();
    await session.workbench.screenshot(path.join(findRoot(), 'out/ui/section-mesh.png'));
  });
});
