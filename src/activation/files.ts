import * as path from 'node:path';
import * as vscode from 'vscode';
import { Downloads } from '../host/downloads';
import { Pictures } from '../host/pictures';
import { SavedFiles } from '../host/savedFiles';
import type { Basis } from './basis';

/** The jobs' files: what downloads them, whether they are still there, and small pictures of them. */
export interface Files {
  readonly downloads: Downloads;
  readonly savedFiles: SavedFiles;
  readonly pictures: Pictures;
  readonly picturesFolder: vscode.Uri;
}

export function makeFiles({ extension, own, storage, clock, log }: Basis): Files {
  const picturesFolder = path.join(storage, 'pictures');
  return {
    downloads: own(new Downloads(storage, path.join(extension.extensionPath, 'dist'), clock, log)),
    savedFiles: own(new SavedFiles(log)),
    pictures: own(new Pictures(picturesFolder)),
    picturesFolder: vscode.Uri.file(picturesFolder),
  };
}
