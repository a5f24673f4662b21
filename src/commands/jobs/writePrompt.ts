import * as vscode from 'vscode';
import { inform } from '../../host/showMessage';
import type { JobsContext } from '../context';
import { findSource, offerPrompt } from './revealSource';

/** Writes a prompt over that of a job, in the document that it was selected in, where it can be undone. */
export async function writePrompt({ store }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const [id, prompt] = args;
  const job = typeof id === 'string' ? store.get(id) : undefined;
  if (!job?.source || typeof prompt !== 'string') return;
  const { t } = vscode.l10n;
  const source = await findSource(job.source, job.prompt ?? '');
  if (!source?.range || !source.isSame) {
    offerPrompt({ ...job, prompt }, t('The prompt is no longer in its document as it was, so nothing was written.'));
    return;
  }
  const { document, range } = source;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, prompt);
  if (!(await vscode.workspace.applyEdit(edit))) {
    void inform(t('The document could not be changed.'));
    return;
  }
  const start = document.offsetAt(range.start);
  const selection = new vscode.Range(range.start, document.positionAt(start + prompt.length));
  await vscode.window.showTextDocument(document, { selection, viewColumn: vscode.ViewColumn.Beside });
}
