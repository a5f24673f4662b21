import { link, lstat, rename } from 'node:fs/promises';
import { patiently, systemErrorCode } from '../base/files';
import { sentence } from '../base/sentence';
import { pieces, type ByteSource } from './byteSource';
import { DownloadError } from './errors';
import { GrowingFile } from './growingFile';

/**
 * Writes `source` to the new file `copy`, whole and synced. It is written anew rather than with the system's
 * `copyFile`, so that its mode, access list and group are what the folder gives to a new file and not those of the
 * source, and so that it can be cancelled.
 * @throws what `told` makes of the file system's errors, DownloadError, the signal's reason
 */
export async function copyTo(
  copy: string,
  source: ByteSource,
  signal: AbortSignal,
  told: (error: unknown) => DownloadError,
): Promise<void> {
  const file = await GrowingFile.make(copy, 0o666, told);
  try {
    for await (const piece of pieces(source)) {
      signal.throwIfAborted();
      await file.write([piece]);
    }
    const size = await file.sync();
    if (size !== source.size) {
      const said = sentence('Only {0} of {1} bytes could be written to the folder. Download again.', size, source.size);
      throw new DownloadError('incomplete', said);
    }
    signal.throwIfAborted();
  } finally {
    // Windows gives no other name to a file that is open.
    await file.close();
  }
}

/** What a file system says that knows no links (FAT, some network shares). */
const knowsNoLinks: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EISDIR',
]);

/**
 * Gives `copy` the name `file` unless something has that. `link` refuses a taken name in one step, and never follows
 * it; `rename` would replace it.
 * @returns whether it did
 * @throws the file system's error
 */
export async function nameNew(copy: string, file: string): Promise<boolean> {
  try {
    await link(copy, file);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (!knowsNoLinks.has(code)) throw error;
    if (await exists(file)) return false;
    return nameOver(copy, file);
  }
}

/** Puts `copy` in the place of `file` as one step. @throws the file system's error */
export async function nameOver(copy: string, file: string): Promise<true> {
  await patiently(() => rename(copy, file));
  return true;
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
