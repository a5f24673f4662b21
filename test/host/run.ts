// Runs the host tests inside a real extension host: node out/test/host/run.js [--host=min] [--storage: only those of a
// broken storage]
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/cleanup.js';
import { ensureHost, hostFromArguments, type HostName } from '../support/codeServer.js';
import { addEditorModels } from '../support/hostExtensions.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runInHost } from '../support/runInHost.js';
import { copySampleWorkspace } from '../support/sampleWorkspace.js';

async function main(): Promise<void> {
  const root = findRoot();
  const name = hostFromArguments(process.argv.slice(2));
  const folder = temporaryFolder();
  const workspace = path.join(folder.path, 'workspace');
  copySampleWorkspace(workspace);
  const problem = process.argv.includes('--storage') ? undefined : await runOnWorkspace(root, name, workspace);
  const storageProblem = problem
    ? undefined
    : await runWithBrokenStorage(root, name, workspace, path.join(folder.path, 'seen'));
  folder.remove();
  for (const one of [problem, storageProblem]) {
    if (!one) continue;
    console.error(`Host tests (${name}): ${one}.`);
    process.exitCode = 1;
  }
}

async function runOnWorkspace(root: string, name: HostName, workspace: string): Promise<string | undefined> {
  const { problem } = await runInHost({
    host: ensureHost(name),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/host/index.js'),
    workspace,
    results: path.join(root, 'out/results', name === 'min' ? 'host-min.json' : 'host.json'),
    // Each reading of a language model starts a kernel of its own.
    timeoutMs: 1_800_000,
    prepareProfile: (profile) => addEditorModels(path.join(profile, 'extensions')),
  });
  return problem;
}

/** A window whose storage can't be used: a file is in its place. The workbench is looked at from outside. */
async function runWithBrokenStorage(
  root: string,
  name: HostName,
  workspace: string,
  seen: string,
): Promise<string | undefined> {
  const { problem } = await runInHost({
    host: ensureHost(name),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/hostStorage/index.js'),
    workspace,
    results: path.join(root, 'out/results', name === 'min' ? 'host-storage-min.json' : 'host-storage.json'),
    env: { TEST_SEEN: seen },
    prepareProfile: (profile) => {
      const storage = path.join(profile, 'data/User/globalStorage');
      fs.mkdirSync(storage, { recursive: true });
      fs.writeFileSync(path.join(storage, 'makistry.makistry-cad'), '');
    },
    look: async (page) => {
      await page
        .frameLocator('iframe.webview.ready')
        .frameLocator('iframe#active-frame')
        .locator('.stage[data-shown=fine]')
        .waitFor({ timeout: 90_000 });
      await page.locator('.pane-body .message', { hasText: 'Jobs can’t be kept' }).first().waitFor({ timeout: 30_000 });
      await page.screenshot({ path: path.join(root, 'out/host-storage.png') });
      fs.writeFileSync(seen, '');
    },
  });
  return problem;
}

runMain(main);
