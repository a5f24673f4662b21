import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { installExtension, startServer, temporaryProfile, type Host, type Server } from './codeServer.js';
import { readResults, whyNotPassed, type TierResults } from './results.js';

export interface HostRunOptions {
  readonly host: Host;
  readonly extensionDevelopmentPath: string;
  /** The built module whose `run()` is called in the extension host. */
  readonly extensionTestsPath: string;
  readonly workspace: string;
  /** Where that module writes its results (TEST_RESULTS in its environment). */
  readonly results: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly vsix?: readonly string[];
  readonly timeoutMs?: number;
  /** Does something to the profile before VS Code starts. @param folder absolute */
  readonly prepareProfile?: (folder: string) => void;
  /**
   * Looks at the workbench while the tests run. What it throws is a problem of the run, when the tests haven't told
   * one.
   */
  readonly look?: (page: Page) => Promise<void>;
}

export interface HostRun {
  /**
   * Undefined when both witnesses say that it passed: the workbench by its exit code, the tests by their results file.
   */
  readonly problem: string | undefined;
  readonly exitCode: number | undefined;
  readonly results: TierResults | undefined;
}

/** What the tests' console begins its lines with, so that they can be told from the workbench's own. */
const consoleMark = '[in the host] ';

/**
 * Loads an extension and a test entry point into a real extension host, as @vscode/test-electron does with the
 * desktop's.
 */
export async function runInHost(options: HostRunOptions): Promise<HostRun> {
  const { host, results, settings, vsix = [], env, timeoutMs = 120_000 } = options;
  fs.rmSync(results, { force: true });
  const profile = temporaryProfile(settings);
  options.prepareProfile?.(profile.folder);
  let server: Server | undefined;
  let browser: BrowserContext | undefined;
  try {
    for (const file of vsix) installExtension(host, profile, file);
    [server, browser] = await Promise.all([
      startServer({
        host,
        profile,
        args: host.testDriverArguments,
        env: { ...env, TEST_RESULTS: results, TEST_CONSOLE_MARK: consoleMark },
      }),
      launchChromium(path.join(profile.folder, 'chromium')),
    ]);
    const page = browser.pages()[0] ?? (await browser.newPage());
    const looked = options.look?.(page).then(() => undefined, String);
    const exitCode = await runInPage(page, server, options, timeoutMs);
    if (exitCode !== 0 && looked) console.log(`What was looked for: ${(await looked) ?? 'seen'}`);
    if (exitCode === undefined) {
      const screenshot = `${results}.timeout.png`;
      await page.screenshot({ path: screenshot });
      return { exitCode, results: undefined, problem: `it did not end within ${timeoutMs / 1000} s (${screenshot})` };
    }
    const ended = hostEnd(server);
    const left = readResults(results);
    const problem =
      exitCode === 0
        ? (ended ?? whyNotPassed(left))
        : (whyNotPassed(left) ?? ended ?? `the workbench reported exit code ${exitCode}`);
    return { exitCode, results: left, problem };
  } finally {
    await browser?.close();
    await server?.stop();
    if (process.env['KEEP']) console.log(`Kept ${profile.folder}`);
    else profile.remove();
  }
}

/** The exit code that the workbench reports, or undefined after `timeoutMs`. */
async function runInPage(
  page: Page,
  server: Server,
  options: HostRunOptions,
  timeoutMs: number,
): Promise<number | undefined> {
  const exit = new Promise<number>((resolve) => {
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    server.process.once('exit', () => resolve(1));
    page.once('crash', () => resolve(1));
  });
  await page.exposeFunction('codeAutomationLog', (_severity: string, args: unknown[]) => {
    const text = format(...args);
    if (text.startsWith(consoleMark)) console.log(text.slice(consoleMark.length));
    else if (process.env['VERBOSE']) console.log(`[workbench] ${text}`);
  });
  const remote = (file: string): string => `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;
  const payload = [
    ['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(options.extensionTestsPath)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    // An extension that comes for a test may use what its manifest asks for.
    ['enableProposedApi', ''],
  ];
  await page.goto(
    `${server.url}/?${new URLSearchParams({ folder: path.resolve(options.workspace), payload: JSON.stringify(payload) }).toString()}`,
  );
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([exit, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** How the extension host ended, if badly: the workbench reports a killed one as exit code 0. */
function hostEnd(server: Server): string | undefined {
  const ends = server.output().match(/Extension Host Process exited with code: \S+, signal: \w+/g) ?? [];
  const bad = ends.find((end) => !end.endsWith('code: 0, signal: null'));
  return bad && `its extension host died (${bad})`;
}
