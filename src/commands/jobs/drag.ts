import * as vscode from 'vscode';
import { mayHaveFile } from '../../jobs/expiry';
import type { JobRecord } from '../../jobs/model';
import { settings } from '../../host/settings';
import type { DownloadContext } from '../context';
import { saveJob } from '../download/download';
import { configuredPlace } from '../download/place';

/**
 * The file of a job whose row is dragged, which is saved first where it isn't there.
 * @returns undefined when that needs a question, which can't be asked while something is dragged
 * @throws ApiError, DownloadError, a cancellation
 */
export async function draggedFile(context: DownloadContext, job: JobRecord): Promise<vscode.Uri | undefined> {
  if (job.file !== undefined && (await context.savedFiles.check(job.file))) return vscode.Uri.parse(job.file);
  if (!mayHaveFile(job) || !configuredPlace(job)) return undefined;
  const setting = settings.onConflict();
  return (await saveJob(context, job, { onConflict: setting === 'ask' ? 'keepBoth' : setting })).file;
}
