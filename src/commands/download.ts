import * as vscode from 'vscode';
import type { JobOut } from '../api/types';
import { download, type ConflictChoice, type Downloaded } from '../download/download';
import { extensionOf, fileNameFor } from '../download/naming';
import { jobLabel, type JobRecord } from '../jobs/model';
import { describeError, isCancellation, showError } from '../ui/errorSentence';
import { hostFetch } from '../vscode/services';
import { settings, type ConflictSetting } from '../vscode/settings';
import { outputFolder } from '../vscode/workspace';
import type { CommandContext } from './context';
import { chosenJobs } from './chooseJob';

export interface SaveOptions {
  /** An absolute folder on this machine. */
  readonly folder?: string;
  readonly onConflict?: ConflictSetting;
}

/** Saves the files of the chosen jobs and offers to open them. */
export async function downloadJobs(context: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(context.store, args, (job) => job.state === 'succeeded');
  for (const job of jobs) {
    try {
      announce(await saveJob(context, job, {}), job);
    } catch (error) {
      if (isCancellation(error)) return;
      context.log.error(`Job ${job.jobId ?? job.requestId} was not downloaded: ${describeError(error).sentence}`);
      void showError(error);
    }
  }
}

/**
 * Saves one job's file into the workspace, with progress and cancel.
 * @throws ApiError, DownloadError, or a cancellation
 */
export async function saveJob(context: CommandContext, job: JobRecord, options: SaveOptions): Promise<Downloaded> {
  const { jobId } = job;
  if (jobId === undefined) throw new Error(vscode.l10n.t('This job has no file yet.'));
  const folder = options.folder ?? outputFolder(settings.outputFolder()) ?? (await askFolder());
  if (folder === undefined) throw new vscode.CancellationError();
  const service = await context.services.forAccount(job.account);
  if (!service) throw new Error(vscode.l10n.t('This job belongs to an API key that is not set here.'));
  const conflict = options.onConflict ?? settings.onConflict();
  const target = { folder, format: job.outputFormat, name: (told: JobOut) => nameOf(job, told), onConflict: (file: string) => resolveConflict(conflict, file) };
  const title = vscode.l10n.t('Downloading “{0}”', jobLabel(job));
  const saved = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const onProgress = (received: number, total: number | undefined): void => progress.report({ message: amount(received, total) });
    return download(service.client, jobId, target, { fetch: hostFetch, clock: context.clock }, { signal: abort.signal, onProgress });
  });
  if (saved.outcome !== 'skipped') {
    const file = vscode.Uri.file(saved.file).toString();
    await context.store.update(job.requestId, (record) => (record.file === file ? record : { ...record, file }));
  }
  context.log.info(`Job ${jobId}: ${saved.outcome} ${saved.file}`);
  return saved;
}

function announce({ file, outcome }: Downloaded, job: JobRecord): void {
  const { t } = vscode.l10n;
  if (outcome === 'skipped') return;
  const name = vscode.workspace.asRelativePath(file);
  const sentence = outcome === 'same' ? t('{0} is there already, unchanged.', name) : t('“{0}” is saved as {1}.', jobLabel(job), name);
  const open = t('Open');
  const reveal = t('Reveal in Explorer');
  void vscode.window.showInformationMessage(sentence, open, reveal).then((chosen) => {
    const uri = vscode.Uri.file(file);
    if (chosen === open) return vscode.commands.executeCommand('vscode.open', uri);
    if (chosen === reveal) return vscode.commands.executeCommand('revealInExplorer', uri);
    return undefined;
  });
}

function nameOf(job: JobRecord, told: JobOut): string {
  const extension = extensionOf(told.outputFormat ?? job.outputFormat);
  if (extension === undefined) throw new Error(vscode.l10n.t('The service made a file of an unknown format, {0}.', told.outputFormat ?? job.outputFormat));
  const source = job.source && vscode.Uri.parse(job.source.uri).path;
  const parts = {
    projectName: told.brainstorm?.projectName ?? jobLabel(job),
    jobId: told.jobId,
    date: job.createdAt.slice(0, 10),
    sourceFile: source?.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') ?? '',
  };
  return fileNameFor(settings.fileName(), parts, extension);
}

async function resolveConflict(setting: ConflictSetting, file: string): Promise<ConflictChoice> {
  if (setting !== 'ask') return setting;
  const { t } = vscode.l10n;
  const choices: Readonly<Record<string, ConflictChoice>> = { [t('Overwrite')]: 'overwrite', [t('Keep Both')]: 'keepBoth', [t('Skip')]: 'skip' };
  const sentence = t('{0} is there already, with another content.', vscode.workspace.asRelativePath(file));
  const chosen = await vscode.window.showWarningMessage(sentence, ...Object.keys(choices));
  return choices[chosen ?? ''] ?? 'skip';
}

async function askFolder(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Save the file in'),
    openLabel: vscode.l10n.t('Save Here'),
  });
  return chosen?.[0]?.fsPath;
}

function amount(received: number, total: number | undefined): string {
  const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
  return total === undefined ? vscode.l10n.t('{0} MB', mb(received)) : vscode.l10n.t('{0} of {1} MB', mb(received), mb(total));
}
