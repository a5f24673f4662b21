import * as vscode from 'vscode';
import type { Logger } from '../base/logger';
import type { ApiKeyStore } from './apiKey';
import { changesService, settings } from './settings';

/**
 * Keeps current what welcome view and menus depend on: `makistry.connected`, whether there is a service to submit to, and `makistry.severalKeys`, whether
 * there is an API key to switch to.
 */
export function trackConnection(keys: ApiKeyStore, log: Logger): vscode.Disposable {
  const set = (name: string, value: boolean): Thenable<unknown> => vscode.commands.executeCommand('setContext', name, value);
  const look = async (): Promise<void> => {
    const local = settings.service() === 'local';
    if (local) await set('makistry.connected', true);
    const kept = (await keys.all()).length;
    if (!local) await set('makistry.connected', kept > 0);
    await set('makistry.severalKeys', kept > 1);
  };
  // One after the other, so that the newest answer is the last one set.
  let looks = Promise.resolve();
  const update = (): void => {
    looks = looks.then(look).catch((error: unknown) => log.error('The secret storage could not be read.', error));
  };
  update();
  return vscode.Disposable.from(
    keys.onDidChange(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesService(event)) update();
    }),
  );
}
