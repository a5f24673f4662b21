import * as vscode from 'vscode';
import { endOf, lazy } from '../base/lazy';
import type { JobStore } from '../jobs/store';
import type { DocumentParts } from './parts';

/**
 * Registers what is shown in documents. Its code is loaded with the first document of Markdown, or the first prompt
 * that is refined in an editor.
 */
export function registerDocument(parts: DocumentParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const hintsChanged = new vscode.EventEmitter<void>();
  const loaded = lazy(
    async () =>
      new (await import('./index')).ShownInDocuments(
        parts,
        () => changed.fire(),
        () => hintsChanged.fire(),
      ),
  );
  return vscode.Disposable.from(
    changed,
    hintsChanged,
    vscode.languages.registerCodeLensProvider([{ language: 'markdown' }, { scheme: 'untitled' }], {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => {
        const { lenses, hints } = await loaded();
        hints.look(document);
        return lenses.lenses(document);
      },
    }),
    vscode.languages.registerHoverProvider('markdown', {
      provideHover: async (document, position) => (await loaded()).lenses.hover(document, position),
    }),
    vscode.languages.registerInlayHintsProvider('markdown', {
      onDidChangeInlayHints: hintsChanged.event,
      provideInlayHints: async (document, range) => (await loaded()).hints.hints(document, range),
    }),
    vscode.languages.registerCodeActionsProvider(
      'markdown',
      { provideCodeActions: async (document, range) => (await loaded()).hints.fixes(document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    endOf(loaded),
  );
}

/**
 * Follows documents that prompts were selected in when they are renamed or moved, with the folders that they are in.
 */
export function followRenames(store: JobStore, onError: (error: unknown) => void): vscode.Disposable {
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) {
      const [from, to] = [oldUri.toString(), newUri.toString()];
      for (const { requestId, source } of store.jobs()) {
        if (source?.uri !== from && !(source?.uri.startsWith(`${from}/`) ?? false)) continue;
        store
          .update(requestId, (job) =>
            job.source ? { ...job, source: { ...job.source, uri: `${to}${job.source.uri.slice(from.length)}` } } : job,
          )
          .catch(onError);
      }
    }
  });
}
