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

/** What a look at a file or folder gives; undefined where there is none. @throws any other error of the look */
export async function unlessMissing<T>(look: Thenable<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Whether there is a file. One that can't be looked at is taken to be there: whoever opens it is told why it can't be
 * read.
 */
export async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}
