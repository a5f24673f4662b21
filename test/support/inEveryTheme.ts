import fs from 'node:fs';
import path from 'node:path';
import type { UiSession } from './uiSession.js';

/** The themes in which what we show is looked at, and the mark that each gives the workbench. */
const themes = {
  'Default Light Modern': 'vs',
  'Default Dark Modern': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const;

/** Does something in each of four themes, which the workspace's settings say. */
export async function inEveryTheme(
  { page, workspace }: UiSession,
  act: (theme: string) => Promise<void>,
): Promise<void> {
  const folder = path.join(workspace, '.vscode');
  fs.mkdirSync(folder, { recursive: true });
  for (const [theme, mark] of Object.entries(themes)) {
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
    await page.locator(`.monaco-workbench.${mark}`).waitFor();
    await act(theme.replace(/\W+/g, '-'));
  }
}
