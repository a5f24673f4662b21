import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Logger } from '../base/logger';
import { Disposable } from '../base/disposable';
import { Lazy } from '../base/lazy';
import type { Budgets } from '../jobs/budgets';
import type { JobStore } from '../jobs/store';
import type { PageHost } from './pageHost';

/** What the pages of jobs and of the usage stand on. */
export interface PagesParts {
  readonly extensionUri: vscode.Uri;
  readonly store: JobStore;
  readonly budgets: Budgets;
  readonly files: SavedFiles;
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

/** Small pictures of models. */
export interface Pictures {
  /** Undefined when there is none of the file as it is now. */
  of(file: vscode.Uri): Promise<vscode.Uri | undefined>;
  /** There is a new picture: of that file. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

export const detailsViewType = 'makistry.details';
export const usageViewType = 'makistry.usage';

/** The pages, whose code is loaded with the first one that is shown. Those that were open come back when the window is reloaded. */
export class Pages extends Disposable {
  readonly #parts: PagesParts;
  readonly #host: Lazy<PageHost>;

  constructor(parts: PagesParts) {
    super();
    this.#parts = parts;
    this.#host = new Lazy(async () => this._register(new (await import('./pageHost')).PageHost(this.#parts)));
    const restored = (viewType: string, restore: (host: PageHost, panel: vscode.WebviewPanel, state: unknown) => void): vscode.Disposable =>
      vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: async (panel, state: unknown) => restore(await this.#host.get(), panel, state) });
    this._register(restored(detailsViewType, (host, panel, state) => host.restoreJob(panel, state)));
    this._register(restored(usageViewType, (host, panel) => host.restoreUsage(panel)));
  }

  /** Shows the page of a job, the one that is open if there is one. */
  async showJob(requestId: string, { preserveFocus }: { readonly preserveFocus: boolean }): Promise<void> {
    (await this.#host.get()).showJob(requestId, preserveFocus);
  }

  async showUsage(): Promise<void> {
    (await this.#host.get()).showUsage();
  }
}
