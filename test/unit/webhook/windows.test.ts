import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { until } from '../../support/until.js';
import { deliver, jobBody, signedHeaders } from '../../support/webhookDelivery.js';
import { openWebhookWindow, type WebhookWindow } from '../../support/webhookWindows.js';

const publicUrl = 'https://tunnel.example';
const secret = 'the-secret';
/** The receiver is to be in another window within so many ms. */
const movedWithin = 15_000;

describe('Webhooks with several windows', function () {
  let folder: TemporaryFolder;
  let windows: WebhookWindow[];
  beforeEach(() => {
    folder = temporaryFolder();
    windows = [];
  });
  afterEach(async () => {
    await Promise.all(windows.map((window) => window.kill()));
    folder.remove();
  });

  const open = async (): Promise<WebhookWindow> => {
    const window = await openWebhookWindow({ folder: folder.path, publicUrl, port: 0, secret });
    windows.push(window);
    return window;
  };
  const received = (window: WebhookWindow): boolean => window.tests.some(({ problem }) => !problem);
  const place = (): { secret: string; port: number } =>
    JSON.parse(fs.readFileSync(path.join(folder.path, 'webhook-place.json'), 'utf8')) as {
      secret: string;
      port: number;
    };
  const pathOfPlace = (): string => `/makistry/${place().secret}`;
  const arrives = async (jobId: string): Promise<void> => {
    const body = jobBody({ job_id: jobId });
    assert.equal(
      (await deliver({ port: place().port, path: pathOfPlace(), body, headers: signedHeaders(body, secret) })).status,
      204,
    );
  };

  it('are received by one, at an address that all give to the service, and shown by all', async () => {
    const [first, second] = [await open(), await open()];
    await until(() => received(first), 'the first to receive');
    for (const window of [first, second]) assert.equal(await window.callbackUrl(), publicUrl + pathOfPlace());
    assert.deepEqual(second.tests, []);
    await arrives('pub_1');
    for (const window of [first, second])
      await until(() => window.shown.get('pub_1') === 'succeeded', 'the job to be shown');
  });

  it('are received at the same address and port by the next when the one that receives is closed', async () => {
    const [first, second] = [await open(), await open()];
    await until(() => received(first), 'the first to receive');
    const before = place();
    first.close();
    await until(() => received(second), 'the second to receive', movedWithin);
    assert.deepEqual(place(), before);
    await arrives('pub_1');
    await until(() => second.shown.get('pub_1') === 'succeeded', 'the job to be shown');
    assert.equal(await second.callbackUrl(), publicUrl + pathOfPlace());
  });

  it('are received at the same address and port by the next when the one that receives is killed', async () => {
    const [first, second] = [await open(), await open()];
    await until(() => received(first), 'the first to receive');
    const before = place();
    await first.kill();
    assert.equal(await second.callbackUrl(), undefined, 'nobody receives now, so nobody asks for webhooks');
    await until(() => received(second), 'the second to receive', movedWithin);
    assert.deepEqual(place(), before);
    await arrives('pub_1');
    await until(() => second.shown.get('pub_1') === 'succeeded', 'the job to be shown');
  });

  it('go on at the same address after all windows were closed', async () => {
    const first = await open();
    await until(() => received(first), 'the first to receive');
    const before = place();
    await first.kill();
    const second = await open();
    await until(() => received(second), 'the second to receive', movedWithin);
    assert.deepEqual(place(), before);
  });

  it('keep their address in files that only the user can read', async function () {
    if (process.platform === 'win32') this.skip();
    const first = await open();
    await until(() => received(first), 'the first to receive');
    for (const file of ['webhook-place.json', 'webhook-address.json'])
      assert.equal(fs.statSync(path.join(folder.path, file)).mode & 0o777, 0o600);
    assert.match(place().secret, /^[\w-]{43}$/);
  });
});
