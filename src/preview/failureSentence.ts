import * as vscode from 'vscode';
import { inEnglish } from '../base/sentence';
import { KernelFailure } from '../kernel/failure';
import { parseProblems, problemSentence } from '../models/problems';
import { translated } from '../wording/translated';

/** The scheme of Git's versions of a file, as Source Control opens them. */
const gitScheme = 'git';

/**
 * Why a model can't be shown, in a sentence for the user.
 * @param scheme of the file's address
 */
export function failureSentence(error: unknown, scheme: string): string {
  const { t } = vscode.l10n;
  if (error instanceof vscode.FileSystemError)
    return error.code === 'FileNotFound'
      ? scheme === gitScheme
        ? t('The file is not in this version: it was added later, or is removed in it.')
        : t('The file is not there any more.')
      : t('The file can’t be read: {0}', error.message);
  if (!(error instanceof KernelFailure)) return error instanceof Error ? error.message : String(error);
  switch (error.code) {
    case 'empty_file':
      return t('The file is empty. Load or export it anew.');
    case 'foreign_file':
      return t('This is not a STEP file: it does not begin as one. Load or export it anew.');
    case 'truncated_file':
      return t('The file is cut off: it was not written or loaded completely. Load or export it anew.');
    case 'unreadable_file':
      return t('This STEP file is damaged and can’t be read. Load or export it anew.');
    case 'external_references':
      return t(
        'This STEP file holds no geometry of its own: it refers to other files, which are not opened. Export it as a single file.',
      );
    case 'kernel_error':
      // Its message is about its own internals.
      return t('The CAD kernel fails at this file. Export it anew, or as STL or 3MF. More is in the log.');
    case 'time_limit':
      return t('Reading the model was given up: it takes longer than a preview should.');
    case 'memory_limit':
      return t('Reading the model was given up: it needs more memory than a preview should take.');
    case 'kernel_crashed':
      return t(
        'The model could not be read: the CAD kernel stopped, as it does when a model needs more memory than there is.',
      );
    default: {
      const code = parseProblems.find((known) => known === error.code);
      if (!code) return error.message;
      const said = problemSentence(code, error.message);
      return translated({ message: inEnglish(said), said });
    }
  }
}
