import * as vscode from 'vscode';
import { locatePrompt } from '../jobs/locate';
import type { JobRecord, PromptSource } from '../jobs/model';
import { chosenJobs } from './chooseJob';
import type { CommandContext } from './context';

/** Shows where a prompt was selected, wherever edits have moved it since, and says when it isn't there as it was. */
export async function revealSource({ store }: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(store, args, (candidate) => candidate.source !== undefined);
  if (!job?.source) return;
  const { t } = vscode.l10n;
  const { source, prompt = '' } = job;
  const document = await openSource(source);
  if (!document) {
    const { path } = vscode.Uri.parse(source.uri);
    await offerPrompt(job, t('“{0}” is no longer there.', path.slice(path.lastIndexOf('/') + 1)));
    return;
  }
  const found = locatePrompt(document.getText(), prompt, source.startLine);
  const range = found
    ? new vscode.Range(found.startLine, found.startCharacter, found.endLine, found.endCharacter)
    : new vscode.Range(source.startLine, 0, source.endLine, Number.MAX_SAFE_INTEGER);
  await vscode.window.showTextDocument(document, { selection: document.validateRange(range) });
  if (!found) await offerPrompt(job, t('The prompt is no longer in this document. It was here.'));
  else if (!found.isSame) await offerPrompt(job, t('The text has changed since this job was submitted.'));
}

/** @returns undefined when the document is gone; an untitled one is when it was closed */
async function openSource({ uri }: PromptSource): Promise<vscode.TextDocument | undefined> {
  const address = vscode.Uri.parse(uri, true);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open || address.scheme === 'untitled') return open;
  try {
    return await vscode.workspace.openTextDocument(address);
  } catch (error) {
    if (await isGone(address)) return undefined;
    throw error;
  }
}

async function isGone(address: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(address);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError;
  }
}

async function offerPrompt({ requestId, prompt }: JobRecord, sentence: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Prompt');
  const chosen = await vscode.window.showInformationMessage(sentence, ...(prompt === undefined ? [] : [copy]));
  if (chosen === copy) await vscode.commands.executeCommand('makistry.copyPrompt', requestId);
}
