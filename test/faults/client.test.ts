import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fetch as undiciFetch, ProxyAgent } from 'undici';
import { MakistryClient } from '../../src/api/client.js';
import * as errors from '../../src/api/errors.js';
import type { JobOut } from '../../src/api/types.js';
import { systemClock, type Clock } from '../../src/base/clock.js';
import * as kinds from '../support/faultKinds.js';
import { startFaultProxy, type FaultProxy } from '../support/faultProxy.js';
import { until } from '../support/until.js';
import { faults, type ExpectedError } from './faults.js';

/** Time limit in ms of the attempts that have to run into it. */
const shortLimitMs = 3000;

describe('The API client against a service that misbehaves', () => {
  let proxy: FaultProxy;
  /** A job that has ended, so that its answers don't change by themselves. */
  let ended: JobOut;

  before(async () => {
    proxy = await startFaultProxy();
    const client = clientFor();
    const { jobId } = await client.submitText(requestOf('ünïcödé 盒子'), randomUUID());
    ended = await until(async () => {
      const job = await client.getJob(jobId);
      return job.status === 'failed' && job;
    }, 'the job’s end');
  });
  after(() => proxy.close());
  beforeEach(() => proxy.forget());
  afterEach(() => proxy.clear());

  interface ClientParts {
    readonly baseUrl?: string;
    readonly timeoutMs?: number;
    readonly fetch?: typeof globalThis.fetch;
    /** Called instead of waiting; the wait is over when it resolves. */
    readonly onWait?: (delayMs: number) => void | Promise<void>;
  }

  function clientFor({
    baseUrl = proxy.baseUrl,
    fetch = globalThis.fetch,
    timeoutMs = 8000,
    onWait = () => undefined,
  }: ClientParts = {}): MakistryClient {
    const clock: Clock = {
      ...systemClock,
      setTimeout: (callback, delayMs) => {
        void Promise.resolve(onWait(delayMs)).then(callback);
        return { cancel: () => undefined };
      },
    };
    return new MakistryClient({
      connect: () => Promise.resolve({ baseUrl, apiKey: proxy.apiKey }),
      fetch,
      clock,
      timeoutMs,
    });
  }

  /** The service refuses the prompt without starting its kernel; `tag` tells the job from others. */
  function requestOf(tag: string): Parameters<MakistryClient['submitText']>[0] {
    return { prompt: 'a cloud', designMode: 'standard', outputFormat: 'STEP', metadata: { tag } };
  }

  /** The ids of the service's jobs with that tag, asked past the proxy. */
  async function jobsWith(tag: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { jobId, metadata } of clientFor({ baseUrl: proxy.serviceUrl }).listAllJobs())
      if (metadata['tag'] === tag) ids.push(jobId);
    return ids;
  }

  const isExpected =
    ({ type, code }: ExpectedError) =>
    (error: unknown): true => {
      assert.ok(error instanceof type, String(error));
      assert.equal(error.code, code);
      assert.ok(!error.message.includes(proxy.apiKey) && error.message.length < 300, error.message);
      return true;
    };
  const limitFor = (error: ExpectedError | undefined): number =>
    error?.code === 'network_timeout' ? shortLimitMs : 8000;
  const isCured = ({ type }: ExpectedError): boolean => type === errors.ServerError || type === errors.NetworkError;

  for (const { name, arrange, error, reaches } of faults) {
    describe(`when ${name}`, () => {
      it(
        error
          ? `gives ${error.type.name} (${error.code}) for a job, and the next request works`
          : 'reads the job all the same, and the next request works',
        async () => {
          const client = clientFor({ timeoutMs: limitFor(error) });
          await arrange(proxy);
          const attempt = client.getJob(ended.jobId, { retry: false });
          if (error) await assert.rejects(attempt, isExpected(error));
          else assert.equal((await attempt).jobId, ended.jobId);
          assert.ok(proxy.requests.length <= 1, 'one attempt is one request');
          // The client may have given up before the service had what was sent.
          if (reaches) await until(() => proxy.requests[0]?.forwarded === true, 'the request to reach the service');
          assert.equal(proxy.requests[0]?.forwarded ?? false, reaches);
          assert.deepEqual(proxy.elsewhere, []);

          await proxy.clear();
          assert.deepEqual(await clientFor().getJob(ended.jobId), ended);
        },
      );

      it(
        error && !isCured(error)
          ? 'doesn’t send a prompt again by itself'
          : 'makes one job of a prompt, with one Idempotency-Key',
        async () => {
          const tag = randomUUID();
          const key = randomUUID();
          // The fault lasts until the client waits for the first time.
          const client = clientFor({ timeoutMs: limitFor(error), onWait: () => proxy.clear() });
          await arrange(proxy);
          const submitting = client.submitText(requestOf(tag), key);
          if (error && !isCured(error)) {
            await assert.rejects(submitting, isExpected(error));
            assert.equal(proxy.requests.length, 1);
            if (reaches) await until(async () => (await jobsWith(tag)).length > 0, 'the prompt to reach the service');
            assert.equal((await jobsWith(tag)).length, reaches ? 1 : 0);
          } else {
            const { jobId } = await submitting;
            assert.deepEqual(await jobsWith(tag), [jobId]);
          }
          assert.deepEqual(proxy.elsewhere, []);

          await proxy.clear();
          const again = await clientFor().submitText(requestOf(tag), key);
          assert.deepEqual(await jobsWith(tag), [again.jobId]);
          assert.deepEqual(new Set(proxy.requests.map(({ headers }) => headers['idempotency-key'])), new Set([key]));
        },
      );
    });
  }

  it('waits 2, 4 and 8 s between the attempts of a prompt and keeps its key, then gives up', async () => {
    const waits: number[] = [];
    proxy.always(kinds.resetBefore({ reaches: true }));
    const tag = randomUUID();
    await assert.rejects(
      clientFor({ onWait: (ms) => void waits.push(ms) }).submitText(requestOf(tag), 'the-key'),
      errors.NetworkError,
    );
    assert.deepEqual(waits, [2000, 4000, 8000]);
    assert.deepEqual(
      proxy.requests.map(({ method, forwarded, headers }) => [method, forwarded, headers['idempotency-key']]),
      Array(4).fill(['POST', true, 'the-key']),
    );
    assert.equal((await jobsWith(tag)).length, 1);
  });

  for (const status of [301, 302, 303, 307, 308] as const) {
    it(`takes neither key nor prompt along with a ${status} to another host`, async () => {
      proxy.always(kinds.redirect(status, 'elsewhere'));
      await assert.rejects(clientFor().submitText(requestOf('redirect'), randomUUID()), {
        code: 'unexpected_redirect',
        status,
      });
      await assert.rejects(clientFor().listJobs(), { code: 'unexpected_redirect', status });
      assert.equal(proxy.requests.length, 2);
      assert.deepEqual(proxy.elsewhere, []);
    });
  }

  it('reads no more of a gzip bomb than an answer may be large', async () => {
    proxy.always(kinds.gzipBomb(4096));
    let mostBytes = 0;
    const done = new AbortController();
    const watching = (async () => {
      while (!done.signal.aborted) {
        mostBytes = Math.max(mostBytes, process.memoryUsage().arrayBuffers);
        await delay(5);
      }
    })();
    const before = process.memoryUsage().arrayBuffers;
    await assert.rejects(clientFor().listJobs(), { code: 'response_too_large' });
    done.abort();
    await watching;
    assert.ok(
      mostBytes - before < 200 * 1024 * 1024,
      `${Math.round((mostBytes - before) / 1024 / 1024)} MiB were held at once`,
    );
  });

  it('ends at its time limit even when a byte comes now and then', async () => {
    proxy.always(({ response, over }) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      void (async () => {
        while (!over.aborted) {
          response.write(' ');
          await delay(50);
        }
      })();
    });
    await assert.rejects(clientFor({ timeoutMs: shortLimitMs }).getJob(ended.jobId, { retry: false }), {
      code: 'network_timeout',
    });
  });

  it('ends at once when it is cancelled, in an attempt and in a wait', async () => {
    proxy.always(kinds.hangInside(20));
    const inAttempt = new AbortController();
    const attempt = clientFor().getJob(ended.jobId, { signal: inAttempt.signal });
    await until(() => proxy.requests[0]?.forwarded, 'the request');
    inAttempt.abort(new Error('enough'));
    await assert.rejects(attempt, /enough/);

    proxy.always(kinds.serverError(500));
    const inWait = new AbortController();
    const endless = (): Promise<void> => {
      setImmediate(() => inWait.abort(new Error('enough')));
      return new Promise(() => undefined);
    };
    await assert.rejects(clientFor({ onWait: endless }).getJob(ended.jobId, { signal: inWait.signal }), /enough/);
    assert.equal(proxy.requests.length, 2);
  });

  it('tells a wrong certificate from a lost connection, and doesn’t try again', async () => {
    const waits: number[] = [];
    const client = clientFor({
      baseUrl: proxy.baseUrl.replace('http:', 'https:'),
      onWait: (ms) => void waits.push(ms),
    });
    await assert.rejects(client.getJob(ended.jobId), { code: 'network_tls' });
    assert.deepEqual(waits, []);
  });

  for (const status of [403, 407, 502]) {
    it(`tells a proxy that opens no tunnel (${status}) from a lost connection`, async () => {
      const tunnels = http
        .createServer()
        .on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
      await once(tunnels.listen(0, '127.0.0.1'), 'listening');
      const dispatcher = new ProxyAgent(`http://127.0.0.1:${(tunnels.address() as AddressInfo).port}`);
      const fetch = ((url: string, init: object) =>
        undiciFetch(url, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
      try {
        await assert.rejects(clientFor({ baseUrl: 'https://api.makistry.ai/v1', fetch }).getJob('pub_1'), {
          code: 'network_proxy',
        });
      } finally {
        await dispatcher.destroy();
        tunnels.close();
      }
    });
  }

  it('shows words and keeps fields as they came', async () => {
    proxy.always(
      kinds.eachJob((job) => ({
        ...job,
        status: 'resting',
        metadata: { ...(job['metadata'] as object), mood: 'odd' },
      })),
    );
    const job = await clientFor().getJob(ended.jobId);
    assert.deepEqual(job, { ...ended, status: 'resting', metadata: { tag: 'ünïcödé 盒子', mood: 'odd' } });
    assert.ok((await clientFor().listJobs()).jobs.every(({ status }) => status === 'resting'));
  });

  for (const [value, ms] of [
    [undefined, undefined],
    ['0', 0],
    ['120', 120_000],
    ['soon', undefined],
    ['-120', undefined],
    ['1e9', undefined],
    ['9'.repeat(400), 86_400_000],
  ] as const) {
    it(`hands on ${value === undefined ? 'no Retry-After' : `Retry-After: ${value.slice(0, 20)}`} as ${String(ms)} ms`, async () => {
      proxy.always(kinds.tooManyRequests(value));
      await assert.rejects(
        clientFor().getJob(ended.jobId),
        (error: unknown) => error instanceof errors.QuotaExceededError && error.retryAfterMs === ms,
      );
      assert.equal(proxy.requests.length, 1);
    });
  }
});
