import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { localProfile } from '../../../src/jobs/serviceProfile.js';
import { WebhookDeliveries } from '../../../src/webhook/deliveries.js';
import { startReceiver, type WebhookReceiver } from '../../../src/webhook/receiver.js';
import { makeCertificate } from '../../support/callbackReceiver.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { freePort } from '../../support/codeServer.js';
import { openCore, silent, type Core } from '../../support/core.js';
import { runCli, type RunningCli } from '../../support/localCli.js';
import { startTlsProxy, type TlsProxy } from '../../support/tlsProxy.js';
import { until } from '../../support/until.js';

const place = `/makistry/${'p'.repeat(43)}`;
/** The service refuses it without starting its kernel, so the job has an end soon. */
const request = { prompt: 'a cloud', designMode: 'standard', outputFormat: 'STEP' } as const;

describe('The service’s own resending of webhooks', () => {
  let folder: TemporaryFolder;
  let cli: RunningCli;
  let port: number;
  let proxy: TlsProxy;
  let core: Core;
  let receiver: WebhookReceiver | undefined;
  let isPollingEnabled: boolean;

  before(async () => {
    folder = temporaryFolder();
    const certificate = makeCertificate();
    const authority = path.join(folder.path, 'authority.pem');
    fs.writeFileSync(authority, certificate.certificate);
    port = await freePort();
    proxy = await startTlsProxy(certificate, port);
    cli = await runCli(['--data', path.join(folder.path, 'service'), '--callback-ca', authority]);
  });
  after(async () => {
    cli.child.kill('SIGTERM');
    await cli.code;
    await proxy.close();
    folder.remove();
  });
  beforeEach(async () => {
    isPollingEnabled = false;
    const own = fs.mkdtempSync(path.join(folder.path, 'window-'));
    core = await openCore({
      folder: own,
      connection: cli.address,
      profile: localProfile,
      isPollingEnabled: () => isPollingEnabled,
      callbackUrl: () => Promise.resolve(`https://127.0.0.1:${proxy.port}${place}`),
    });
  });
  afterEach(async () => {
    await receiver?.close();
    receiver = undefined;
    core.dispose();
  });

  const receive = async (): Promise<void> => {
    const { store, service } = core;
    const deliveries = new WebhookDeliveries({
      store,
      clock: systemClock,
      secrets: () => Promise.resolve([{ account: service.account, secrets: [cli.address.signingSecret] }]),
    });
    receiver = await startReceiver({
      port,
      path: place,
      accept: (body, headers) => deliveries.accept(body, headers),
      prove: () => '',
      log: silent,
    });
  };
  /** The webhook changes the job before its answer has come through the proxy. */
  const answered = async (from: number, expected: readonly number[]): Promise<void> => {
    await until(() => statuses(from).length >= expected.length, 'the answer to the webhook');
    assert.deepEqual(statuses(from), expected);
  };
  const statuses = (from: number): readonly number[] => proxy.seen.slice(from).map(({ status }) => status);

  it('is not needed while the receiver is there', async () => {
    const from = proxy.seen.length;
    await receive();
    const { requestId } = await core.submissions.submit(request);
    await until(() => core.store.get(requestId)?.state === 'failed', 'the webhook', 30_000);
    await answered(from, [204]);
    assert.ok(core.store.get(requestId)?.webhookAt);
  });

  it('brings a job whose receiver was down for the first 14 s or more', async () => {
    const from = proxy.seen.length;
    const { requestId } = await core.submissions.submit(request);
    // After 0, 2, 6 and 14 s; the next one comes after 30 s.
    await until(() => statuses(from).length === 4, 'four attempts in vain', 40_000);
    assert.notEqual(core.store.get(requestId)?.state, 'failed');
    await receive();
    await until(() => core.store.get(requestId)?.state === 'failed', 'the resent webhook', 40_000);
    await answered(from, [502, 502, 502, 502, 204]);
    assert.ok(core.store.get(requestId)?.webhookAt);
  });

  it('is not waited for where the receiver is down for good: a check finds the job', async () => {
    isPollingEnabled = true;
    const { requestId } = await core.submissions.submit(request);
    await until(() => core.store.get(requestId)?.state === 'failed', 'a check', 30_000);
    assert.deepEqual([core.store.get(requestId)?.webhookAt, core.store.get(requestId)?.callback], [undefined, true]);
  });
});
