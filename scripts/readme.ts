// Writes what the README takes from the manifest: node out/scripts/readme.js (npm run readme builds it first).
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { settingsTable } from './settingsTable.js';

runMain(() => {
  const root = findRoot();
  const file = path.join(root, 'README.md');
  const readme = fs.readFileSync(file, 'utf8');
  const table = /^\| setting \|.*\n(?:\|.*\n)+/m;
  if (!table.test(readme)) throw new Error('The README has no table that begins with "| setting |".');
  fs.writeFileSync(
    file,
    readme.replace(table, () => `${settingsTable(root)}\n`),
  );
  return Promise.resolve();
});
