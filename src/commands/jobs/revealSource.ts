import * as vscode from 'vscode';
import { locatePrompt } from '../../document/locate';
import type { JobRecord, PromptSource } from '../../jobs/model';
import { isThere } from '../../host/isThere';
import { inform } from '../../host/showMessage';
import { chosenJobs } from './chooseJob';
import type { JobsContext } from '../context';

/** Shows where a prompt was selected, wherever edits have moved it since, and says when it isn't there as it was. */
export async function revealSource({ store }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(
    store,
    args,
    (candidate) => candidate.source !== undefined,
    () => vscode.l10n.t('The prompt of this job was not selected in a document.'),
  );
  if (!job?.source) return;
  const { t } = vscode.l10n;
  const { source, prompt = '' } = job;
  const place = await findSource(source, prompt);
  if (!place) {
    const { path } = vscode.Uri.parse(source.uri);
    offerPrompt(job, t('“{0}” is no longer there.', path.slice(path.lastIndexOf('/') + 1)));
    return;
  }
  const { document, range } = place;
  const wasHere = new vscode.Range(source.startLine, 0, source.endLine, Number.MAX_SAFE_INTEGER);
  await vscode.window.showTextDocument(document, { selection: range ?? document.validateRange(wasHere) });
  if (!range) offerPrompt(job, t('The prompt is no longer in this document. It was here.'));
  else if (!place.isSame) offerPrompt(job, t('The text has changed since this job was submitted.'));
}

interface PlaceInDocument {
  readonly document: vscode.TextDocument;
  /** Undefined when the prompt is no longer in it. */
  readonly range: vscode.Range | undefined;
  /** False when the text has been edited since. */
  readonly isSame: boolean;
}

/** Where a prompt is now. @returns undefined when the document is gone */
export async function findSource(source: PromptSource, prompt: string): Promise<PlaceInDocument | undefined> {
  const document = await openSource(source);
  if (!document) return undefined;
  const found = locatePrompt(document.getText(), prompt, source.startLine);
  const range =
    found &&
    document.validateRange(new vscode.Range(found.startLine, found.startCharacter, found.endLine, found.endCharacter));
  return { document, range, isSame: found?.isSame ?? false };
}

/** @returns undefined when the document is gone; an untitled one is when it was closed */
async function openSource({ uri }: PromptSource): Promise<vscode.TextDocument | undefined> {
  const address = vscode.Uri.parse(uri, true);
  if (address.scheme === 'untitled')
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  // VS Code keeps a document for a while after its editor was closed, even if its file was deleted.
  if (!isInTab(uri) && !(await isThere(address))) return undefined;
  return vscode.workspace.openTextDocument(address);
}

function isInTab(uri: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
}

/** Says it, and goes on: the notification may stay for long. */
export function offerPrompt({ requestId, prompt }: JobRecord, sentence: string): void {
  const copy = vscode.l10n.t('Copy Prompt');
  void inform(sentence, ...(prompt === undefined ? [] : [copy])).then((chosen) => {
    if (chosen === copy) void vscode.commands.executeCommand('makistry.copyPrompt', requestId);
  });
}
