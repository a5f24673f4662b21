import * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { settings, useService } from '../../host/settings';
import { chosenJobs } from './chooseJob';
import type { JobsContext } from '../context';

export async function refreshJobs({ accounts, services }: JobsContext): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'makistry.jobs' } }, async () =>
    accounts.refreshAll(await services.shown()),
  );
}

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

export async function openDashboard(): Promise<void> {
  const address = settings.dashboardUrl();
  if (!address.startsWith('https://'))
    throw new Error(vscode.l10n.t('The setting makistry.dashboardUrl is not an https address.'));
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}

export async function tryWithoutAccount(): Promise<void> {
  await useService('local');
  await vscode.commands.executeCommand('makistry.jobs.focus');
}
