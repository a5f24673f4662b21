import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { entryFor } from '../../src/jobs/ledger.js';
import type { JobRecord } from '../../src/jobs/model.js';
import { launchChromium } from './chromium.js';
import {
  ensureHost,
  installExtension,
  startServer,
  temporaryProfile,
  type HostName,
  type Server,
} from './codeServer.js';
import { failureReport } from './failureReport.js';
import { addEditorModels, addLanguagePack, preloadIntoHost } from './hostExtensions.js';
import { findRoot } from './root.js';
import { copySampleWorkspace } from './sampleWorkspace.js';
import { Workbench } from './workbench.js';

export interface UiSessionOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that belong to the machine and not to the user, who is elsewhere: VS Code keeps them in another file. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server, and with it of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly host?: HostName;
  /** Whether the user is to say which folders are trusted; the setting for it has no effect without. */
  readonly workspaceTrust?: boolean;
  /** A CommonJS file that the extension host loads first. */
  readonly preload?: string;
  /** Whether an extension offers the editor language models: `languageModel/editorModels.ts`. */
  readonly editorModels?: boolean;
  /** The language of VS Code, as `de`; VS Code's own words are English in any. */
  readonly language?: string;
  /**
   * Fills the empty folder that is then opened; the sample workspace when left out. A `.code-workspace` file in it is
   * opened instead.
   */
  readonly prepareWorkspace?: (folder: string) => void;
  /** Keys that the user has bound: what `keybindings.json` holds. */
  readonly keybindings?: readonly object[];
  /** The extension's jobs from the start: lines of its ledger. */
  readonly jobs?: readonly JobRecord[];
}

export interface UiSession {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The folder that is open. */
  readonly workspace: string;
  /** The folder of the throw-away profile. */
  readonly profile: string;
  readonly server: Server;
  /** Opens another folder in a second window of the same user: another page, with an extension host of its own. */
  openWindow(): Promise<Workbench>;
  /** Ends server and browser and removes everything. KEEP in the environment leaves the files. */
  close(): Promise<void>;
}

/**
 * The package under test: VSIX in the environment, else what `npm run package` wrote.
 * @throws Error when there is none.
 */
export function packagedExtension(): string {
  const file = path.resolve(process.env['VSIX'] ?? path.join(findRoot(), 'out/makistry-cad.vsix'));
  if (!fs.existsSync(file)) throw new Error(`There is no ${file}: run npm run package first.`);
  return file;
}

/** In the environment: a folder of extensions with the package in it, as `installPackage` gives it. */
export const installedFolder = 'TEST_INSTALLED';

/**
 * Installs the package into a profile of its own, for several processes to copy.
 * @returns the folder of its extensions; it is removed with this process
 */
export function installPackage(): string {
  const profile = temporaryProfile();
  installExtension(ensureHost('current'), profile, packagedExtension());
  return extensionsOf(profile.folder);
}

