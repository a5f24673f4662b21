import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/api/redact.js';

const secretPart = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('Redacting', () => {
  it('takes out keys and the signatures of addresses', () => {
    const key = `mk_pub_${'ab'.repeat(16)}`;
    const text = redact(`${key} https://s.example/f?X-Amz-Signature=abc123&x=1`);
    assert.ok(!text.includes(key) && !text.includes('abc123'), text);
    assert.ok(text.includes('&x=1'), text);
  });

  it('takes out a key wherever it stands, and once is enough', () => {
    fc.assert(
      fc.property(fc.string(), secretPart, fc.string(), (before, secret, after) => {
        const text = redact(`${before}mk_pub_${secret}${after}`);
        assert.ok(!text.includes(secret), text);
        assert.equal(redact(text), text);
      }),
    );
  });

  it('leaves alone what holds no secret', () => {
    fc.assert(fc.property(fc.stringMatching(/^[abc XYZ.,:/<>{}"é盒]*$/), (text) => assert.equal(redact(text), text)));
  });

  it('comes to an end with any text, however long', () => {
    // A search that went back over what it has read would take hours.
    for (const text of [
      'sig'.repeat(100_000) + '=x',
      '?sig='.repeat(60_000),
      '?'.repeat(300_000),
      '&' + 'token-'.repeat(50_000),
      'mk_pub_'.repeat(40_000),
    ]) {
      assert.ok(redact(text).length <= text.length);
    }
  });
});
