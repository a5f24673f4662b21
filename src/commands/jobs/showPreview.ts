import type * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { isCancellation, showError } from '../../notify/showError';
import { openModel } from '../../host/models';
import { chosenJobs } from './chooseJob';
import type { DownloadContext } from '../context';
import { hasModel, modelOfJob, whyNoModel } from './modelOfJob';

/** Opens a job's model. */
export async function previewJob(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(context.store, args, hasModel, whyNoModel);
  const file = job && (await toldModelOf(context, job));
  if (file) await openModel(file);
}

/** @returns undefined when it can't be received, which the user has been told */
async function toldModelOf(context: DownloadContext, job: JobRecord): Promise<vscode.Uri | undefined> {
  try {
    return await modelOfJob(context, job);
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
