import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Timer } from '../../../src/base/clock.js';
import { runService, type RunningService } from '../../../src/local/service.js';
import { startLocalService } from '../../../src/local/start.js';
import {
  makeCertificate,
  startCallbackReceiver,
  type CallbackAnswer,
  type CallbackReceiver,
  type ReceivedCallback,
} from '../../support/callbackReceiver.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { imageForm, localApi, tinyImages, type Json } from '../../support/localApi.js';
import { ManualClock } from '../../support/manualClock.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const dist = path.join(findRoot(), 'dist');
const certificate = makeCertificate();

const heartbeatMs = 1000;
const sweepMs = 3_600_000;
const attemptLimitMs = 10_000;

/** A manual clock that knows for how long its timers were set. */
class WatchedClock extends ManualClock {
  readonly #delays = new Set<{ readonly ms: number }>();

  override setTimeout(callback: () => void, delayMs: number): Timer {
    const delay = { ms: delayMs };
    this.#delays.add(delay);
    const timer = super.setTimeout(() => {
      this.#delays.delete(delay);
      callback();
    }, delayMs);
    return {
      cancel: () => {
        this.#delays.delete(delay);
        timer.cancel();
      },
    };
  }

  /** The delays of what is waiting, besides the service's own chores. */
  get delays(): readonly number[] {
    return Array.from(this.#delays, ({ ms }) => ms).filter((ms) => ms !== heartbeatMs && ms !== sweepMs);
  }
}

/** The signature as another program computes it. */
function opensslHmac(secret: string, timestamp: string, body: Buffer): string {
  const { stdout } = spawnSync('openssl', ['dgst', '-sha256', '-hmac', secret, '-r'], {
    input: Buffer.concat([Buffer.from(`${timestamp}.`), body]),
    encoding: 'utf8',
  });
  return stdout.split(' ')[0]!;
}

describe('The built-in service’s callback', () => {
  let folder: TemporaryFolder;
  let clock: WatchedClock;
  let service: RunningService;
  let receiver: CallbackReceiver;
  let warnings: string[];
  /** What the receiver answers; the last one also from then on. */
  let answers: CallbackAnswer[];
  /** When callbacks came, in ms of the clock since the first. */
  let times: number[];
  const { call, json, submit, ended } = localApi(() => service);

  const start = async (): Promise<void> =>
    void (service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(dist, 'kernel.js'),
      port: 0,
      clock,
      callbackCa: certificate.certificate,
      warn: (sentence) => void warnings.push(sentence),
    }));
  beforeEach(async () => {
    folder = temporaryFolder();
    clock = new WatchedClock();
    [warnings, answers, times] = [[], [200], []];
    receiver = await startCallbackReceiver(certificate, (_callback, count) => {
      times.push(clock.mono);
      return answers[Math.min(count, answers.length) - 1]!;
    });
    await start();
  });
  afterEach(async () => {
    await service.stop();
    await receiver.close();
    folder.remove();
  });

  const submitWithCallback = (body: Json = {}): Promise<string> =>
    submit({ prompt: 'a teapot', callback_url: `${receiver.origin}/hook?a=b`, ...body });
  const received = (count: number): Promise<ReceivedCallback> =>
    until(() => receiver.received[count - 1], `callback ${count}`);
  const bodyOf = ({ body }: ReceivedCallback): Json => JSON.parse(body.toString()) as Json;
  const waits = (ms: number): Promise<boolean> =>
    until(() => clock.delays.length === 1 && clock.delays[0] === ms, `an attempt in ${ms} ms`);
  /** Waits until the last callback's end is on the disk. */
  const settled = (state: 'acknowledged' | 'given_up'): Promise<boolean> =>
    until(
      () =>
        fs
          .readFileSync(path.join(folder.path, 'jobs.jsonl'), 'utf8')
          .trimEnd()
          .split('\n')
          .at(-1)!
          .includes(`"state":"${state}"`),
      `the callback to be ${state}`,
    );

  for (const [what, prompt] of [
    ['success', 'cube of 5mm'],
    ['failure', 'a teapot'],
  ] as const) {
    it(`brings the full job at its ${what}, as a GET gives it`, async () => {
      const id = await submitWithCallback({ prompt, metadata: { a: ['ü', 1] } });
      const callback = await received(1);
      assert.deepEqual([callback.method, callback.path], ['POST', '/hook?a=b']);
      const job = await json(`/jobs/${id}`);
      assert.deepEqual(bodyOf(callback), job);
      await settled('acknowledged');
      assert.deepEqual(await json(`/jobs/${id}`), job, 'a callback changes nothing of the job');
    });
  }

  it('comes at the end of a job from images, too', async () => {
    const form = imageForm([{ bytes: tinyImages['image/png']!, type: 'image/png' }], { callback_url: receiver.origin });
    assert.equal((await call('/image-to-cad', { method: 'POST', body: form })).status, 202);
    assert.equal(bodyOf(await received(1))['error_code'], 'unsupported_locally');
  });

  it('has the documented headers, and a signature that another program computes as well', async () => {
    await submitWithCallback();
    const { headers, body } = await received(1);
    assert.deepEqual([headers['content-type'], headers['user-agent']], ['application/json', 'Makistry-Webhook/1.0']);
    const timestamp = String(headers['x-makistry-timestamp']);
    assert.equal(timestamp, String(Math.floor(clock.now() / 1000)));
    assert.equal(headers['x-makistry-signature'], `sha256=${opensslHmac(service.signingSecret, timestamp, body)}`);
    assert.equal(headers.authorization, undefined);
  });

