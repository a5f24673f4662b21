import assert from 'node:assert/strict';
import {
  ApiKeyStore,
  environmentKeyName,
  firstKeyName,
  isApiKey,
  keyNameProblem,
} from '../../../src/host/apiKeyStore.js';
import { MemorySecrets } from '../../support/memorySecrets.js';

const [first, second, third] = ['1', '2', '3'].map((digit) => `mk_pub_${digit.repeat(32)}`) as [string, string, string];

for (const canList of [true, false]) {
  describe(`The API keys, where VS Code ${canList ? 'lists' : 'does not list'} the secrets`, () => {
    let secrets: MemorySecrets;
    let keys: ApiKeyStore;
    let otherWindow: ApiKeyStore;
    beforeEach(() => {
      secrets = new MemorySecrets({ canList });
      keys = new ApiKeyStore(secrets, {});
      otherWindow = new ApiKeyStore(secrets, {});
    });

    it('are none at first', async () => {
      assert.equal(await keys.active(), undefined);
      assert.deepEqual(await keys.all(), []);
    });

    it('are each in a secret of its own, and no key is in the list of names', async () => {
      await keys.set(firstKeyName, first);
      await keys.set('Work', second);
      assert.equal(secrets.entries.get('makistry.apiKey'), first);
      assert.equal(secrets.entries.get('makistry.apiKey:Work'), second);
      assert.deepEqual([...secrets.entries.keys()].sort(), [
        'makistry.apiKey',
        'makistry.apiKey:Work',
        'makistry.keys',
      ]);
      assert.doesNotMatch(secrets.entries.get('makistry.keys') ?? '', /mk_pub_/);
    });

    it('keep the first one active until another is made active, in every window', async () => {
      await keys.set(firstKeyName, first);
      await keys.set('Work', second);
      assert.deepEqual(await otherWindow.active(), { name: firstKeyName, key: first });
      assert.equal(await otherWindow.activate('Work'), true);
      assert.deepEqual(await keys.active(), { name: 'Work', key: second });
      assert.deepEqual(await keys.names(), [firstKeyName, 'Work']);
    });

    it('take over the key of a version that knew one key only', async () => {
      secrets.entries.set('makistry.apiKey', first);
      assert.deepEqual(await keys.all(), [{ name: firstKeyName, key: first }]);
      await keys.set('Work', second);
      assert.deepEqual(await keys.active(), { name: firstKeyName, key: first });
    });

    it('make the next one active when the active one is removed', async () => {
      for (const [name, key] of [
        [firstKeyName, first],
        ['Work', second],
        ['Club', third],
      ] as const)
        await keys.set(name, key);
      await keys.activate('Club');
      await otherWindow.remove('Club');
      assert.deepEqual(await keys.active(), { name: firstKeyName, key: first });
      await keys.remove(firstKeyName);
      assert.deepEqual(await keys.active(), { name: 'Work', key: second });
      await keys.set(firstKeyName, first);
      assert.deepEqual(await keys.active(), { name: 'Work', key: second });
    });

    it('leave nothing behind when the last one is removed', async () => {
      await keys.set(firstKeyName, first);
      await keys.set('Work', second);
      await keys.remove('Work');
      await keys.remove(firstKeyName);
      assert.deepEqual([...secrets.entries], []);
    });

    it('are not made active by a window that has not heard of the removal', async () => {
      await keys.set(firstKeyName, first);
      await keys.set('Work', second);
      await keys.remove('Work');
      assert.equal(await otherWindow.activate('Work'), false);
      assert.deepEqual(await keys.active(), { name: firstKeyName, key: first });
    });

    it('tell every window of a new key, a switch and a removal, and of nothing else', async () => {
      let heard = 0;
      otherWindow.onDidChange(() => heard++);
      const hears = async (change: Promise<unknown>): Promise<boolean> => {
        heard = 0;
        await change;
        return heard > 0;
      };
      assert.ok(await hears(keys.set(firstKeyName, first)));
      assert.ok(await hears(keys.set('Work', second)));
      assert.ok(await hears(keys.activate('Work')));
      assert.ok(!(await hears(keys.activate('Work'))));
      assert.ok(await hears(keys.remove('Work')));
      assert.ok(!(await hears(secrets.store('makistry.signingSecret', 'x'))));
    });

    it('keep what is done at once in one window', async () => {
      await Promise.all([
        keys.set(firstKeyName, first),
        keys.set('Work', second),
        keys.activate('Work'),
        keys.set('Club', third),
      ]);
      assert.deepEqual(await keys.names(), [firstKeyName, 'Work', 'Club']);
      assert.equal((await keys.active())?.name, 'Work');
    });

    it('survive a list of names that can not be read', async () => {
      await keys.set(firstKeyName, first);
      for (const damaged of ['', '{', 'null', '[]', '{"names":5,"active":{}}', '{"names":["default",7]}']) {
        secrets.entries.set('makistry.keys', damaged);
        assert.deepEqual(await keys.active(), { name: firstKeyName, key: first });
        assert.deepEqual(await keys.names(), [firstKeyName]);
      }
    });

    it('are those that are kept, and the environment’s only when none is', async () => {
      const store = new ApiKeyStore(secrets, { MAKISTRY_API_KEY: ` ${third}\n` });
      const ofEnvironment = { name: environmentKeyName, key: third };
      assert.deepEqual(await store.active(), ofEnvironment);
      assert.deepEqual(await store.all(), [ofEnvironment]);
      assert.deepEqual(await store.names(), []);
      await store.set(firstKeyName, first);
      assert.deepEqual(await store.all(), [{ name: firstKeyName, key: first }]);
      assert.equal(
        await new ApiKeyStore(new MemorySecrets({ canList }), { MAKISTRY_API_KEY: ' ' }).active(),
        undefined,
      );
    });

    it('are never what the environment has in the place of one and is none, which is known as such', async () => {
      for (const text of [`"${third}"`, `Bearer ${third}`, third.slice(0, -1), `${third} ${first}`, 'changeme']) {
        const store = new ApiKeyStore(secrets, { MAKISTRY_API_KEY: text });
        assert.deepEqual(
          [await store.active(), await store.all(), store.isEnvironmentMalformed],
          [undefined, [], true],
        );
      }
      for (const text of ['', ' ', undefined, `${third}\n`]) {
        assert.equal(new ApiKeyStore(secrets, { MAKISTRY_API_KEY: text }).isEnvironmentMalformed, false);
      }
    });

    it('go on changing after a change that failed', async () => {
      secrets.failure = new Error('The keyring is locked.');
      await assert.rejects(keys.set(firstKeyName, first), /locked/);
      secrets.failure = undefined;
      await keys.set(firstKeyName, first);
      assert.deepEqual(await keys.names(), [firstKeyName]);
    });
  });
}

