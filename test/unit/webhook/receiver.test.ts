import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import type { JobRecord } from '../../../src/jobs/model.js';
import { JobStore } from '../../../src/jobs/store.js';
import { systemClock } from '../../../src/base/clock.js';
import type { EntryLog, LogParts, OpenedLog } from '../../../src/base/sharedLog/entryLog.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import { systemErrorCode } from '../../../src/base/files.js';
import { WebhookDeliveries, type AccountSecrets } from '../../../src/webhook/deliveries.js';
import { startReceiver, type WebhookReceiver } from '../../../src/webhook/receiver.js';
import { receiverProof } from '../../../src/webhook/selfTest.js';
import { silent } from '../../support/core.js';
import {
  deliver,
  jobBody,
  signedHeaders,
  type DeliveryOptions,
  type ReceiverAnswer,
} from '../../support/webhookDelivery.js';

const place = `/makistry/${'p'.repeat(43)}`;
const secret = 'the-secret-of-a';

describe('The webhook receiver', () => {
  let store: JobStore;
  let receiver: WebhookReceiver;
  let secrets: readonly AccountSecrets[];
  /** What writing the ledger fails with. */
  let failure: Error | undefined;
  let now: number | undefined;
  let logged: string[];

  beforeEach(async () => {
    [failure, now, logged] = [undefined, undefined, []];
    secrets = [{ account: 'a', secrets: [secret] }];
    const clock = { ...systemClock, now: () => now ?? Date.now() };
    const openLog = async <T>(parts: LogParts<T>): Promise<OpenedLog<T>> => {
      const opened = await openMemoryLog(parts);
      const append: EntryLog<T>['append'] = (next, durable) =>
        failure ? Promise.reject(failure) : opened.log.append(next, durable);
      return { ...opened, log: { ...opened.log, append } };
    };
    ({ store } = await JobStore.open({ file: path.join('/nowhere', 'jobs.jsonl'), openLog, clock, log: silent }));
    const deliveries = new WebhookDeliveries({ store, clock, secrets: () => Promise.resolve(secrets) });
    const note = (message: string | Error): void => void logged.push(String(message));
    const log = { debug: note, info: note, warn: note, error: note };
    receiver = await startReceiver({
      port: 0,
      path: place,
      accept: (body, headers) => deliveries.accept(body, headers),
      prove: (question) => receiverProof('key', question),
      log,
      requestLimitMs: 400,
    });
  });
  afterEach(async () => {
    await receiver.close();
    store.dispose();
  });

  const send = (options: Partial<DeliveryOptions> = {}): Promise<ReceiverAnswer> =>
    deliver({ port: receiver.port, path: place, ...options });
  const sendSigned = (
    body: string | Buffer,
    { with: key = secret, at, ...options }: Partial<DeliveryOptions> & { with?: string; at?: number } = {},
  ): Promise<ReceiverAnswer> =>
    send({
      body,
      ...options,
      headers: { ...signedHeaders(body, key, at ?? Math.floor((now ?? Date.now()) / 1000)), ...options.headers },
    });
  const record = (changes: Partial<JobRecord> & { requestId: string }): JobRecord => ({
    account: 'a',
    state: 'processing',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: new Date().toISOString(),
    metadata: {},
    callback: true,
    ...changes,
  });
  const accepts = async (): Promise<void> => assert.equal((await sendSigned(jobBody())).status, 204);

  describe('takes in a signed webhook', () => {
    it('of a job that has succeeded, and answers 204 once it is in the ledger', async () => {
      await store.put(record({ requestId: 'r1', jobId: 'pub_1' }));
      const answer = await sendSigned(jobBody({ job_id: 'pub_1', brainstorm: { project_name: 'Box' } }));
      assert.deepEqual([answer.status, answer.text], [204, '']);
      const job = store.get('pub_1');
      assert.deepEqual(
        [job?.requestId, job?.state, job?.brainstorm?.projectName, job?.latencyMs],
        ['r1', 'succeeded', 'Box', 40_000],
      );
      assert.ok(job?.webhookAt);
    });

    it('of a job that has failed, which has no times', async () => {
      await store.put(record({ requestId: 'r1', jobId: 'pub_1' }));
      const body = jobBody({
        job_id: 'pub_1',
        status: 'failed',
        error_code: 'geometry_validation_failed',
        error_message: 'No.',
        latency_ms: undefined,
      });
      assert.equal((await sendSigned(body)).status, 204);
      assert.deepEqual(
        [store.get('pub_1')?.state, store.get('pub_1')?.errorCode],
        ['failed', 'geometry_validation_failed'],
      );
    });

    it('that comes before the answer to its request, and matches it by the request’s id', async () => {
      const requestId = '5bd0c6ee-1c1c-4a7c-9a08-0f6f6f5f1a11';
      await store.put(record({ requestId, state: 'submitting' }));
      await sendSigned(jobBody({ job_id: 'pub_9', metadata: { makistry_vscode: { request_id: requestId } } }));
      assert.deepEqual(
        store.jobs().map((job) => [job.requestId, job.jobId, job.state]),
        [[requestId, 'pub_9', 'succeeded']],
      );
    });

    it('with parameters behind its content type, and with a byte order mark', async () => {
      assert.equal(
        (await sendSigned(jobBody(), { headers: { 'Content-Type': 'application/json; charset=utf-8' } })).status,
        204,
      );
      assert.equal((await sendSigned(`\ufeff${jobBody({ job_id: 'pub_3' })}`)).status, 204);
      assert.equal(store.get('pub_3')?.state, 'succeeded');
    });

    it('in chunks and without a length', async () => {
      const body = jobBody({ job_id: 'pub_2' });
      assert.equal((await sendSigned(body, { headers: { 'Transfer-Encoding': 'chunked' } })).status, 204);
      assert.equal(store.get('pub_2')?.state, 'succeeded');
    });
  });

  describe('accepts the same delivery once', () => {
    it('and answers its replays with 204, which change nothing', async () => {
      let changes = 0;
      store.onDidChange(() => changes++);
      const body = jobBody({ job_id: 'pub_1' });
      const at = Math.floor(Date.now() / 1000);
      for (let time = 0; time < 5; time++) assert.equal((await sendSigned(body, { at })).status, 204);
      assert.equal(changes, 1);
    });

    it('also when they come at the same time', async () => {
      let changes = 0;
      store.onDidChange(() => changes++);
      const body = jobBody({ job_id: 'pub_1' });
      const at = Math.floor(Date.now() / 1000);
      const answers = await Promise.all(Array.from({ length: 20 }, () => sendSigned(body, { at })));
      assert.ok(answers.every(({ status }) => status === 204));
      assert.equal(changes, 1);
    });

    it('also when it comes to another window, which does not know of the first', async () => {
      const body = jobBody({ job_id: 'pub_1' });
      await sendSigned(body);
      const first = store.get('pub_1');
      const other = new WebhookDeliveries({ store, clock: systemClock, secrets: () => Promise.resolve(secrets) });
      const headers = signedHeaders(body, secret);
      assert.equal(
        await other.accept(Buffer.from(body), {
          signature: headers['X-Makistry-Signature'],
          timestamp: headers['X-Makistry-Timestamp'],
        }),
        'stored',
      );
      assert.equal(store.get('pub_1'), first);
    });
  });

  describe('answers 401 without a reason', () => {
    const isRefused = async (answer: Promise<ReceiverAnswer>): Promise<void> => {
      const { status, text, headers } = await answer;
      assert.deepEqual([status, text, headers['www-authenticate']], [401, '', undefined]);
      assert.deepEqual(store.jobs(), []);
      await accepts();
    };
    it('to no signature', () => isRefused(send({ body: jobBody(), headers: { 'Content-Type': 'application/json' } })));
    it('to another secret’s', () => isRefused(sendSigned(jobBody(), { with: 'another' })));
    it('to one of another body', () =>
      isRefused(sendSigned(jobBody(), { body: jobBody(), headers: signedHeaders('{}', secret) })));
    it('to one that is too old', () => isRefused(sendSigned(jobBody(), { at: Math.floor(Date.now() / 1000) - 302 })));
    it('to one of the future', () => isRefused(sendSigned(jobBody(), { at: Math.floor(Date.now() / 1000) + 303 })));
    it('to two signatures, one of which is right', () => {
      const body = jobBody();
      const right = signedHeaders(body, secret)['X-Makistry-Signature']!;
      return isRefused(sendSigned(body, { headers: { 'X-Makistry-Signature': [right, `sha256=${'0'.repeat(64)}`] } }));
    });
    it('to an empty signature', () =>
      isRefused(
        send({
          body: jobBody(),
          headers: {
            'Content-Type': 'application/json',
            'X-Makistry-Signature': 'sha256=',
            'X-Makistry-Timestamp': '1',
          },
        }),
      ));
    it('while no secret is kept', async () => {
      secrets = [{ account: 'a', secrets: [] }];
      assert.equal((await sendSigned(jobBody())).status, 401);
    });
  });

  describe('believes each key’s secret about that key’s jobs only', () => {
    beforeEach(async () => {
      secrets = [
        { account: 'a', secrets: ['secret-a'] },
        { account: 'b', secrets: ['secret-b', 'secret-b-before'] },
      ];
      await store.put(record({ requestId: 'ra', jobId: 'pub_a', account: 'a' }));
    });

    it('and takes the signer for the owner of a job that is not known', async () => {
      await sendSigned(jobBody({ job_id: 'pub_new' }), { with: 'secret-b' });
      assert.equal(store.get('pub_new')?.account, 'b');
    });

    it('so one key’s secret does not end another’s job', async () => {
      assert.equal((await sendSigned(jobBody({ job_id: 'pub_a' }), { with: 'secret-b' })).status, 401);
      assert.equal(store.get('pub_a')?.state, 'processing');
      assert.equal((await sendSigned(jobBody({ job_id: 'pub_a' }), { with: 'secret-a' })).status, 204);
      assert.equal(store.get('pub_a')?.state, 'succeeded');
    });

    it('nor another’s request that has no job yet', async () => {
      const requestId = '5bd0c6ee-1c1c-4a7c-9a08-0f6f6f5f1a11';
      await store.put(record({ requestId, state: 'submitting', account: 'a' }));
      const metadata = { makistry_vscode: { request_id: requestId } };
      assert.equal((await sendSigned(jobBody({ metadata }), { with: 'secret-b' })).status, 401);
      assert.equal(store.get(requestId)?.state, 'submitting');
    });

    it('with the secret before the present one while both are given', async () => {
      assert.equal((await sendSigned(jobBody(), { with: 'secret-b-before' })).status, 204);
      secrets = [{ account: 'b', secrets: ['secret-b'] }];
      assert.equal((await sendSigned(jobBody(), { with: 'secret-b-before' })).status, 401);
    });
  });

  describe('refuses what is no webhook', () => {
    it('with 404 at every other path', async () => {
      for (const path of [
        '/',
        '/makistry',
        `${place}/`,
        `${place}?a=1`,
        place.slice(0, -1),
        `${place}x`,
        place.toUpperCase(),
        `/${place}`,
        `${place}/self-test/`,
        `${place}/self-test/short`,
      ]) {
        assert.equal((await sendSigned(jobBody(), { path })).status, 404, path);
        assert.equal((await send({ path, method: 'GET' })).status, 404, path);
      }
      assert.deepEqual(store.jobs(), []);
    });

    it('with 405 for every method but POST', async () => {
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])
        assert.equal((await sendSigned(jobBody(), { method })).status, 405, method);
      assert.deepEqual(store.jobs(), []);
    });

    it('with 415 for every content type but JSON', async () => {
      for (const type of [
        'text/plain',
        'application/json5',
        'application/jsonp',
        'text/json',
        'multipart/form-data',
        '',
        'x application/json',
      ]) {
        assert.equal((await sendSigned(jobBody(), { headers: { 'Content-Type': type } })).status, 415, type);
      }
      assert.deepEqual(store.jobs(), []);
    });

    it('with 413 or by hanging up above 1 MB, with and without a length, and takes in exactly 1 MB', async () => {
      const padded = (size: number): string =>
        jobBody({ padding: '' }).replace(
          '"padding":""',
          `"padding":"${'x'.repeat(size - jobBody({ padding: '' }).length)}"`,
        );
      assert.equal(Buffer.byteLength(padded(1024 * 1024)), 1024 * 1024);
      assert.equal((await sendSigned(padded(1024 * 1024))).status, 204);
      const tooLong = padded(1024 * 1024 + 1);
      // The rest of the body is not read, so the end of the connection can be noticed before the answer.
      const statusOf = (sent: Promise<ReceiverAnswer>): Promise<number | string> =>
        sent.then(
          ({ status }) => status,
          (error: unknown) => systemErrorCode(error) ?? String(error),
        );
      for (const headers of [{}, { 'Transfer-Encoding': 'chunked' }]) {
        const status = await statusOf(sendSigned(tooLong, { headers }));
        assert.ok(status === 413 || status === 'ECONNRESET' || status === 'EPIPE', String(status));
      }
      assert.equal(store.jobs().length, 1);
      await accepts();
    });

    it('with 400 when it is signed and no job', async () => {
      for (const body of [
        '',
        '{',
        Buffer.from([0x22, 0xff, 0x22]),
        '[]',
        'null',
        '{"job_id":"","status":"success"}',
        '{"job_id":7,"status":"success"}',
      ])
        assert.equal((await sendSigned(body)).status, 400, String(body));
      assert.deepEqual(store.jobs(), []);
    });

    for (const [what, start] of [
      ['its headers', `POST ${place} HTTP/1.1\r\nHost: x\r\n`],
      [
        'its body',
        `POST ${place} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      ],
    ] as const) {
      it(`by ending the connection of one who takes too long with ${what}`, async () => {
        const socket = net.connect(receiver.port, '127.0.0.1');
        socket.on('error', () => undefined);
        let received = '';
        socket.on('data', (data) => (received += data.toString()));
        socket.write(start);
        await accepts();
        await once(socket, 'close');
        assert.doesNotMatch(received, /HTTP\/1\.1 2/);
      });
    }
  });

  it('answers 503 while the ledger can’t be written, and takes in the resent one', async () => {
    const body = jobBody({ job_id: 'pub_1' });
    const at = Math.floor(Date.now() / 1000);
    failure = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    for (let attempt = 0; attempt < 2; attempt++) assert.equal((await sendSigned(body, { at })).status, 503);
    assert.deepEqual(store.jobs(), []);
    failure = undefined;
    assert.equal((await sendSigned(body, { at })).status, 204);
    assert.equal(store.get('pub_1')?.state, 'succeeded');
  });

  it('proves at its own address, and only there, that it is the one', async () => {
    const question = 'q'.repeat(43);
    const answer = await send({ method: 'GET', path: `${place}/self-test/${question}` });
    assert.deepEqual([answer.status, answer.text], [200, receiverProof('key', question)]);
    assert.equal(
      (await send({ method: 'GET', path: `/makistry/${'x'.repeat(43)}/self-test/${question}` })).status,
      404,
    );
    assert.equal((await send({ method: 'POST', path: `${place}/self-test/${question}` })).status, 404);
  });

  it('is reached on loopback only, and by nobody once it is closed', async () => {
    await receiver.close();
    await assert.rejects(send(), /ECONNREFUSED/);
  });

  it('writes down neither secrets nor bodies nor its path', async () => {
    await sendSigned(jobBody({ prompt: 'confidential' }), { with: 'another' });
    await sendSigned('confidential');
    assert.ok(logged.length > 0);
    assert.doesNotMatch(logged.join('\n'), /confidential|the-secret|sha256=|ppppp/);
  });
});