  it('is tried again after 2, 4, 8, 16 and 32 s, signed anew, and then given up', async () => {
    answers = [500];
    await submitWithCallback();
    for (const [attempt, wait] of [2000, 4000, 8000, 16_000, 32_000].entries()) {
      await received(attempt + 1);
      await waits(wait);
      clock.advance(wait - 1);
      assert.deepEqual([clock.delays, receiver.received.length], [[wait], attempt + 1], 'not before its time');
      clock.advance(1);
    }
    await received(6);
    await settled('given_up');
    assert.deepEqual(
      times.map((time) => time - times[0]!),
      [0, 2000, 6000, 14_000, 30_000, 62_000],
    );
    const stamps = receiver.received.map(({ headers }) => Number(headers['x-makistry-timestamp']));
    assert.deepEqual(
      stamps.map((stamp) => stamp - stamps[0]!),
      [0, 2, 6, 14, 30, 62],
    );
    for (const { headers, body } of receiver.received) {
      assert.equal(
        headers['x-makistry-signature'],
        `sha256=${opensslHmac(service.signingSecret, String(headers['x-makistry-timestamp']), body)}`,
      );
    }
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /given up after 6 attempts: 500/);
  });

  for (const answer of [500, 502, 503, 599, 408, 425, 429, 'drop'] as const) {
    it(`is tried again after ${answer}`, async () => {
      answers = [answer, 204];
      await submitWithCallback();
      await received(1);
      await waits(2000);
      clock.advance(2000);
      await received(2);
      await settled('acknowledged');
      assert.deepEqual(warnings, []);
    });
  }

  for (const answer of [300, 301, 302, 307, 308, 400, 401, 403, 404, 409, 410, 422] as const) {
    it(`is given up after ${answer}, and follows no redirect`, async () => {
      answers = [answer, 200];
      await submitWithCallback();
      await settled('given_up');
      assert.deepEqual([receiver.received.length, warnings.length], [1, 1]);
    });
  }

  for (const answer of [200, 201, 202, 204, 299, 'torn'] as const) {
    it(`is acknowledged by ${answer}`, async () => {
      answers = [answer];
      await submitWithCallback();
      await settled('acknowledged');
      assert.deepEqual([receiver.received.length, warnings], [1, []]);
    });
  }

  it('is tried again when there is no answer within 10 s', async () => {
    answers = ['hang', 200];
    await submitWithCallback();
    await received(1);
    clock.advance(attemptLimitMs - 1);
    assert.deepEqual(clock.delays, [attemptLimitMs]);
    clock.advance(1);
    await waits(2000);
    clock.advance(2000);
    await received(2);
    assert.deepEqual(
      times.map((time) => time - times[0]!),
      [0, 12_000],
    );
  });

  it('goes on after a restart with the attempts that are left, and when they are due', async () => {
    answers = [503];
    const id = await submitWithCallback();
    for (const wait of [2000, 4000]) {
      await received(wait / 2000);
      await waits(wait);
      clock.advance(wait);
    }
    await received(3);
    await waits(8000);
    await service.stop();
    clock.advance(3000);
    await start();
    await waits(5000);
    assert.equal(receiver.received.length, 3);
    clock.advance(5000);
    assert.equal(bodyOf(await received(4))['job_id'], id);
    await waits(16_000);
    await service.stop();
    clock.advance(3_600_000);
    await start();
    await received(5);
    await waits(32_000);
    clock.advance(32_000);
    await received(6);
    await settled('given_up');
    await service.stop();
    await start();
    assert.equal(receiver.received.length, 6);
  });

  it('is made after a restart when the service was stopped in the middle of it', async () => {
    answers = ['hang', 200];
    await submitWithCallback();
    await received(1);
    await service.stop();
    await start();
    await received(2);
    await settled('acknowledged');
    await service.stop();
    await start();
    assert.deepEqual(clock.delays, [], 'an acknowledged one is not owed any more');
  });

  it('holds up neither other callbacks nor the queue', async () => {
    answers = ['hang', 200];
    await submitWithCallback();
    await received(1);
    const second = await submitWithCallback();
    assert.equal(bodyOf(await received(2))['job_id'], second);
    await ended(await submit({ prompt: 'a teapot' }));
  });

  it('is not made to a receiver whose certificate nobody vouches for, but tried again', async () => {
    const other = await startCallbackReceiver(makeCertificate(), () => 200);
    await submit({ prompt: 'a teapot', callback_url: other.origin });
    await waits(2000);
    assert.equal(other.received.length, 0);
    await other.close();
  });

  it('is signed with a rotated secret at once, also when it is in retry', async () => {
    answers = [500, 200];
    await submitWithCallback();
    await received(1);
    await waits(2000);
    const answer = await call(`/keys/${service.apiKeyId}/rotate-secret`, { method: 'POST' });
    const { signing_secret } = (await answer.json()) as Json;
    assert.notEqual(signing_secret, service.signingSecret);
    clock.advance(2000);
    const { headers, body } = await received(2);
    assert.equal(
      headers['x-makistry-signature'],
      `sha256=${opensslHmac(String(signing_secret), String(headers['x-makistry-timestamp']), body)}`,
    );
  });

  it('reaches a receiver with a certificate of one’s own from the editor’s worker, too', async () => {
    const other = temporaryFolder();
    const worker = await startLocalService({
      workerFile: path.join(dist, 'local.js'),
      dataDir: other.path,
      callbackCa: certificate.certificate,
    });
    await localApi(() => worker).submit({ prompt: 'a teapot', callback_url: receiver.origin });
    const { headers, body } = await received(1);
    assert.equal(
      headers['x-makistry-signature'],
      `sha256=${opensslHmac(worker.signingSecret, String(headers['x-makistry-timestamp']), body)}`,
    );
    await worker.stop();
    other.remove();
  });
});
