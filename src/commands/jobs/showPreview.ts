import * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { isCancellation, showError } from '../../notify/showError';
import { isThere } from '../../host/isThere';
import { openModel } from '../../host/models';
import { chosenJobs } from './chooseJob';
import type { DownloadContext } from '../context';
import { downloadBatch } from '../download/batch';
import { hasOrHadFile, whyNoFile } from '../download/download';
import { copyOf } from '../download/previewCopy';

/**
 * Opens a job's model: the file that it was saved as, or a copy in the extension's own storage. Nothing is written
 * where the user works: that is what Download is for.
 */
export async function previewJob(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(
    context.store,
    args,
    (candidate) => hasOrHadFile(candidate) || candidate.file !== undefined,
    whyNoFile,
  );
  if (!job) return;
  const saved = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  const file = saved && (await isThere(saved)) ? saved : await copyForPreview(context, job);
  if (file) await openModel(file);
}

/**
 * A job's file in the extension's own storage, which is received where it isn't there.
 * @throws ApiError, DownloadError, an Error with a sentence, or a cancellation
 */
export async function shownFile(context: DownloadContext, job: JobRecord): Promise<vscode.Uri> {
  const copy = await copyOf(context, await context.downloads.tools(), job);
  return copy ? vscode.Uri.file(copy.file) : receive(context, job);
}

/** @returns undefined when it can't be received, which the user has been told */
async function copyForPreview(context: DownloadContext, job: JobRecord): Promise<vscode.Uri | undefined> {
  try {
    return await shownFile(context, job);
  } catch (error) {
    if (isCancellation(error)) return undefined;
    context.log.error(`Job ${job.jobId ?? job.requestId} was not received for its preview: ${String(error)}`);
    await showError(error, {
      job,
      again: { command: 'makistry.previewJob', args: [job.requestId] },
      now: context.clock.now(),
    });
    return undefined;
  }
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
