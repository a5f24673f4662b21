import * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { isCancellation, showError } from '../../notify/showError';
import { isThere } from '../../host/isThere';
import { openModel } from '../../host/models';
import { chosenJobs } from './chooseJob';
import type { DownloadContext } from '../context';
import { hasOrHadFile, saveJob, whyNoFile } from '../download/download';

/** Opens a job's model; its file is downloaded first when there is none. */
export async function previewJob(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(
    context.store,
    args,
    (candidate) => hasOrHadFile(candidate) || candidate.file !== undefined,
    whyNoFile,
  );
  if (!job) return;
  const saved = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  const file = saved && (await isThere(saved)) ? saved : await downloadForPreview(context, job);
  if (file) await openModel(file);
}

/** @returns undefined when it can't be downloaded, which the user has been told */
async function downloadForPreview(context: DownloadContext, job: JobRecord): Promise<vscode.Uri | undefined> {
  try {
    return (await saveJob(context, job, {})).file;
  } catch (error) {
    if (isCancellation(error)) return undefined;
    context.log.error(`Job ${job.jobId ?? job.requestId} was not downloaded: ${String(error)}`);
    await showError(error, {
      job,
      again: { command: 'makistry.previewJob', args: [job.requestId] },
      now: context.clock.now(),
    });
    return undefined;
  }
}
