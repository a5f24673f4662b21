import * as vscode from 'vscode';

/** Names the workspace that a job is submitted from; undefined in an empty window. */
export function workspaceId(): string | undefined {
  return (vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri)?.toString();
}
