import * as vscode from 'vscode';
import type { Steps } from '../steps';
import { environmentKeyName } from '../../host/apiKeyStore';
import { inform } from '../../host/showMessage';
import { settings } from '../../host/settings';
import { setApiKey } from './apiKey';
import type { KeysContext } from '../context';

/**
 * In the extension's state: the account of the environment's key that the user was told of. It doesn't tell the key.
 */
const toldEntry = 'makistry.environmentKey';

/**
 * Before the first job with the environment's key: says whose it is, since nobody has typed it here.
 * @returns whether jobs may be submitted
 */
export async function isKeyAgreed(context: KeysContext, steps?: Steps): Promise<boolean> {
  const account = await untoldAccount(context);
  if (account === undefined) return true;
  // Another key may be asked for, in a place of its own.
  steps?.close();
  const { t } = vscode.l10n;
  const use = t('Use This Key');
  const another = t('Set API Key…');
  const detail = t(
    'Jobs are paid for by the owner of that key. You are told this once; a key that you set is used instead.',
  );
  const chosen = await inform(whoseKey(), { modal: true, detail }, use, another);
  if (chosen === use) await context.state.update(toldEntry, account);
  if (chosen === another) await setApiKey(context);
  return chosen === use || (chosen === another && (await context.keys.names()).length > 0);
}

/** The same after a job of another extension, for which nobody may be there to answer. */
export async function tellOfKey(context: KeysContext): Promise<void> {
  const account = await untoldAccount(context);
  if (account === undefined) return;
  await context.state.update(toldEntry, account);
  const another = vscode.l10n.t('Set API Key…');
  const chosen = await inform(whoseKey(), another);
  if (chosen === another) await vscode.commands.executeCommand('makistry.setApiKey');
}

function whoseKey(): string {
  return vscode.l10n.t(
    'New jobs are submitted with the API key of the environment variable {0}, which is set outside of VS Code.',
    environmentKeyName,
  );
}

/** The account that new jobs go to, when its key is the environment's and the user doesn't know yet. */
async function untoldAccount({ keys, services, state }: KeysContext): Promise<string | undefined> {
  if (settings.service() === 'local' || (await keys.active())?.name !== environmentKeyName) return undefined;
  const { account } = await services.active();
  return state.get(toldEntry) === account ? undefined : account;
}
