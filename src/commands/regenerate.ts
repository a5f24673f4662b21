import * as vscode from 'vscode';
import { isRepeatable } from '../jobs/model';
import { settings } from '../vscode/settings';
import { workspaceId } from '../vscode/workspace';
import { chosenJobs } from './chooseJob';
import type { CommandContext } from './context';
import { optionsOf } from './jobOptions';

/** Submits the prompt of a job that has ended once more, with its mode and format. It is a new job, which costs credits. */
export async function regenerateJob({ store, submissions }: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(store, args, isRepeatable);
  if (jobs.length === 0 || !(await isConfirmed(jobs.length))) return;
  const workspace = workspaceId();
  await Promise.all(
    jobs.map((job) => submissions.submit({ prompt: job.prompt ?? '', ...optionsOf(job), ...(job.source && { source: job.source }), ...(workspace !== undefined && { workspace }) })),
  );
}

async function isConfirmed(jobs: number): Promise<boolean> {
  if (!settings.confirmBeforeSubmit()) return true;
  const { t } = vscode.l10n;
  const generate = t('Generate Again');
  const question = jobs === 1 ? t('Generate this part again, with the same prompt, mode and format?') : t('Generate {0} parts again, with the same prompts, modes and formats?', jobs);
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail: t('It is a new job and uses credits.') }, generate);
  return chosen === generate;
}
