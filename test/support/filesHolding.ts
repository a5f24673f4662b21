import fs from 'node:fs';
import path from 'node:path';

/** Every file below the folders that holds the key in the clear. */
export function filesHolding(key: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.readFileSync(file).includes(key));
}
