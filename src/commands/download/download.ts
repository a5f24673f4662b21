import * as vscode from 'vscode';
import type * as Downloader from '../../download/index';
import { isUnfinished, type JobRecord } from '../../jobs/model';
import { openModel, revealFile } from '../../host/models';
import { warn } from '../../host/showMessage';
import { settings, type ConflictSetting } from '../../host/settings';
import { chosenJobs } from '../jobs/chooseJob';
import type { DownloadContext } from '../context';
import { downloadBatch, whyGone, type Saved } from './batch';
import { checkedSoon, checkSaved } from './checkSaved';
import { nameOf } from './fileName';
import { configuredPlace, downloadPlace, downloadPlaces } from './place';
import { concerns, failures, reportBatch } from './report';

export interface SaveOptions {
  /** Any folder that VS Code can write to. */
  readonly folder?: vscode.Uri;
  readonly onConflict?: ConflictSetting;
}

/** Saves the files of the chosen jobs in the folder of the settings. */
export async function downloadJobs(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(context.store, args, hasOrHadFile, whyNoFile);
  if (jobs.length === 0) return;
  const places = await downloadPlaces(jobs);
  if (!places) return;
  const saved: Saved[] = [];
  // One after the other, since each may ask what becomes of files that are there.
  for (const { place, jobs: ofPlace } of places)
    saved.push(...(await downloadBatch(context, ofPlace, { place, onConflict: settings.onConflict() })));
  await finish(context, saved);
}

/** Saves each of the chosen jobs where the user says. */
export async function downloadJobsAs(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(context.store, args, hasOrHadFile, whyNoFile);
  const { downloader } = await context.downloads.tools();
  for (const job of jobs) {
    // There is no use in asking for a place then.
    const error = await whyGone(context, job);
    if (error !== undefined) {
      await finish(context, [{ job, error }]);
      continue;
    }
    const extension = downloader.extensionOf(job.outputFormat);
    const { jobId = job.requestId, brainstorm } = job;
    const name = nameOf(job, { jobId, ...(brainstorm && { brainstorm }) }, downloader);
    const folder = configuredPlace(job)?.folder;
    const chosen = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Download As'),
      saveLabel: vscode.l10n.t('Download'),
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
      ...(extension !== undefined && { filters: { [job.outputFormat]: [extension.slice(1)] } }),
    });
    if (!chosen) return;
    const given = chosen.path.slice(chosen.path.lastIndexOf('/') + 1);
    const fixed = withExtension(given, extension ?? '', downloader);
    // The dialog has asked about the name that it gave; another one is asked about here.
    const onConflict = fixed === given ? 'overwrite' : 'ask';
    await finish(
      context,
      await downloadBatch(context, [job], {
        place: { folder: vscode.Uri.joinPath(chosen, '..') },
        name: fixed,
        onConflict,
      }),
    );
  }
}

/**
 * Saves one job's file for another extension.
 * @throws ApiError, DownloadError, an Error with a sentence, or a cancellation
 */
export async function saveJob(
  context: DownloadContext,
  job: JobRecord,
  options: SaveOptions,
): Promise<Extract<Saved, { file: vscode.Uri }>> {
  const place = options.folder ? { folder: options.folder } : await downloadPlace(job);
  if (!place) throw new vscode.CancellationError();
  const [saved] = await downloadBatch(context, [job], {
    place,
    onConflict: options.onConflict ?? settings.onConflict(),
    isQuiet: true,
  });
  if (!saved) throw new vscode.CancellationError();
  if ('error' in saved) throw saved.error;
  checkSaved(context, [saved]);
  if (saved.concern) reportBatch(context, [saved]);
  return saved;
}

/**
 * Saves a job's file without a question or a word, unless it fails or something is wrong with the file; nothing that is
 * there is replaced.
 */
export async function downloadQuietly(context: DownloadContext, job: JobRecord): Promise<void> {
  const place = configuredPlace(job);
  if (!place) return;
  const setting = settings.onConflict();
  const saved = await downloadBatch(context, [job], {
    place,
    onConflict: setting === 'ask' ? 'keepBoth' : setting,
    isQuiet: true,
  });
  checkSaved(context, saved);
  if (failures(context, saved).length > 0 || concerns(saved).length > 0) reportBatch(context, saved);
  else await openIfWanted(saved);
}

/** Shows where a job's file is. */
export async function revealJobFile(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(
    context.store,
    args,
    ({ file }) => file !== undefined,
    (unfit) => (hasOrHadFile(unfit) ? vscode.l10n.t('The file of this job is not downloaded yet.') : whyNoFile(unfit)),
  );
  const file = job && (await existingFile(context, job));
  if (file) await revealFile(file);
}

/** The file that a job was saved as. @returns undefined when it is gone, which the user is told with a way out */
export async function existingFile(context: DownloadContext, job: JobRecord): Promise<vscode.Uri | undefined> {
  if (job.file === undefined) return undefined;
  if (await context.savedFiles.check(job.file)) return vscode.Uri.parse(job.file, true);
  const again = vscode.l10n.t('Download Again');
  const chosen = await warn(
    vscode.l10n.t('{0} is not there any more.', vscode.workspace.asRelativePath(vscode.Uri.parse(job.file))),
    again,
  );
  if (chosen === again) await downloadJobs(context, job.requestId);
  return undefined;
}

async function finish(context: DownloadContext, saved: readonly Saved[]): Promise<void> {
  void checkedSoon(context, saved).then((differing) => reportBatch(context, saved, differing));
  await openIfWanted(saved);
}

/** Opens the first file of a batch: more of them would only hide each other. */
async function openIfWanted(saved: readonly Saved[]): Promise<void> {
  const first = saved.find((one) => 'file' in one && one.outcome !== 'skipped');
  if (first && 'file' in first && settings.openAfterDownload()) await openModel(first.file, { preserveFocus: true });
}

/** Also of a job that has expired: then the user is told so. */
export function hasOrHadFile({ state }: JobRecord): boolean {
  return state === 'succeeded' || state === 'expired';
}

export function whyNoFile(job: JobRecord): string {
  return isUnfinished(job)
    ? vscode.l10n.t('This job is not finished, so it has no file yet.')
    : vscode.l10n.t('This job has failed, so it has no file.');
}

/** The format decides the extension, whatever was typed. */
function withExtension(name: string, extension: string, { cutAtGrapheme }: typeof Downloader): string {
  if (name.toLowerCase().endsWith(extension)) return name;
  return cutAtGrapheme(name, 250 - extension.length) + extension;
}
