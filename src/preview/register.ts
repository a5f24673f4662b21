import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { endOf, lazy, type Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import type { CheckedParts } from '../host/checkedParts';
import { compareCommand, modelViewType, type ComparedVersion } from '../host/models';
import type { PreviewCopies } from '../host/previewCopies';
import type { JobStore } from '../jobs/store';
import { actions } from './actions';
import type { PictureShelf } from './parts';

export interface PreviewContext {
  readonly extension: vscode.ExtensionContext;
  readonly store: JobStore;
  readonly copies: PreviewCopies;
  readonly pictures: PictureShelf;
  readonly checks: Lazy<CheckedParts>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Registers the editor of models and its commands. Their code is loaded when the first model is opened. */
export function registerPreview({
  extension,
  store,
  copies,
  pictures,
  checks,
  clock,
  log,
}: PreviewContext): vscode.Disposable {
  const cacheFolder = path.join(extension.globalStorageUri.fsPath, 'previews');
  const editor = lazy(async () => {
    const { jobOf, PreviewEditor } = await import('./host');
    return new PreviewEditor({
      extensionUri: extension.extensionUri,
      cacheFolder,
      version: String((extension.extension.packageJSON as { version: unknown }).version),
      clock,
      log,
      pictures,
      checkedParts: checks,
      jobOf: (file) => jobOf(store, copies, file),
    });
  });
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: async (uri) => (await editor()).openCustomDocument(uri),
    resolveCustomEditor: async (document, panel) => (await editor()).resolveCustomEditor(document, panel),
  };
  const commands = Object.keys(actions).map((action) =>
    vscode.commands.registerCommand(`makistry.preview.${action}`, async (of: unknown) =>
      (await editor.made())?.act(action, of),
    ),
  );
  const comparisons = lazy(async () => {
    const { ComparePanels } = await import('./host');
    return new ComparePanels({ extensionUri: extension.extensionUri, clock, log });
  });
  const compare = vscode.commands.registerCommand(
    compareCommand,
    async (before: ComparedVersion, after: ComparedVersion) => (await comparisons()).show(before, after),
  );
  // What a page shows is restored from its state, so hidden ones needn't be kept.
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(modelViewType, provider, options),
    ...commands,
    compare,
    endOf(editor),
    endOf(comparisons),
  );
}
