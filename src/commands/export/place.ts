import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { MadeFile } from '../../download/deliver';
import type { Downloaded } from '../../download/download';
import type { DownloadTools } from '../../host/downloads';
import { Conflicts } from '../download/conflict';
import { configuredPlace, openPlace } from '../download/place';
import type { ExportContext } from '../context';
import { fileName, stemOf, type Made, type Options } from './make';
import type { Target } from './options';
import type { ModelSource } from './sources';

/** A file that was placed, or that was there already. */
export interface Placed extends Pick<Downloaded, 'outcome'> {
  readonly file: vscode.Uri;
}

/**
 * Asks where the files go, one file by its name and several by their folder, and brings them there.
 * @returns undefined when the user leaves; nothing is written then
 * @throws DownloadError, or a cancellation
 */
export async function placeFiles(
  context: ExportContext,
  made: readonly Made[],
  target: Target,
  options: Options,
): Promise<readonly Placed[] | undefined> {
  const tools = await context.downloads.tools();
  const files = made.flatMap(({ source, exported }) =>
    exported.files.map((file): MadeFile & { readonly source: ModelSource } => ({
      source,
      bytes: file.bytes,
      format: target.to,
      name: nameFor(source, options.parts === 'each' ? file.name : '', target, tools),
    })),
  );
  const [only] = files;
  if (files.length === 1 && only) return placeOne(context, only, target, tools);
  const folder = await askFolder(context, made);
  if (!folder) return undefined;
  const destination = await openPlace({ folder }, tools);
  const conflicts = new Conflicts('ask', true);
  const placed: Placed[] = [];
  for (const file of files) {
    const onConflict = (taken: string): ReturnType<Conflicts['choose']> => conflicts.choose(taken, folder);
    const { name, outcome } = await deliver(context, tools, file, destination, onConflict);
    if (outcome === 'written') conflicts.onWritten(name);
    placed.push({ file: vscode.Uri.joinPath(folder, name), outcome });
  }
  return placed;
}

async function placeOne(
  context: ExportContext,
  file: MadeFile & { readonly source: ModelSource },
  { label, extension }: Target,
  tools: DownloadTools,
): Promise<readonly Placed[] | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save As'),
    defaultUri: vscode.Uri.joinPath(folderFor(context, file.source.uri), file.name),
    filters: { [label]: [extension.slice(1)] },
  });
  if (!chosen) return undefined;
  const given = fileName(chosen);
  const name = given.toLowerCase().endsWith(extension) ? given : given + extension;
  const folder = vscode.Uri.joinPath(chosen, '..');
  const destination = await openPlace({ folder }, tools);
  // The dialog has asked about the name that it gave; another one is asked about here.
  const conflicts = new Conflicts(name === given ? 'overwrite' : 'ask', false);
  const placed = await deliver(context, tools, { ...file, name }, destination, (taken) =>
    conflicts.choose(taken, folder),
  );
  return [{ file: vscode.Uri.joinPath(folder, placed.name), outcome: placed.outcome }];
}

async function deliver(
  { downloads }: ExportContext,
  { downloader, contents }: DownloadTools,
  file: MadeFile,
  destination: Awaited<ReturnType<typeof openPlace>>,
  onConflict: (taken: string) => ReturnType<Conflicts['choose']>,
): Promise<Downloaded> {
  return downloads.track(downloader.deliver(file, destination, onConflict, contents, downloads.stopped));
}

/** The name of the model, of its part, and of a unit that a program would not expect. */
function nameFor(
  source: ModelSource,
  part: string,
  { extension, unit }: Target,
  { downloader }: DownloadTools,
): string {
  const own = fileName(source.uri).toLowerCase();
  const isOwn = own.endsWith(extension) || (extension === '.step' && own.endsWith('.stp'));
  const marks = [part, unit === 'inch' ? 'inch' : '', isOwn && part === '' && unit !== 'inch' ? 'copy' : ''];
  const projectName = [stemOf(source.uri), ...marks].filter((mark) => mark !== '').join('-');
  const parts = { projectName, jobId: 'part', date: '', sourceFile: '' };
  return downloader.fileNameFor('${projectName}', parts, extension);
}

/** Beside the model, or where downloads go if that is only shown. */
function folderFor({ copies, store }: ExportContext, model: vscode.Uri): vscode.Uri {
  if (!copies.has(model)) return vscode.Uri.joinPath(model, '..');
  const folder = configuredPlace(copies.jobOf(model, store.jobs()))?.folder;
  return folder ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

async function askFolder(context: ExportContext, made: readonly Made[]): Promise<vscode.Uri | undefined> {
  const [first] = made;
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t('Save the files in'),
      openLabel: vscode.l10n.t('Save Here'),
      ...(first && { defaultUri: folderFor(context, first.source.uri) }),
    })) ?? [];
  return folder;
}
