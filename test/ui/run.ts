// Runs the UI tests against the packaged extension: node out/test/ui/run.js [--only=models|rest]
import path from 'node:path';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';
import { packagedExtension } from '../support/uiSession.js';

/** About half of the time: the preview, the pages, and two windows, of which one waits for a lease. */
const models = ['pages', 'preview', 'previewActions', 'windows'];

async function main(): Promise<void> {
  packagedExtension();
  const root = findRoot();
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const isWanted = (file: string): boolean => only === undefined || models.includes(path.basename(file, '.spec.js')) === (only === 'models');
  await runTier('UI tests', {
    folders: [path.join(root, 'out/test/ui')],
    suffix: '.spec.js',
    isWanted,
    results: path.join(root, `out/results/${only === undefined ? 'ui' : `ui-${only}`}.json`),
    timeoutMs: 120_000,
  });
}

runMain(main);
