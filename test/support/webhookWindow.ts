// One window that receives webhooks, in a process of its own, to be killed: node webhookWindow.js <WebhookWindowOptions
// as JSON> It says "ready", and then what it receives webhooks at, whenever that changes, and every change of its jobs.
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { FileLeases } from '../../src/base/lease.js';
import { startReceiver } from '../../src/webhook/receiver.js';
import { WebhookDeliveries } from '../../src/webhook/deliveries.js';
import { Webhooks } from '../../src/webhook/webhooks.js';
import { openCore, silent } from './core.js';
import { runMain } from './main.js';
import type { FromWebhookWindow, WebhookWindowOptions } from './webhookWindows.js';

runMain(async () => {
  const { folder, publicUrl, port, secret } = JSON.parse(process.argv[2] ?? '') as WebhookWindowOptions;
  const send = (message: FromWebhookWindow): void => void process.send?.(message);
  const core = await openCore({ folder, connection: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'none' } });
  const deliveries = new WebhookDeliveries({
    store: core.store,
    clock: systemClock,
    secrets: () => Promise.resolve([{ account: 'a', secrets: [secret] }]),
  });
  // The address leads nowhere but here: a request to it goes to whichever process has the receiver's port.
  const placeFile = path.join(folder, 'webhook-place.json');
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { port: present } = JSON.parse(fs.readFileSync(placeFile, 'utf8')) as { port: number };
    return globalThis.fetch(
      String(input instanceof Request ? input.url : input).replace(publicUrl, `http://127.0.0.1:${present}`),
      init,
    );
  };
  const webhooks = new Webhooks({
    folder,
    fetch,
    startReceiver,
    leases: new FileLeases(),
    clock: systemClock,
    log: silent,
    settings: { webhookEnabled: () => true, webhookPublicUrl: () => publicUrl, webhookPort: () => port },
    forwarded: (address) => Promise.resolve(address),
    accept: (body, headers) => deliveries.accept(body, headers),
    hasSecret: () => Promise.resolve(true),
  });
  webhooks.onDidTest((test) => send({ tested: test }));
  core.store.onDidChange((changes) =>
    send({ changed: changes.map(({ job }) => ({ jobId: job.jobId, state: job.state })) }),
  );
  process.on('message', (message: 'close' | 'callbackUrl') => {
    if (message === 'close') webhooks.dispose();
    else void webhooks.callbackUrl('a').then((callbackUrl) => send({ callbackUrl }));
  });
  send('ready');
});
