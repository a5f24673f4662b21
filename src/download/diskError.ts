import { systemErrorCode } from '../base/files';
import { sentence, type Sentence } from '../base/sentence';
import { storageProblemOf, type StorageProblem } from '../base/storageProblem';
import { DownloadError } from './errors';

const sentences: Readonly<Record<string, Sentence>> = {
  ENOSPC: sentence('The disk is full. Make room on it, or choose another folder, and download again.'),
  EDQUOT: sentence('Your quota on the disk is used up. Make room, or choose another folder, and download again.'),
  EFBIG: sentence('The disk takes no file of that size. Choose another folder.'),
  EACCES: sentence('You may not write to the folder. Change its permissions, or choose another folder.'),
  EPERM: sentence('You may not write to the folder. Change its permissions, or choose another folder.'),
  EBUSY: sentence('Another program has the file open. Close it there, and download again.'),
  EROFS: sentence('The folder is on a read-only disk. Choose another folder.'),
  ENOTDIR: sentence('A part of the folder’s path is a file. Rename it, or choose another folder.'),
  EEXIST: sentence('There is a file where the folder should be. Rename it, or choose another folder.'),
  EISDIR: sentence('A folder has the file’s name. Rename it, or choose another name.'),
  ENOTEMPTY: sentence('A folder has the file’s name. Rename it, or choose another name.'),
  ENAMETOOLONG: sentence(
    'The path is too long. Choose a folder nearer to the root, or a shorter name in the setting makistry.fileName.',
  ),
  ENOENT: sentence('The folder was removed meanwhile. Download again.'),
};

/** The file system's error as a sentence and what to do. @param place shown after the sentence */
export function diskError(error: unknown, place: string): DownloadError {
  if (error instanceof DownloadError) return error;
  const code = systemErrorCode(error) ?? '';
  const known = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  const said = known ?? sentence('The file could not be written: {0}', messageOf(error));
  return new DownloadError('disk', sentence('{0} ({1})', said, place), error);
}

const keeping: Readonly<Partial<Record<StorageProblem, Sentence>>> = {
  full: sentence(
    'The disk is full where this extension keeps a file until it is whole. Make room on that disk, and download again.',
  ),
  readOnly: sentence(
    'The folder in which this extension keeps a file until it is whole can’t be written to. Give yourself the right to write there, and download again.',
  ),
};

/** The same for the extension's own folder: another target would be no help. @param folder shown after the sentence */
export function keepingError(error: unknown, folder: string): DownloadError {
  if (error instanceof DownloadError) return error;
  const said =
    keeping[storageProblemOf(systemErrorCode(error))] ??
    sentence('The folder in which this extension keeps a file until it is whole can’t be used: {0}', messageOf(error));
  return new DownloadError('disk', sentence('{0} ({1})', said, folder), error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
