import * as vscode from 'vscode';
import { inform } from './showMessage';

/** The view type of the preview, as the manifest has it. */
export const modelViewType = 'makistry.model';

/** Takes two versions, the earlier one first, and shows what differs. Only the extension itself runs it. */
export const compareCommand = '_makistry.showComparison';

/** A version of a model: where it is, and its name for people. */
export interface ComparedVersion {
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** Shows what differs between two versions of a model. */
export async function compareVersions(before: ComparedVersion, after: ComparedVersion): Promise<void> {
  await vscode.commands.executeCommand(compareCommand, before, after);
}

/** The model in the active preview. */
export function shownModel(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === modelViewType ? input.uri : undefined;
}

/** Opens a model file in the preview. */
export async function openModel(file: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', file, modelViewType, options);
}

/** Shows a file in VS Code's explorer or, where it is outside of the workspace, in the system's. */
export async function revealFile(file: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(file) !== undefined)
    await vscode.commands.executeCommand('revealInExplorer', file);
  else if (isInFileManager(file)) await vscode.commands.executeCommand('revealFileInOS', file);
  else
    void inform(
      vscode.l10n.t(
        '{0} is outside of the workspace and on another machine, so it can’t be shown in a file manager.',
        file.fsPath,
      ),
    );
}

/** Whether the user's own file manager can show a file: not from a browser, and not what is on another machine. */
export function isInFileManager(file: vscode.Uri): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined && file.scheme === 'file';
}
