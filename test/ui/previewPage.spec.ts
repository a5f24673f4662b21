// The preview's page in a browser by itself: what it shows in each theme, and of many and large models.
import assert from 'node:assert/strict';
import path from 'node:path';
import type { FromPage } from '../../src/preview/messages.js';
import { colourAt, contactSheet, distinctColours, pixelsUnlike } from '../support/pictures.js';
import { PreviewPage, themes, type ThemeName } from '../support/previewPage.js';
import { englishTexts } from '../support/previewTexts.js';
import { findRoot } from '../support/root.js';
import { binaryStl, boxFacets } from '../support/stlBox.js';
import { boxMesh, threeMfFile } from '../support/threeMf.js';
import { until } from '../support/until.js';

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface Observing {
  readonly document: { querySelector(selector: string): unknown };
  readonly MutationObserver: new (callback: (changes: unknown[]) => void) => {
    observe(target: unknown, options: object): void;
  };
  changes: number;
}

describe('The page of the preview', () => {
  let preview: PreviewPage;
  const sheet: { name: string; png: Buffer }[] = [];

  before(async () => {
    preview = await PreviewPage.launch();
  });
  after(async () => {
    const file = path.join(findRoot(), 'out/ui/preview-themes.png');
    if (sheet.length > 0) await contactSheet(preview.page, sheet, file);
    await preview.close();
  });

  const text = (selector: string): Promise<string> => preview.page.locator(selector).innerText();

  describe('in every theme', () => {
    const colours = { white: '#FFFFFF', black: '#000000', grey: '#808080', red: '#C8102E', yellow: '#FFE600' };

    for (const theme of Object.keys(themes) as ThemeName[])
      it(`shows parts of every colour apart from a background that is ${theme}`, async () => {
        const seen: Record<string, number> = {};
        for (const [name, colour] of Object.entries(colours)) {
          await preview.open(theme, englishTexts());
          await preview.page.locator('[data-action=toggleGrid]').click();
          await preview.show('3mf', ball(colour));
          const png = await picture();
          const background = await colourAt(preview.page, png, 3, 3);
          // The picture only, and not what lies over it.
          seen[name] = await pixelsUnlike(preview.page, png, background, 12);
          sheet.push({ name: `${theme}, ${name}`, png });
        }
        const usual = seen['grey'] ?? 0;
        assert.ok(usual > 10_000, JSON.stringify(seen));
        for (const [name, pixels] of Object.entries(seen))
          assert.ok(Math.abs(pixels - usual) < usual * 0.03, `${name}: ${JSON.stringify(seen)}`);
      });

    /** As it is once nothing more is drawn. */
    async function picture(): Promise<Buffer> {
      await preview.page.addStyleTag({ content: '.view-cube { display: none }' });
      const canvas = preview.page.locator('canvas');
      let last: Buffer | undefined;
      return until(async () => {
        const next = await canvas.screenshot();
        const isSame = last?.equals(next) === true && (await distinctColours(preview.page, next)) > 20;
        last = next;
        return isSame ? next : undefined;
      }, 'a picture that stays');
    }
  });

  it('hides and shows many parts in one go', async () => {
    await preview.open('light', englishTexts());
    await preview.show('3mf', boxes(300));
    await preview.page.evaluate(() => {
      const scope = globalThis as unknown as Observing;
      scope.changes = 0;
      new scope.MutationObserver((changes) => (scope.changes += changes.length)).observe(
        scope.document.querySelector('.facts'),
        { childList: true },
      );
    });
    await preview.page.getByText('Hide All').click();
    await until(async () => (await preview.page.locator('.parts input:checked').count()) === 0, 'no part shown');
    const changes = await preview.page.evaluate(() => (globalThis as unknown as Observing).changes);
    assert.ok(changes < 20, `the facts were written ${changes} times`);
    await preview.page.getByText('Show All').click();
    await until(async () => (await preview.page.locator('.parts input:checked').count()) === 300, 'all parts shown');
  });

  it('lists many parts for the keyboard, each with a name of its own', async () => {
    const boxed = preview.page.locator('.parts input');
    assert.equal(await boxed.count(), 300);
    assert.equal(await boxed.last().getAttribute('aria-label'), 'Show box (300)');
    await boxed.nth(298).focus();
    await preview.page.keyboard.press('Tab');
    await preview.page.keyboard.press('Space');
    assert.equal(await boxed.last().isChecked(), false);
  });

  it('breaks a long name between its words, and has all of it in its title', async () => {
    await preview.open('light', englishTexts());
    const name = `${'Mounting bracket for the left side '.repeat(3)}with_one_word_that_is_much_too_long_for_a_line`;
    await preview.show('3mf', boxes(2, name));
    const row = preview.page.locator('.parts label').first();
    assert.equal(await row.getAttribute('title'), `${name} (1)`);
    const box = await row.boundingBox();
    const panel = await preview.page.locator('.panel').boundingBox();
    assert.ok(box && panel && box.height < 60 && box.x + box.width <= panel.x + panel.width, JSON.stringify(box));
  });

  it('says which part is picked where there are several', async () => {
    await preview.open('light', englishTexts());
    await preview.show('3mf', boxes(2));
    await preview.page.locator('[data-action=viewTop]').click();
    const size = await preview.page.locator('canvas').boundingBox();
    assert.ok(size);
    await preview.page.locator('canvas').click({ position: { x: size.width * 0.3, y: size.height / 2 } });
    await until(async () => /Part\s+box \(1\)\s+Triangle/.test(await text('.selection')), 'the part');
  });

  it('keeps the facts of a narrow page behind a button, which tells of remarks', async () => {
    await preview.page.setViewportSize({ width: 560, height: 500 });
    try {
      await preview.open('light', englishTexts());
      await preview.show('stl', binaryStl(boxFacets().slice(1)));
      const stage = await preview.page.locator('.stage').boundingBox();
      assert.equal(stage?.width, 560);
      assert.equal(await preview.page.locator('.panel').isVisible(), false);
      const button = preview.page.getByRole('button', { name: 'Facts: one remark' });
      await button.click();
      await preview.page.locator('.panel .note', { hasText: '3 open edges' }).waitFor();
      assert.deepEqual(await preview.page.locator('.stage').boundingBox(), stage);
      await preview.page.getByRole('button', { name: 'Facts beside the Model' }).click();
      assert.equal(await preview.page.locator('.panel').isVisible(), false);
    } finally {
      await preview.page.setViewportSize({ width: 1280, height: 800 });
    }
  });

  it('draws parts of many colours with one program of the graphics card', async () => {
    await preview.page.addInitScript(() => {
      const scope = globalThis as unknown as {
        programs: number;
        WebGL2RenderingContext: { prototype: { linkProgram: (program: unknown) => void } };
      };
      const { linkProgram } = scope.WebGL2RenderingContext.prototype;
      scope.programs = 0;
      scope.WebGL2RenderingContext.prototype.linkProgram = function (this: unknown, program) {
        scope.programs++;
        linkProgram.call(this, program);
      };
    });
    await preview.open('light', englishTexts());
    const colours = Array.from({ length: 60 }, (_, at) => `#${(at * 4096 + 0x101010).toString(16).padStart(6, '0')}`);
    await preview.show('3mf', coloured(colours.map((colour) => [colour, boxMesh()])));
    await until(async () => (await preview.said()).some(({ type }: FromPage) => type === 'shown'), 'a picture');
    const programs = await preview.page.evaluate(() => (globalThis as unknown as { programs: number }).programs);
    assert.ok(programs > 0 && programs < 12, `${programs} programs`);
  });
});

