import * as vscode from 'vscode';
import { inform } from './showMessage';

const previewEditor = 'makistry.model';

/** Shows a model file: in the preview where there is one, else as VS Code opens it. */
export async function openModel(file: vscode.Uri, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  if (hasPreview()) await vscode.commands.executeCommand('vscode.openWith', file, previewEditor, options);
  else await vscode.commands.executeCommand('vscode.open', file, options);
}

/** Shows a file in VS Code's explorer, or where it is outside of the workspace, in the system's. */
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

function hasPreview(): boolean {
  const manifest = vscode.extensions.getExtension('makistry.makistry-cad')?.packageJSON as
    { readonly contributes?: { readonly customEditors?: readonly { readonly viewType: string }[] } } | undefined;
  return manifest?.contributes?.customEditors?.some(({ viewType }) => viewType === previewEditor) ?? false;
}
