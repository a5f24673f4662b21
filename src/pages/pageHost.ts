// The bundle that is loaded when the first page is shown.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { newPromptChecks, type PromptChecks } from '../host/promptChecks';
import { jobLabel } from '../jobs/jobLabel';
import { DetailsPanel } from './details/panel';
import { detailsViewType, usageViewType, type PagesParts } from './pagesParts';
import { UsagePanel } from './usage/panel';

const detailsState = v.object({ requestId: v.string() });

/** The pages of a window: one for each job that was opened, and one for the usage. */
export class PageHost extends Disposable {
  readonly #parts: PagesParts;
  readonly #details = new Map<string, DetailsPanel>();
  readonly #checks: PromptChecks;
  #usage: UsagePanel | undefined;

  constructor(parts: PagesParts) {
    super();
    this.#parts = parts;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist').fsPath;
    this.#checks = this._register(newPromptChecks(dist, parts.clock, parts.log));
    this._register({ dispose: () => [...this.#details.values(), this.#usage].forEach((panel) => panel?.dispose()) });
  }

  showJob(id: string, preserveFocus: boolean): void {
    const job = this.#parts.store.get(id);
    if (!job) return;
    const shown = this.#details.get(job.requestId);
    if (shown) {
      shown.reveal(preserveFocus);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      detailsViewType,
      jobLabel(job),
      { viewColumn: vscode.ViewColumn.Active, preserveFocus },
      { enableFindWidget: true },
    );
    this.#openDetails(panel, job.requestId);
  }

  /** @param state what the page has kept */
  restoreJob(panel: vscode.WebviewPanel, state: unknown): void {
    const { success, output } = v.safeParse(detailsState, state);
    // Without its job, a page is closed rather than left empty.
    if (success && !this.#details.has(output.requestId)) this.#openDetails(panel, output.requestId);
    else panel.dispose();
  }

  showUsage(): void {
    if (this.#usage) this.#usage.reveal();
    else
      this.restoreUsage(
        vscode.window.createWebviewPanel(usageViewType, vscode.l10n.t('Makistry Usage'), vscode.ViewColumn.Active, {
          enableFindWidget: true,
        }),
      );
  }

  restoreUsage(panel: vscode.WebviewPanel): void {
    if (this.#usage) {
      panel.dispose();
      return;
    }
    this.#usage = new UsagePanel(this.#parts, panel);
    panel.onDidDispose(() => {
      this.#usage?.dispose();
      this.#usage = undefined;
    });
  }

  #openDetails(panel: vscode.WebviewPanel, requestId: string): void {
    const details = new DetailsPanel(
      { ...this.#parts, checks: this.#checks, requestId, showJob: (id) => this.showJob(id, false) },
      panel,
    );
    this.#details.set(requestId, details);
    panel.onDidDispose(() => {
      this.#details.delete(requestId);
      details.dispose();
    });
  }
}
