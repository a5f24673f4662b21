import { rm } from 'node:fs/promises';
import { entriesIn, patiently } from './files';

/** How much is kept: so many folders, of so many bytes together. */
export interface FolderLimits {
  readonly folders: number;
  readonly bytes: number;
}

/**
 * Removes of the folders in `folder` those that were changed the longest ago, until the others are within the limits.
 * Whoever uses one again sets its time anew.
 * @param newest stays, however large it is: its absolute path
 * @param isInUse whether a file is looked at; then its folder stays, too
 * @throws the file system's error; what can't be removed now, as on Windows while it is open, goes the next time
 */
export async function keepWithin(
  folder: string,
  limits: FolderLimits,
  newest: string,
  isInUse: (file: string) => boolean,
): Promise<void> {
  const byAge = (await entriesIn(folder)).sort((a, b) => b.mtimeMs - a.mtimeMs);
  let [folders, bytes] = [0, 0];
  for (const { file } of byAge.sort((a, b) => Number(b.file === newest) - Number(a.file === newest))) {
    const inside = await entriesIn(file);
    const size = inside.reduce((sum, entry) => sum + entry.size, 0);
    const fits = folders < limits.folders && bytes + size <= limits.bytes;
    const isRemoved =
      !fits &&
      file !== newest &&
      !inside.some((entry) => isInUse(entry.file)) &&
      (await patiently(() => rm(file, { recursive: true, force: true })).then(
        () => true,
        () => false,
      ));
    if (isRemoved) continue;
    folders++;
    bytes += size;
  }
}
