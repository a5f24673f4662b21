// Runs the host tests inside a real extension host: node out/test/host/run.js [--host=min]
import path from 'node:path';
import { temporaryFolder } from '../support/cleanup.js';
import { ensureHost, hostFromArguments } from '../support/codeServer.js';
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
  const { problem } = await runInHost({
    host: ensureHost(name),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/host/index.js'),
    workspace,
    results: path.join(root, 'out/results', name === 'min' ? 'host-min.json' : 'host.json'),
  });
  folder.remove();
  if (problem) {
    console.error(`Host tests (${name}): ${problem}.`);
    process.exitCode = 1;
  }
}

runMain(main);
