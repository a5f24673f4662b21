import assert from 'node:assert/strict';
import { FreshJobs } from '../../../src/download/freshJobs.js';
import { UnexpectedResponseError } from '../../../src/api/errors.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const stateOf = ({ core }: VirtualWindow, { requestId }: JobRecord): string | undefined =>
  core.store.get(requestId)?.state;
const kindsOf = ({ troubles }: VirtualWindow): (string | undefined)[] => troubles.map((trouble) => trouble?.kind);
const other = {
  job_id: 'pub_OTHER',
  status: 'success',
  download_url: 'https://storage.invalid/other.step',
  metadata: {},
};

/** Whose list lacks one job, for which alone it answers with another one. */
async function mistaken(window: VirtualWindow, job: JobRecord): Promise<void> {
  window.answer = async (line, ask) => {
    if (line === `GET /jobs/${job.jobId ?? ''}`) return Response.json(other);
    const answer = await ask();
    if (!line.startsWith('GET /jobs?')) return answer;
    const { jobs } = (await answer.json()) as { jobs: readonly { job_id: string }[] };
    return Response.json({ jobs: jobs.filter(({ job_id: id }) => id !== job.jobId) });
  };
  await window.clock.pass(0);
}

describe('A service that answers with another job than the one that was asked for', () => {
  it('is told so, and nothing of that job is taken over', async () => {
    const window = await openVirtualWindow();
    const job = await window.submit();
    await mistaken(window, job);
    await window.clock.pass(3 * minute);
    assert.deepEqual(
      window.core.store.jobs().map(({ jobId, state }) => [jobId, state]),
      [[job.jobId, 'queued']],
    );
    assert.deepEqual(kindsOf(window), ['oddAnswer']);
    assert.match(JSON.stringify(window.troubles), /another job/);

    window.answer = (_, ask) => ask();
    await window.clock.pass(20 * minute);
    assert.deepEqual(
      [stateOf(window, job), kindsOf(window), window.clock.pending],
      ['succeeded', ['oddAnswer', undefined], 0],
    );
  });

  it('is asked about that job more and more rarely, and all else goes on as ever', async () => {
    const window = await openVirtualWindow({ latencyMs: 2 * minute });
    const job = await window.submit('assembly');
    await mistaken(window, job);
    await window.clock.pass(10 * minute);
    const from = window.clock.monotonic();
    const second = await window.submit('assembly');
    assert.equal(stateOf(window, second), 'queued');
    await window.clock.pass(5 * minute);
    assert.equal(stateOf(window, second), 'succeeded');
    await window.clock.pass(hour - 5 * minute);
    const asked = window.sentSince(from).filter((line) => line === `GET /jobs/${job.jobId ?? ''}`).length;
    assert.ok(asked >= 2 && asked <= 12, `asked ${asked} times in an hour`);
  });

  it('gives no file away: a download of the job fails, and says why', async () => {
    const window = await openVirtualWindow();
    const job = await window.submit();
    await mistaken(window, job);
    await assert.rejects(
      new FreshJobs(window.core.service.client, [job.jobId ?? '']).take(job.jobId ?? '', new AbortController().signal),
      (error) => {
        assert.ok(error instanceof UnexpectedResponseError);
        assert.match(error.message, /another job/);
        return true;
      },
    );
  });
});

describe('A service that gives one job for two requests', () => {
  async function twins(): Promise<{ readonly window: VirtualWindow; readonly records: readonly JobRecord[] }> {
    const window = await openVirtualWindow({ latencyMs: 2 * minute });
    const first = await window.submit('assembly');
    window.answer = (line, ask) =>
      line.startsWith('POST')
        ? Promise.resolve(Response.json({ job_id: first.jobId, status: 'queued' }, { status: 202 }))
        : ask();
    return { window, records: [first, await window.submit('assembly')] };
  }

  it('says so, and both end as the job does', async () => {
    const { window, records } = await twins();
    await window.clock.pass(second);
    assert.deepEqual(kindsOf(window), ['sameJob']);
    await window.clock.pass(6 * minute);
    assert.deepEqual(
      records.map((record) => stateOf(window, record)),
      ['succeeded', 'succeeded'],
    );
    assert.equal(window.core.store.jobs().length, 2);
    assert.equal(window.sent.filter(({ line }) => line.startsWith('POST')).length, 2);
    assert.deepEqual([kindsOf(window), window.clock.pending], [['sameJob', undefined], 0]);
  });

  it('is asked about that job once at a time, and both fail when it doesn’t know it', async () => {
    const { window, records } = await twins();
    let asked = 0;
    window.answer = async (line, ask) => {
      if (line.startsWith('GET /jobs?')) return Response.json({ jobs: [] });
      if (!line.startsWith('GET')) return ask();
      asked++;
      return Promise.resolve(new Response(null, { status: 404 }));
    };
    await window.clock.pass(hour);
    assert.deepEqual(
      records.map((record) => stateOf(window, record)),
      ['failed', 'failed'],
    );
    assert.equal(asked, 4);
  });

  it('has both ended as well when the file of the job is gone', async () => {
    const { window, records } = await twins();
    window.answer = (line) =>
      Promise.resolve(
        line.startsWith('GET /jobs?')
          ? Response.json({ jobs: [] })
          : Response.json({ error_code: 'output_expired', message: 'Gone.' }, { status: 410 }),
      );
    await window.clock.pass(10 * minute);
    assert.deepEqual(
      records.map((record) => stateOf(window, record)),
      ['expired', 'expired'],
    );
  });

  it('is believed also where one of the two had ended before', async () => {
    const { window, records } = await twins();
    await window.clock.pass(6 * minute);
    const third = await window.submit('assembly');
    await window.clock.pass(10 * minute);
    assert.deepEqual(
      [...records, third].map((record) => stateOf(window, record)),
      ['succeeded', 'succeeded', 'succeeded'],
    );
    assert.equal(window.clock.pending, 0);
  });
});
