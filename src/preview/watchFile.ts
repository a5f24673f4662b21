import * as vscode from 'vscode';
import type { Clock, Timer } from '../base/clock';
import type { IDisposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';

/** ms without a further change until a file counts as written. */
const quiet = 300;

/** Tells when the file was written anew: by a download, or by a program that saves a file by renaming another. */
export function watchFile(uri: vscode.Uri, clock: Clock, onChange: () => void): IDisposable {
  const slash = uri.path.lastIndexOf('/');
  // A glob would read brackets in the name as a pattern.
  const name = uri.path.slice(slash + 1).replace(/[*?[\]{}]/g, '?');
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(uri.with({ path: uri.path.slice(0, slash) || '/' }), name),
  );
  let timer: Timer | undefined;
  const changed = (changedUri: vscode.Uri): void => {
    if (fileKey(changedUri.toString()) !== fileKey(uri.toString())) return;
    timer?.cancel();
    timer = clock.setTimeout(onChange, quiet);
  };
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  return {
    dispose: () => {
      timer?.cancel();
      watcher.dispose();
    },
  };
}
