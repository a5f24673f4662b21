import * as vscode from 'vscode';
import { lazy, type Lazy } from '../../base/lazy';
import type { JobStore } from '../../jobs/store';
import { hostFetch, localAccount, type ConfiguredServices } from '../../host/services';
import { settings } from '../../host/settings';
import type { SigningSecretStore } from '../../host/signingSecrets';
import { announceWebhookTests } from '../../notify/webhookNews';
import type { AccountSecrets } from '../../webhook/deliveries';
import type { Webhooks, WebhooksParts } from '../../webhook/webhooks';

const loadReceiver = lazy(() => import('../../webhook/index'));

export interface ReceivingParts extends Pick<WebhooksParts, 'folder' | 'leases' | 'clock' | 'log'> {
  readonly store: JobStore;
  readonly services: ConfiguredServices;
  readonly signingSecrets: Lazy<SigningSecretStore>;
}

/** Begins to receive webhooks, and says what the self-tests of the address show. All the code for it is loaded then. */
export async function openWebhooks({ store, services, signingSecrets, ...parts }: ReceivingParts): Promise<Webhooks> {
  const { startReceiver, WebhookDeliveries, Webhooks } = await loadReceiver();
  const secrets = async (): Promise<readonly AccountSecrets[]> => secretsOfAccounts(services, await signingSecrets());
  const deliveries = new WebhookDeliveries({ store, clock: parts.clock, secrets });
  const webhooks = new Webhooks({
    ...parts,
    settings,
    fetch: hostFetch,
    forwarded: forwardedAddress,
    startReceiver,
    accept: (rawBody, headers) => deliveries.accept(rawBody, headers),
    hasSecret: async (account) => (await secrets()).some((one) => one.account === account && one.secrets.length > 0),
  });
  announceWebhookTests(webhooks, parts.log);
  return webhooks;
}

/**
 * The address at which VS Code lets an address of this machine be reached from elsewhere, as in Codespaces; elsewhere
 * it is the same or a loopback one.
 */
async function forwardedAddress(address: string): Promise<string> {
  return (await vscode.env.asExternalUri(vscode.Uri.parse(address, true))).toString(true);
}

/** What the webhooks of each kept key may be signed with. The built-in service sends none. */
async function secretsOfAccounts(
  services: ConfiguredServices,
  signingSecrets: SigningSecretStore,
): Promise<readonly AccountSecrets[]> {
  const keys = (await services.accounts()).filter(({ account }) => account !== localAccount);
  return Promise.all(keys.map(async ({ account, name }) => ({ account, secrets: await signingSecrets.of(name) })));
}
