import * as vscode from 'vscode';
import { shownModel } from '../../host/models';
import type { JobRecord } from '../../jobs/model';
import type { DownloadContext } from '../context';
import { existingFile, hasOrHadFile, whyNoFile } from '../download/download';
import { chosenJobs } from '../jobs/chooseJob';

/**
 * The model that a command is meant for: the file of the explorer's menu, of a job's row, or of the preview that is
 * open; else the user chooses a job.
 * @returns undefined when there is none, which the user has been told
 */
export async function modelFor(context: DownloadContext, args: readonly unknown[]): Promise<vscode.Uri | undefined> {
  const [first] = args;
  if (first instanceof vscode.Uri) return first;
  const shown = first === undefined ? shownModel() : undefined;
  if (shown) return shown;
  const [job] = await chosenJobs(context.store, args, hasFile, whyNone);
  return job && existingFile(context, job);
}

function hasFile({ file }: JobRecord): boolean {
  return file !== undefined;
}

function whyNone(job: JobRecord): string {
  return hasOrHadFile(job) ? vscode.l10n.t('The file of this job is not downloaded yet.') : whyNoFile(job);
}
