import * as path from 'node:path';
import * as vscode from 'vscode';
import { lazy, type Lazy } from '../base/lazy';
import type { Exporter } from '../export/client';
import type { CheckedParts } from '../host/checkedParts';
import { Downloads } from '../host/downloads';
import { Pictures } from '../host/pictures';
import { PreviewCopies } from '../host/previewCopies';
import { SavedFiles } from '../host/savedFiles';
import { previewCopiesFolder } from '../jobs/previewCopy';
import type { Basis } from './basis';
import type { Jobs } from './jobs';

/** The jobs' files: what downloads them, whether they are still there, and small pictures of them. */
export interface Files {
  readonly downloads: Downloads;
  readonly savedFiles: SavedFiles;
  readonly pictures: Pictures;
  readonly picturesFolder: vscode.Uri;
  /** The files of jobs that are only shown. */
  readonly copies: PreviewCopies;
}

/** Checks files against their prompts. Loaded when the first one is checked. */
export function makeChecks({ extension, own, clock, log }: Basis, { store }: Jobs): Lazy<CheckedParts> {
  const dist = path.join(extension.extensionPath, 'dist');
  return lazy(async () => {
    const { CheckedParts } = await import('../host/checkedParts');
    return own(new CheckedParts({ store, clock, log, dist }));
  });
}

/** Saves models in other formats. Loaded when the first one is saved. */
export function makeExporter({ extension, own, clock, log }: Basis): Lazy<Exporter> {
  return lazy(async () => {
    const { Exporter } = await import('../export/index');
    return own(new Exporter(path.join(extension.extensionPath, 'dist', 'export.js'), clock, log));
  });
}

export function makeFiles({ extension, own, storage, clock, log }: Basis): Files {
  const picturesFolder = path.join(storage, 'pictures');
  return {
    downloads: own(new Downloads(storage, path.join(extension.extensionPath, 'dist'), clock, log)),
    savedFiles: own(new SavedFiles(log)),
    pictures: own(new Pictures(picturesFolder)),
    picturesFolder: vscode.Uri.file(picturesFolder),
    copies: new PreviewCopies(vscode.Uri.file(path.join(storage, previewCopiesFolder))),
  };
}
