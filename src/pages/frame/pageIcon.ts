import * as vscode from 'vscode';

/** The icon in the tab of a page. A tab doesn't colour a picture, so there is one for each kind of theme. */
export function pageIcon(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', name);
  return { light: file('makistry-light.svg'), dark: file('makistry-dark.svg') };
}
