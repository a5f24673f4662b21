import * as vscode from 'vscode';
import { inEnglish } from '../../base/sentence';
import { jobLabel } from '../../jobs/jobLabel';
import { isCancellation, offer } from '../../notify/showError';
import { checkNews } from '../../wording/checkSentences';
import { describeError } from '../../wording/errorSentence';
import { translated } from '../../wording/translated';
import { isInFileManager, openModel, revealFile } from '../../host/models';
import { alarm, inform, warn } from '../../host/showMessage';
import type { DownloadContext } from '../context';
import type { Saved } from './batch';
import { refineRemedy, type Differing } from './checkSaved';

type Kept = Extract<Saved, { readonly file: vscode.Uri }>;
type Failed = Extract<Saved, { readonly error: unknown }>;

/**
 * Tells once what became of a batch, with ways to go on. What the user has cancelled is no news.
 * @param differing the one that was saved, if it isn't what its prompt states
 */
export function reportBatch(context: DownloadContext, saved: readonly Saved[], differing?: Differing): void {
  const kept = saved.filter((one): one is Kept => 'file' in one);
  const failed = failures(context, saved);
  if (kept.length > 0) tell(context, reportKept(kept, differing));
  // Several that fail alike are one piece of news.
  const told = new Map(failed.map((one) => [describeError(one.error).sentence, one]));
  for (const one of told.values()) tell(context, reportFailure(one, failed.length, saved.length));
}

/** Those that were saved, though something is wrong with what is in them. */
export function concerns(saved: readonly Saved[]): readonly Kept[] {
  return saved.filter((one): one is Kept => 'file' in one && one.concern !== undefined);
}

/** Logs what has failed. @returns it, without what was cancelled */
export function failures({ log }: DownloadContext, saved: readonly Saved[]): readonly Failed[] {
  const failed = saved.filter((one): one is Failed => 'error' in one && !isCancellation(one.error));
  for (const { job, error } of failed)
    log.error(`Job ${job.jobId ?? job.requestId} was not downloaded: ${describeError(error).sentence}`);
  return failed;
}

function tell({ log }: DownloadContext, report: Promise<void>): void {
  report.catch((error: unknown) => log.error('A notification failed.', error));
}

async function reportKept(kept: readonly Kept[], differing: Differing | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const [first] = kept.filter(({ outcome }) => outcome !== 'skipped');
  const doubtful = concerns(kept);
  const difference = differing ? checkNews(differing.check) : '';
  const sentence = [keptSentence(kept), concernSentence(doubtful), difference].filter((part) => part !== '').join(' ');
  if (!first) {
    await inform(sentence);
    return;
  }
  const [preview, reveal, open] = [t('Open Preview'), t('Reveal in Explorer'), t('Open Folder')];
  // Elsewhere than on the desktop VS Code's own explorer is all that can show a folder, short of a second window.
  const inWorkspace = vscode.workspace.getWorkspaceFolder(first.file) !== undefined;
  const refine = differing && refineRemedy(differing);
  const buttons = [
    preview,
    ...(refine ? [refine.label] : []),
    ...(inWorkspace ? [reveal] : []),
    ...(isInFileManager(first.file) ? [open] : []),
  ];
  const chosen = await (doubtful.length > 0 || differing ? warn : inform)(sentence, ...buttons);
  if (refine && chosen === refine.label) await vscode.commands.executeCommand(refine.command, ...(refine.args ?? []));
  if (chosen === preview) await openModel(first.file);
  if (chosen === reveal) await revealFile(first.file);
  if (chosen === open) await vscode.commands.executeCommand('revealFileInOS', first.file);
}

function keptSentence(kept: readonly Kept[]): string {
  const { t } = vscode.l10n;
  const of = (wanted: Kept['outcome']): readonly Kept[] => kept.filter(({ outcome }) => outcome === wanted);
  const [written, same, skipped] = [of('written'), of('same'), of('skipped')];
  const sentences = [
    written.length === 1 && written[0]
      ? t('“{0}” is saved as {1}.', jobLabel(written[0].job), shown(written[0].file))
      : '',
    written.length > 1 && written[0]
      ? t('{0} files are saved in {1}.', written.length, shown(vscode.Uri.joinPath(written[0].file, '..')))
      : '',
    same.length === 1 && same[0] ? t('{0} is there already, unchanged.', shown(same[0].file)) : '',
    same.length > 1 ? t('{0} files are there already, unchanged.', same.length) : '',
    skipped.length === 1 && skipped[0]
      ? t('{0} was kept, so the job’s file was not saved.', shown(skipped[0].file))
      : '',
    skipped.length > 1 ? t('{0} files were kept, so their jobs’ files were not saved.', skipped.length) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** So many files are told about by name. */
const mostNamed = 3;

function concernSentence(doubtful: readonly Kept[]): string {
  const { t } = vscode.l10n;
  const sentences = doubtful
    .slice(0, mostNamed)
    .map(({ file, concern }) =>
      t(
        'There is something wrong with {0}, which was kept as it came: {1}',
        shown(file),
        concern ? translated({ message: inEnglish(concern), said: concern }) : '',
      ),
    );
  const others = doubtful.length - sentences.length;
  return [...sentences, ...(others > 0 ? [t('The same is true of {0} files more.', others)] : [])].join(' ');
}

function shown(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

async function reportFailure({ job, error }: Failed, failed: number, all: number): Promise<void> {
  const again = { command: 'makistry.downloadJob', args: [job.requestId] };
  const { sentence, remedies } = describeError(error, failed === 1 ? { job, again } : {});
  const news = all > 1 ? vscode.l10n.t('{0} of {1} files were not downloaded. {2}', failed, all, sentence) : sentence;
  await offer(remedies, (labels) => alarm(news, ...labels));
}
