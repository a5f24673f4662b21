// Brings the translations of l10n/ up to date with src/: adds what is new, untranslated, and removes what is gone. node
// out/scripts/localise.js (npm run l10n builds it first)
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { localisedStrings } from './localisation.js';

type Texts = Readonly<Record<string, string>>;

runMain(() => {
  const root = findRoot();
  const { strings } = localisedStrings(root);
  const manifest = readTexts(path.join(root, 'package.nls.json'));
  update(path.join(root, 'l10n/bundle.l10n.de.json'), strings);
  update(path.join(root, 'package.nls.de.json'), Object.keys(manifest));
  return Promise.resolve();
});

function update(file: string, keys: readonly string[]): void {
  const known = readTexts(file);
  const texts = Object.fromEntries(keys.map((key) => [key, known[key] ?? '']));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(texts, undefined, 2)}\n`);
  const missing = Object.values(texts).filter((text) => text === '').length;
  console.log(`${path.basename(file)}: ${keys.length} strings, ${missing} of them not translated`);
}

function readTexts(file: string): Texts {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Texts) : {};
}
