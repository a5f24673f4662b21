import * as path from 'node:path';
import * as vscode from 'vscode';

/** Names the workspace that a job is submitted from; undefined in an empty window. */
export function workspaceId(): string | undefined {
  return (vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri)?.toString();
}

/** The folder that files are saved in: absolute, or below the first workspace folder. Undefined when there's none on this machine. */
export function outputFolder(setting: string): string | undefined {
  if (path.isAbsolute(setting)) return setting;
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder && path.join(folder.uri.fsPath, setting);
}
