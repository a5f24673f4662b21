import * as vscode from 'vscode';
import type { AccountSecrets } from '../webhook/deliveries';
import { localAccount, type ConfiguredServices } from './services';
import type { SigningSecretStore } from './signingSecrets';

/**
 * The address at which VS Code lets an address of this machine be reached from elsewhere, as in Codespaces; elsewhere
 * it is the same or a loopback one.
 */
export async function forwardedAddress(address: string): Promise<string> {
  return (await vscode.env.asExternalUri(vscode.Uri.parse(address, true))).toString(true);
}

/** What the webhooks of each kept key may be signed with. The built-in service sends none. */
export async function secretsOfAccounts(
  services: ConfiguredServices,
  signingSecrets: SigningSecretStore,
): Promise<readonly AccountSecrets[]> {
  const keys = (await services.accounts()).filter(({ account }) => account !== localAccount);
  return Promise.all(keys.map(async ({ account, name }) => ({ account, secrets: await signingSecrets.of(name) })));
}
