import { readdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { patiently, unlessMissing } from './files';

/** What `writeFileAtomic` calls a file until it is whole. */
const temporaryName = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * The half-written files in a folder and in those in it: what each looks like, by its absolute path.
 * @throws the file system's error
 */
export async function halfWrittenFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder, { recursive: true })) {
    if (!temporaryName.test(name)) continue;
    const file = path.join(folder, name);
    const sign = await signOf(file);
    if (sign !== undefined) found.set(file, sign);
  }
  return found;
}

/** Removes those that look as they did `before`. @throws the file system's error */
export async function removeUnchanged(folder: string, before: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, sign] of await halfWrittenFiles(folder)) {
    if (before.get(file) === sign) await patiently(() => rm(file, { force: true }));
  }
}

async function signOf(file: string): Promise<string | undefined> {
  const found = await unlessMissing(stat(file));
  // Undefined where it has become whole meanwhile.
  return found && `${found.size} ${found.mtimeMs}`;
}
