import * as path from 'node:path';
import * as vscode from 'vscode';
import { Serial } from '../base/serial';
import { newPromptChecks, type PromptChecks } from '../host/promptChecks';
import { fileKey } from '../base/fileKey';
import { isPreviewAction, type PreviewAction } from './actions';
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
  /** What is to be done in previews that are being opened, by their files' keys. */
  readonly #waiting = new Map<string, PreviewAction>();

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

  /**
   * Passes a command on to the preview that has the focus, or to that of a file, which may not have been made yet.
   * @param of the address of a file, of which a preview is open or is being opened
   */
  async act(action: unknown, of: unknown): Promise<void> {
    if (!isPreviewAction(action)) return;
    if (!(of instanceof vscode.Uri)) {
      await [...this.#panels].find(({ isActive }) => isActive)?.act(action);
      return;
    }
    const panels = [...this.#panels].filter(({ uri }) => fileKey(uri.toString()) === fileKey(of.toString()));
    const panel = panels.find(({ isActive }) => isActive) ?? panels[0];
    if (panel) await panel.act(action);
    else this.#waiting.set(fileKey(of.toString()), action);
  }

  #open(uri: vscode.Uri, webviewPanel: vscode.WebviewPanel): PreviewPanel {
    const panel = new PreviewPanel({ ...this.#parts, reader: this.#reader, checks: this.#checks, uri, webviewPanel });
    this.#panels.add(panel);
    const waiting = this.#waiting.get(fileKey(uri.toString()));
    this.#waiting.delete(fileKey(uri.toString()));
    if (waiting)
      void panel
        .act(waiting)
        .catch((error: unknown) => this.#parts.log.error(`Preview of ${uri.toString()}: ${waiting} failed.`, error));
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
