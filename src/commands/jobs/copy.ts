import * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { chosenJobs } from './chooseJob';
import type { JobsContext } from '../context';

export async function copyJobId({ store }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(
    store,
    args,
    (job) => job.jobId !== undefined,
    () => vscode.l10n.t('The service has not accepted this job, so it has no id.'),
  );
  if (jobs.length > 0) await vscode.env.clipboard.writeText(jobs.map((job) => job.jobId).join('\n'));
}

export async function copyPrompt({ store }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(store, args, (job) => job.prompt !== undefined, whyNoPrompt);
  if (jobs.length > 0) await vscode.env.clipboard.writeText(jobs.map((job) => job.prompt).join('\n\n'));
}

export function whyNoPrompt({ endpoint }: JobRecord): string {
  return endpoint === 'image_to_cad'
    ? vscode.l10n.t('This job is made from images, without a prompt.')
    : vscode.l10n.t('The prompt of this job is not known here: it was made elsewhere.');
}
