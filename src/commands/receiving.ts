import type { JobStore } from '../jobs/store';
import { hostFetch } from '../vscode/services';
import { settings } from '../vscode/settings';
import { forwardedAddress } from '../vscode/webhookHost';
import type { AccountSecrets } from '../webhook/deliveries';
import type { Webhooks, WebhooksParts } from '../webhook/webhooks';

export interface ReceivingParts extends Pick<WebhooksParts, 'folder' | 'leases' | 'clock' | 'log'> {
  readonly store: JobStore;
  /** Of every key that is kept. */
  readonly secrets: () => Promise<readonly AccountSecrets[]>;
}

/** Begins to receive webhooks, and says what the self-tests of the address show. All the code for it is loaded then. */
export async function openWebhooks({ store, secrets, ...parts }: ReceivingParts): Promise<Webhooks> {
  const [{ startReceiver, WebhookDeliveries, Webhooks }, { announceWebhookTests }] = await Promise.all([import('../webhook/index'), import('./index')]);
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
