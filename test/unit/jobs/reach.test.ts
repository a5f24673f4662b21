import assert from 'node:assert/strict';
import { InvalidApiKeyError, NetworkError, QuotaExceededError, ServerError } from '../../../src/api/errors.js';
import { reachOf } from '../../../src/jobs/follow/reach.js';

describe('How it stands with the service', () => {
  it('is told by what keeps an account from going on', () => {
    assert.equal(reachOf([{ kind: 'unreachable', message: '', said: undefined }], []), 'unreachable');
    assert.equal(
      reachOf([{ kind: 'unreachable', message: '', said: undefined }, { kind: 'unauthorized' }], []),
      'unauthorized',
    );
    assert.equal(
      reachOf([{ kind: 'paused', until: 0 }, { kind: 'keyRemoved' }, { kind: 'webhookMissing' }], []),
      'unknown',
    );
  });

  it('is told by the last refresh, since an idle account has no trouble', () => {
    assert.equal(reachOf([], [new NetworkError('', { failure: 'dns' })]), 'unreachable');
    assert.equal(reachOf([], [new ServerError('', { code: 'server_error' })]), 'unreachable');
    assert.equal(reachOf([], [new InvalidApiKeyError('', { code: 'invalid_api_key' })]), 'unauthorized');
    assert.equal(
      reachOf([], [new QuotaExceededError('', { code: 'quota_exceeded', retryAfterMs: undefined })]),
      'unknown',
    );
    assert.equal(reachOf([], []), 'unknown');
  });
});
