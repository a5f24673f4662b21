import * as vscode from 'vscode';
import { isPreviewAction } from './actions';
import { PreviewPanel } from './panel';
import type { PreviewParts } from './parts';
import { StepReader } from './stepReader';

/** The read-only editor of models. A document is only an address: each panel reads the file itself. */
export class PreviewEditor implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  readonly #parts: PreviewParts;
  readonly #reader: StepReader;
  readonly #panels = new Set<PreviewPanel>();

  constructor(parts: PreviewParts) {
    this.#parts = parts;
    const workerFile = vscode.Uri.joinPath(parts.extensionUri, 'dist', 'kernel.js').fsPath;
    this.#reader = new StepReader({ workerFile, cacheFolder: parts.cacheFolder, clock: parts.clock, log: parts.log });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, webviewPanel: vscode.WebviewPanel): void {
    const panel = new PreviewPanel({ ...this.#parts, reader: this.#reader, uri, webviewPanel });
    this.#panels.add(panel);
    webviewPanel.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
  }

  /** Passes a command on to the preview that has the focus. */
  async act(action: unknown): Promise<void> {
    const panel = [...this.#panels].find(({ isActive }) => isActive);
    if (panel && isPreviewAction(action)) await panel.act(action);
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
    this.#reader.dispose();
  }
}
