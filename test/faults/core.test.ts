import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { MakistryClient } from '../../src/api/client.js';
import { systemClock } from '../../src/base/clock.js';
import type { JobRecord } from '../../src/jobs/model.js';
import type { Trouble } from '../../src/jobs/follow/trouble.js';
import { temporaryFolder } from '../support/cleanup.js';
import { documentedLimits, openCore, ownLease, type Core } from '../support/core.js';
import * as kinds from '../support/faultKinds.js';
import { startFaultProxy, type FaultProxy } from '../support/faultProxy.js';
import { fastClock } from '../support/manualClock.js';
import { until } from '../support/until.js';
import { faults } from './faults.js';

/** Time of the core runs so much faster, since it waits for minutes. */
const factor = 400;

/** Time limit in ms of an attempt, in real time. */
const timeoutMs = 300;

describe('The main job, when the service misbehaves', () => {
  let proxy: FaultProxy;
  let folder: ReturnType<typeof temporaryFolder>;
  const cores: Core[] = [];
  before(async () => {
    proxy = await startFaultProxy();
  });
  after(() => proxy.close());
  beforeEach(() => {
    proxy.forget();
    folder = temporaryFolder();
  });
  afterEach(async () => {
    for (const core of cores.splice(0)) core.dispose();
    await proxy.clear();
    folder.remove();
  });

  /** A window with the documented limits and the cloud’s times. Its heartbeat would be as fast, so it has no lease. */
  async function open(speed = factor): Promise<Core> {
    const core = await openCore({
      folder: folder.path,
      connection: proxy,
      clock: fastClock(speed),
      limits: documentedLimits,
      leases: ownLease,
      timeoutMs,
    });
    cores.push(core);
    return core;
  }

  /** @returns the request's tag */
  function submit({ submissions }: Core): string {
    const tag = randomUUID();
    submissions
      .submit({ prompt: 'cube of 5 mm', designMode: 'standard', outputFormat: 'STL', metadata: { tag } })
      .catch((error: unknown) => assert.ifError(error));
    return tag;
  }

  const recordsOf = ({ store }: Core, tag: string): readonly JobRecord[] =>
    store.jobs().filter(({ metadata }) => metadata['tag'] === tag);
  const troubleOf = ({ accounts, service }: Core): Trouble | undefined => accounts.troubles().get(service.account);

  /** Resolves once that window says that the service has paused it. */
  function pauseSaid(core: Core): Promise<void> {
    return new Promise((resolve) => {
      core.accounts.onDidChangeTrouble(() => {
        if (troubleOf(core)?.kind === 'paused') resolve();
      });
    });
  }

  /** The ids of the service's jobs with that tag, asked past the proxy. */
  async function madeWith(tag: string): Promise<string[]> {
    const client = new MakistryClient({
      connect: () => Promise.resolve({ baseUrl: proxy.serviceUrl, apiKey: proxy.apiKey }),
      fetch,
      clock: systemClock,
    });
    const ids: string[] = [];
    for await (const { jobId, metadata } of client.listAllJobs()) if (metadata['tag'] === tag) ids.push(jobId);
    return ids;
  }

  const isAccepted = (core: Core, tag: string): boolean => recordsOf(core, tag)[0]?.jobId !== undefined;

  /** Submits a job that is followed into a fault, or ends before it is there. @returns the request's tag */
  async function followedInto(core: Core, arrange: (proxy: FaultProxy) => void | Promise<void>): Promise<string> {
    const tag = submit(core);
    // At once, so that the first check meets it.
    await new Promise<void>((resolve) => {
      const subscription = core.store.onDidChange(() => {
        if (!isAccepted(core, tag)) return;
        subscription.dispose();
        proxy.forget();
        resolve(arrange(proxy));
      });
    });
    await until(
      () => core.store.unfinished().length === 0 || proxy.requests.length >= 2 || troubleOf(core),
      'the fault to be met',
    );
    return tag;
  }

  /** The request has one job at the service and one row here, which is done, and nothing is said any more. */
  async function assertDone(core: Core, tag: string): Promise<void> {
    await until(() => recordsOf(core, tag)[0]?.state === 'succeeded', 'the job’s end to be seen');
    const [record, ...others] = recordsOf(core, tag);
    assert.deepEqual(others, []);
    assert.equal(record?.prompt, 'cube of 5 mm');
    assert.deepEqual(await madeWith(tag), [record.jobId]);
    await until(() => troubleOf(core) === undefined, 'the view to say nothing any more');
    assert.deepEqual(proxy.elsewhere, []);
    for (const { method, headers } of proxy.requests)
      if (method === 'POST') assert.equal(headers['idempotency-key'], record.requestId);
  }

  for (const { name, arrange } of faults) {
    describe(`when ${name}`, () => {
      it('makes one job of a prompt, and shows its end when all is well again', async () => {
        const core = await open();
        await arrange(proxy);
        const tag = submit(core);
        await until(
          () => isAccepted(core, tag) || proxy.requests.length >= 2 || troubleOf(core),
          'the fault to be met',
        );
        await proxy.clear();
        await assertDone(core, tag);
      });

      it('goes on following a job, and shows its end when all is well again', async () => {
        const core = await open();
        let tag = await followedInto(core, arrange);
        // A job that ended before the fault was there has not met it.
        while (proxy.requests.length === 0 && !troubleOf(core)) {
          await proxy.clear();
          tag = await followedInto(core, arrange);
        }
        await proxy.clear();
        await assertDone(core, tag);
      });
    });
  }

  it('goes on while every other answer is a 5xx', async () => {
    const core = await open();
    let request = 0;
    proxy.always((exchange) =>
      (request++ % 2 === 0 ? kinds.serverError(request % 3 === 0 ? 500 : 503) : kinds.late(0))(exchange),
    );
    await assertDone(core, submit(core));
  });

  it('goes on while each request meets another fault', async () => {
    const core = await open();
    const some = [
      kinds.resetBefore({ reaches: true }),
      kinds.hangInside(20),
      kinds.truncated(20, { length: 'sent' }),
      kinds.page(200, 'Welcome'),
      kinds.answeredTwice,
      kinds.serverError(500),
      kinds.late(0),
    ];
    let request = 0;
    proxy.always((exchange) => some[request++ % some.length]!(exchange));
    await assertDone(core, submit(core));
  });

  it('keeps a result when an older answer says that the job is still queued', async () => {
    const core = await open();
    const tag = submit(core);
    await assertDone(core, tag);
    proxy.always(kinds.eachJob((job) => ({ ...job, status: 'queued', updated_at: '2026-01-01T00:00:00+00:00' })));
    const before = recordsOf(core, tag);
    await core.accounts.refresh(core.service);
    assert.deepEqual(recordsOf(core, tag), before);
  });

  it('makes one job of each of several prompts when the network fails while they are under way', async () => {
    const core = await open();
    proxy.always(kinds.resetBefore({ reaches: true }));
    const tags = [1, 2, 3, 4, 5].map(() => submit(core));
    await until(() => troubleOf(core)?.kind === 'unreachable', 'the failure to be noticed');
    await proxy.clear();
    await until(() => tags.every((tag) => recordsOf(core, tag)[0]?.state === 'succeeded'), 'all jobs to end');
    for (const tag of tags)
      assert.deepEqual(
        await madeWith(tag),
        recordsOf(core, tag).map(({ jobId }) => jobId),
      );
  });

  it('is paused in every window by a 429, which then all go on', async () => {
    // The pause of a minute takes long enough to be seen by a window that is slow to look.
    const slow = 40;
    const [first, second] = [await open(slow), await open(slow)];
    proxy.next(kinds.tooManyRequests());
    const pauses = [first, second].map(pauseSaid);
    const tag = submit(first);
    await Promise.all(pauses);
    await until(() => recordsOf(second, tag)[0]?.state === 'succeeded', 'the job’s end to be seen');
    assert.deepEqual(
      await madeWith(tag),
      recordsOf(first, tag).map(({ jobId }) => jobId),
    );
  });
});
