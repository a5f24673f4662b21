import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

/** An awkward file of the collection beside the project. @returns undefined when the collection is absent */
export function caseFile(name: string): Uint8Array<ArrayBuffer> | undefined {
  const file = path.resolve(findRoot(), '../shared/cases/files', name);
  return fs.existsSync(file) ? Uint8Array.from(fs.readFileSync(file)) : undefined;
}

/** The names of all of them; none when the collection is absent. */
export function caseNames(): readonly string[] {
  const folder = path.resolve(findRoot(), '../shared/cases/files');
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
}

/** Absolute paths of all files of the collection; none when it is absent. */
export function caseFiles(): string[] {
  const folder = path.resolve(findRoot(), '../shared/cases/files');
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

/** The names in `p03_string_escapes.step`, which has every directive of ISO 10303-21 for a string. */
export const escapedNames: readonly string[] = [
  'Gehäuse',
  'Њит',
  'Petit étui',
  '海绵2',
  'bolt 🔩',
  '😀 lower case hex',
  'abc§def',
  'C:\\temp',
  "O'Ring",
];
