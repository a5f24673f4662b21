import * as vscode from 'vscode';
import { daysIn } from './calendar';
import type { JobRecord } from '../../jobs/model';
import type { UsageQuestion } from './usage';
import { jobsAsCsv } from './csv';
import { inform } from '../../host/showMessage';

/** Asks where, and writes the jobs there as CSV. */
export async function saveCsv(
  jobs: readonly JobRecord[],
  keyName: (account: string) => string,
  { now, timeZone }: UsageQuestion,
): Promise<void> {
  const { t } = vscode.l10n;
  const name = `makistry-jobs-${daysIn(timeZone)(now)}.csv`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: t('Export as CSV'),
    saveLabel: t('Export'),
    filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(jobsAsCsv(jobs, keyName)));
  const open = t('Open');
  const file = vscode.workspace.asRelativePath(target);
  const sentence = jobs.length === 1 ? t('One job is in {0}.', file) : t('{0} jobs are in {1}.', jobs.length, file);
  const chosen = await inform(sentence, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}
