import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Logger } from '../base/logger';
import type { Budgets } from '../jobs/follow/budgets';
import type { JobStore } from '../jobs/store';

/** What the pages of jobs and of the usage work with. */
export interface PagesParts {
  readonly extensionUri: vscode.Uri;
  readonly store: JobStore;
  readonly budgets: Budgets;
  readonly files: SavedFiles;
  readonly copies: Copies;
  readonly pictures: Pictures;
  /** The folder that all pictures are in. */
  readonly picturesFolder: vscode.Uri;
  /** The accounts that can be asked now, and what the user calls them. */
  readonly accounts: () => Promise<readonly { readonly account: string; readonly label: string }[]>;
  /** Requests that a key may send in a minute and in an hour. */
  readonly limits: () => { readonly perMinute: number; readonly perHour: number };
  readonly clock: Clock;
  readonly log: Logger;
}

/** Whether the files that jobs were saved as are still there. */
export interface SavedFiles {
  has(uri: string): boolean;
  readonly onDidChange: vscode.Event<void>;
}

/** The files of jobs that are previewed and not downloaded. */
export interface Copies {
  of(requestId: string): Promise<vscode.Uri | undefined>;
  isOf(file: vscode.Uri, requestId: string): boolean;
}

/** Small pictures of models. */
export interface Pictures {
  /** Undefined when there is none of the file as it is now. */
  of(file: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** There is a new picture: of that file. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

export const detailsViewType = 'makistry.details';
export const usageViewType = 'makistry.usage';
