import * as vscode from 'vscode';

/** What is used of VS Code's own extension for Git. */
interface GitApi {
  getRepository(uri: vscode.Uri): { readonly state: { readonly HEAD?: { readonly commit?: string } } } | null;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

/**
 * The address of a file as it is in the last commit. It may not be in it.
 * @returns undefined for a file outside of a repository that has a commit, or without Git
 */
export async function lastCommitted(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!git || file.scheme !== 'file') return undefined;
  try {
    const api = (await git.activate()).getAPI(1);
    return api.getRepository(file)?.state.HEAD?.commit === undefined ? undefined : api.toGitUri(file, 'HEAD');
  } catch {
    // Git is switched off, or there is none on this machine.
    return undefined;
  }
}
