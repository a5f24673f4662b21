import * as vscode from 'vscode';
import { settings, useService } from '../vscode/settings';
import { chosenJobs } from './chooseJob';
import type { CommandContext } from './context';

export async function refreshJobs({ accounts, services }: CommandContext): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'makistry.jobs' } }, async () => accounts.refreshAll(await services.shown()));
}

export async function copyJobId({ store }: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(store, args, (job) => job.jobId !== undefined);
  if (jobs.length > 0) await vscode.env.clipboard.writeText(jobs.map((job) => job.jobId).join('\n'));
}

export async function copyPrompt({ store }: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(store, args, (job) => job.prompt !== undefined);
  if (jobs.length > 0) await vscode.env.clipboard.writeText(jobs.map((job) => job.prompt).join('\n\n'));
}

export async function openDashboard(): Promise<void> {
  const address = settings.dashboardUrl();
  if (!address.startsWith('https://')) throw new Error(vscode.l10n.t('The setting makistry.dashboardUrl is not an https address.'));
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}

export async function tryWithoutAccount(): Promise<void> {
  await useService('local');
  await vscode.commands.executeCommand('makistry.jobs.focus');
}
