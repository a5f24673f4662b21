import * as vscode from 'vscode';
import { fileKey } from '../../base/fileKey';
import type { PreviewCopy } from '../../download/previewShelf';
import type { DownloadTools } from '../../host/downloads';
import type { JobRecord } from '../../jobs/model';
import type { DownloadContext } from '../context';

/**
 * The file of a job as it came for a preview: it needn't come again, and may have expired meanwhile. Where our own
 * storage can't be read, it is as if there was none.
 */
export async function copyOf(
  { log }: Pick<DownloadContext, 'log'>,
  { shelf }: Pick<DownloadTools, 'shelf'>,
  { requestId }: JobRecord,
): Promise<PreviewCopy | undefined> {
  try {
    return await shelf.find(requestId);
  } catch (error) {
    log.warn(`The copy for the preview of job ${requestId} could not be read: ${String(error)}`);
    return undefined;
  }
}

/** Whether a file is in a tab of this window. */
export function isOpen(file: string): boolean {
  const key = fileKey(vscode.Uri.file(file).toString());
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputCustom && fileKey(input.uri.toString()) === key),
  );
}
