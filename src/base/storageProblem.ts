/**
 * Why nothing can be kept on this machine: there is no room, it may not be written, or something else is wrong with the
 * folder.
 */
export type StorageProblem = 'full' | 'readOnly' | 'unusable';

/** What a code of the file system means for the folder that the extension keeps its files in. */
export function storageProblemOf(code: string | undefined): StorageProblem {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'readOnly' : 'unusable';
}
