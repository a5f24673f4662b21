import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { caseFile } from '../support/cases.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Binary STL of as many triangles, side by side. */
function manyTriangles(count: number): Buffer {
  const bytes = Buffer.alloc(84 + 50 * count);
  bytes.writeUInt32LE(count, 80);
  for (let at = 0; at < count; at++) {
    const [x, y] = [at % 1000, Math.floor(at / 1000)];
    [x, y, 0, x + 1, y, 0, x, y + 1, 0].forEach((value, place) =>
      bytes.writeFloatLE(value, 84 + 50 * at + 12 + 4 * place),
    );
  }
  return bytes;
}

const oddNames = ['a#1.stl', '100%25 [v2] {0}.stl', 'Gehäuse (ü) 🚀.stl', `${'long '.repeat(40)}.stl`];

describe('The preview when something comes between', function () {
  let session: UiSession;
  const triangle = manyTriangles(1);

  before(async () => {
    session = await openSession({
      settings: { 'workbench.colorTheme': 'Default Light Modern' },
      prepareWorkspace: (folder) => {
        fs.writeFileSync(path.join(folder, 'bad.step'), caseFile('p13_dangling_reference.step')!);
        fs.writeFileSync(path.join(folder, 'good.step'), caseFile('p05_bom.step')!);
        for (const name of ['goes.stl', 'cube.stl', 'anew.stl', 'away.stl', 'pieces.stl', ...oddNames])
          fs.writeFileSync(path.join(folder, name), triangle);
      },
    });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const shown = (): Promise<void> => page().locator('.stage[data-shown=fine]').waitFor({ timeout: 60_000 });

  async function open(name: string): Promise<void> {
    await session.page.keyboard.press('Control+P');
    await session.workbench.type(name);
    await session.workbench.pick(name);
  }

  it('the view cube is whole from every direction', async () => {
    await open('cube.stl');
    await shown();
    const stage = (await page().locator('.stage').boundingBox())!;
    for (const view of [
      'viewFront',
      'viewBack',
      'viewLeft',
      'viewRight',
      'viewTop',
      'viewBottom',
      'viewIsometric',
      'below',
      'farBelow',
      'aside',
    ]) {
      const arrows = { below: ['ArrowDown', 4], farBelow: ['ArrowDown', 3], aside: ['ArrowRight', 2] } as const;
      if (view in arrows) {
        const [key, count] = arrows[view as keyof typeof arrows];
        for (let at = 0; at < count; at++) await page().locator('canvas').press(key);
      } else await page().locator(`[data-action=${view}]`).click();
      await session.page.mouse.move(stage.x + 50, stage.y + 50);
      const { sides, frame } = await page()
        .locator('.cube')
        .evaluate((cube) => {
          const element = cube as unknown as {
            children: Iterable<{ getBoundingClientRect(): Rectangle }>;
            closest(selector: string): { getBoundingClientRect(): Rectangle };
          };
          const plain = ({ left, top, right, bottom }: Rectangle): Rectangle => ({ left, top, right, bottom });
          return {
            sides: [...element.children].map((side) => plain(side.getBoundingClientRect())),
            frame: plain(element.closest('.stage').getBoundingClientRect()),
          };
        });
      const box = (await page().locator('.view-cube').boundingBox())!;
      await session.page.screenshot({
        path: path.join(findRoot(), `out/ui/cube-${view}.png`),
        clip: { x: box.x - 60, y: box.y - 40, width: 150, height: 150 },
      });
      for (const { left, top, right, bottom } of sides) {
        const where = `${view}: ${[left, top, right, bottom].map(Math.round).join(' ')} in ${[frame.left, frame.top, frame.right, frame.bottom].map(Math.round).join(' ')}`;
        assert.ok(left >= frame.left && top >= frame.top && right <= frame.right && bottom <= frame.bottom, where);
      }
    }
  });

  it('a file that is written anew while it is parsed is never said to be cancelled', async () => {
    const file = path.join(session.workspace, 'anew.stl');
    await open('anew.stl');
    await shown();
    // The worker of the next reading never gets its file: as if it took long.
    await page().evaluate(() => {
      const own = globalThis as unknown as {
        said: string[];
        post: unknown;
        Worker: { prototype: { postMessage: unknown } };
        document: { querySelector(selector: string): { textContent: string } };
        MutationObserver: new (seen: () => void) => { observe(node: unknown, options: object): void };
      };
      const status = own.document.querySelector('.status');
      own.said = [];
      new own.MutationObserver(() => own.said.push(status.textContent)).observe(status, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      own.post = own.Worker.prototype.postMessage;
      own.Worker.prototype.postMessage = () => undefined;
    });
    fs.writeFileSync(file, manyTriangles(2));
    await page().locator('.status', { hasText: 'Reading the triangles' }).waitFor();
    await page().evaluate(() => {
      const own = globalThis as unknown as { post: unknown; Worker: { prototype: { postMessage: unknown } } };
      own.Worker.prototype.postMessage = own.post;
    });
    fs.writeFileSync(file, manyTriangles(3));
    await page().locator('[data-fact=triangles] dd', { hasText: /^3$/ }).waitFor({ timeout: 60_000 });
    const said = await page().evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.deepEqual(
      said.filter((text) => /cancelled/i.test(text)),
      [],
    );
  });

  it('a file that goes is said to be gone, and shown when it is there again', async () => {
    const file = path.join(session.workspace, 'away.stl');
    await open('away.stl');
    await shown();
    fs.rmSync(file);
    await page().locator('.status', { hasText: 'The file is not there any more.' }).waitFor({ timeout: 30_000 });
    fs.writeFileSync(file, manyTriangles(5));
    await page().locator('[data-fact=triangles] dd', { hasText: /^5$/ }).waitFor({ timeout: 60_000 });
  });

  it('a file that is written in pieces shows neither an error nor half a part, and ends whole', async () => {
    const file = path.join(session.workspace, 'pieces.stl');
    await open('pieces.stl');
    await shown();
    await page().evaluate(() => {
      const own = globalThis as unknown as {
        said: string[];
        document: { querySelector(selector: string): { textContent: string } };
        MutationObserver: new (seen: () => void) => { observe(node: unknown, options: object): void };
      };
      const app = own.document.querySelector('#app');
      own.said = [];
      new own.MutationObserver(() => own.said.push(app.textContent)).observe(app, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    const whole = manyTriangles(40);
    let written = 0;
    let writtenAt = 0;
    const write = (end: number): void => {
      fs.writeFileSync(file, whole.subarray(written, end), { flag: written === 0 ? 'w' : 'a' });
      [written, writtenAt] = [end, performance.now()];
    };
    write(500);
    const writing = page().locator('.status', { hasText: 'The file is being written…' });
    // The file goes on growing until that is seen: one that stood still for long would be taken as it is.
    await until(
      async () => {
        if (performance.now() > writtenAt + 1000) write(written + 1);
        return writing.isVisible();
      },
      'the page to say that the file is being written',
      30_000,
    );
    write(1500);
    write(whole.length);
    await page().locator('[data-fact=triangles] dd', { hasText: /^40$/ }).waitFor({ timeout: 60_000 });
    const said = await page().evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.deepEqual(
      said.filter((text) => /cut off|damaged|can’t|gone|not there/i.test(text)),
      [],
    );
  });

  for (const name of oddNames)
    it(`a model is shown whatever its file is called: ${name.slice(0, 30)}`, async () => {
      await session.workbench.openFile(name.slice(0, 40));
      await shown();
      assert.doesNotMatch(await page().innerText(), /\{0\}(?!\.stl)/);
    });

  it('after a bad file the next one opens in the same window', async () => {
    await open('bad.step');
    await page()
      .locator('.stage[data-shown=failed]')
      .or(page().locator('.stage[data-facts]'))
      .waitFor({ timeout: 60_000 });
    await open('good.step');
    await session.page.locator('.tab.active', { hasText: 'good.step' }).waitFor();
    await shown();
  });

  it('a tab that comes back without its file says so, and shows the file when it is there again', async () => {
    const { workbench, workspace } = session;
    await open('goes.stl');
    await shown();
    fs.rmSync(path.join(workspace, 'goes.stl'));
    await workbench.reload();
    await page().locator('.status', { hasText: 'The file is not there any more.' }).waitFor({ timeout: 60_000 });
    await page().locator('.status button', { hasText: 'Try Again' }).waitFor();
    fs.writeFileSync(path.join(workspace, 'goes.stl'), triangle);
    await shown();
  });
});
