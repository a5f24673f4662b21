import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { isMissing } from './isThere';

interface Folder {
  /** Undefined until it has been read. */
  names: ReadonlySet<string> | undefined;
}

/** Whether the files that jobs were saved as are still there. A folder is read when a row first asks about it, and watched from then on. */
export class SavedFiles extends Disposable {
  readonly #log: Logger;
  readonly #folders = new Map<string, Folder>();
  readonly #changed = this._register(new vscode.EventEmitter<void>());

  readonly onDidChange = this.#changed.event;

  constructor(log: Logger) {
    super();
    this.#log = log;
    // A whole folder that goes is told to nobody who watches what is in it.
    this._register(vscode.workspace.onDidDeleteFiles(() => this.#readAll()));
    this._register(vscode.workspace.onDidRenameFiles(() => this.#readAll()));
  }

  /** @param uri of a file; until its folder has been read, it is taken to be there */
  has(uri: string): boolean {
    const file = vscode.Uri.parse(uri);
    const folder = vscode.Uri.joinPath(file, '..');
    const known = this.#folders.get(folder.toString()) ?? this.#watch(folder);
    return known.names?.has(nameOf(file)) ?? true;
  }

  /** A file was saved: nobody needs to wait for the watcher to see it. */
  onDidSave(file: vscode.Uri): void {
    const folder = this.#folders.get(vscode.Uri.joinPath(file, '..').toString());
    if (!folder?.names || folder.names.has(nameOf(file))) return;
    folder.names = new Set([...folder.names, nameOf(file)]);
    this.#changed.fire();
  }

  /** Looks again, as when a file isn't where it was. */
  async check(uri: string): Promise<boolean> {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(uri), '..');
    if (!this.#folders.has(folder.toString())) this.#watch(folder);
    // A folder that may not be read now is as it was known, or taken to hold the file.
    await this.#read(folder).catch((error: unknown) => this.#tellUnread(folder, error));
    return this.has(uri);
  }

  #watch(folder: vscode.Uri): Folder {
    const known: Folder = { names: undefined };
    this.#folders.set(folder.toString(), known);
    const watcher = this._register(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'), false, true, false));
    watcher.onDidCreate(() => this.#reread(folder));
    watcher.onDidDelete(() => this.#reread(folder));
    this.#reread(folder);
    return known;
  }

  #readAll(): void {
    for (const folder of this.#folders.keys()) this.#reread(vscode.Uri.parse(folder));
  }

  #reread(folder: vscode.Uri): void {
    this.#read(folder).catch((error: unknown) => this.#tellUnread(folder, error));
  }

  #tellUnread(folder: vscode.Uri, error: unknown): void {
    this.#log.warn(`${folder.toString(true)} could not be read: ${String(error)}`);
  }

  async #read(folder: vscode.Uri): Promise<void> {
    const known = this.#folders.get(folder.toString());
    if (!known) return;
    const names = new Set(await namesIn(folder));
    const before = known.names;
    known.names = names;
    const isSame = before?.size === names.size && [...names].every((name) => before.has(name));
    if (!isSame && !this.isDisposed) this.#changed.fire();
  }
}

function nameOf(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
