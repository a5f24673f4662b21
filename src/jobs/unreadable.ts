import { access, constants, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { namesIn, unlessMissing } from '../base/files';

/**
 * The name of the first log or lease in a folder that can't be read: another user's, or a folder in its place.
 * @throws the file system's error
 */
export async function unreadableIn(folder: string): Promise<string | undefined> {
  for (const name of (await namesIn(folder)).sort()) {
    if (/\.jsonl?$/.test(name) && !(await canBeRead(path.join(folder, name)))) return name;
  }
  return undefined;
}

async function canBeRead(file: string): Promise<boolean> {
  try {
    const found = await unlessMissing(stat(file));
    if (found?.isFile() === true) await unlessMissing(access(file, constants.R_OK));
    return found === undefined || found.isFile();
  } catch {
    // Whatever the reason is: the log that the file belongs to has told it.
    return false;
  }
}
