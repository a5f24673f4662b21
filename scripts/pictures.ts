// Pictures of every surface from the real workbench, in light, dark and high-contrast themes, in out/pictures; those of
// the README are renewed too. node out/scripts/pictures.js (npm run pictures builds it first)
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { boxPrompt } from '../test/support/sampleWorkspace.js';
import { generateFromLine, openSession, type UiSession } from '../test/support/uiSession.js';
import { until } from '../test/support/until.js';
import type { InThemes, Take } from './inThemes.js';
import { accountSurfaces } from './pictureAccounts.js';

/** The name in the setting, and the class that the workbench has with it. */
const themes = {
  dark: { name: 'Default Dark Modern', css: 'vs-dark' },
  contrast: { name: 'Default High Contrast', css: 'hc-black' },
  contrastLight: { name: 'Default High Contrast Light', css: 'hc-light' },
  light: { name: 'Default Light Modern', css: 'vs' },
} as const;

/** The surfaces that the README shows, in the light theme. */
const inReadme = ['generate', 'preview', 'details', 'block'];

const platePrompt = 'A 100x60x8mm mounting plate with four M6 holes in the corners, 10mm from the edges';
const flangePrompt =
  'A flange 120mm in diameter and 12mm thick with a 50mm bore and six 9mm holes on a 90mm bolt circle';
/** Of several lines, so that it is refined in an editor. */
const coverPrompt = 'A cover plate of 90x70x6 mm,\nwith four 5 mm holes in the corners, 8 mm from the edges.\n';
const endTimeoutMs = 120_000;

async function main(): Promise<void> {
  const root = findRoot();
  const folder = path.join(root, 'out/pictures');
  fs.rmSync(folder, { recursive: true, force: true });
  const session = await openSession({
    settings: { 'makistry.service': 'local', 'workbench.colorTheme': themes.light.name },
  });
  try {
    await session.page.setViewportSize({ width: 1400, height: 800 });
    await takeAll(session, folder);
  } catch (error) {
    await session.workbench.screenshot(path.join(folder, 'FAILED.png'));
    throw error;
  } finally {
    await session.close();
  }
  await accountSurfaces((session) => themed(session, folder));
  await untrustedView(folder);
  for (const name of inReadme)
    fs.copyFileSync(path.join(folder, 'light', `${name}.png`), path.join(root, 'media/readme', `${name}.png`));
}

function themed(session: UiSession, folder: string): InThemes {
  return async (surfaces) => {
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await useTheme(session, theme);
      fs.mkdirSync(path.join(folder, theme), { recursive: true });
      await surfaces(async (name) => {
        // A palette fades away after its command has begun.
        await session.page.locator('.quick-input-widget-closing').waitFor({ state: 'hidden' });
        // Notifications come in slowly, too.
        await session.page.screenshot({ path: path.join(folder, theme, `${name}.png`), animations: 'disabled' });
        console.log(`${theme}/${name}`);
      });
    }
  };
}

async function takeAll(session: UiSession, folder: string): Promise<void> {
  const inThemes = themed(session, folder);
  await inThemes((take) => beforeJobs(session, take));
  for (const prompt of [boxPrompt, platePrompt, flangePrompt]) await generateFromLine(session, prompt);
  const { workbench } = session;
  await workbench.command('Makistry: Generate CAD from Prompt…');
  await workbench.type('Something for the garden');
  await session.page.keyboard.press('Enter');
  for (const title of [/design mode/i, /output format/i]) await workbench.acceptDefault({ title });
  await until(
    async () => {
      const groups = await workbench.groups();
      return groups.get('Succeeded')?.length === 3 && groups.get('Failed')?.length === 1;
    },
    'the jobs to end',
    endTimeoutMs,
  );
  await workbench.clearNotifications();
  await workbench.closeEditors();
  fs.writeFileSync(
    path.join(session.workspace, 'bracket.md'),
    `# Bracket\n\nThe plate that carries the motor:\n\n\`\`\`cad\n${platePrompt}\n\`\`\`\n\nAnd its flange:\n\n\`\`\`cad\n${flangePrompt}\n\`\`\`\n`,
  );
  await workbench.openFile('bracket.md');
  const lenses = session.page.locator('.codelens-decoration a');
  await lenses.filter({ hasText: 'Generate CAD' }).last().click();
  for (const title of [/design mode/i, /output format/i]) await workbench.acceptDefault({ title });
  await lenses.filter({ hasText: 'Preview' }).waitFor({ timeout: endTimeoutMs });
  await workbench.clearNotifications();
  await workbench.closeEditors();
  fs.writeFileSync(path.join(session.workspace, 'cover.md'), coverPrompt);
  await workbench.openFile('cover.md');
  await session.page.keyboard.press('Control+A');
  await workbench.command('Makistry: Generate CAD from Selection');
  for (const title of [/design mode/i, /output format/i]) await workbench.acceptDefault({ title });
  await workbench.openView('Makistry');
  await until(async () => (await workbench.groups()).get('Succeeded')?.length === 5, 'the cover', endTimeoutMs);
  await workbench.clearNotifications();
  await workbench.closeEditors();
  await inThemes((take) => withJobs(session, take));
}

