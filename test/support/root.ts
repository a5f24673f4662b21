import fs from 'node:fs';
import path from 'node:path';

/**
 * The project's folder. Looked up at run time, since a bundled test does not know where its source was.
 * @throws Error when no folder above this file is the project.
 */
export function findRoot(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    if (isProject(folder)) return folder;
    if (folder === path.dirname(folder)) throw new Error(`No project "makistry-cad" above ${__dirname}.`);
  }
}

function isProject(folder: string): boolean {
  const manifest = path.join(folder, 'package.json');
  if (!fs.existsSync(manifest)) return false;
  const content: unknown = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content && content.name === 'makistry-cad';
}
