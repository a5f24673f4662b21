import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import type { CheckedParts } from '../host/checkedParts';

/** What all previews of a window share. */
export interface PreviewParts {
  readonly extensionUri: vscode.Uri;
  /** Absolute: where read models are kept. */
  readonly cacheFolder: string;
  /** Of the extension. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** The job whose file this is. */
  readonly jobOf: (file: vscode.Uri) => PreviewJob | undefined;
  readonly pictures: PictureShelf;
  /** Loaded when the first file is checked. */
  readonly checkedParts: Lazy<CheckedParts>;
}

/** Where the small pictures of models are kept. */
export interface PictureShelf {
  /** The picture of the file as it is now. */
  of(file: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** @param state which state of the file it shows */
  keep(file: vscode.Uri, state: Pick<vscode.FileStat, 'size' | 'mtime'>, png: Uint8Array): Promise<void>;
}

export interface PreviewJob {
  readonly requestId: string;
  readonly prompt: string | undefined;
  /** Whether the built-in service made it, which reads the prompt in the same way each time. */
  readonly isLocal: boolean;
  /** Whether its prompt was selected in a document. */
  readonly hasSource: boolean;
  /** Whether the file is in our own storage: it isn't downloaded yet. */
  readonly isCopy: boolean;
  /** The address that it was last saved as. */
  readonly savedAs: string | undefined;
  readonly brainstorm: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}
