import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { RateLimit } from '../../../src/local/http/rateLimit.js';
import { runService, type RunningService, type ServiceOptions } from '../../../src/local/service.js';
import { startLocalService } from '../../../src/local/start.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { imageForm, localApi, tinyImages, type Json } from '../../support/localApi.js';
import { ManualClock } from '../../support/manualClock.js';
import { findRoot } from '../../support/root.js';

const dist = path.join(findRoot(), 'dist');
const key = 'b0c4a8de-8b5b-4a57-9d1c-2f6f6c1d2e3f';

describe('The built-in service’s rate limit', () => {
  it('lets no window of a minute or an hour have more than it may, and makes nobody wait longer than needed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 60 }),
        (perMinute, perHour, gaps) => {
          const clock = new ManualClock();
          const limit = new RateLimit({ perMinute, perHour }, clock);
          const taken: number[] = [];
          const within = (lengthMs: number): number => taken.filter((time) => time > clock.mono - lengthMs).length;
          for (const gap of gaps) {
            clock.advance(gap);
            const wait = limit.take();
            const hasRoom = within(60_000) < perMinute && within(3_600_000) < perHour;
            assert.equal(wait === 0, hasRoom);
            if (wait === 0) taken.push(clock.mono);
            else {
              clock.advance(wait - 1);
              assert.equal(limit.take(), 1);
              clock.advance(1);
              assert.equal(limit.take(), 0);
              taken.push(clock.mono);
            }
          }
        },
      ),
    );
  });
});

