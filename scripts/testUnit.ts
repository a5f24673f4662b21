// Runs the unit tests and those against a service that misbehaves in plain Node: node out/scripts/testUnit.js
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { readResults, writeResults } from '../test/support/results.js';
import { findRoot } from '../test/support/root.js';
import { runMocha } from '../test/support/runMocha.js';
import { runTier } from '../test/support/runTier.js';

const root = findRoot();
const results = path.join(root, 'out/results/unit.json');
const common = { suffix: '.test.js', timeoutMs: 10_000 };

/** One results file for both folders: they are one tier. */
async function main(): Promise<void> {
  const faults = await runMocha({ ...common, folder: path.join(root, 'out/test/faults'), results: path.join(root, 'out/results/faults.json') });
  if (faults.failed > 0 || (faults.passed === 0 && !process.env['TEST_GREP'])) process.exitCode = 1;
  await runTier('Unit tests', { ...common, folder: path.join(root, 'out/test/unit'), results });
  writeResults(results, [...faults.tests, ...(readResults(results)?.tests ?? [])]);
}

runMain(main);
