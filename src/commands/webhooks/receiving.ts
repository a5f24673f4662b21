import { lazy, type Lazy } from '../../base/lazy';
import type { JobStore } from '../../jobs/store';
import { hostFetch, type ConfiguredServices } from '../../host/services';
import { settings } from '../../host/settings';
import type { SigningSecretStore } from '../../host/signingSecrets';
import { forwardedAddress, secretsOfAccounts } from '../../host/webhookHost';
import { announceWebhookTests } from '../../notify/webhookTests';
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
