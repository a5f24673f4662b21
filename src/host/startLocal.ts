import { systemErrorCode } from '../base/files';
import { inEnglish, sentence, type Sentence } from '../base/sentence';
import { storageProblemOf } from '../base/storageProblem';
import { startLocalService, type LocalService } from '../local/start';

/** What the file system says of a folder that can't be used. */
const codesOfFolders: ReadonlySet<string | undefined> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
  'EISDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'EIO',
]);

/** The folder of the built-in service can't be used. Its cause is what the system said. */
class NotStartedError extends Error {
  readonly said: Sentence;

  constructor(cause: unknown, folder: string) {
    const said = folderSentence(systemErrorCode(cause), folder);
    super(inEnglish(said), { cause });
    this.said = said;
  }
}

/**
 * As `startLocalService`.
 * @throws an Error that says, in words that can be translated, what to do when the folder can't be used
 */
export async function startLocal(options: Parameters<typeof startLocalService>[0]): Promise<LocalService> {
  try {
    return await startLocalService(options);
  } catch (error) {
    throw codesOfFolders.has(systemErrorCode(error)) ? new NotStartedError(error, options.dataDir) : error;
  }
}

function folderSentence(code: string | undefined, folder: string): Sentence {
  switch (storageProblemOf(code)) {
    case 'full':
      return sentence('The built-in service can’t start, since the disk is full. Make room on it, and try again.');
    case 'readOnly':
      return sentence(
        'The built-in service can’t start, since it may not write to its folder {0}. Give yourself the right to write there, and try again.',
        folder,
      );
    case 'unusable':
      return sentence(
        'The built-in service can’t start, since its folder {0} can’t be used. See whether it is a folder that you may write to, and try again.',
        folder,
      );
  }
}
