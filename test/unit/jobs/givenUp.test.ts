import assert from 'node:assert/strict';
import { concludedBy } from '../../../src/jobs/endings.js';
import { figuresOf } from '../../../src/pages/usage/usage.js';
import { documentedLimits } from '../../support/core.js';
import { jobRecord } from '../../support/jobRecords.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const minute = 60_000;
const hour = 60 * minute;

const lists = ({ sent }: VirtualWindow): number => sent.filter(({ line }) => line.startsWith('GET')).length;

async function stop({ core }: VirtualWindow): Promise<void> {
  await core.store.update(core.store.jobs()[0]!.requestId, (record) =>
    concludedBy(record, 'notFollowed', 'not_followed', 'Stopped.'),
  );
}

describe('A job that the user follows no longer', () => {
  it('is asked about no more, and is what the service calls it when its list tells of it', async () => {
    const window = await openVirtualWindow({ latencyMs: 2 * hour });
    await window.submit();
    await stop(window);
    const before = window.sent.length;
    await window.clock.pass(hour);
    assert.deepEqual(
      [window.sent.length - before, window.clock.pending, window.core.store.unfinished().length],
      [0, 0, 0],
    );
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(minute);
    await refreshed;
    assert.deepEqual(
      [window.core.store.jobs()[0]?.state, window.core.store.jobs()[0]?.concluded],
      ['processing', undefined],
    );
  });

  it('that was never answered is sent no more, and is found in the list if the service has it', async () => {
    const window = await openVirtualWindow({ latencyMs: minute });
    window.answer = async (_, ask) => {
      await ask();
      throw new TypeError('fetch failed');
    };
    const submitted = Promise.allSettled([
      window.core.submissions.submit({ prompt: 'a part', designMode: 'standard', outputFormat: 'STEP' }),
    ]);
    await window.clock.pass(10_000);
    await stop(window);
    await window.clock.pass(minute);
    await submitted;
    window.answer = (_, ask) => ask();
    await window.clock.pass(hour);
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(minute);
    await refreshed;
    assert.deepEqual(
      window.core.store.jobs().map(({ state, jobId }) => [state, jobId]),
      [['succeeded', window.cloud.jobs()[0]?.id]],
    );
  });

  it('counts neither as a success nor as a failure', () => {
    const figures = figuresOf([
      jobRecord('a'),
      concludedBy(jobRecord('b', { state: 'processing' }), 'notFollowed', 'not_followed', ''),
    ]);
    assert.deepEqual([figures.succeeded, figures.failed, figures.successRate], [1, 0, 1]);
  });
});

describe('A status that never ends', () => {
  for (const status of ['processing', 'resting', 'constructor']) {
    it(`is asked about rarely after some hours, and never given up by itself: ${status}`, async () => {
      const window = await openVirtualWindow({ latencyMs: 1000 * hour });
      await window.submit();
      if (status !== 'processing') {
        window.answer = async (_, ask) => {
          const answer = (await (await ask()).json()) as { jobs: object[] };
          return Response.json({ jobs: answer.jobs.map((job) => ({ ...job, status })) });
        };
      }
      await window.clock.pass(48 * hour);
      const before = lists(window);
      await window.clock.pass(24 * hour);
      assert.ok(
        lists(window) - before >= 12 && lists(window) - before <= 25,
        `${lists(window) - before} requests in a day`,
      );
      assert.equal(window.core.store.jobs()[0]?.state, 'processing');
    });
  }
});

describe('A status that is not documented', () => {
  const renamed = (window: VirtualWindow, jobId: () => string | undefined, status: string): void => {
    window.answer = async (_, ask) => {
      const answer = await ask();
      const text = await answer.text();
      const told = JSON.parse(text) as { jobs?: { job_id: string }[] };
      if (!Array.isArray(told.jobs)) return new Response(text, answer);
      return Response.json({ jobs: told.jobs.map((job) => (job.job_id === jobId() ? { ...job, status } : job)) });
    };
  };

  for (const status of ['aborted', 'cancelled', 'meditating']) {
    it(`is shown as it is, and the job is asked about rarely, within the hour: ${status}`, async () => {
      const window = await openVirtualWindow({ latencyMs: 1000 * hour });
      const job = await window.submit();
      renamed(window, () => job.jobId, status);
      await window.clock.pass(hour);
      const [told] = window.core.store.jobs();
      assert.deepEqual([told?.state, told?.serviceStatus, told?.takingLong], ['processing', status, true]);
      const before = lists(window);
      await window.clock.pass(5 * hour);
      assert.ok(lists(window) - before <= 10, `${lists(window) - before} requests in five hours`);
    });

    it(`slows no other job: ${status}`, async () => {
      const seen = async (isRenamed: boolean): Promise<number[]> => {
        const window = await openVirtualWindow({ latencyMs: 3 * minute });
        const stuck = isRenamed ? await window.submit('assembly') : undefined;
        renamed(window, () => stuck?.jobId, status);
        await window.clock.pass(hour);
        const from = window.clock.monotonic();
        const other = await window.submit('assembly');
        await window.clock.pass(10 * minute);
        assert.equal(window.core.store.get(other.requestId)?.state, 'succeeded');
        return window.sent.filter(({ at }) => at >= from).map(({ at }) => at - from);
      };
      assert.ok((await seen(true)).length >= (await seen(false)).length);
    });

    it(`stays stopped when the user follows the job no longer, whatever the list goes on to call it: ${status}`, async () => {
      const window = await openVirtualWindow({ latencyMs: 1000 * hour });
      const job = await window.submit();
      renamed(window, () => job.jobId, status);
      await window.clock.pass(hour);
      await stop(window);
      const refreshed = window.core.accounts.refresh(window.core.service);
      await window.clock.pass(minute);
      await refreshed;
      const [told] = window.core.store.jobs();
      assert.deepEqual([told?.state, told?.concluded, told?.serviceStatus], ['failed', 'notFollowed', status]);
      assert.equal(window.clock.pending, 0);
      assert.equal(window.sent.filter(({ line }) => line.startsWith('POST')).length, 1);
    });
  }

  it('is left behind when the service calls the job by a documented one again', async () => {
    const window = await openVirtualWindow({ latencyMs: 30 * minute });
    const job = await window.submit();
    renamed(window, () => job.jobId, 'aborted');
    await window.clock.pass(5 * minute);
    assert.equal(window.core.store.jobs()[0]?.takingLong, true);
    window.answer = (_, ask) => ask();
    await window.clock.pass(9 * minute);
    const [told] = window.core.store.jobs();
    assert.deepEqual([told?.state, told?.serviceStatus, told?.takingLong], ['processing', undefined, undefined]);
    await window.clock.pass(hour);
    assert.equal(window.core.store.jobs()[0]?.state, 'succeeded');
  });
});

describe('Limits that leave nothing to checks', () => {
  it('are told in the view while a job is to be followed', async () => {
    const window = await openVirtualWindow({ limits: { ...documentedLimits, reserve: 100 } });
    await window.submit();
    await window.clock.pass(10 * minute);
    assert.deepEqual([window.troubles.map((trouble) => trouble?.kind), lists(window)], [['noChecks'], 0]);
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(minute);
    await refreshed;
    assert.deepEqual(
      window.troubles.map((trouble) => trouble?.kind),
      ['noChecks', undefined],
    );
  });
});
