import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as errors from '../../../src/api/errors.js';
import { errorFromResponse, parseJsonBody, readText } from '../../../src/api/response.js';

const secret = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const status = fc.oneof(
  fc.integer({ min: 100, max: 999 }),
  fc.constantFrom(0, 301, 302, 400, 401, 402, 403, 404, 407, 410, 418, 422, 429, 500, 502, 503, 504),
);
/** Bodies that repeat a key, as a page that shows the request's headers does. */
const bodyWith = (key: string): fc.Arbitrary<string> => {
  const around = fc.tuple(fc.string(), fc.string());
  return fc.oneof(
    around.map(([before, after]) => `${before}${key}${after}`),
    around.map(([before, after]) =>
      JSON.stringify({ error_code: `${before}${key}${after}`, message: `${after}${key}${before}` }),
    ),
    around.map(([before, after]) => `<html><body>${before}<b title="${key}">Bearer ${key}</b>${after}</body></html>`),
    fc.jsonValue().map((value) => JSON.stringify({ error_code: value, message: `No: ${key}`, more: value })),
    fc.integer({ min: 0, max: 200 }).map((length) => `${'word '.repeat(length)}${key}`),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary' }),
  );
};

/** A `Response` can't be made with every status that a server can send. */
function responseOf(code: number, headers: Record<string, string> = {}): Response {
  return { status: code, ok: false, headers: new Headers(headers) } as Response;
}

