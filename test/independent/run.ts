// Has other programs read what the kernel writes: node out/test/independent/run.js
import path from 'node:path';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';

const root = findRoot();
runMain(() =>
  runTier('Independent checks', {
    folders: [path.join(root, 'out/test/independent')],
    suffix: '.test.js',
    results: path.join(root, 'out/results/independent.json'),
  }),
);
