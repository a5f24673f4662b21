// Builds a part from each prompt of the YAML files beside this one: node out/test/parts/run.js
import path from 'node:path';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';
import { warmKernel } from '../support/warmKernel.js';

const root = findRoot();
runMain(() =>
  runTier('Parts', {
    folders: [path.join(root, 'out/test/parts')],
    suffix: '.test.js',
    results: path.join(root, 'out/results/parts.json'),
    rootHooks: warmKernel(),
  }),
);