describe('An answer that is an error', () => {
  it('becomes an ApiError for any status and body, and no part of it holds a key', () => {
    fc.assert(
      fc.property(
        status,
        secret.chain((hex) => fc.tuple(fc.constant(hex), bodyWith(`mk_pub_${hex}`))),
        (code, [hex, body]) => {
          const error = errorFromResponse(responseOf(code, { 'x-request-id': `req-mk_pub_${hex}` }), body, 0);
          assert.ok(error instanceof errors.ApiError);
          assert.equal(error.status, code);
          assert.ok(
            !`${error.message}\n${error.code}\n${error.requestId ?? ''}\n${error.stack ?? ''}`.includes(hex),
            error.message,
          );
          assert.notEqual(error.code.trim(), '');
          assert.notEqual(error.message.trim(), '');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of a limit is told in the user’s language, too, when the wait has become another one', () => {
    const error = errorFromResponse(responseOf(429), '', 0);
    assert.ok(error instanceof errors.QuotaExceededError);
    assert.deepEqual(error.after(5000).said, error.said);
    assert.ok(error.said);
  });

  it('repeats no key that a page shows in disguise', () => {
    const hex = '0123456789abcdef0123456789abcdef';
    for (const shown of [
      `mk&#95;pub&#95;${hex}`,
      `mk%5Fpub%5F${hex}`,
      `mk_pub_${hex.slice(0, 14)}\n${hex.slice(14)}`,
      hex.toUpperCase(),
      Array.from(hex).join('\u200b'),
      Buffer.from(`Bearer mk_pub_${hex}`).toString('base64'),
    ]) {
      const { message } = errorFromResponse(responseOf(403), `<p>Your request had ${shown} in it</p>`, 0);
      const encoded = Buffer.from(`Bearer mk_pub_${hex}`).toString('base64');
      for (const part of [hex.slice(0, 8), hex.slice(-8), encoded.slice(0, 12), encoded.slice(-12)])
        assert.ok(!message.replaceAll('\u200b', '').toLowerCase().includes(part.toLowerCase()), message);
      assert.match(message, /Your request had/);
    }
  });

  it('says no more than fits a notification, whatever the service says', () => {
    const message = 'sig'.repeat(1_000_000) + '=';
    const error = errorFromResponse(responseOf(422), JSON.stringify({ error_code: message, message }), 0);
    assert.ok(
      error.message.length <= 1000 && error.code.length <= 100,
      `${error.message.length} and ${error.code.length} characters`,
    );
  });

  it('keeps the service’s code, message and id of the request', () => {
    const error = errorFromResponse(
      responseOf(422, { 'x-request-id': 'req-1' }),
      '{"error_code":"invalid_input","message":"prompt is too long."}',
      0,
    );
    assert.deepEqual([error.code, error.message, error.requestId], ['invalid_input', 'prompt is too long.', 'req-1']);
  });
});

describe('Who has answered', () => {
  const page = '<html><title>Welcome</title></html>';
  const coded = (code: string): string => JSON.stringify({ error_code: code, message: 'No.' });
  const cases: readonly (readonly [
    status: number,
    body: string,
    type: new (...parameters: never[]) => errors.ApiError,
  ])[] = [
    [401, '', errors.InvalidApiKeyError],
    [402, '', errors.PaymentRequiredError],
    [402, coded('credits_gone'), errors.PaymentRequiredError],
    [404, '', errors.NotFoundError],
    [404, coded('not_found'), errors.NotFoundError],
    [404, '{"detail":"Not Found"}', errors.UnexpectedResponseError],
    [410, coded('output_expired'), errors.OutputExpiredError],
    [410, coded('gone'), errors.OutputExpiredError],
    [422, '{"detail":[]}', errors.InvalidInputError],
    [400, coded('invalid_input'), errors.InvalidInputError],
    [403, coded('invalid_api_key'), errors.InvalidApiKeyError],
    [403, coded('payment_required'), errors.PaymentRequiredError],
    [403, coded('account_closed'), errors.RefusedError],
    [403, '', errors.UnexpectedResponseError],
    [403, '{"error":"blocked"}', errors.UnexpectedResponseError],
    [408, page, errors.UnexpectedResponseError],
    [408, coded('too_slow'), errors.ServerError],
    [429, page, errors.QuotaExceededError],
    [502, page, errors.ServerError],
    [302, page, errors.UnexpectedResponseError],
    ...[400, 401, 402, 403, 404, 405, 410, 418, 422].map(
      (code) => [code, page, errors.UnexpectedResponseError] as const,
    ),
    ...['constructor', '__proto__', 'toString'].map((word) => [403, coded(word), errors.RefusedError] as const),
  ];
  for (const [code, body, type] of cases) {
    it(`${code} with ${body === '' ? 'nothing' : body} is ${type.name}`, () =>
      assert.equal(errorFromResponse(responseOf(code), body, 0).constructor, type));
  }
});

describe('A body', () => {
  it('is read as UTF-8 however it is cut, with or without a byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        async (text, marked, size) => {
          const plain = text.replaceAll('\uFEFF', '');
          const bytes = Buffer.from(`${marked ? '\uFEFF' : ''}${plain}`);
          const stream = new ReadableStream<Uint8Array>({
            start: (controller) => {
              for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
              controller.close();
            },
          });
          assert.equal(await readText(new Response(stream)), plain);
        },
      ),
    );
  });

  it('is the JSON that was sent, and anything else is not the service’s', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) =>
        assert.deepEqual(JSON.stringify(parseJsonBody(new Response(), JSON.stringify(json))), JSON.stringify(json)),
      ),
    );
    for (const text of ['', '<html>', '{"job_id":', 'undefined', "{'a':1}"])
      assert.throws(() => parseJsonBody(new Response(), text), errors.UnexpectedResponseError);
  });
});

describe('A request without an answer', () => {
  it('becomes a NetworkError for whatever fetch throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (thrown, timedOut) => {
        assert.ok(errors.networkError(thrown, timedOut) instanceof errors.NetworkError);
      }),
    );
  });

  for (const [cause, failure] of [
    [
      Object.assign(new Error('Proxy response (403) !== 200 when HTTP Tunneling'), { code: 'UND_ERR_ABORTED' }),
      'proxy',
    ],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'interrupted'],
    [Object.assign(new Error('getaddrinfo ENOTFOUND api.makistry.ai'), { code: 'ENOTFOUND' }), 'dns'],
    [Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'tls'],
    [new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })]), 'refused'],
  ] as const) {
    it(`tells “${cause.message || 'several addresses refuse'}” as ${failure}`, () => {
      assert.equal(errors.networkError(new TypeError('fetch failed', { cause }), false).failure, failure);
    });
  }
});
