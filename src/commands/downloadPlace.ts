import * as path from 'node:path';
import * as vscode from 'vscode';
import type { WholeFiles } from '../download/bufferedFolder';
import type { Destination } from '../download/destination';
import type { DownloadTools } from '../vscode/downloads';
import { settings } from '../vscode/settings';

/** Where files go. */
export interface Place {
  readonly folder: vscode.Uri;
  /** What `folder` must be inside of, links followed; undefined when the user has chosen it freely. */
  readonly within?: vscode.Uri;
}

/**
 * The folder of the settings. The workspace of an untrusted folder, or none at all, has no say: then the user is asked.
 * @returns undefined when the user leaves
 */
export async function downloadPlace(): Promise<Place | undefined> {
  return configuredPlace() ?? askPlace();
}

/** The folder of the settings, or undefined where the user has to be asked. */
export function configuredPlace(): Place | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const setting = settings.outputFolder();
  if (path.isAbsolute(setting)) return { folder: vscode.Uri.file(setting) };
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return root && { folder: vscode.Uri.joinPath(root, setting), within: root };
}

async function askPlace(): Promise<Place | undefined> {
  const [folder] = (await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Save the file in'),
    openLabel: vscode.l10n.t('Save Here'),
  })) ?? [];
  return folder && { folder };
}

/** @throws DownloadError */
export async function openPlace({ folder, within }: Place, { kit, journal }: DownloadTools): Promise<Destination> {
  if (folder.scheme === 'file') return kit.openLocalFolder(folder.fsPath, within?.fsPath, journal);
  if (within && !`${folder.path}/`.startsWith(`${within.path.replace(/\/$/, '')}/`)) throw new Error(vscode.l10n.t('The folder {0} leads out of the workspace.', folder.path));
  return new kit.BufferedFolder(filesIn(folder));
}

/** A folder of another scheme, through the editor's own file systems. */
function filesIn(folder: vscode.Uri): WholeFiles {
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  return {
    label: folder.toString(true),
    names: async () => ((await ifThere(() => vscode.workspace.fs.readDirectory(folder))) ?? []).map(([name]) => name),
    read: async (name) => {
      const stat = await ifThere(() => vscode.workspace.fs.stat(uriOf(name)));
      return stat && (stat.type & vscode.FileType.File) !== 0 ? vscode.workspace.fs.readFile(uriOf(name)) : undefined;
    },
    write: async (name, bytes) => {
      await vscode.workspace.fs.createDirectory(folder);
      await vscode.workspace.fs.writeFile(uriOf(name), bytes);
    },
  };
}

async function ifThere<T>(look: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
