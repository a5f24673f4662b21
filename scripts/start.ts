// Starts VS Code with the extension, the built-in service and a sample workspace: npm start [-- --desktop] [--port=N]
// The profile in out/start is kept, so that keys, jobs and settings are there the next time.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../test/support/cleanup.js';
import {
  ensureHost,
  freePort,
  installExtension,
  isFree,
  prepareProfile,
  startServer,
} from '../test/support/codeServer.js';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { copySampleWorkspace } from '../test/support/sampleWorkspace.js';
import { packagedExtension } from '../test/support/uiSession.js';

/** Always the same, because the browser keeps stored keys by address. */
const usualPort = 8765;

const settings = {
  'makistry.service': 'local',
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
};

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const folder = path.join(findRoot(), 'out/start');
  const workspace = path.join(folder, 'workspace');
  if (!fs.existsSync(workspace)) copySampleWorkspace(workspace);
  if (args.includes('--desktop')) await startDesktop(folder, workspace);
  else await startInBrowser(folder, workspace, portFrom(args));
}

async function startInBrowser(folder: string, workspace: string, port: number): Promise<void> {
  const host = ensureHost('current');
  // Sockets go to a short path: the project's may be too long for one.
  const sockets = temporaryFolder();
  const profile = prepareProfile({ folder, remove: () => undefined }, settings);
  installExtension(host, profile, packagedExtension());
  const server = await startServer({
    host,
    profile,
    port: (await isFree(port)) ? port : await freePort(),
    args: ['--session-socket', path.join(sockets.path, 'session.sock')],
    env: { TMPDIR: sockets.path, XDG_RUNTIME_DIR: sockets.path },
  });
  console.log(`
VS Code with Makistry CAD is at

    ${server.url}/?${new URLSearchParams({ folder: workspace }).toString()}

Open parts.md, select a line, right-click it and choose "Generate CAD from Selection". Ctrl+C ends it.`);
  await new Promise<void>((resolve) => server.process.once('close', () => resolve()));
}

/** Needs an installed VS Code: `code`, or what VSCODE_EXECUTABLE names. */
async function startDesktop(folder: string, workspace: string): Promise<void> {
  const profile = path.join(folder, 'desktop');
  const settingsFile = path.join(profile, 'User/settings.json');
  fs.mkdirSync(path.dirname(settingsFile), { recursive: true });
  if (!fs.existsSync(settingsFile)) fs.writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
  const code = process.env['VSCODE_EXECUTABLE'] ?? 'code';
  const args = [
    `--extensionDevelopmentPath=${findRoot()}`,
    `--user-data-dir=${profile}`,
    '--new-window',
    '--wait',
    workspace,
  ];
  // On Windows `code` is a script, which only a shell can run; so the arguments are quoted.
  const child =
    process.platform === 'win32'
      ? spawn([code, ...args].map((word) => `"${word}"`).join(' '), { stdio: 'inherit', shell: true })
      : spawn(code, args, { stdio: 'inherit' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', () =>
      reject(
        new Error(
          `"${code}" could not be started: install VS Code's command line, or name its program in VSCODE_EXECUTABLE.`,
        ),
      ),
    );
    child.once('exit', (exitCode) => {
      if (exitCode === 0) resolve();
      else reject(new Error(`"${code}" ended with ${exitCode ?? 'a signal'}.`));
    });
  });
}

function portFrom(args: readonly string[]): number {
  const asked = args.find((argument) => argument.startsWith('--port='));
  if (asked === undefined) return usualPort;
  const port = Number(asked.slice('--port='.length));
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${asked}: a port is a number from 1 to 65535.`);
  return port;
}

runMain(main);
