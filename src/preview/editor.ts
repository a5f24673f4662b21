import * as path from 'node:path';
import * as vscode from 'vscode';
import { Serial } from '../base/serial';
import { newPromptChecks, type PromptChecks } from '../host/promptChecks';
import { isPreviewAction } from './actions';
import { PreviewPanel } from './panel';
import type { PreviewParts } from './parts';
import { StepReader } from './stepReader';

/** The read-only editor of models. A document is only an address: each panel reads the file itself. */
export class PreviewEditor implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  readonly #parts: PreviewParts;
  readonly #reader: StepReader;
  readonly #checks: PromptChecks;
  readonly #panels = new Set<PreviewPanel>();
  readonly #loading = new Serial();

  constructor(parts: PreviewParts) {
    this.#parts = parts;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist').fsPath;
    const workerFile = path.join(dist, 'kernel.js');
    this.#checks = newPromptChecks(dist, parts.clock, parts.log);
    const { cacheFolder, version, clock, log } = parts;
    this.#reader = new StepReader({ workerFile, cacheFolder, version, clock, log });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /**
   * VS Code makes a page's frame when this has resolved, so one page loads after the other. Of two frames that VS Code
   * 1.100 makes at once, such as the sides of a diff, each registers a service worker of its own in the same scope; the
   * one whose worker is replaced before it is active waits for it for ever, and its page stays blank.
   */
  resolveCustomEditor({ uri }: vscode.CustomDocument, webviewPanel: vscode.WebviewPanel): Promise<void> {
    let isClosed = false;
    webviewPanel.onDidDispose(() => (isClosed = true));
    return new Promise((resolve, reject) => {
      const load = async (): Promise<void> => {
        const loaded = isClosed ? undefined : this.#open(uri, webviewPanel).load.through;
        resolve();
        await loaded;
      };
      this.#loading.run(load).catch(reject);
    });
  }

  /** Passes a command on to the preview that has the focus. */
  async act(action: unknown): Promise<void> {
    const panel = [...this.#panels].find(({ isActive }) => isActive);
    if (panel && isPreviewAction(action)) await panel.act(action);
  }

  #open(uri: vscode.Uri, webviewPanel: vscode.WebviewPanel): PreviewPanel {
    const panel = new PreviewPanel({ ...this.#parts, reader: this.#reader, checks: this.#checks, uri, webviewPanel });
    this.#panels.add(panel);
    webviewPanel.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
    return panel;
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
    this.#reader.dispose();
    this.#checks.dispose();
  }
}
