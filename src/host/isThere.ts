import * as vscode from 'vscode';

/**
 * Whether an error of `vscode.workspace.fs` says that there is no such file or folder, which is another thing than one
 * that may not be read now.
 */
function isMissing(error: unknown): boolean {
  return (
    error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}

/** The answer to a question about a file or folder; undefined when it is missing. @throws any other error */
export async function unlessMissing<T>(look: Thenable<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Whether a file is there. One that can't be looked at counts as there: opening it says why it can't be read.
 */
export async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}
