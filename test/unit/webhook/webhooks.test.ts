import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startReceiver } from '../../../src/webhook/receiver.js';
import { receiverProof } from '../../../src/webhook/selfTest.js';
import { Webhooks, type WebhookTest } from '../../../src/webhook/webhooks.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { ownLease, silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

const publicUrl = 'https://tunnel.example/prefix';

describe('Webhooks in a window', () => {
  let folder: TemporaryFolder;
  let clock: ManualClock;
  let settings: { enabled: boolean; publicUrl: string; port: number };
  /** What the tunnel's address leads to, and what VS Code makes of a loopback address. */
  let tunnel: (address: string) => Promise<Response>;
  let forwarded: (address: string) => string;
  let hasSecret: boolean;
  let starts: number;
  let webhooks: Webhooks | undefined;
  let tests: WebhookTest[];

  beforeEach(() => {
    folder = temporaryFolder();
    clock = new ManualClock();
    settings = { enabled: true, publicUrl, port: 0 };
    tunnel = (address) => fetch(address);
    forwarded = (address) => address;
    [hasSecret, starts, tests] = [true, 0, []];
  });
  afterEach(async () => {
    webhooks?.dispose();
    await webhooks?.test().catch(() => undefined);
    webhooks = undefined;
    folder.remove();
  });

  /** A tunnel passes on what comes to it to the receiver's port. */
  const open = (): Webhooks => {
    let port = 0;
    const own = new Webhooks({
      folder: folder.path,
      clock,
      settings: {
        webhookEnabled: () => settings.enabled,
        webhookPublicUrl: () => settings.publicUrl,
        webhookPort: () => settings.port,
      },
      leases: ownLease,
      log: silent,
      fetch: (input) => tunnel((input as string).replace(/^https:\/\/[^/]+(\/prefix)?/, `http://127.0.0.1:${port}`)),
      forwarded: (address) => Promise.resolve(forwarded(address)),
      startReceiver: async (parts) => {
        starts++;
        const receiver = await startReceiver(parts);
        port = receiver.port;
        return receiver;
      },
      accept: () => Promise.resolve('stored'),
      hasSecret: () => Promise.resolve(hasSecret),
    });
    own.onDidTest((test) => tests.push(test));
    return (webhooks = own);
  };
  const tested = (count: number): Promise<WebhookTest> =>
    until(() => tests.length >= count && tests.at(-1), `self-test ${count}`);

  it('are not received, and no server is started, while they are off', async () => {
    settings.enabled = false;
    const own = open();
    assert.equal(await own.callbackUrl('a'), undefined);
    await own.test();
    assert.deepEqual([starts, clock.pending, tests], [0, 0, []]);
  });

  it('are asked for at the public address once the self-test has passed, and with no timer then', async () => {
    const own = open();
    assert.equal((await tested(1)).problem, undefined);
    assert.equal(tests[0]?.host, 'tunnel.example');
    assert.match((await own.callbackUrl('a')) ?? '', /^https:\/\/tunnel\.example\/prefix\/makistry\/[\w-]{43}$/);
    assert.equal(clock.pending, 0);
  });

  it('are not asked for where the key has no signing secret', async () => {
    hasSecret = false;
    const own = open();
    await tested(1);
    assert.equal(await own.callbackUrl('a'), undefined);
  });

  it('are not asked for while the self-test fails, which is made again each minute', async () => {
    tunnel = () => Promise.resolve(new Response(null, { status: 502 }));
    const own = open();
    assert.deepEqual((await tested(1)).problem, { kind: 'gateway', status: 502 });
    assert.equal(await own.callbackUrl('a'), undefined);
    await until(() => clock.pending === 1, 'the next test to be planned');
    tunnel = (address) => fetch(address);
    clock.advance(60_000);
    assert.equal((await tested(2)).problem, undefined);
    assert.ok(await own.callbackUrl('a'));
  });

  it('are not asked for at an address where a stranger answers, who makes of the address itself whatever proof it can', async () => {
    tunnel = (address) => {
      const [, secret = '', question = ''] = /\/makistry\/([\w-]+)\/self-test\/([\w-]+)$/.exec(address) ?? [];
      const proofs = [createHmac('sha256', secret).update(question).digest('hex'), receiverProof(secret, question)];
      return Promise.resolve(new Response(proofs[tests.length]));
    };
    const own = open();
    for (const count of [1, 2]) {
      assert.deepEqual((await tested(count)).problem, { kind: 'otherServer', status: 200 });
      assert.equal(await own.callbackUrl('a'), undefined);
      await until(() => clock.pending === 1, 'the next test to be planned');
      clock.advance(60_000);
    }
  });

  it('go on at the address that an older version has kept, and prove it with a key that it had not', async () => {
    const secret = 'o'.repeat(43);
    fs.writeFileSync(path.join(folder.path, 'webhook-place.json'), JSON.stringify({ secret, port: 0 }));
    const own = open();
    assert.equal((await tested(1)).problem, undefined);
    assert.equal(await own.callbackUrl('a'), `${publicUrl}/makistry/${secret}`);
  });

  it('are no longer asked for when the command finds the address broken', async () => {
    const own = open();
    await tested(1);
    tunnel = () => Promise.resolve(new Response(null, { status: 404 }));
    assert.deepEqual((await own.test()).problem, { kind: 'otherServer', status: 404 });
    assert.equal(await own.callbackUrl('a'), undefined);
  });

  for (const [address, kind] of [
    ['http://tunnel.example', 'notHttps'],
    ['https://127.0.0.1:8080', 'notPublic'],
    ['https://localhost', 'notPublic'],
    ['tunnel.example', 'notAnAddress'],
  ] as const) {
    it(`are not asked for at ${address}, and nothing is sent there`, async () => {
      settings.publicUrl = address;
      tunnel = () => assert.fail('it was asked');
      const own = open();
      assert.deepEqual((await tested(1)).problem, { kind });
      assert.equal(await own.callbackUrl('a'), undefined);
    });
  }

  it('find the address that VS Code gives, where it is https', async () => {
    settings.publicUrl = '';
    forwarded = (address) => address.replace(/^http:\/\/127\.0\.0\.1:(\d+)/, 'https://name-$1.app.example');
    const own = open();
    assert.equal((await tested(1)).problem, undefined);
    assert.match((await own.callbackUrl('a')) ?? '', /^https:\/\/name-\d+\.app\.example\/makistry\/[\w-]{43}$/);
  });

  it('say that there is no address where VS Code gives none', async () => {
    settings.publicUrl = '';
    const own = open();
    assert.deepEqual((await tested(1)).problem, { kind: 'noAddress' });
    assert.equal(await own.callbackUrl('a'), undefined);
  });

  it('move when a setting changes, and stop when they are switched off', async () => {
    const own = open();
    await tested(1);
    settings.publicUrl = 'https://other.example';
    own.wake();
    assert.equal((await tested(2)).host, 'other.example');
    assert.match((await own.callbackUrl('a')) ?? '', /^https:\/\/other\.example\//);
    settings.enabled = false;
    own.wake();
    assert.deepEqual((await own.test()).problem, { kind: 'network', failure: 'refused' });
    // What a window whose settings are read a moment later finds.
    settings.enabled = true;
    assert.equal(await own.callbackUrl('a'), undefined);
  });

  it('say when the port is another program’s, and take it as soon as it is free', async () => {
    const other = http.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    settings.port = (other.address() as AddressInfo).port;
    const own = open();
    const problem = { kind: 'portTaken', port: settings.port };
    assert.deepEqual((await tested(1)).problem, problem);
    assert.deepEqual((await own.test()).problem, problem);
    await new Promise((resolve) => other.close(resolve));
    await until(() => clock.pending === 1, 'the next attempt to be planned');
    clock.advance(5000);
    assert.deepEqual([(await tested(2)).problem, tests.at(-1)?.port], [undefined, settings.port]);
  });
});
