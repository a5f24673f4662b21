import assert from 'node:assert/strict';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { MakistryClient } from '../../../src/api/client.js';
import { ApiError, MissingApiKeyError, QuotaExceededError } from '../../../src/api/errors.js';
import type { RequestGate } from '../../../src/api/gate.js';
import { systemClock } from '../../../src/base/clock.js';
import { makeCertificate } from '../../support/callbackReceiver.js';
import { fetchFailure } from '../../support/fetchErrors.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

type Outcome = 'counted' | 'given back';

/** A gate that writes down what becomes of its places. */
function recordingGate(): RequestGate & { readonly outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  const end = (outcome: Outcome) => (): Promise<undefined> => {
    outcomes.push(outcome);
    return Promise.resolve(undefined);
  };
  return { outcomes, enter: () => Promise.resolve({ leave: end('counted'), giveBack: end('given back') }) };
}

/** What becomes of the place of one request with that `fetch`. */
async function outcomeOf(
  fetch: typeof globalThis.fetch,
  baseUrl = 'https://api.invalid/v1',
): Promise<readonly Outcome[]> {
  const gate = recordingGate();
  const client = new MakistryClient({
    connect: () => Promise.resolve({ baseUrl, apiKey: 'k' }),
    fetch,
    clock: systemClock,
    gate,
  });
  await client.listJobs({ retry: false }).catch((error: unknown) => assert.ok(error instanceof ApiError));
  return gate.outcomes;
}

const failing =
  (error: Error): (() => Promise<never>) =>
  () =>
    Promise.reject(error);
const withCause = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });
const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });
const page =
  (status: number): (() => Promise<Response>) =>
  () =>
    Promise.resolve(new Response('<html>', { status }));

describe('A request that the service can’t have seen is not counted', () => {
  const unseen: readonly (readonly [string, () => Promise<Response>])[] = [
    ['its name can’t be looked up', failing(fetchFailure('ENOTFOUND'))],
    ['the lookup has no answer', failing(fetchFailure('EAI_AGAIN'))],
    ['the connection is refused', failing(fetchFailure('ECONNREFUSED'))],
    ['there is no network', failing(fetchFailure('ENETUNREACH'))],
    ['there is no way to the host', failing(fetchFailure('EHOSTUNREACH'))],
    ['the connection is not made in time', failing(fetchFailure('ETIMEDOUT'))],
    [
      'the connection is not made in time, as fetch itself says it',
      failing(withCause(coded('UND_ERR_CONNECT_TIMEOUT'))),
    ],
    [
      'all of several addresses refuse',
      failing(withCause(new AggregateError([fetchFailure('ECONNREFUSED').cause, fetchFailure('ENETUNREACH').cause]))),
    ],
    ['the certificate isn’t trusted', failing(withCause(coded('SELF_SIGNED_CERT_IN_CHAIN')))],
    ['the certificate has expired', failing(withCause(coded('CERT_HAS_EXPIRED')))],
    ['the certificate is another host’s', failing(withCause(coded('ERR_TLS_CERT_ALTNAME_INVALID')))],
    ['what answers speaks no TLS', failing(withCause(coded('ERR_SSL_WRONG_VERSION_NUMBER')))],
    [
      'the connection ends in the handshake',
      failing(
        withCause(
          coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
        ),
      ),
    ],
    ['a proxy opens no tunnel', failing(withCause(new Error('Proxy response (403) !== 200 when HTTP Tunneling')))],
    ['a proxy asks for a password', page(407)],
    ['a network asks for a login', page(511)],
  ];
  for (const [name, fetch] of unseen) it(name, async () => assert.deepEqual(await outcomeOf(fetch), ['given back']));

  it('there is no key', async () => {
    const gate = recordingGate();
    const client = new MakistryClient({
      connect: () => Promise.reject(new MissingApiKeyError()),
      fetch: globalThis.fetch,
      clock: systemClock,
      gate,
    });
    await assert.rejects(client.listJobs({ retry: false }), MissingApiKeyError);
    assert.deepEqual(gate.outcomes, ['given back']);
  });

  it('it was cancelled before it was sent', async () => {
    const gate = recordingGate();
    const cancelled = new AbortController();
    let sent = 0;
    const connect = (): Promise<{ baseUrl: string; apiKey: string }> => {
      cancelled.abort();
      return Promise.resolve({ baseUrl: 'https://api.invalid/v1', apiKey: 'k' });
    };
    const client = new MakistryClient({
      connect,
      fetch: () => Promise.reject(new Error(String(++sent))),
      clock: systemClock,
      gate,
    });
    await assert.rejects(client.listJobs({ signal: cancelled.signal }), { name: 'AbortError' });
    assert.deepEqual([gate.outcomes, sent], [['given back'], 0]);
  });

  it('over real connections, too: to a closed port, and to one that closes or speaks no TLS', async () => {
    const closing = net.createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.destroy()),
    );
    const plain = net.createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    const { key, certificate } = makeCertificate();
    const untrusted = https.createServer({ key, cert: certificate });
    const servers = [closing, plain, untrusted];
    try {
      for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const ports = servers.map((server) => (server.address() as AddressInfo).port);
      const closedPort = net.createServer();
      await new Promise<void>((resolve) => closedPort.listen(0, '127.0.0.1', resolve));
      const gone = (closedPort.address() as AddressInfo).port;
      await new Promise((resolve) => closedPort.close(resolve));
      for (const port of [...ports, gone])
        assert.deepEqual(await outcomeOf(globalThis.fetch, `https://127.0.0.1:${port}/v1`), ['given back']);
    } finally {
      for (const server of servers) server.close();
    }
  });
});

