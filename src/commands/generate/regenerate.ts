import * as vscode from 'vscode';
import { imageDesignModes } from '../../api/types';
import { isRepeatable, isUnfinished, type JobRecord } from '../../jobs/model';
import { inform } from '../../host/showMessage';
import { settings } from '../../host/settings';
import { workspaceId } from '../../host/workspace';
import { chosenJobs } from '../jobs/chooseJob';
import type { GenerateContext } from '../context';
import { isKeyAgreed } from '../keys/environmentKey';
import { reportOutcomes } from './generate';
import { canReadImages } from './generateFromImages';
import { optionsOf } from './jobOptions';
import { whyNoPrompt } from '../jobs/copy';

/** Submits the prompt or the images of a job that has ended once more, with its mode and format. It is a new job. */
export async function regenerateJob(context: GenerateContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(context.store, args, isRepeatable, whyNotAgain);
  if (jobs.length === 0 || (jobs.some(isFromImages) && !(await canReadImages(context)))) return;
  await context.underWay.once(JSON.stringify(jobs.map(({ requestId }) => requestId)), async () => {
    if (!(await isKeyAgreed(context)) || !(await isConfirmed(jobs))) return;
    reportOutcomes(
      context,
      await Promise.allSettled(
        jobs.map((job) => (isFromImages(job) ? repeatFromImages(context, job) : repeatFromPrompt(context, job))),
      ),
    );
  });
}

function whyNotAgain(job: JobRecord): string {
  const { t } = vscode.l10n;
  if (isUnfinished(job)) return t('This job is not finished yet. It can be generated again when it is.');
  return isFromImages(job)
    ? t('The images of this job are not kept here, so it can’t be generated again. Choose them anew.')
    : whyNoPrompt(job);
}

function isFromImages({ endpoint }: JobRecord): boolean {
  return endpoint === 'image_to_cad';
}

function repeatFromPrompt({ submissions }: GenerateContext, job: JobRecord): Promise<JobRecord> {
  return submissions.submit({ prompt: job.prompt ?? '', ...optionsOf(job), ...inThisWorkspace(job) });
}

async function repeatFromImages({ submissions, images }: GenerateContext, job: JobRecord): Promise<JobRecord> {
  const { outputFormat } = optionsOf(job);
  const designMode = imageDesignModes.find((mode) => mode === job.designMode) ?? 'standard';
  const sources = await images.sources(job);
  return submissions.submitImages({
    images: sources,
    designMode,
    outputFormat,
    ...(job.prompt !== undefined && { prompt: job.prompt }),
    ...inThisWorkspace(job),
  });
}

function inThisWorkspace({ source }: JobRecord): Pick<JobRecord, 'source' | 'workspace'> {
  const workspace = workspaceId();
  return { ...(source && { source }), ...(workspace !== undefined && { workspace }) };
}

async function isConfirmed(jobs: readonly JobRecord[]): Promise<boolean> {
  if (!settings.confirmBeforeSubmit()) return true;
  const { t } = vscode.l10n;
  const generate = t('Generate Again');
  const chosen = await inform(questionAbout(jobs), { modal: true, detail: costNote() }, generate);
  return chosen === generate;
}

/** What another job costs, which the service that new jobs go to decides. */
function costNote(): string {
  const { t } = vscode.l10n;
  return settings.service() === 'local'
    ? t('It is a new job of the built-in service, which costs nothing.')
    : t('It is a new job and uses credits.');
}

function questionAbout(jobs: readonly JobRecord[]): string {
  const { t } = vscode.l10n;
  if (jobs.length > 1) return t('Generate {0} parts again, each as it was asked for?', jobs.length);
  return jobs.some(isFromImages)
    ? t('Generate this part again, with the same images, mode and format?')
    : t('Generate this part again, with the same prompt, mode and format?');
}