describe('Two windows that add a key at the same moment', () => {
  it('lose none where VS Code lists the secrets', async () => {
    const secrets = new MemorySecrets({ canList: true });
    const [one, other] = [new ApiKeyStore(secrets, {}), new ApiKeyStore(secrets, {})];
    await Promise.all([one.set('Work', first), other.set('Club', second)]);
    assert.deepEqual([...(await one.names())].sort(), ['Club', 'Work']);
    assert.deepEqual(await one.names(), await other.names());
  });
});

describe('The name of an API key', () => {
  it('has 1 to 40 visible characters', () => {
    assert.equal(keyNameProblem('Work', []), undefined);
    assert.equal(keyNameProblem('Büro 3 · 図面', []), undefined);
    assert.equal(keyNameProblem('😀'.repeat(40), []), undefined);
    assert.equal(keyNameProblem('x'.repeat(41), []), 'tooLong');
    assert.equal(keyNameProblem(' \t', []), 'empty');
    for (const hidden of ['a\nb', 'a\u0000b', 'a\u202eb', 'a\u200bb', 'a\u2028b'])
      assert.equal(keyNameProblem(hidden, []), 'invisible');
  });

  it('differs from the others in more than case and width', () => {
    assert.equal(keyNameProblem('work ', ['Work']), 'taken');
    assert.equal(keyNameProblem('Ｗｏｒｋ', ['Work']), 'taken');
    assert.equal(keyNameProblem('Work 2', ['Work']), undefined);
  });
});

describe('An API key', () => {
  it('is mk_pub_ and 32 hex digits', () => {
    assert.ok(isApiKey(first));
    for (const wrong of ['', first.slice(1), `${first}0`, `mk_sec_${'0'.repeat(32)}`, `mk_pub_${'g'.repeat(32)}`])
      assert.ok(!isApiKey(wrong));
  });
});
