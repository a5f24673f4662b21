import assert from 'node:assert/strict';
import { firstKeyName } from '../../../src/host/apiKeyStore.js';
import { graceMs, signingSecretProblem, SigningSecretStore } from '../../../src/host/signingSecrets.js';
import { ManualClock } from '../../support/manualClock.js';
import { MemorySecrets } from '../../support/memorySecrets.js';

describe('The signing secrets', () => {
  let secrets: MemorySecrets;
  let clock: ManualClock;
  let store: SigningSecretStore;
  beforeEach(() => {
    secrets = new MemorySecrets({ canList: true });
    clock = new ManualClock();
    store = new SigningSecretStore(secrets, clock);
  });

  it('are none at first', async () => {
    assert.deepEqual(await store.of(firstKeyName), []);
    assert.equal(await store.has(firstKeyName), false);
  });

  it('are each in an entry of their own, as the key is', async () => {
    await store.set(firstKeyName, 'one');
    await store.set('Work', 'two');
    assert.deepEqual(
      [...secrets.entries],
      [
        ['makistry.signingSecret', 'one'],
        ['makistry.signingSecret:Work', 'two'],
      ],
    );
    assert.deepEqual([await store.of(firstKeyName), await store.of('Work')], [['one'], ['two']]);
  });

  it('keep the one before for 10 minutes, and leave nothing of it then', async () => {
    await store.set('Work', 'old');
    await store.set('Work', 'new');
    assert.deepEqual(await store.of('Work'), ['new', 'old']);
    clock.advance(graceMs - 1);
    assert.deepEqual(await store.of('Work'), ['new', 'old']);
    clock.advance(1);
    assert.deepEqual(await store.of('Work'), ['new']);
    assert.deepEqual([...secrets.entries], [['makistry.signingSecret:Work', 'new']]);
  });

  it('keep each for 10 minutes from when it was replaced, when it happens twice', async () => {
    await store.set('Work', 'first');
    await store.set('Work', 'second');
    clock.advance(graceMs / 2);
    await store.set('Work', 'third');
    assert.deepEqual(await store.of('Work'), ['third', 'second', 'first']);
    clock.advance(graceMs / 2);
    assert.deepEqual(await store.of('Work'), ['third', 'second']);
  });

  it('do not change when the same one is set again', async () => {
    await store.set('Work', 'one');
    await store.set('Work', 'one');
    assert.deepEqual(await store.of('Work'), ['one']);
  });

  it('do not believe a replaced one for longer because the clock was set back', async () => {
    await store.set('Work', 'old');
    await store.set('Work', 'new');
    clock.wall -= 60 * 60_000;
    assert.deepEqual(await store.of('Work'), ['new']);
  });

  it('are all gone once they are removed', async () => {
    await store.set('Work', 'old');
    await store.set('Work', 'new');
    await store.remove('Work');
    assert.deepEqual([...secrets.entries], []);
    assert.deepEqual(await store.of('Work'), []);
  });

  it('always have one that is believed while one is replaced', async () => {
    await store.set('Work', 'old');
    secrets.failure = new Error('The keyring is locked.');
    await assert.rejects(store.set('Work', 'new'), /locked/);
    secrets.failure = undefined;
    assert.deepEqual(await store.of('Work'), ['old']);
  });

  it('are the same in every window', async () => {
    await store.set('Work', 'old');
    await new SigningSecretStore(secrets, clock).set('Work', 'new');
    assert.deepEqual(await store.of('Work'), ['new', 'old']);
  });

  it('survive what can’t be read of the replaced ones', async () => {
    await store.set('Work', 'one');
    for (const damaged of ['', '{', 'null', '{}', '[1]', '[{"secret":1,"until":1}]']) {
      secrets.entries.set('makistry.previousSigningSecrets:Work', damaged);
      assert.deepEqual(await store.of('Work'), ['one']);
    }
  });

  it('are neither empty nor an API key', () => {
    assert.equal(signingSecretProblem('0123456789abcdef'), undefined);
    assert.equal(signingSecretProblem(' '), 'empty');
    assert.equal(signingSecretProblem(`mk_pub_${'1'.repeat(32)}`), 'apiKey');
    assert.equal(signingSecretProblem('a b'), 'space');
  });
});
