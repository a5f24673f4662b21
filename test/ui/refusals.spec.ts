import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.js';
import { inEveryTheme } from '../support/inEveryTheme.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const refused = 'A box 40x20x10 mm with a zorp of 5 mm';
const document = `# Parts

\`\`\`cad
${refused}
\`\`\`

> - \`\`\`cad
>   A disc of 100 mm diameter 10 mm
>   \`\`\`

\`\`\`cad
A cylinder with a diameter of 35 mm.
\`\`\`

\`\`\`cad
A plate 60 x 40 x 5
with four 5 mm holes in the corners
\`\`\`
`;

describe('What the reader refuses, where it is written', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession({
      settings: {
        'makistry.service': 'local',
        'makistry.notifications': 'none',
        'makistry.confirmBeforeSubmit': false,
      },
      prepareWorkspace: (folder) => {
        fs.writeFileSync(path.join(folder, 'blocks.md'), document);
      },
    });
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const warnings = (): Locator => session.page.locator('.monaco-editor .squiggly-warning');
  const hints = (): Locator => session.page.locator('.monaco-editor .view-line', { hasText: 'Assumed here: ' });

  it('a block has the refused words underlined, and what was assumed at its end, in every theme', async () => {
    const { workbench } = session;
    await workbench.openFile('blocks.md');
    await until(async () => (await warnings().count()) === 3, 'three places', 60_000);
    await hints().first().waitFor();
    await inEveryTheme(session, (theme) => workbench.screenshot(path.join(findRoot(), `out/ui/refusals-${theme}.png`)));
  });

  it('a rewriting is one quick fix by the keyboard, after which the block is read', async () => {
    const { workbench, page } = session;
    await workbench.line('with a zorp').click();
    await page.keyboard.press('End');
    for (let back = 0; back < 8; back++) await page.keyboard.press('ArrowLeft');
    // A busy window takes the keys later; there is nothing to fix but at the words.
    const column = refused.length + 1 - 8;
    await page
      .locator('.statusbar-item', { hasText: `Col ${column}` })
      .first()
      .waitFor();
    await until(async () => (await warnings().count()) === 3, 'the words to be underlined');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'Leave Out “with a zorp of 5 mm”' }).waitFor();
    await workbench.screenshot(path.join(findRoot(), 'out/ui/refusals-fix.png'));
    await page.keyboard.press('Enter');
    await until(async () => (await warnings().count()) === 2, 'the block to be read');
    await page.keyboard.press('Control+Z');
    await until(async () => (await warnings().count()) === 3, 'the words to be underlined again');
  });

  it('the page of a failed job marks the words, and generates without them with one click', async () => {
    const { workbench } = session;
    await session.page
      .locator('.editor-group-container.active .codelens-decoration a', { hasText: 'Generate CAD' })
      .first()
      .click();
    // A row or a lens that is drawn anew takes the command of its click along.
    await session.page.locator('.codelens-decoration a', { hasText: 'Failed' }).first().waitFor({ timeout: 60_000 });
    await workbench.openView('Makistry');
    await (await workbench.rowInGroup('Failed', 'A box', 60_000)).click();
    const frame = workbench.webview();
    const mark = frame.locator('section.prompt mark');
    await mark.waitFor();
    assert.equal(await mark.innerText(), 'zorp');
    await inEveryTheme(session, async (theme) => {
      assert.deepEqual(await seriousViolations(frame), []);
      await workbench.screenshot(path.join(findRoot(), `out/ui/refusals-page-${theme}.png`));
    });
    await frame.getByRole('button', { name: 'Generate Without “with a zorp of 5 mm”' }).click();
    await workbench.rowInGroup('Succeeded', 'Box', 60_000);
  });
});
