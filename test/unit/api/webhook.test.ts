import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { verifyWebhook, type WebhookHeaders } from '../../../src/api/webhook.js';

const secret = 'f3c1a2b4d5e6978801122334455667788990aabbccddeeff0011223344556677';
const now = 1_790_000_000_000;
const timestamp = String(now / 1000);
const body = '{"job_id":"pub_a1b2c3d4e5f6","status":"success"}';

function sign(payload: Uint8Array | string, { key = secret, at = timestamp } = {}): WebhookHeaders {
  return {
    signature: `sha256=${createHmac('sha256', key).update(`${at}.`).update(payload).digest('hex')}`,
    timestamp: at,
  };
}

function verify(
  payload: Uint8Array | string,
  headers: WebhookHeaders,
  secrets: string | readonly string[] = secret,
): boolean {
  return verifyWebhook(payload, headers, secrets, { now: () => now });
}

/** The signature without its prefix. */
const hex = sign(body).signature!.slice('sha256='.length);

// The cases are those of the public suites of Standard Webhooks, Stripe, Svix and GitHub, as far as this scheme has
// them.
describe('A webhook’s signature', () => {
  describe('is accepted', () => {
    it('over the vector that another implementation has computed', () => {
      // printf '1790000000.{"job_id":"pub_1"}' | openssl dgst -sha256 -hmac makistry-test-secret
      const headers = {
        signature: 'sha256=c813e6981870ffc92821e98a98815eca59f876679dbc48d855248b585bdd5579',
        timestamp: '1790000000',
      };
      assert.equal(verify('{"job_id":"pub_1"}', headers, 'makistry-test-secret'), true);
    });

    const accepted: readonly (readonly [
      what: string,
      payload: Uint8Array | string,
      headers: WebhookHeaders,
      secrets?: string | readonly string[],
    ])[] = [
      ['of a string', body, sign(body)],
      ['of a Buffer', Buffer.from(body), sign(body)],
      [
        'of a Uint8Array that is a part of a larger one',
        new Uint8Array(Buffer.from(`xx${body}xx`)).subarray(2, 2 + body.length),
        sign(body),
      ],
      ['of an empty body', '', sign('')],
      [
        'of a body that isn’t UTF-8',
        Buffer.from([0xff, 0xfe, 0x00, 0x80]),
        sign(Buffer.from([0xff, 0xfe, 0x00, 0x80])),
      ],
      ['of a body with a byte order mark, which is a part of it', `\ufeff${body}`, sign(`\ufeff${body}`)],
      ['of a body beyond ASCII', '{"prompt":"ø5 盒子 🙂"}', sign('{"prompt":"ø5 盒子 🙂"}')],
      ['exactly 300 s old', body, sign(body, { at: String(now / 1000 - 300) })],
      ['exactly 300 s in the future', body, sign(body, { at: String(now / 1000 + 300) })],
      ['with the second of two secrets, while they are being changed', body, sign(body), ['the-new-one', secret]],
      ['with the first of two secrets', body, sign(body), [secret, 'the-old-one']],
    ];
    for (const [what, payload, headers, secrets] of accepted)
      it(what, () => assert.equal(verify(payload, headers, secrets), true));
  });

  describe('is refused', () => {
    const refused: readonly (readonly [
      what: string,
      payload: Uint8Array | string,
      headers: WebhookHeaders,
      secrets?: string | readonly string[],
    ])[] = [
      ['when it is missing', body, { signature: undefined, timestamp }],
      ['when it is empty', body, { signature: '', timestamp }],
      ['when only its prefix is there', body, { signature: 'sha256=', timestamp }],
      ['without its prefix', body, { signature: hex, timestamp }],
      ['with another prefix', body, { signature: `sha1=${hex}`, timestamp }],
      ['with a version for a prefix', body, { signature: `v1,${hex}`, timestamp }],
      ['truncated by a digit', body, { signature: `sha256=${hex.slice(0, -1)}`, timestamp }],
      ['truncated by a byte', body, { signature: `sha256=${hex.slice(0, -2)}`, timestamp }],
      ['with something behind it', body, { signature: `sha256=${hex}0`, timestamp }],
      ['with a line end behind it', body, { signature: `sha256=${hex}\n`, timestamp }],
      ['with a space before it', body, { signature: ` sha256=${hex}`, timestamp }],
      ['doubled', body, { signature: `sha256=${hex},sha256=${hex}`, timestamp }],
      [
        'doubled, as two headers of one name are joined',
        body,
        { signature: `sha256=${hex}, sha256=${hex}`, timestamp },
      ],
      ['a right one behind a wrong one', body, { signature: `sha256=${'0'.repeat(64)} sha256=${hex}`, timestamp }],
      ['of 64 characters that are no hex', body, { signature: `sha256=${'z'.repeat(64)}`, timestamp }],
      ['of 64 characters beyond ASCII', body, { signature: `sha256=${'é'.repeat(64)}`, timestamp }],
      ['in base64', body, { signature: `sha256=${Buffer.from(hex, 'hex').toString('base64')}`, timestamp }],
      ['in capitals, which the service doesn’t write', body, { signature: `sha256=${hex.toUpperCase()}`, timestamp }],
      [
        'with one digit changed',
        body,
        { signature: `sha256=${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`, timestamp },
      ],
      ['of another secret', body, sign(body, { key: 'another' })],
      ['when there is no secret', body, sign(body), []],
      ['when the secret is empty, though it was signed with an empty one', body, sign(body, { key: '' }), ''],
      [
        'when one of the secrets is empty, though it was signed with an empty one',
        body,
        sign(body, { key: '' }),
        ['', secret],
      ],
      ['when the secret has a space around it', body, sign(body), ` ${secret}`],
      [
        'of the body alone, without the time',
        body,
        { signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`, timestamp },
      ],
      ['of another time', body, { signature: sign(body).signature, timestamp: String(now / 1000 + 1) }],
      ['of another body', body.replace('success', 'failed'), sign(body)],
      ['of the same JSON in another order', '{"status":"success","job_id":"pub_a1b2c3d4e5f6"}', sign(body)],
      ['of the same JSON with a space more', body.replace(',', ', '), sign(body)],
      ['of the same JSON with a line end behind it', `${body}\n`, sign(body)],
      ['of the same JSON without its byte order mark', body, sign(`\ufeff${body}`)],
      [
        'when the point between time and body is moved',
        body,
        { signature: sign(`0.${body}`).signature, timestamp: `${timestamp}.0` },
      ],
      ['301 s old', body, sign(body, { at: String(now / 1000 - 301) })],
      ['301 s in the future', body, sign(body, { at: String(now / 1000 + 301) })],
      ['with no time', body, { signature: sign(body).signature, timestamp: undefined }],
      ...[
        '',
        ' ',
        'now',
        '1614265330abc',
        `${timestamp}abc`,
        `abc${timestamp}`,
        `-${timestamp}`,
        `+${timestamp}`,
        ` ${timestamp}`,
        `${timestamp} `,
        `${timestamp}\n`,
        `${timestamp}.0`,
        `${timestamp}.5`,
        '1.79e9',
        '0x6ab13b80',
        '0',
        '-1',
        '9'.repeat(12),
        '9'.repeat(400),
        'NaN',
        'Infinity',
        String(now),
        '١٧٩٠٠٠٠٠٠٠',
        `${timestamp},${timestamp}`,
      ].map(
        (at) =>
          [
            `with the time ${JSON.stringify(at.slice(0, 30))}, though it was signed so`,
            body,
            sign(body, { at }),
          ] as const,
      ),
    ];
    for (const [what, payload, headers, secrets] of refused)
      it(what, () => assert.equal(verify(payload, headers, secrets), false));

    it('when the body, a header or the secret isn’t what its type says, without a throw', () => {
      const odd: readonly unknown[] = [undefined, null, 1, {}, [], [undefined], ['sha256='], Symbol('x'), () => body];
      for (const value of odd) {
        const text = value as string;
        assert.equal(verify(text, sign(body)), false);
        assert.equal(verify(body, value as WebhookHeaders), false);
        assert.equal(verify(body, { ...sign(body), signature: text }), false);
        assert.equal(verify(body, { ...sign(body), timestamp: text }), false);
        assert.equal(verifyWebhook(body, sign(body), text, { now: () => now }), false);
      }
    });

    it('when the clock gives no time', () =>
      assert.equal(verifyWebhook(body, sign(body), secret, { now: () => NaN }), false));
  });

  it('is told from every other, whatever is sent', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.string(), fc.string(), (payload, other, signature, at) => {
        const headers = sign(payload);
        assert.equal(verify(payload, headers), true);
        assert.equal(verify(other, headers), Buffer.from(payload).equals(other));
        assert.equal(verify(payload, { ...headers, signature }), false);
        assert.equal(verify(payload, { ...headers, timestamp: at }), false);
      }),
    );
  });

  it('is checked against the system’s clock when no other is given', () => {
    const at = String(Math.floor(Date.now() / 1000));
    assert.equal(verifyWebhook(body, sign(body, { at }), secret), true);
    assert.equal(verifyWebhook(body, sign(body, { at: '1614265330' }), secret), false);
  });
});
