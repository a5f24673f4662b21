import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import fc from 'fast-check';
import { openMemoryLog } from '../../support/memoryLog.js';
import { systemClock } from '../../../src/base/clock.js';
import { JobStore } from '../../../src/jobs/store.js';
import { WebhookDeliveries } from '../../../src/webhook/deliveries.js';
import { startReceiver, type WebhookReceiver } from '../../../src/webhook/receiver.js';
import { silent } from '../../support/core.js';
import { deliver, jobBody, signedHeaders } from '../../support/webhookDelivery.js';

const place = `/makistry/${'p'.repeat(43)}`;
const secret = 'the-secret';
const requests = 10_000;
const connections = 500;

/** What every answer may look like that isn't the real one's: a status, and nothing that tells more. */
const answerPattern =
  /^HTTP\/1\.1 (400|401|404|405|413|415|503) [\w ]+\r\n((Allow: POST|Date: [^\r]+|Connection: (close|keep-alive)|Keep-Alive: timeout=\d+|Content-Length: 0|Transfer-Encoding: chunked)\r\n)*\r\n(0\r\n\r\n)?$/;

/** Raw requests: forged ones of every kind, and bytes that are no HTTP. */
const anyForgery: fc.Arbitrary<Buffer> = (() => {
  const now = Math.floor(Date.now() / 1000);
  const hex = (length: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: length, maxLength: length });
  const signature = fc.oneof(
    hex(64).map((digits) => `sha256=${digits}`),
    hex(63).map((digits) => `sha256=${digits}`),
    fc.constantFrom('', 'sha256=', 'v1,aGVsbG8=', `sha256=${'0'.repeat(64)},sha256=${'1'.repeat(64)}`),
    fc.base64String(),
  );
  const timestamp = fc.oneof(
    fc.constant(String(now)),
    fc.integer().map(String),
    fc.constantFrom('', '1614265330abc', '-1', '1e9', 'NaN', '9'.repeat(30), ` ${now}`),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/plain',
    'application/json;'.repeat(50),
  );
  const body = fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.constant(Buffer.from(jobBody())),
    fc.constant(Buffer.from('['.repeat(5000))),
  );
  const path = fc.oneof(
    { weight: 6, arbitrary: fc.constant(place) },
    { weight: 1, arbitrary: fc.webPath() },
    { weight: 1, arbitrary: fc.constantFrom(`${place}/self-test/x`, `${place}?x`, '*', 'https://example.com/') },
  );
  const method = fc.oneof(
    { weight: 6, arbitrary: fc.constant('POST') },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'HEAD', 'TRACE', 'PROPFIND') },
  );
  const length = fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('1048577', '99999999999', '-1', 'x', '0') },
  );
  const forged = fc
    .record({ method, path, signature, timestamp, type, body, length })
    .map((one) =>
      Buffer.concat([
        Buffer.from(
          `${one.method} ${one.path || '/'} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${one.type}\r\nX-Makistry-Signature: ${one.signature}\r\nX-Makistry-Timestamp: ${one.timestamp}\r\nContent-Length: ${one.length ?? one.body.length}\r\n\r\n`,
        ),
        one.body,
      ]),
    );
  const noise = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      Buffer.from('GET'),
      Buffer.from('\r\n\r\n\r\n'),
      Buffer.from(`POST ${place} HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
      Buffer.from(`POST ${place} HTTP/9.9\r\n\r\n`),
    ),
  );
  return fc.oneof({ weight: 9, arbitrary: forged }, { weight: 1, arbitrary: noise });
})();

/** Sends bytes and ends its side. @returns what came back before the connection ended */
async function sendRaw(port: number, bytes: Buffer): Promise<string> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received = '';
  socket.on('data', (data) => (received += data.toString('latin1')));
  // A connection may be ended while it is written to.
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return received;
}

describe(`${requests} forged or malformed requests`, () => {
  let store: JobStore;
  let receiver: WebhookReceiver;
  let changes: number;

  before(async () => {
    ({ store } = await JobStore.open({
      file: '/nowhere/jobs.jsonl',
      openLog: openMemoryLog,
      clock: systemClock,
      log: silent,
    }));
    changes = 0;
    store.onDidChange(() => changes++);
    const deliveries = new WebhookDeliveries({
      store,
      clock: systemClock,
      secrets: () => Promise.resolve([{ account: 'a', secrets: [secret, 'the-one-before'] }]),
    });
    receiver = await startReceiver({
      port: 0,
      path: place,
      accept: (body, headers) => deliveries.accept(body, headers),
      prove: () => 'proof',
      log: silent,
      requestLimitMs: 2000,
    });
  });
  after(async () => {
    await receiver.close();
    store.dispose();
  });

  const sendReal = async (jobId: string): Promise<void> => {
    const body = jobBody({ job_id: jobId });
    assert.equal(
      (await deliver({ port: receiver.port, path: place, body, headers: signedHeaders(body, secret) })).status,
      204,
    );
    assert.equal(store.get(jobId)?.state, 'succeeded');
  };
  const memory = (): number => {
    global.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };

  it('change nothing, tell nothing, let the real ones in between arrive, and leave no memory behind', async () => {
    const samples = fc.sample(anyForgery, { numRuns: requests, seed: 8 });
    const run = async (from: number, to: number): Promise<void> => {
      let next = from;
      const worker = async (): Promise<void> => {
        while (next < to) {
          const received = await sendRaw(receiver.port, samples[next++]!);
          assert.ok(received === '' || answerPattern.test(received), received);
        }
      };
      await Promise.all(Array.from({ length: 50 }, worker));
    };
    const half = requests / 2;
    const reached: number[] = [];
    for (let from = 0; from < requests; from += half / 5) {
      await Promise.all([run(from, from + half / 5), sendReal(`pub_real_${from}`)]);
      reached.push(memory());
    }
    assert.equal(changes, reached.length, 'only the real ones change anything');
    assert.equal(store.jobs().length, reached.length);
    const [afterHalf, atEnd] = [Math.max(...reached.slice(0, 5)), Math.min(...reached.slice(5))];
    assert.ok(atEnd < afterHalf + 10, `${afterHalf} MB after half of them, ${atEnd} MB at the end`);
  });

  it(`of ${connections} slow senders at once let the real one arrive, and are all sent away`, async () => {
    const before = store.jobs().length;
    const starts = [
      `POST ${place} HTTP/1.1\r\nHost:`,
      `POST ${place} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
      '',
    ];
    const sockets = Array.from({ length: connections }, (_, index) => {
      const socket = net.connect(receiver.port, '127.0.0.1', () => socket.write(starts[index % 3]!));
      socket.on('error', () => undefined).resume();
      return socket;
    });
    const closed = sockets.map((socket) => once(socket, 'close'));
    await Promise.all(sockets.filter(({ connecting }) => connecting).map((socket) => once(socket, 'connect')));
    await sendReal('pub_between_slow_ones');
    await Promise.all(closed.filter((_, index) => index % 3 !== 2));
    for (const socket of sockets) socket.destroy();
    assert.equal(store.jobs().length, before + 1);
  });

  it('of 100 MB at once are not held in memory', async () => {
    const before = memory();
    const body = Buffer.alloc(1024 * 1024, 0x20);
    let highest = 0;
    const sent = Array.from({ length: 100 }, () =>
      deliver({ port: receiver.port, path: place, body, headers: signedHeaders('something else', secret) }).then(
        ({ status }) => status,
        () => 0,
      ),
    );
    const seen = await Promise.all(
      sent.map(async (one) => {
        const status = await one;
        highest = Math.max(highest, process.memoryUsage().arrayBuffers / 1e6);
        return status;
      }),
    );
    assert.ok(
      seen.every((status) => [0, 401, 503].includes(status)),
      seen.join(),
    );
    assert.ok(seen.includes(401));
    await sendReal('pub_after_large_ones');
    assert.ok(memory() < before + 30, `${before} MB before, ${memory()} MB after, at most ${highest} MB of buffers`);
  });
});
