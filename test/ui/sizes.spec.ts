import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.js';
import { inEveryTheme } from '../support/inEveryTheme.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const document = '# Parts\n\n```cad\nA 60 x 40 x 10 mm plate with a 6 mm through hole in the middle\n```\n';

describe('The sizes of a prompt beside its model', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: {
        'makistry.service': 'local',
        'makistry.notifications': 'none',
        'makistry.confirmBeforeSubmit': false,
      },
      prepareWorkspace: (folder) => fs.writeFileSync(path.join(folder, 'parts.md'), document),
    });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const page = (): Locator => session.workbench.webview().locator('#app');
  const field = (label: string): Locator => page().locator('.size', { hasText: label }).locator('input[type=number]');
  const button = (name: string): Locator => page().locator('.sizes').getByRole('button', { name });
  const volume = async (): Promise<number> =>
    Number((await page().locator('[data-fact=volume] dd').innerText()).replace(/[^\d.]/g, ''));
  const plate = (length: number, diameter: number): number => 10 * (length * 40 - (Math.PI * diameter ** 2) / 4);
  const near = (actual: number, expected: number): boolean => Math.abs(actual - expected) < 0.01;

  it('are what the prompt states, each with a field and a slider', async () => {
    const { workbench } = session;
    await workbench.openFile('parts.md');
    await session.page.locator('.codelens-decoration a', { hasText: 'Generate CAD' }).first().click();
    await workbench.openView('Makistry');
    const row = await workbench.rowInGroup('Succeeded', 'Plate');
    await workbench.contextMenu(row, 'Download');
    await until(() => fs.existsSync(path.join(session.workspace, 'cad/Plate-60x40x10.step')), 'the file');
    await workbench.contextMenu(await workbench.rowInGroup('Succeeded', 'Plate'), 'Preview');
    await page().locator('.stage[data-facts=true]').waitFor();
    await page().locator('.size').first().waitFor();
    assert.deepEqual(await page().locator('.size label span:first-child').allInnerTexts(), [
      'plate, 1 of 3',
      'plate, 2 of 3',
      'plate, 3 of 3',
      'hole',
    ]);
    assert.equal(await field('hole').inputValue(), '6');
    assert.ok(near(await volume(), plate(60, 6)), String(await volume()));
    assert.equal(await button('Generate').isEnabled(), false);
  });

  it('make the part anew when they are changed, with the old one as a ghost, and no job', async () => {
    await field('hole').fill('12');
    await field('hole').press('Tab');
    await until(async () => near(await volume(), plate(60, 12)), 'the wider hole');
    const slider = page().locator('.size', { hasText: 'plate, 1 of 3' }).locator('input[type=range]');
    await slider.focus();
    for (let step = 0; step < 20; step++) await slider.press('ArrowRight');
    const length = Number(await field('plate, 1 of 3').inputValue());
    assert.ok(length > 60);
    await until(async () => near(await volume(), plate(length, 12)), 'the longer plate');
    await page().locator('.stage[data-shown=variant]').waitFor();
    await page().locator('.note', { hasText: 'No file holds it' }).waitFor();
    await inEveryTheme(session, async (theme) => {
      assert.deepEqual(await seriousViolations(session.workbench.webview()), []);
      await session.workbench.screenshot(path.join(findRoot(), `out/ui/sizes-${theme}.png`));
    });
  });

  it('that can’t be built say why, and nothing is shown or offered for them', async () => {
    await field('hole').fill('41');
    await field('hole').press('Tab');
    await page().locator('.outcome[data-state=refused]').waitFor();
    assert.match(await page().locator('.outcome').innerText(), /hole/i);
    assert.equal(await button('Generate').isEnabled(), false);
    await session.workbench.screenshot(path.join(findRoot(), 'out/ui/sizes-refused.png'));
    await button('Back to the Prompt’s Sizes').click();
    await until(async () => near(await volume(), plate(60, 6)), 'the part of the file');
    await page().locator('.stage[data-shown=fine]').waitFor();
    assert.equal(await field('hole').inputValue(), '6');
  });

  it('are written into the document, where that can be undone', async () => {
    const { workbench } = session;
    await field('hole').fill('8.5');
    await field('hole').press('Tab');
    await button('Write to Document').click();
    await workbench.line('A 60 x 40 x 10 mm plate with a 8.5 mm through hole').waitFor();
    await session.page.keyboard.press('Control+Z');
    await workbench.line('with a 6 mm through hole').waitFor();
  });

  it('are those of the file again when that is written anew', async () => {
    const { workspace } = session;
    await session.page.locator('.tab', { hasText: 'Plate-60x40x10.step' }).click();
    // Beside the document the page is narrow, and its panel behind a button.
    await page().locator('[data-action=toggleFacts]').click();
    await field('hole').fill('9');
    await field('hole').press('Tab');
    await page().locator('.stage[data-shown=variant]').waitFor();
    const file = path.join(workspace, 'cad/Plate-60x40x10.step');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('END-ISO', ' END-ISO'));
    await page().locator('.stage[data-shown=fine]').waitFor();
    assert.equal(await field('hole').inputValue(), '6');
    assert.equal(await button('Generate').isEnabled(), false);
    await field('hole').fill('8.5');
    await field('hole').press('Tab');
    await until(() => button('Generate').isEnabled(), 'the part with a wider hole');
  });

  it('make a job that refines the part’s', async () => {
    const { workbench } = session;
    await button('Generate').click();
    await until(async () => (await workbench.groups()).get('Succeeded')?.length === 2, 'the other job');
    // The refined one has what it refines below it. A row that is drawn anew while it is clicked loses its command.
    const made = workbench.sideBar.locator('.monaco-list-row[aria-expanded=false]', { hasText: 'Plate 60x40x10' });
    await workbench.contextMenu(made, 'Show Details');
    await workbench.webview().locator('section.prompt', { hasText: 'a 8.5 mm through hole' }).waitFor();
    await workbench.webview().getByText('Refinements').waitFor();
  });
});
