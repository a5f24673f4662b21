import * as vscode from 'vscode';
import { followRenames } from '../document/register';
import { changesService } from '../host/settings';
import type { Access } from './access';
import type { Basis } from './basis';
import type { Jobs } from './jobs';

/** Passes on what changes in the editor: names of documents, keys, settings, and which window the user looks at. */
export function followEditor({ own, log }: Basis, { keys }: Access, { store, accounts, webhooks }: Jobs): void {
  own(followRenames(store, (error) => log.error('The new name of a document could not be kept.', error)));
  own(keys.onDidChange(() => accounts.restart()));
  own(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesService(event) || event.affectsConfiguration('makistry.polling')) accounts.restart();
      if (event.affectsConfiguration('makistry.webhook')) webhooks.wake();
    }),
  );
  own(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      accounts.takeOver();
      // Not every file system tells what another machine's windows have written.
      store.catchUp().catch((error: unknown) => log.warn(`The ledger could not be read: ${String(error)}`));
    }),
  );
}
