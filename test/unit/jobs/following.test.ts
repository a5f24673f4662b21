import assert from 'node:assert/strict';
import type { JobChange, JobRecord } from '../../../src/jobs/model.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const jobOf = ({ core }: VirtualWindow, { requestId }: JobRecord): JobRecord => core.store.get(requestId)!;

/** The service's answer with each job of it changed, be it one or a list's rows. */
async function changed(
  answer: Response,
  change: (job: Record<string, unknown>) => Record<string, unknown> | undefined,
): Promise<Response> {
  const body = (await answer.json()) as Record<string, unknown>;
  const jobs = body['jobs'] as Record<string, unknown>[] | undefined;
  return Response.json(jobs ? { ...body, jobs: jobs.map(change).filter(Boolean) } : change(body), {
    status: answer.status,
  });
}

describe('Following jobs', () => {
  it('takes no timer and sends nothing while nothing is unfinished', async () => {
    const window = await openVirtualWindow();
    await window.clock.pass(day);
    assert.equal(window.clock.pending, 0);
    assert.deepEqual(window.sent, []);

    const job = await window.submit();
    assert.equal(await window.core.accounts.isActive(), true);
    await window.clock.pass(3 * minute);
    assert.equal(jobOf(window, job).state, 'succeeded');
    assert.equal(window.clock.pending, 0);
    assert.equal(await window.core.accounts.isActive(), false);
    const from = window.clock.monotonic();
    await window.clock.pass(day);
    assert.deepEqual(window.sentSince(from), []);
    window.core.dispose();
  });

  it('stops when checks are switched off, and goes on when they are switched on', async () => {
    let isPollingEnabled = true;
    const window = await openVirtualWindow({ isPollingEnabled: () => isPollingEnabled });
    const job = await window.submit();
    isPollingEnabled = false;
    window.core.accounts.restart();
    await window.clock.pass(hour);
    assert.deepEqual(
      window.sent.map(({ line }) => line),
      ['POST /text-to-cad'],
    );
    assert.equal(window.clock.pending, 0);
    isPollingEnabled = true;
    window.core.accounts.restart();
    await window.clock.pass(minute);
    assert.equal(jobOf(window, job).state, 'succeeded');
  });

  for (const [designMode, longAfter] of [
    ['standard', 20 * minute],
    ['pro', 20 * minute],
    ['assembly', 30 * minute],
  ] as const) {
    it(`calls a job of mode ${designMode} taking long after ${longAfter / minute} minutes, asks rarely then, and never calls it failed`, async () => {
      const window = await openVirtualWindow({ latencyMs: 12 * hour });
      const job = await window.submit(designMode);
      await window.clock.pass(longAfter - minute);
      assert.equal(jobOf(window, job).takingLong, undefined);
      await window.clock.pass(7 * minute);
      assert.equal(jobOf(window, job).takingLong, true);
      for (let hours = 1; hours <= 10; hours++) {
        const from = window.clock.monotonic();
        await window.clock.pass(hour);
        const asked = window.sentSince(from).length;
        // A job that is older than six hours may never end.
        const [least, most] = hours < 6 ? [10, 22] : [1, 10];
        assert.ok(asked >= least && asked <= most, `${asked} requests in hour ${hours}`);
        assert.deepEqual([jobOf(window, job).state, jobOf(window, job).takingLong], ['processing', true]);
      }
      await window.clock.pass(3 * hour);
      assert.deepEqual([jobOf(window, job).state, jobOf(window, job).takingLong], ['succeeded', undefined]);
    });
  }

  it('asks once after the machine has slept, not for every check that was missed', async () => {
    const window = await openVirtualWindow({ latencyMs: 15 * minute });
    const job = await window.submit('assembly');
    await window.clock.pass(5 * minute);
    window.clock.skip(8 * hour);
    const from = window.clock.monotonic();
    await window.clock.pass(minute);
    assert.deepEqual(window.sentSince(from), ['GET /jobs?limit=100']);
    assert.equal(jobOf(window, job).state, 'succeeded');
  });

  it('asks at most twice in the seconds after each of several naps', async () => {
    const window = await openVirtualWindow({ latencyMs: 15 * minute });
    await window.submit('assembly');
    await window.clock.pass(5 * minute);
    for (let nap = 0; nap < 5; nap++) {
      window.clock.skip(2 * minute);
      const from = window.clock.monotonic();
      await window.clock.pass(5 * second);
      assert.ok(window.sentSince(from).length <= 2, `nap ${nap}: ${window.sentSince(from).length} requests`);
    }
  });

  for (const jump of [-hour, hour, -30 * day]) {
    it(`asks at the same times when the clock is set ${jump < 0 ? 'back' : 'forward'} by ${Math.abs(jump) / hour} h meanwhile`, async () => {
      const times = async (offset: number): Promise<readonly number[]> => {
        const window = await openVirtualWindow({ latencyMs: 10 * minute });
        const job = await window.submit('assembly');
        await window.clock.pass(3 * minute);
        window.clock.wallOffset = offset;
        await window.clock.pass(20 * minute);
        assert.equal(jobOf(window, job).jobId, 'pub_000000000001');
        assert.equal(window.core.store.unfinished().length, 0);
        return window.sent.map(({ at }) => at);
      };
      assert.deepEqual(await times(jump), await times(0));
    });
  }

  it('shows a status that nobody knows as it is, and goes on until the job ends', async () => {
    const window = await openVirtualWindow({ latencyMs: 10 * minute });
    window.answer = async (_, ask) =>
      changed(await ask(), (job) => ({
        ...job,
        status: job['status'] === 'success' ? 'success' : 'meditating',
        surprise: { deep: [1, null] },
      }));
    const job = await window.submit('assembly');
    await window.clock.pass(5 * minute);
    assert.deepEqual([jobOf(window, job).state, jobOf(window, job).serviceStatus], ['processing', 'meditating']);
    await window.clock.pass(8 * minute);
    assert.deepEqual([jobOf(window, job).state, jobOf(window, job).serviceStatus], ['succeeded', undefined]);
  });

  it('never takes a status back, and does not even note an answer that is out of date', async () => {
    const window = await openVirtualWindow({ latencyMs: 3 * minute });
    const [done, open] = [await window.submit(), await window.submit('assembly')];
    await window.clock.pass(4 * minute);
    assert.equal(jobOf(window, done).state, 'succeeded');
    const before = jobOf(window, done);
    window.answer = async (_, ask) =>
      changed(await ask(), (job) =>
        job['job_id'] === done.jobId ? { ...job, status: 'queued', updated_at: '2026-01-05T09:00:00+00:00' } : job,
      );
    const changes: JobChange[] = [];
    window.core.store.onDidChange((more) => changes.push(...more));
    const from = window.clock.monotonic();
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(minute);
    await refreshed;
    assert.ok(window.sentSince(from).includes('GET /jobs?limit=100'));
    assert.deepEqual(
      [jobOf(window, done), changes.filter(({ job }) => job.requestId === done.requestId)],
      [before, []],
    );
    assert.ok(jobOf(window, open).jobId !== undefined);
  });

  it('asks by itself for a job that is not among the newest hundred', async () => {
    const window = await openVirtualWindow();
    window.answer = async (line, ask) =>
      changed(await ask(), (job) => (line.startsWith('GET /jobs?') ? undefined : job));
    const job = await window.submit();
    await window.clock.pass(3 * minute);
    assert.equal(jobOf(window, job).state, 'succeeded');
    assert.ok(window.sent.some(({ line }) => line === `GET /jobs/${job.jobId}`));
  });

  it('asks for at most three such jobs in a round, and for all of them in turn', async () => {
    const window = await openVirtualWindow({
      latencyMs: 4 * minute,
      limits: { perMinute: 1000, perHour: 1000, reserve: 0 },
    });
    window.answer = async (line, ask) =>
      changed(await ask(), (job) => (line.startsWith('GET /jobs?') ? undefined : job));
    for (let part = 0; part < 7; part++) await window.submit('assembly');
    await window.clock.pass(10 * minute);
    const rounds = window.sent
      .map(({ line }) => line)
      .join('\n')
      .split('GET /jobs?limit=100')
      .slice(1);
    assert.ok(rounds.every((round) => round.trim().split('\n').length <= 3));
    assert.equal(window.core.store.unfinished().length, 0);
  });

  for (const [status, body, state, errorCode] of [
    [404, null, 'failed', 'not_found'],
    [410, JSON.stringify({ error_code: 'output_expired', message: 'Gone.' }), 'expired', 'output_expired'],
  ] as const) {
    it(`calls a job ${state} for which the service answers ${status}, says why, and asks no more`, async () => {
      const window = await openVirtualWindow();
      window.answer = async (line, ask) => {
        if (line.startsWith('GET /jobs/')) return new Response(body, { status });
        return changed(await ask(), (job) => (line.startsWith('GET /jobs?') ? undefined : job));
      };
      const job = await window.submit();
      await window.clock.pass(hour);
      assert.deepEqual(
        [jobOf(window, job).state, jobOf(window, job).errorCode, jobOf(window, job).prompt],
        [state, errorCode, 'a part'],
      );
      assert.equal(window.clock.pending, 0);
      assert.deepEqual(window.troubles, []);
    });
  }
});
