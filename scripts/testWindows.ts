// Runs the unit tests of the rooms that share files where renames and removals are refused as on Windows: node
// out/scripts/testWindows.js
import path from 'node:path';
import { temporaryFolder } from '../test/support/cleanup.js';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { runTier } from '../test/support/runTier.js';
import { standInFolder } from '../test/support/windowsStandIn.js';

const rooms: readonly string[] = ['base', 'jobs', 'download'];

async function main(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('The stand-in for Windows needs Linux. On Windows, the unit tests themselves tell.');
  const root = findRoot();
  const standIn = path.join(root, 'out/test/support/windowsStandIn.js');
  process.env[standInFolder] = temporaryFolder().path;
  // For the processes that the tests start.
  process.env['NODE_OPTIONS'] = `--require ${JSON.stringify(standIn)}`;
  await import(standIn);
  const folders = rooms.map((room) => path.join(root, 'out/test/unit', room));
  await runTier('Unit tests as on Windows', {
    folders,
    suffix: '.test.js',
    results: path.join(root, 'out/results/windows.json'),
  });
}

runMain(main);
