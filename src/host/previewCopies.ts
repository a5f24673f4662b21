import * as vscode from 'vscode';
import { fileKey } from '../base/fileKey';
import type { JobRecord } from '../jobs/model';
import { isModelName, previewCopyKey } from '../jobs/previewCopy';
import { unlessMissing } from './isThere';

/** Finds the files of jobs that are previewed and not downloaded: in the extension's own storage. */
export class PreviewCopies {
  readonly folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.folder = folder;
  }

  /** Whether the file is in our own storage, where nobody should keep anything. */
  has(file: vscode.Uri): boolean {
    return this.#keyOf(file) !== undefined;
  }

  isOf(file: vscode.Uri, requestId: string): boolean {
    return this.#keyOf(file) === previewCopyKey(requestId);
  }

  jobOf(file: vscode.Uri, jobs: readonly JobRecord[]): JobRecord | undefined {
    const key = this.#keyOf(file);
    return key === undefined ? undefined : jobs.find(({ requestId }) => previewCopyKey(requestId) === key);
  }

  /** The copy of a job's file; undefined when there is none. */
  async of(requestId: string): Promise<vscode.Uri | undefined> {
    const folder = vscode.Uri.joinPath(this.folder, previewCopyKey(requestId));
    try {
      const names = (await unlessMissing(vscode.workspace.fs.readDirectory(folder))) ?? [];
      const [name] = names.find(([each]) => isModelName(each)) ?? [];
      return name === undefined ? undefined : vscode.Uri.joinPath(folder, name);
    } catch (error) {
      // A folder that can't be read shows nothing; whoever needs the file is told why.
      if (error instanceof vscode.FileSystemError) return undefined;
      throw error;
    }
  }

  #keyOf(file: vscode.Uri): string | undefined {
    const folder = vscode.Uri.joinPath(file, '..');
    if (fileKey(vscode.Uri.joinPath(folder, '..').toString()) !== fileKey(this.folder.toString())) return undefined;
    return folder.path.slice(folder.path.lastIndexOf('/') + 1).toLowerCase();
  }
}
