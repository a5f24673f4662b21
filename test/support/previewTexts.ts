import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

/** The texts of the preview's page in English, by their keys, as the extension gives them. */
export function englishTexts(): Record<string, string> {
  const source = fs.readFileSync(path.join(findRoot(), 'src/preview/texts.ts'), 'utf8');
  const found = source.matchAll(/^ {4}(\w+): t\(\s*'((?:[^'\\]|\\.)*)',?\s*\)/gm);
  return Object.fromEntries([...found].map(([, key = '', text = '']) => [key, text]));
}
