import { systemErrorCode } from '../base/files';
import { DownloadError } from './errors';

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room on it, or choose another folder, and download again.',
  EDQUOT: 'Your quota on the disk is used up. Make room, or choose another folder, and download again.',
  EFBIG: 'The disk takes no file of that size. Choose another folder.',
  EACCES: 'You may not write to the folder. Change its permissions, or choose another folder.',
  EPERM: 'You may not write to the folder. Change its permissions, or choose another folder.',
  EROFS: 'The folder is on a read-only disk. Choose another folder.',
  ENOTDIR: 'A part of the folder’s path is a file. Rename it, or choose another folder.',
  EEXIST: 'There is a file where the folder should be. Rename it, or choose another folder.',
  EISDIR: 'A folder has the file’s name. Rename it, or choose another name.',
  ENOTEMPTY: 'A folder has the file’s name. Rename it, or choose another name.',
  ENAMETOOLONG: 'The path is too long. Choose a folder nearer to the root, or a shorter name in the setting makistry.fileName.',
  ENOENT: 'The folder was removed meanwhile. Download again.',
};

/** The file system's error as a sentence and what to do. @param place shown after the sentence */
export function diskError(error: unknown, place: string): DownloadError {
  if (error instanceof DownloadError) return error;
  const code = systemErrorCode(error) ?? '';
  const sentence = sentences[code] ?? `The file could not be written: ${error instanceof Error ? error.message : String(error)}`;
  return new DownloadError('disk', `${sentence} (${place})`, error);
}