describe('The built-in service with limits', () => {
  let folder: TemporaryFolder;
  let clock: ManualClock;
  let service: RunningService;
  const start = async (options: Partial<ServiceOptions>): Promise<void> =>
    void (service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(dist, 'kernel.js'),
      port: 0,
      clock,
      ...options,
    }));
  const { call, json, post, submit, ended } = localApi(() => service);
  beforeEach(() => {
    folder = temporaryFolder();
    clock = new ManualClock();
  });
  afterEach(async () => {
    await service.stop();
    folder.remove();
  });
  const left = async (): Promise<number> => {
    const answer = await post('{"prompt": "a teapot", "design_mode": "assembly"}');
    if (answer.status === 202) {
      await ended(String(((await answer.json()) as Json)['job_id']));
      return NaN;
    }
    return Number(/(?<!\d)(\d+) are left/.exec(String(((await answer.json()) as Json)['message']))?.[1]);
  };

  it('counts no requests when it isn’t told to', async () => {
    await start({});
    assert.ok(
      (await Promise.all(Array.from({ length: 150 }, () => call('/jobs')))).every(({ status }) => status === 200),
    );
  });

  it('refuses a request beyond the limit with 429 quota_exceeded and how long to wait', async () => {
    await start({ limits: { perMinute: 3, perHour: 5 } });
    const statuses = async (count: number): Promise<number[]> => {
      const seen: number[] = [];
      for (let i = 0; i < count; i++) seen.push((await call('/jobs')).status);
      return seen;
    };
    assert.deepEqual(await statuses(4), [200, 200, 200, 429]);
    clock.advance(20_500);
    const answer = await call('/jobs');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '40']);
    assert.equal(((await answer.json()) as Json)['error_code'], 'quota_exceeded');
    clock.advance(40_000);
    // The refused ones were not counted.
    assert.deepEqual(await statuses(3), [200, 200, 429]);
    assert.equal((await call('/jobs')).headers.get('retry-after'), String(3600 - 60));
  });

  it('takes nothing for a refused request: no job, no key, no credits', async () => {
    await start({ limits: { perMinute: 1, perHour: 100 }, credits: 1 });
    assert.equal((await call('/jobs')).status, 200);
    const headers = { 'Idempotency-Key': key };
    assert.equal((await post('{"prompt": "cube of 5mm"}', headers)).status, 429);
    clock.advance(60_000);
    assert.deepEqual((await json('/jobs'))['jobs'], []);
    clock.advance(60_000);
    assert.equal((await post('{"prompt": "cube of 6mm"}', headers)).status, 202);
  });

  it('does not count requests without the key, and asks for it all the same when the limit is reached', async () => {
    await start({ limits: { perMinute: 2, perHour: 100 } });
    for (let i = 0; i < 5; i++)
      assert.equal((await call('/jobs', { headers: { Authorization: 'Bearer wrong' } })).status, 401);
    assert.equal((await call('/jobs')).status, 200);
    assert.equal((await call('/jobs')).status, 200);
    assert.equal((await call('/jobs', { headers: { Authorization: 'Bearer wrong' } })).status, 401);
  });

  it('can be attached to when its limit is reached', async () => {
    await start({ limits: { perMinute: 1, perHour: 100 } });
    assert.equal((await call('/jobs')).status, 200);
    const attached = await startLocalService({ workerFile: path.join(dist, 'local.js'), dataDir: folder.path });
    assert.equal(attached.baseUrl, service.baseUrl);
    await attached.stop();
  });

  it('reserves 1, 3 and 5 credits, keeps those of successful jobs, and gives back those of failed ones', async () => {
    await start({ credits: 12 });
    await ended(await submit({ prompt: 'cube of 5mm', design_mode: 'assembly' }));
    await ended(await submit({ prompt: 'cube of 5mm', design_mode: 'pro' }));
    await ended(await submit({ prompt: 'a teapot', design_mode: 'pro' }));
    await ended(await submit({ prompt: 'cube of 5mm' }));
    assert.equal(await left(), 12 - 5 - 3 - 1);
  });

  it('does not queue a job that the credits don’t suffice for: 402 payment_required', async () => {
    await start({ credits: 2 });
    const headers = { 'Idempotency-Key': key };
    const answer = await post('{"prompt": "cube of 5mm", "design_mode": "pro"}', headers);
    assert.equal(answer.status, 402);
    assert.equal(((await answer.json()) as Json)['error_code'], 'payment_required');
    assert.deepEqual((await json('/jobs'))['jobs'], []);
    assert.equal((await post('{"prompt": "cube of 5mm"}', headers)).status, 202);
  });

  it('reserves at submission: of jobs at the same time only those go in that fit', async () => {
    await start({ credits: 3 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('{"prompt": "cube of 5mm"}')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 202, 202, 402, 402, 402, 402, 402]);
  });

  it('reserves nothing for a repeated request, nor for a wrong one', async () => {
    await start({ credits: 4 });
    const headers = { 'Idempotency-Key': key };
    for (let i = 0; i < 3; i++) assert.equal((await post('{"prompt": "cube of 5mm"}', headers)).status, 202);
    assert.equal((await post('{"prompt": ""}')).status, 422);
    assert.equal(await left(), 3);
  });

  it('gives back what a job from images has reserved', async () => {
    await start({ credits: 5 });
    const answer = await call('/image-to-cad', {
      method: 'POST',
      body: imageForm([{ bytes: tinyImages['image/png']!, type: 'image/png' }], { design_mode: 'assembly' }),
    });
    await ended(String(((await answer.json()) as Json)['job_id']));
    assert.ok(Number.isNaN(await left()), 'another assembly still fits');
  });

  it('remembers what was consumed when it is started again, and when the jobs are forgotten', async () => {
    await start({ credits: 6 });
    await ended(await submit({ prompt: 'cube of 5mm', design_mode: 'pro' }));
    await service.stop();
    await start({ credits: 7 });
    assert.equal(await left(), 4);
    clock.advance(61 * 86_400_000);
    for (let i = 0; i < 2; i++) {
      await service.stop();
      await start({ credits: 7 });
      assert.deepEqual((await json('/jobs'))['jobs'], []);
      assert.equal(await left(), 4);
    }
  });
});
