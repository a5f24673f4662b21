import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Logger } from '../base/logger';
import type { JobStore } from '../jobs/store';
import { actions } from './actions';
import type { PreviewEditor } from './editor';
import type { PictureShelf } from './parts';
import type * as Host from './host';

export const previewViewType = 'makistry.model';

export interface PreviewContext {
  readonly extension: vscode.ExtensionContext;
  readonly store: JobStore;
  readonly pictures: PictureShelf;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Registers the editor of models and its commands. Their code is loaded when the first model is opened. */
export function registerPreview({ extension, store, pictures, clock, log }: PreviewContext): vscode.Disposable {
  let editor: PreviewEditor | undefined;
  const load = (): PreviewEditor => {
    if (editor) return editor;
    // Not bundled with the rest: it would be loaded with it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- and an import would come later
    const host = require('./previewHost.js') as typeof Host;
    const cacheFolder = path.join(extension.globalStorageUri.fsPath, 'previews');
    editor = new host.PreviewEditor({
      extensionUri: extension.extensionUri,
      cacheFolder,
      clock,
      log,
      pictures,
      jobOf: (file) => host.jobOf(store, file),
    });
    return editor;
  };
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => load().openCustomDocument(uri),
    resolveCustomEditor: (document, panel) => load().resolveCustomEditor(document, panel),
  };
  const commands = Object.keys(actions).map((action) =>
    vscode.commands.registerCommand(`makistry.preview.${action}`, () => editor?.act(action)),
  );
  // What a page shows is restored from its state, so hidden ones needn't be kept.
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(previewViewType, provider, options),
    ...commands,
    { dispose: () => editor?.dispose() },
  );
}