/** @param name of all of them */
function boxes(count: number, name = 'box'): Uint8Array<ArrayBuffer> {
  const side = Math.ceil(Math.sqrt(count));
  const items = Array.from({ length: count }, (_, at) => {
    const [x, y] = [(at % side) * 30, Math.floor(at / side) * 30];
    return `<item objectid="1" transform="1 0 0 0 1 0 0 0 1 ${x} ${y} 0"/>`;
  });
  const resources = `<object id="1" type="model" name="${name}">${boxMesh()}</object>`;
  return threeMfFile({ resources, build: items.join('') });
}

function coloured(parts: readonly (readonly [colour: string, mesh: string])[]): Uint8Array<ArrayBuffer> {
  const materials = parts.map(([colour]) => `<base name="${colour}" displaycolor="${colour}"/>`).join('');
  const objects = parts.map(
    ([, mesh], at) => `<object id="${at + 1}" type="model" pid="9999" pindex="${at}">${mesh}</object>`,
  );
  const items = parts.map((_, at) => `<item objectid="${at + 1}" transform="1 0 0 0 1 0 0 0 1 ${at * 30} 0 0"/>`);
  return threeMfFile({
    resources: `<basematerials id="9999">${materials}</basematerials>${objects.join('')}`,
    build: items.join(''),
  });
}

/** Without an edge that could set it off. */
function ball(colour: string): Uint8Array<ArrayBuffer> {
  const [around, up] = [48, 24];
  const vertices: string[] = [];
  const triangles: string[] = [];
  for (let j = 0; j <= up; j++)
    for (let i = 0; i < around; i++) {
      // No corner of the ends, where triangles have no area.
      const [phi, theta] = [0.02 + ((Math.PI - 0.04) * j) / up, (2 * Math.PI * i) / around];
      const [x, y, z] = [Math.sin(phi) * Math.cos(theta), Math.sin(phi) * Math.sin(theta), Math.cos(phi)];
      vertices.push(`<vertex x="${x * 10}" y="${y * 10}" z="${z * 10}"/>`);
      if (j === up) continue;
      const [a, b] = [j * around + i, j * around + ((i + 1) % around)];
      triangles.push(`<triangle v1="${a}" v2="${a + around}" v3="${b + around}"/>`);
      triangles.push(`<triangle v1="${a}" v2="${b + around}" v3="${b}"/>`);
    }
  const mesh = `<mesh><vertices>${vertices.join('')}</vertices><triangles>${triangles.join('')}</triangles></mesh>`;
  return coloured([[colour, mesh]]);
}