describe('A request that the service may have seen is counted', () => {
  const seen: readonly (readonly [string, () => Promise<Response>])[] = [
    ['it is answered', () => Promise.resolve(Response.json({ jobs: [] }))],
    ['it is refused for the limit', page(429)],
    ['the connection is lost', failing(fetchFailure('ECONNRESET'))],
    ['the connection is lost without a way to the host', failing(fetchFailure('EHOSTUNREACH', 'read'))],
    ['the connection is lost in silence', failing(fetchFailure('ETIMEDOUT', 'read'))],
    ['the other side hangs up', failing(withCause(coded('UND_ERR_SOCKET', 'other side closed')))],
    ['there is no answer in time', failing(withCause(coded('UND_ERR_HEADERS_TIMEOUT')))],
    [
      'one of several addresses was lost, not refused',
      failing(withCause(new AggregateError([fetchFailure('ECONNREFUSED').cause, fetchFailure('ECONNRESET').cause]))),
    ],
    ['a record of TLS can’t be read', failing(withCause(coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')))],
    ['a gateway answers with a page', page(502)],
    ['somebody answers 200 with a page', page(200)],
    ['nobody knows why', failing(new Error('surprise'))],
  ];
  for (const [name, fetch] of seen) it(name, async () => assert.deepEqual(await outcomeOf(fetch), ['counted']));
});

describe('A request that is tried once more', () => {
  it('tells what the first try has met with when the limit leaves no room for another', async () => {
    const clock = new ManualClock();
    let entered = 0;
    const purposes: string[] = [];
    const gate: RequestGate = {
      enter: (purpose) => {
        purposes.push(purpose);
        if (entered++ > 0)
          return Promise.reject(new QuotaExceededError('No room.', { code: 'request_limit', retryAfterMs: 1000 }));
        return Promise.resolve({ leave: () => Promise.resolve(undefined), giveBack: () => Promise.resolve() });
      },
    };
    const client = new MakistryClient({
      connect: () => Promise.resolve({ baseUrl: 'https://api.invalid/v1', apiKey: 'k' }),
      fetch: page(503),
      clock,
      gate,
    });
    const failed = assert.rejects(
      client.submitText({ prompt: 'p', designMode: 'standard', outputFormat: 'STEP', metadata: {} }, 'id', {
        purpose: 'submission',
      }),
      { status: 503 },
    );
    await until(() => clock.pending > 0, 'the wait before the next try');
    clock.advance(2000);
    await failed;
    assert.deepEqual(purposes, ['submission', 'repetition']);
  });
});
