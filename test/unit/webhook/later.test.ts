import assert from 'node:assert/strict';
import type { Webhooks } from '../../../src/webhook/webhooks.js';
import { WebhooksLater } from '../../../src/webhook/webhooksLater.js';
import { silent } from '../../support/core.js';
import { until } from '../../support/until.js';

describe('The code of the webhooks', () => {
  let isEnabled: boolean;
  let failure: Error | undefined;
  let opened: number;
  let woken: number;
  let disposed: number;
  let ended: Promise<void> | undefined;
  beforeEach(() => {
    isEnabled = false;
    failure = undefined;
    ended = undefined;
    [opened, woken, disposed] = [0, 0, 0];
  });

  const webhooks = {
    callbackUrl: (account: string) => Promise.resolve(`https://tunnel.example/${account}`),
    test: () => Promise.resolve({ host: 'tunnel.example' }),
    wake: () => {
      woken++;
    },
    dispose: () => {
      disposed++;
    },
    get ended() {
      return ended;
    },
  } as unknown as Webhooks;
  const later = (): WebhooksLater =>
    new WebhooksLater({
      isEnabled: () => isEnabled,
      open: () => {
        opened++;
        return failure ? Promise.reject(failure) : Promise.resolve(webhooks);
      },
      log: silent,
    });

  it('is not loaded while they are off, not even when other settings change or a job is submitted', async () => {
    const own = later();
    own.wake();
    assert.equal(await own.callbackUrl('a'), undefined);
    own.dispose();
    assert.equal(opened, 0);
  });

  it('is loaded once when they are switched on, and hears when they are switched off', async () => {
    const own = later();
    isEnabled = true;
    own.wake();
    assert.equal(await own.callbackUrl('a'), 'https://tunnel.example/a');
    isEnabled = false;
    const before = woken;
    own.wake();
    await until(() => woken > before, 'the change to be heard');
    assert.equal(opened, 1);
    own.dispose();
    await until(() => disposed === 1, 'the end');
  });

  it('is loaded anew when it could not be', async () => {
    isEnabled = true;
    failure = new Error('The disk is away.');
    const own = later();
    assert.equal(await own.callbackUrl('a'), undefined);
    await assert.rejects(own.test(), /away/);
    failure = undefined;
    assert.equal((await own.test()).host, 'tunnel.example');
  });

  it('is waited for when the window closes, until the receiver has ended and its lease is free', async () => {
    let free: () => void = () => undefined;
    ended = new Promise<void>((resolve) => void (free = resolve));
    isEnabled = true;
    const own = later();
    await own.callbackUrl('a');
    own.dispose();
    let hasEnded = false;
    const end = own.ended.then(() => (hasEnded = true));
    await until(() => disposed === 1, 'the webhooks to be told');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(hasEnded, false);
    free();
    await end;
  });

  it('that is still being loaded when the window closes ends then', async () => {
    isEnabled = true;
    later().dispose();
    await until(() => disposed === 1, 'the end');
  });
});
