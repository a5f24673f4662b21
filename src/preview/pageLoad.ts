import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';

/** A page that has not loaded after this time, however slow the machine, lets the next one load. ms. */
const longestMs = 10_000;

/** The time in which VS Code loads a page: until the page is ready, hidden or closed, or has taken too long. */
export class PageLoad extends Disposable {
  /** Settles, never rejected, at the end of that time. */
  readonly through: Promise<void>;

  constructor(panel: vscode.WebviewPanel, clock: Clock) {
    super();
    this.through = new Promise((resolve) => this._register({ dispose: resolve }));
    const timer = clock.setTimeout(() => this.dispose(), longestMs);
    this._register({ dispose: () => timer.cancel() });
    this._register(panel.onDidChangeViewState(() => panel.visible || this.dispose()));
  }
}
