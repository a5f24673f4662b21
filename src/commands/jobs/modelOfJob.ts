import * as vscode from 'vscode';
import { isThere } from '../../host/isThere';
import type { JobRecord } from '../../jobs/model';
import type { DownloadContext } from '../context';
import { downloadBatch } from '../download/batch';
import { hasOrHadFile, whyNoFile } from '../download/download';
import { copyOf } from '../download/previewCopy';

/** Whether there is a model of a job, here or at its service. */
export function hasModel(job: JobRecord): boolean {
  return hasOrHadFile(job) || job.file !== undefined;
}

export const whyNoModel = whyNoFile;

/**
 * A job's model: the file that it was saved as, or a copy in the extension's own storage, which is received where it
 * isn't there. Nothing is written where the user works: that is what Download is for.
 * @throws ApiError, DownloadError, an Error with a sentence, or a cancellation
 */
export async function modelOfJob(context: DownloadContext, job: JobRecord): Promise<vscode.Uri> {
  const saved = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  if (saved && (await isThere(saved))) return saved;
  const copy = await copyOf(context, await context.downloads.tools(), job);
  return copy ? vscode.Uri.file(copy.file) : receive(context, job);
}

/** @throws ApiError, DownloadError, an Error with a sentence, or a cancellation */
async function receive(context: DownloadContext, job: JobRecord): Promise<vscode.Uri> {
  const { shelf } = await context.downloads.tools();
  const [received] = await downloadBatch(context, [job], {
    place: { folder: vscode.Uri.file(await shelf.make(job.requestId)) },
    onConflict: 'overwrite',
    isQuiet: true,
    isForPreview: true,
  });
  if (!received) throw new vscode.CancellationError();
  if ('error' in received) throw received.error;
  return received.file;
}
