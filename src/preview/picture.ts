import * as vscode from 'vscode';

/** Asks where, and writes the picture there. */
export async function savePicture(model: vscode.Uri, png: Uint8Array): Promise<void> {
  const proposed = model.with({ path: model.path.replace(/\.[^./]*$/, '.png') });
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposed,
    filters: { [vscode.l10n.t('Picture')]: ['png'] },
    title: vscode.l10n.t('Save the picture'),
  });
  if (target) await vscode.workspace.fs.writeFile(target, png);
}
