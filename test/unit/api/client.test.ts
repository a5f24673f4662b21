import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetch as undiciFetch, MockAgent } from 'undici';
import { MakistryClient } from '../../../src/api/client.js';
import * as errors from '../../../src/api/errors.js';
import { systemClock, type Clock } from '../../../src/base/clock.js';

const apiKey = `mk_pub_${'ab'.repeat(16)}`;
/** Waits are over at once, and are written down. */
function instantClock(waits: number[]): Clock {
  return {
    ...systemClock,
    setTimeout: (callback, delayMs) => (waits.push(delayMs), systemClock.setTimeout(callback, 0)),
  };
}

describe('The API client', () => {
  let server: http.Server;
  let answers: ((request: http.IncomingMessage, response: http.ServerResponse) => void)[] = [];
  let seen: { method: string | undefined; url: string | undefined; headers: http.IncomingHttpHeaders; body: string }[] =
    [];
  let waits: number[] = [];
  let client: MakistryClient;

  before(async () => {
    server = http.createServer((request, response) => {
      const heard = { method: request.method, url: request.url, headers: request.headers, body: '' };
      seen.push(heard);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      request
        .on('data', (chunk: Buffer) => (heard.body += chunk.toString()))
        .on('end', () => answer?.(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());
  beforeEach(() => {
    seen = [];
    waits = [];
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    client = new MakistryClient({
      connect: () => Promise.resolve({ baseUrl, apiKey }),
      fetch: globalThis.fetch,
      clock: instantClock(waits),
    });
  });

  const say =
    (status: number, body: unknown, headers: Record<string, string> = {}) =>
    (_: http.IncomingMessage, response: http.ServerResponse): void => {
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  const request = { prompt: 'a box', designMode: 'standard', outputFormat: 'STEP', metadata: {} } as const;

  it('sends the key and the Idempotency-Key, and gives the job’s id', async () => {
    answers = [say(202, { job_id: 'pub_1', status: 'queued' })];
    assert.deepEqual(await client.submitText(request, 'the-key'), { jobId: 'pub_1', status: 'queued' });
    assert.equal(seen[0]?.headers.authorization, `Bearer ${apiKey}`);
    assert.equal(seen[0].headers['idempotency-key'], 'the-key');
  });

  it('asks for a webhook only when there is an address for it', async () => {
    answers = [say(202, { job_id: 'pub_1', status: 'queued' })];
    await client.submitText(request, 'the-key');
    await client.submitText({ ...request, callbackUrl: 'https://tunnel.example/x' }, 'the-key');
    assert.deepEqual(
      seen.map(({ body }) => (JSON.parse(body) as Record<string, unknown>)['callback_url']),
      [undefined, 'https://tunnel.example/x'],
    );
  });

  it('has a signing secret replaced, and tries that once, since each repetition makes another', async () => {
    answers = [
      say(200, { signing_secret: 'new', signing_secret_rotated_at: '2026-01-05T09:00:00.000000+00:00' }),
      say(503, ''),
    ];
    assert.deepEqual(await client.rotateSecret('key/1'), {
      signingSecret: 'new',
      rotatedAt: '2026-01-05T09:00:00.000000+00:00',
    });
    assert.deepEqual(
      [seen[0]?.method, seen[0]?.url, seen[0]?.headers.authorization],
      ['POST', '/v1/keys/key%2F1/rotate-secret', `Bearer ${apiKey}`],
    );
    await assert.rejects(client.rotateSecret('key_1'), errors.ServerError);
    assert.equal(seen.length, 2);
  });

  it('tells nothing of a signing secret in an error', async () => {
    for (const answer of ['{"signing_secret":"5ec4e7', '"5ec4e7"', '{"signing_secret":["5ec4e7"]}', '5ec4e7']) {
      answers = [say(200, answer)];
      await assert.rejects(
        client.rotateSecret('key_1'),
        (error: Error) =>
          error instanceof errors.UnexpectedResponseError &&
          !JSON.stringify([error.message, error.stack, String(error.cause)]).includes('5ec4e7'),
      );
    }
  });

  it('repeats a POST after 5xx with the same Idempotency-Key, waiting 2, 4 and 8 seconds', async () => {
    answers = [say(500, ''), say(502, '<html>'), say(503, ''), say(202, { job_id: 'pub_1', status: 'queued' })];
    await client.submitText(request, 'the-key');
    assert.deepEqual(waits, [2000, 4000, 8000]);
    assert.deepEqual(new Set(seen.map(({ headers }) => headers['idempotency-key'])), new Set(['the-key']));
  });

  it('gives up after three more tries', async () => {
    answers = [say(500, '')];
    await assert.rejects(client.getJob('pub_1'), errors.ServerError);
    assert.equal(seen.length, 4);
  });

  for (const [status, body, type] of [
    [401, { error_code: 'invalid_api_key', message: 'No.' }, errors.InvalidApiKeyError],
    [402, { error_code: 'payment_required', message: 'No.' }, errors.PaymentRequiredError],
    [404, '', errors.NotFoundError],
    [410, { error_code: 'output_expired', message: 'No.' }, errors.OutputExpiredError],
    [422, { error_code: 'invalid_input', message: 'No.' }, errors.InvalidInputError],
    [422, { error_code: 'image_parse_failed', message: 'No.' }, errors.ImageParseFailedError],
    [429, { error_code: 'quota_exceeded', message: 'No.' }, errors.QuotaExceededError],
    [418, 'teapot', errors.UnexpectedResponseError],
    [200, '<html>Log in</html>', errors.UnexpectedResponseError],
  ] as const) {
    it(`answers HTTP ${status} ${JSON.stringify(body)} with ${type.name}, without a second try`, async () => {
      answers = [say(status, body)];
      await assert.rejects(client.getJob('pub_1'), type);
      assert.equal(seen.length, 1);
    });
  }

  it('does not follow a redirect, which would take the key along', async () => {
    answers = [say(302, '', { Location: '/elsewhere' })];
    await assert.rejects(client.getJob('pub_1'), { code: 'unexpected_redirect' });
    assert.deepEqual(
      seen.map(({ url }) => url),
      ['/v1/jobs/pub_1'],
    );
  });

  it('reads all pages, and ends when a cursor comes again', async () => {
    const page = (id: string, next_cursor: string): unknown => ({
      jobs: [{ job_id: id, status: 'queued' }],
      next_cursor,
    });
    answers = [say(200, page('a', '1')), say(200, page('b', '2')), say(200, page('c', '1'))];
    const ids: string[] = [];
    for await (const job of client.listAllJobs()) ids.push(job.jobId);
    assert.deepEqual(ids, ['a', 'b', 'c']);
  });

  it('never sends the key to the cloud’s storage, nor to any host but the API’s', async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    agent
      .get('https://api.makistry.ai')
      .intercept({ path: '/v1/jobs/pub_1', headers: { authorization: `Bearer ${apiKey}` } })
      .reply(302, '', { headers: { location: 'https://evil.example/' } });
    const fetch = ((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof globalThis.fetch;
    const cloud = new MakistryClient({
      connect: () => Promise.resolve({ baseUrl: 'https://api.makistry.ai/v1', apiKey }),
      fetch,
      clock: systemClock,
    });
    await assert.rejects(cloud.getJob('pub_1'), { code: 'unexpected_redirect' });
    agent.assertNoPendingInterceptors();
    await agent.close();
  });
});
