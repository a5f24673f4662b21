import * as vscode from 'vscode';
import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';
import { isRepeatable, type JobRecord } from '../jobs/model';
import { settings } from '../vscode/settings';
import { workspaceId } from '../vscode/workspace';
import { chosenJobs } from './chooseJob';
import type { CommandContext } from './context';

/** Submits the prompt of a job that has ended once more, with its mode and format. It is a new job, which costs credits. */
export async function regenerateJob({ store, submissions }: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(store, args, isRepeatable);
  if (jobs.length === 0 || !(await isConfirmed(jobs.length))) return;
  const workspace = workspaceId();
  await Promise.all(
    jobs.map(({ prompt = '', source, ...job }) =>
      submissions.submit({ prompt, designMode: modeOf(job), outputFormat: formatOf(job), ...(source && { source }), ...(workspace !== undefined && { workspace }) }),
    ),
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

/** A mode that isn't documented can't be asked for. */
function modeOf({ designMode }: Pick<JobRecord, 'designMode'>): DesignMode {
  return designModes.find((mode) => mode === designMode) ?? settings.defaultDesignMode();
}

function formatOf({ outputFormat }: Pick<JobRecord, 'outputFormat'>): OutputFormat {
  return outputFormats.find((format) => format === outputFormat) ?? settings.defaultOutputFormat();
}
