import * as path from 'node:path';
import * as vscode from 'vscode';
import type { WholeFiles } from '../../download/bufferedFolder';
import type { Destination } from '../../download/destination';
import type { JobRecord } from '../../jobs/model';
import type { DownloadTools } from '../../host/downloads';
import { unlessMissing } from '../../host/isThere';
import { settings } from '../../host/settings';

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
export async function downloadPlace(job: JobRecord): Promise<Place | undefined> {
  return configuredPlace(job) ?? askPlace();
}

/**
 * The folder of the settings, or undefined where the user has to be asked. In a workspace of several folders it is
 * below the one that the job's document is in, or the first.
 */
export function configuredPlace(job?: JobRecord): Place | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const setting = settings.outputFolder();
  if (path.isAbsolute(setting)) return { folder: vscode.Uri.file(setting) };
  const own = job?.source && vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(job.source.uri));
  const root = (own ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  return root && { folder: vscode.Uri.joinPath(root, setting), within: root };
}

/** Where each of the jobs goes; the user is asked at most once. @returns undefined when the user leaves */
export async function downloadPlaces(
  jobs: readonly JobRecord[],
): Promise<readonly { readonly place: Place; readonly jobs: readonly JobRecord[] }[] | undefined> {
  const places = new Map<string, { readonly place: Place; readonly jobs: JobRecord[] }>();
  let asked: Place | undefined;
  for (const job of jobs) {
    const place = configuredPlace(job) ?? (asked ??= await askPlace());
    if (!place) return undefined;
    const known = places.get(place.folder.toString());
    if (known) known.jobs.push(job);
    else places.set(place.folder.toString(), { place, jobs: [job] });
  }
  return [...places.values()];
}

async function askPlace(): Promise<Place | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t('Save the file in'),
      openLabel: vscode.l10n.t('Save Here'),
    })) ?? [];
  return folder && { folder };
}

/** @throws DownloadError */
export async function openPlace(
  { folder, within }: Place,
  { downloader, journal }: DownloadTools,
): Promise<Destination> {
  if (folder.scheme === 'file') return downloader.openLocalFolder(folder.fsPath, within?.fsPath, journal);
  if (within && !`${folder.path}/`.startsWith(`${within.path.replace(/\/$/, '')}/`))
    throw new Error(vscode.l10n.t('The folder {0} leads out of the workspace.', folder.path));
  return new downloader.BufferedFolder(filesIn(folder));
}

/** A folder of another scheme, through the editor's own file systems. */
function filesIn(folder: vscode.Uri): WholeFiles {
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  return {
    label: folder.toString(true),
    names: async () => ((await unlessMissing(vscode.workspace.fs.readDirectory(folder))) ?? []).map(([name]) => name),
    read: async (name) => {
      const stat = await unlessMissing(vscode.workspace.fs.stat(uriOf(name)));
      return stat && (stat.type & vscode.FileType.File) !== 0 ? vscode.workspace.fs.readFile(uriOf(name)) : undefined;
    },
    write: async (name, bytes) => {
      await vscode.workspace.fs.createDirectory(folder);
      await vscode.workspace.fs.writeFile(uriOf(name), bytes);
    },
  };
}
