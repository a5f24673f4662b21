// Runs the host tests in desktop VS Code: node out/test/electron/run.js
//   --version=1.100.0   which VS Code to download ("stable" when left out)
//   --executable=PATH   an installed one instead (also VSCODE_EXECUTABLE in the environment)
//   --code-server[=min] code-server in its place: proves this path where the desktop's VS Code cannot be had
import fs from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { temporaryFolder } from '../support/cleanup.js';
import { runMain } from '../support/main.js';
import { readResults, whyNotPassed } from '../support/results.js';
import { findRoot } from '../support/root.js';
import { copySampleWorkspace } from '../support/sampleWorkspace.js';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const root = findRoot();
  const folder = temporaryFolder();
  const workspace = path.join(folder.path, 'workspace');
  copySampleWorkspace(workspace);
  const results = path.join(root, 'out/results/electron.json');
  fs.rmSync(results, { force: true });

  const standIn = args.find((argument) => /^--code-server(=|$)/.test(argument));
  const executable =
    standIn === undefined
      ? (option(args, 'executable') ?? process.env['VSCODE_EXECUTABLE'])
      : writeStandIn(folder.path, path.join(__dirname, 'standIn.js'), standIn.split('=')[1] ?? 'current');
  if (
    standIn === undefined &&
    process.platform === 'linux' &&
    !process.env['DISPLAY'] &&
    !process.env['WAYLAND_DISPLAY']
  ) {
    throw new Error(
      'Desktop VS Code needs a display: run this with xvfb-run -a, or use npm run test:host, which needs none.',
    );
  }

  let problem: string | undefined;
  try {
    await runTests({
      version: option(args, 'version') ?? 'stable',
      ...(executable && { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/host/index.js'),
      extensionTestsEnv: { TEST_RESULTS: results },
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${path.join(folder.path, 'data')}`,
        `--extensions-dir=${path.join(folder.path, 'extensions')}`,
      ],
    });
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  // The exit code alone is no proof: a killed extension host has been seen to leave 0.
  problem = whyNotPassed(readResults(results)) ?? problem;
  if (problem) throw new Error(`Host tests in desktop VS Code: ${problem}.`);
}

function option(args: readonly string[], name: string): string | undefined {
  return args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** A program that takes the arguments of `code`, for @vscode/test-electron to start. */
function writeStandIn(folder: string, script: string, host: string): string {
  const file = path.join(folder, 'code');
  fs.writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${script}' '--host=${host}' "$@"\n`, { mode: 0o755 });
  return file;
}

runMain(main);
