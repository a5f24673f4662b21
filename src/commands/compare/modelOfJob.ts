import * as vscode from 'vscode';
import { isThere } from '../../host/isThere';
import type { JobRecord } from '../../jobs/model';
import { hasOrHadFile, whyNoFile } from '../download/download';

export function hasModel(job: JobRecord): boolean {
  return hasOrHadFile(job) || job.file !== undefined;
}

export const whyNoModel = whyNoFile;

/**
 * The file of a job.
 * @throws Error with a sentence when it isn't downloaded
 */
export async function fileOfJob(job: JobRecord): Promise<vscode.Uri> {
  const saved = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  if (saved && (await isThere(saved))) return saved;
  throw new Error(vscode.l10n.t('The file of this job is not downloaded yet.'));
}
