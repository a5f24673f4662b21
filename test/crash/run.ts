// Kills windows at random: node out/test/crash/run.js [--runs=N]
import path from 'node:path';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';

const asked = process.argv.find((argument) => argument.startsWith('--runs='));
if (asked !== undefined) process.env['CRASH_RUNS'] = asked.slice('--runs='.length);

const root = findRoot();
runMain(() =>
  runTier('Crash runs', {
    folders: [path.join(root, 'out/test/crash')],
    suffix: '.test.js',
    results: path.join(root, 'out/results/crash.json'),
  }),
);
