import * as vscode from 'vscode';
import { isUnfinished, type JobRecord } from '../jobs/model';
import { inform } from '../host/showMessage';
import type { JobsViewParts } from './parts';

/**
 * Lets jobs be dragged into editors as their files: VS Code opens them there, or inserts links to them. A file that
 * isn't there yet is downloaded while it is dragged; VS Code waits for it after the drop. (VS Code's explorer takes
 * nothing from other extensions' trees.)
 */
export async function fillDrag(
  jobs: readonly JobRecord[],
  transfer: vscode.DataTransfer,
  token: vscode.CancellationToken,
  { fileOf, log }: Pick<JobsViewParts, 'fileOf' | 'log'>,
): Promise<void> {
  const found = await Promise.allSettled(jobs.filter((job) => !isUnfinished(job)).map(fileOf));
  const files = found.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value.toString()] : []));
  for (const one of found)
    if (one.status === 'rejected') log.error('A job that was dragged could not be downloaded.', one.reason);
  if (files.length > 0) transfer.set('text/uri-list', new vscode.DataTransferItem(files.join('\r\n')));
  else if (jobs.length > 0 && !token.isCancellationRequested)
    void inform(vscode.l10n.t('There is no file to drag. Download the job first.'));
}
