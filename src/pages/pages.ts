import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { lazy, type Lazy } from '../base/lazy';
import type { PageHost } from './pageHost';
import { detailsViewType, usageViewType, type PagesParts } from './pagesParts';

/** The pages, whose code is loaded when the first one is shown. Open pages come back when the window is reloaded. */
export class Pages extends Disposable {
  readonly #parts: PagesParts;
  readonly #host: Lazy<PageHost>;

  constructor(parts: PagesParts) {
    super();
    this.#parts = parts;
    this.#host = lazy(async () => this._register(new (await import('./pageHost')).PageHost(this.#parts)));
    const restored = (
      viewType: string,
      restore: (host: PageHost, panel: vscode.WebviewPanel, state: unknown) => void,
    ): vscode.Disposable =>
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => restore(await this.#host(), panel, state),
      });
    this._register(restored(detailsViewType, (host, panel, state) => host.restoreJob(panel, state)));
    this._register(restored(usageViewType, (host, panel) => host.restoreUsage(panel)));
  }

  /** Shows the page of a job, or brings it to the front if it is open. */
  async showJob(requestId: string, { preserveFocus }: { readonly preserveFocus: boolean }): Promise<void> {
    (await this.#host()).showJob(requestId, preserveFocus);
  }

  async showUsage(): Promise<void> {
    (await this.#host()).showUsage();
  }
}