async function beforeJobs({ workbench, page }: UiSession, take: Take): Promise<void> {
  await workbench.openView('Makistry');
  await page.getByRole('button', { name: 'Generate CAD from Prompt…' }).last().waitFor();
  await take('welcome');
  await workbench.command('Makistry: Open Walkthrough');
  await page.locator('.getting-started-step.expanded').waitFor();
  await page
    .locator('.getting-started-media img, .getting-started-media iframe, .getting-started-media svg')
    .first()
    .waitFor();
  await take('walkthrough');
  await workbench.closeEditors();

  await workbench.openFile('parts.md');
  await workbench.selectLine(boxPrompt);
  await workbench.line(boxPrompt).click({ button: 'right' });
  await page.locator('.monaco-menu', { hasText: 'Generate CAD from Selection' }).waitFor();
  await take('generate');
  await workbench.reset();
  // Escape has taken the selection away.
  await workbench.selectLine(boxPrompt);
  await workbench.command('Makistry: Generate CAD from Selection');
  await workbench.waitForQuickInput(/design mode/i);
  await take('design-mode');
  await workbench.reset();
  await workbench.closeEditors();
}

async function withJobs({ workbench, page }: UiSession, take: Take): Promise<void> {
  await workbench.openView('Makistry');
  await workbench.rowInGroup('Succeeded', 'Flange');
  await take('jobs');
  await workbench.row('Flange').hover();
  await page.locator('.workbench-hover', { hasText: 'Duration' }).waitFor();
  await take('row-tooltip');

  await workbench.contextMenu(workbench.row('Flange'), 'Preview');
  await workbench.webview().locator('canvas').waitFor({ timeout: endTimeoutMs });
  await workbench.webview().getByText('Volume').first().waitFor({ timeout: endTimeoutMs });
  await workbench.clearNotifications();
  await take('preview');
  await workbench.closeEditors();

  await workbench.contextMenu(workbench.row('Flange'), 'Show Details');
  await until(
    () =>
      workbench
        .webview()
        .locator('.picture img')
        .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
    'the picture',
  );
  await take('details');
  await workbench.closeEditors();

  await workbench.command('Makistry: Show Usage');
  await workbench.webview().locator('canvas:visible').first().waitFor();
  await take('usage');
  await workbench.closeEditors();

  await (await workbench.rowInGroup('Failed', 'Something for the garden')).click();
  await workbench.webview().locator('section.failure').waitFor();
  await take('details-failed');
  await workbench.closeEditors();

  await workbench.contextMenu(workbench.row('Flange'), 'Refine Prompt…');
  await workbench.waitForQuickInput('Refine Prompt');
  await take('refine-box');
  await workbench.reset();
  await workbench.contextMenu(workbench.row('Plate 90x70x6'), 'Refine Prompt…');
  await page.locator('.codelens-decoration a', { hasText: 'Generate from This Prompt' }).waitFor();
  await take('refine-editor');
  // Without its text it closes without a question.
  for (const keys of ['Control+A', 'Delete']) await page.keyboard.press(keys);
  await workbench.closeEditors();

  await workbench.contextMenu(workbench.row('Flange'), 'Download');
  await workbench.notification(/is saved as|is there already/).waitFor();
  await take('notification-saved');
  await workbench.clearNotifications();

  await workbench.openFile('bracket.md');
  await page.locator('.codelens-decoration a', { hasText: 'Preview' }).first().waitFor();
  await take('block');
  await page
    .locator('.editor-group-container.active .view-line', { hasText: '```cad' })
    .last()
    .hover({ position: { x: 20, y: 8 } });
  await page.locator('.monaco-hover', { hasText: 'Succeeded' }).first().waitFor();
  await take('block-hover');
  await workbench.closeEditors();

  await workbench.openView('Makistry');
  await workbench.command('Makistry: Filter Jobs…');
  await workbench.waitForQuickInput(/Filter Jobs/);
  await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
  await take('filter');
  await workbench.type('flange');
  await page.keyboard.press('Enter');
  await workbench.viewMessage.filter({ hasText: 'flange' }).waitFor();
  await take('filtered');
  await workbench.command('Makistry: Filter Jobs…');
  await workbench.type('no such part', { title: /Filter Jobs/ });
  await page.keyboard.press('Enter');
  await workbench.sideBar.getByText('No job matches the filter.').waitFor();
  await take('welcome-filtered-away');
  await workbench.command('Makistry: Clear Filter');
  await workbench.rowInGroup('Succeeded', 'Flange');
}

async function untrustedView(folder: string): Promise<void> {
  const session = await openSession({
    settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
    workspaceTrust: true,
  });
  try {
    await session.page.setViewportSize({ width: 1400, height: 800 });
    const { workbench } = session;
    await themed(
      session,
      folder,
    )(async (take) => {
      await workbench.openView('Makistry');
      await workbench.sideBar.getByText('This workspace is not trusted').waitFor();
      await take('welcome-untrusted');
    });
  } finally {
    await session.close();
  }
}

/** The settings are read when the window opens. */
async function useTheme({ profile, page, workbench }: UiSession, theme: keyof typeof themes): Promise<void> {
  const { name, css } = themes[theme];
  const file = path.join(profile, 'data/User/settings.json');
  const settings = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...settings, 'workbench.colorTheme': name }, undefined, 2));
  // A page that is simply loaded anew doesn't write down what was changed a moment ago.
  const loaded = page.waitForEvent('load');
  await workbench.command('Developer: Reload Window');
  await loaded;
  await workbench.ready();
  await page.locator(`.monaco-workbench.${css}`).first().waitFor();
  await workbench.closeEditors();
}

runMain(main);
