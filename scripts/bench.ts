// npm run bench [-- name [arguments of that bench]]: prints a table and writes out/bench/<name>.json.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findRoot } from '../test/support/root.js';

const benches = [
  'activation',
  'ledger',
  'polling',
  'webhook',
  'local',
  'download',
  'preview',
  'tree',
  'check',
  'guards',
];
const [name, ...rest] = process.argv.slice(2);
const chosen = name === undefined ? benches : benches.filter((bench) => bench === name);
if (chosen.length === 0) {
  console.error(`There is no bench ${name ?? ''}; there are: ${benches.join(', ')}.`);
  process.exitCode = 1;
}
for (const bench of chosen) {
  console.log(`── ${bench}`);
  const { status } = spawnSync(process.execPath, [path.join(findRoot(), `out/test/bench/${bench}.js`), ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