/** Installs the package into a fresh profile as a user does, and opens a workspace in the real workbench. */
export async function openSession({
  settings,
  machineSettings,
  env = {},
  preload,
  editorModels = false,
  language,
  host: hostName = 'current',
  workspaceTrust = false,
  prepareWorkspace = fillWithSample,
  keybindings = [],
  jobs = [],
}: UiSessionOptions = {}): Promise<UiSession> {
  const vsix = packagedExtension();
  const host = ensureHost(hostName);
  const profile = temporaryProfile(settings, machineSettings);
  const workspace = path.join(profile.folder, 'workspace');
  fs.mkdirSync(workspace);
  prepareWorkspace(workspace);
  fs.writeFileSync(path.join(profile.folder, 'data/User/keybindings.json'), JSON.stringify(keybindings));
  fillLedger(profile.folder, jobs);

  let server: Server | undefined;
  let browser: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    if (process.env['KEEP']) console.log(`Kept ${profile.folder}`);
    else profile.remove();
  };
  try {
    const extensions = extensionsOf(profile.folder);
    const installed = process.env[installedFolder];
    if (installed === undefined || hostName !== 'current') installExtension(host, profile, vsix);
    else copyInstalled(installed, extensions);
    if (preload !== undefined) preloadIntoHost(extensions, preload);
    if (editorModels) addEditorModels(extensions);
    if (language !== undefined) addLanguagePack(extensions, path.join(profile.folder, 'data'), language);
    [server, browser] = await Promise.all([
      startServer({ host, profile, env, workspaceTrust, args: language === undefined ? [] : ['--locale', language] }),
      launchChromium(path.join(profile.folder, 'chromium')),
    ]);
    const { url } = server;
    const openFolder = async (page: Page, folder: string): Promise<Workbench> => {
      if (process.env['VERBOSE']) page.on('console', (message) => console.error(`[page] ${message.text()}`));
      const several = fs.readdirSync(folder).find((name) => name.endsWith('.code-workspace'));
      await page.goto(
        `${url}/?${new URLSearchParams(several === undefined ? { folder } : { workspace: path.join(folder, several) }).toString()}`,
      );
      const workbench = new Workbench(page);
      await workbench.ready();
      return workbench;
    };
    const context = browser;
    const openWindow = async (): Promise<Workbench> => {
      const folder = path.join(profile.folder, 'workspace-2');
      fs.mkdirSync(folder);
      prepareWorkspace(folder);
      return openFolder(await context.newPage(), folder);
    };
    const page = browser.pages()[0] ?? (await browser.newPage());
    const workbench = await openFolder(page, workspace);
    return { page, workbench, workspace, profile: profile.folder, server, openWindow, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For a spec's `afterEach`: keeps a picture and the logs of a failed test and closes what it left open. */
export async function afterEachTest(session: UiSession | undefined, test: Mocha.Test | undefined): Promise<void> {
  if (!session) return;
  if (test?.state === 'failed') {
    // What was said is part of what happened, and a toast is gone by now.
    await session.workbench.command('Notifications: Show Notifications').catch(() => undefined);
    await session.workbench.screenshot(
      path.join(findRoot(), 'out/ui', `FAILED-${test.title.replace(/\W+/g, '-')}.png`),
    );
    console.log(`After “${test.title}” failed:\n${await failureReport(session.page, session.profile)}`);
  }
  await session.workbench.reset();
}

/**
 * Selects the line of the sample document that holds `prompt` and generates it with the defaults, by mouse. Leaves the
 * jobs' view open.
 */
export async function generateFromLine(
  { workbench, page }: UiSession,
  prompt: string,
  { saysWhoseKey = false } = {},
): Promise<void> {
  await workbench.openFile('parts.md');
  await workbench.selectLine(prompt);
  await workbench.editorContextMenu('Generate CAD from Selection');
  if (saysWhoseKey) await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Use This Key' }).click();
  await workbench.acceptDefault({ title: /design mode/i });
  await workbench.acceptDefault({ title: /output format/i });
  await workbench.openView('Makistry');
}

function extensionsOf(profile: string): string {
  return path.join(profile, 'extensions');
}

/** The list of what is installed has the folder's path. */
function copyInstalled(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true });
  const list = path.join(to, 'extensions.json');
  fs.writeFileSync(
    list,
    fs.readFileSync(list, 'utf8').replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1)),
  );
}

function fillLedger(profile: string, jobs: readonly JobRecord[]): void {
  if (jobs.length === 0) return;
  const storage = path.join(profile, 'data/User/globalStorage/makistry.makistry-cad');
  fs.mkdirSync(storage, { recursive: true });
  fs.writeFileSync(
    path.join(storage, 'jobs.jsonl'),
    jobs.map((job) => `${JSON.stringify([entryFor(undefined, job)])}\n`).join(''),
  );
}

function fillWithSample(folder: string): void {
  fs.rmdirSync(folder);
  copySampleWorkspace(folder);
}
