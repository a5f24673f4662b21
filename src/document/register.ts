import * as vscode from 'vscode';
import type { JobStore } from '../jobs/store';
import type { DocumentLenses, DocumentParts } from './lenses';

/** Registers what is shown in documents. Its code is loaded with the first document of Markdown, or the first prompt that is refined in an editor. */
export function registerDocument(parts: DocumentParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let loading: Promise<DocumentLenses> | undefined;
  const load = (): Promise<DocumentLenses> => (loading ??= import('./lenses').then(({ DocumentLenses }) => new DocumentLenses(parts, () => changed.fire())));
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider([{ language: 'markdown' }, { scheme: 'untitled' }], {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await load()).lenses(document),
    }),
    vscode.languages.registerHoverProvider('markdown', { provideHover: async (document, position) => (await load()).hover(document, position) }),
    { dispose: () => void loading?.then((lenses) => lenses.dispose()) },
  );
}

/** Follows documents that prompts were selected in when they are renamed or moved, with the folders that they are in. */
export function followRenames(store: JobStore, onError: (error: unknown) => void): vscode.Disposable {
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) {
      const [from, to] = [oldUri.toString(), newUri.toString()];
      for (const { requestId, source } of store.jobs()) {
        if (source?.uri !== from && !(source?.uri.startsWith(`${from}/`) ?? false)) continue;
        store.update(requestId, (job) => (job.source ? { ...job, source: { ...job.source, uri: `${to}${job.source.uri.slice(from.length)}` } } : job)).catch(onError);
      }
    }
  });
}
