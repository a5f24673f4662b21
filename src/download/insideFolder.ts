import { lstat, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { systemErrorCode } from '../base/files';
import { sentence } from '../base/sentence';
import { DownloadError } from './errors';

/** @throws DownloadError when `folder`, symbolic links followed, isn't inside of `within` */
export async function checkInside(folder: string, within: string): Promise<void> {
  const [real, root] = [await realPathOf(folder), await realPathOf(within)];
  if (isInside(real, root)) return;
  throw new DownloadError(
    'outside',
    sentence(
      'The folder {0} leads out of the workspace, to {1}. Give an absolute folder in the setting makistry.outputFolder if you want that.',
      folder,
      real,
    ),
  );
}

/**
 * @param flavour of the paths, both absolute: Windows has drives and shares, and doesn't tell capitals from small
 * letters
 */
export function isInside(folder: string, within: string, flavour: path.PlatformPath = path): boolean {
  const relative = flavour.relative(within, folder);
  return relative !== '..' && !relative.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(relative);
}

/** With links followed as far as the path exists. */
async function realPathOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    const parent = path.dirname(file);
    if (systemErrorCode(error) !== 'ENOENT' || parent === file) throw error;
    // A link that leads nowhere would be followed once its target is made.
    if (await isLink(file))
      throw new DownloadError(
        'outside',
        sentence('{0} is a link that leads nowhere. Remove it, or choose another folder.', file),
      );
    return path.join(await realPathOf(parent), path.basename(file));
  }
}

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * An untrusted name never leaves the folder, and on Windows never names a stream within a file.
 * @throws DownloadError
 */
export function bareName(name: string, flavour: path.PlatformPath = path): string {
  const isBare =
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    path.posix.basename(name) === name &&
    path.win32.basename(name) === name &&
    !name.includes('\0') &&
    !(flavour.sep === '\\' && name.includes(':'));
  if (!isBare) throw new DownloadError('outside', sentence('The file’s name would lead out of the folder.'));
  return name;
}
