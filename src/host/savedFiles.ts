import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';
import type { Logger } from '../base/logger';
import { unlessMissing } from './isThere';

interface Folder {
  readonly uri: vscode.Uri;
  /** Keys; undefined until it has been read. */
  files: ReadonlySet<string> | undefined;
}

/**
 * Whether the files that jobs were saved as are still there. A folder is read when a row first asks about it, and
 * watched from then on.
 */
export class SavedFiles extends Disposable {
  readonly #log: Logger;
  readonly #key: (uri: string) => string;
  readonly #folders = new Map<string, Folder>();
  readonly #changed = this._register(new vscode.EventEmitter<void>());

  readonly onDidChange = this.#changed.event;

  /** @param key what the spellings of a file's address have in common */
  constructor(log: Logger, key: (uri: string) => string = (uri) => fileKey(uri)) {
    super();
    this.#log = log;
    this.#key = key;
    // A whole folder that goes is told to nobody who watches what is in it.
    this._register(vscode.workspace.onDidDeleteFiles(() => this.#readAll()));
    this._register(vscode.workspace.onDidRenameFiles(() => this.#readAll()));
  }

  /** @param uri of a file; until its folder has been read, it is taken to be there */
  has(uri: string): boolean {
    const file = vscode.Uri.parse(uri);
    return this.#folderOf(file).files?.has(this.#keyOf(file)) ?? true;
  }

  /** A file was saved: nobody needs to wait for the watcher to see it. */
  onDidSave(file: vscode.Uri): void {
    const folder = this.#folders.get(this.#keyOf(parentOf(file)));
    if (!folder?.files || folder.files.has(this.#keyOf(file))) return;
    folder.files = new Set([...folder.files, this.#keyOf(file)]);
    this.#changed.fire();
  }

  /** Looks again, as when a file isn't where it was. */
  async check(uri: string): Promise<boolean> {
    await this.#read(this.#folderOf(vscode.Uri.parse(uri)));
    return this.has(uri);
  }

  #folderOf(file: vscode.Uri): Folder {
    const uri = parentOf(file);
    const key = this.#keyOf(uri);
    let folder = this.#folders.get(key);
    if (!folder) {
      this.#folders.set(key, (folder = { uri, files: undefined }));
      this.#watch(folder);
    }
    return folder;
  }

  #watch(folder: Folder): void {
    const pattern = new vscode.RelativePattern(folder.uri, '*');
    const watcher = this._register(vscode.workspace.createFileSystemWatcher(pattern, false, true, false));
    const read = (): void => void this.#read(folder);
    watcher.onDidCreate(read);
    watcher.onDidDelete(read);
    read();
  }

  #readAll(): void {
    for (const folder of this.#folders.values()) void this.#read(folder);
  }

  /** Never rejects: a folder that may not be read now is as it was known, or taken to hold the file. */
  async #read(folder: Folder): Promise<void> {
    const { uri, files: before } = folder;
    try {
      const files = new Set((await namesIn(uri)).map((name) => this.#keyOf(vscode.Uri.joinPath(uri, name))));
      folder.files = files;
      const isSame = before?.size === files.size && [...files].every((file) => before.has(file));
      if (!isSame && !this.isDisposed) this.#changed.fire();
    } catch (error) {
      this.#log.warn(`${uri.toString(true)} could not be read: ${String(error)}`);
    }
  }

  #keyOf(uri: vscode.Uri): string {
    return this.#key(uri.toString());
  }
}

function parentOf(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(file, '..');
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  return ((await unlessMissing(vscode.workspace.fs.readDirectory(folder))) ?? []).map(([name]) => name);
}
