// Runs the UI tests against the packaged extension: node out/test/ui/run.js
import path from 'node:path';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';
import { packagedExtension } from '../support/uiSession.js';

async function main(): Promise<void> {
  packagedExtension();
  const root = findRoot();
  await runTier('UI tests', {
    folders: [path.join(root, 'out/test/ui')],
    suffix: '.spec.js',
    results: path.join(root, 'out/results/ui.json'),
    timeoutMs: 120_000,
  });
}

runMain(main);
