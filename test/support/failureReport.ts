import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Lines of each log. */
const mostLines = 25;

/**
 * What a window shows and has logged when a test fails: its dialogs and notifications, and the ends of the logs of the
 * extension, its host and the server. On another machine the report of a run is all that there is to know.
 */
export async function failureReport(page: Page, profile: string): Promise<string> {
  const shown = await page
    .locator('.monaco-dialog-box, .notification-list-item, .quick-input-widget:visible')
    .allInnerTexts()
    .catch((error: unknown) => [String(error)]);
  const logs = logFiles(path.join(profile, 'data/logs')).map(
    (file) => `${path.basename(file)}:\n${indented(lastLines(fs.readFileSync(file, 'utf8')))}`,
  );
  return [`Shown:\n${indented(shown.join('\n'))}`, ...logs].join('\n');
}

function logFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter(
      (file) => /(Makistry|exthost|remoteagent).*\.log$/i.test(path.basename(file)) && fs.statSync(file).size > 0,
    );
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-mostLines).join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
