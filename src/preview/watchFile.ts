import * as vscode from 'vscode';
import type { Clock, Timer } from '../base/clock';
import type { IDisposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';

/** ms without a further change until a file is looked at. */
const quiet = 300;

/**
 * Tells when a file was written, appeared or vanished, alone or with a folder of the workspace that contains it: by a
 * download, or by a program that saves a file by renaming another.
 * @param onChange gets the time when it was seen, in ms of the monotonic clock
 */
export function watchFile(uri: vscode.Uri, clock: Clock, onChange: (changedAt: number) => void): IDisposable {
  let timer: Timer | undefined;
  const changed = (): void => {
    const changedAt = clock.monotonic();
    timer?.cancel();
    timer = clock.setTimeout(() => onChange(changedAt), quiet);
  };
  // When a folder vanishes, its files aren't reported one by one.
  const watchers = [uri, ...foldersOf(uri)].map((watched) => {
    const watcher = vscode.workspace.createFileSystemWatcher(patternOf(watched), false, watched !== uri);
    const seen = (one: vscode.Uri): void => {
      if (fileKey(one.toString()) === fileKey(watched.toString())) changed();
    };
    watcher.onDidCreate(seen);
    watcher.onDidChange(seen);
    watcher.onDidDelete(seen);
    return watcher;
  });
  return {
    dispose: () => {
      timer?.cancel();
      for (const watcher of watchers) watcher.dispose();
    },
  };
}

function patternOf(uri: vscode.Uri): vscode.RelativePattern {
  const slash = uri.path.lastIndexOf('/');
  // A glob would read brackets in the name as a pattern.
  const name = uri.path.slice(slash + 1).replace(/[*?[\]{}]/g, '?');
  return new vscode.RelativePattern(uri.with({ path: uri.path.slice(0, slash) || '/' }), name);
}

/** The folders between the file and the workspace's folder, which VS Code watches anyway. */
function foldersOf(uri: vscode.Uri): vscode.Uri[] {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.path.replace(/\/$/, '');
  if (root === undefined) return [];
  const folders: vscode.Uri[] = [];
  for (let { path } = uri; ;) {
    path = path.slice(0, path.lastIndexOf('/'));
    if (path.length <= root.length) return folders;
    folders.push(uri.with({ path }));
  }
}
