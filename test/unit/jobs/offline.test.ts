import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import { fetchError, fetchFailure } from '../../support/fetchErrors.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const states = ({ core }: VirtualWindow): readonly string[] => core.store.jobs().map(({ state }) => state);

/** What the page of the usage says. */
async function left({ core }: VirtualWindow): Promise<{ readonly inMinute: number; readonly inHour: number }> {
  const budget = await core.budgets.of(core.service.account);
  assert.ok(budget);
  return budget.left();
}

function submit({ core }: VirtualWindow, prompt: string): Promise<JobRecord> {
  return core.submissions.submit({ prompt, designMode: 'standard', outputFormat: 'STEP' });
}

/** The requests that the service has seen in the last hour. */
function seen({ cloud, clock }: VirtualWindow): number {
  return cloud.requestTimes.filter((at) => at > clock.monotonic() - hour).length;
}

describe('Four minutes without a network, with two submissions waiting', () => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'ENETUNREACH']) {
    it(`cost nothing of the hour, and both jobs are followed to their end without a Refresh: ${code}`, async () => {
      const window = await openVirtualWindow({ latencyMs: 25 * second, random: Math.random });
      window.answer = fetchError(code);
      void submit(window, 'first');
      await window.clock.pass(10 * second);
      void submit(window, 'second');
      await window.clock.pass(4 * minute);
      assert.deepEqual(await left(window), { inMinute: 20, inHour: 100 }, 'nothing has reached the service');

      window.answer = (_, ask) => ask();
      await window.clock.pass(8 * minute);
      assert.deepEqual(states(window), ['succeeded', 'succeeded']);
      assert.ok(seen(window) <= 16, `${seen(window)} requests`);
      assert.equal(
        (await left(window)).inHour,
        100 - seen(window),
        'the page of the usage says what the service has seen',
      );
      assert.equal(window.clock.pending, 0);
    });
  }

  it('that are lost on their way, so that the service may have seen them, leave most of the hour to the user', async () => {
    const window = await openVirtualWindow({ latencyMs: 25 * second, random: Math.random });
    window.answer = () =>
      new Promise((_resolve, reject) => window.clock.setTimeout(() => reject(fetchFailure('ECONNRESET')), 5 * second));
    void submit(window, 'first');
    void submit(window, 'second');
    await window.clock.pass(4 * minute);
    const { inHour } = await left(window);
    assert.equal(inHour, 100 - window.sent.length, 'all are counted');
    assert.ok(inHour >= 80, `${inHour} left`);
  });
});

describe('While the service answers some requests only', () => {
  it('a submission that it can’t accept is repeated more and more rarely, and the checks go on', async () => {
    const window = await openVirtualWindow({ latencyMs: 2 * hour });
    await window.submit('assembly');
    window.answer = (line, ask) =>
      line.startsWith('POST') ? Promise.resolve(new Response('<html>', { status: 503 })) : ask();
    const from = window.clock.monotonic();
    void submit(window, 'never accepted');
    await window.clock.pass(hour);
    const lines = window.sentSince(from);
    const posts = lines.filter((line) => line.startsWith('POST')).length;
    assert.ok(posts <= 32, `${posts} tries`);
    assert.ok(lines.length - posts >= 10, `${lines.length - posts} checks`);
    assert.ok((await left(window)).inHour >= 25);
  });
});

describe('When the network is there again', () => {
  /** Offline for so long that the next try is minutes away. */
  async function offline(): Promise<{ readonly window: VirtualWindow; readonly job: JobRecord }> {
    const window = await openVirtualWindow({ latencyMs: 25 * second, random: () => 1 });
    const job = await window.submit();
    window.answer = fetchError('ENETUNREACH');
    await window.clock.pass(21 * minute);
    // The next try has just failed, so there is none for five minutes.
    const tries = window.sent.length;
    while (window.sent.length === tries) await window.clock.pass(second);
    await window.clock.pass(10 * second);
    window.answer = (_, ask) => ask();
    return { window, job };
  }
  const stateOf = ({ core }: VirtualWindow, { requestId }: JobRecord): string | undefined =>
    core.store.get(requestId)?.state;

  it('jobs are asked about as soon as the user looks at the window', async () => {
    const { window, job } = await offline();
    window.core.accounts.takeOver();
    await window.clock.pass(5 * second);
    assert.equal(stateOf(window, job), 'succeeded');
  });

  it('they are as soon as anything else that the user asks for is answered', async () => {
    const { window, job } = await offline();
    const opened = window.core.service.client.getJob(job.jobId ?? '');
    await window.clock.pass(5 * second);
    assert.equal((await opened).jobId, job.jobId);
    assert.equal(stateOf(window, job), 'succeeded');
  });

  it('they are as soon as the user submits another one', async () => {
    const { window, job } = await offline();
    void submit(window, 'another');
    await window.clock.pass(5 * second);
    assert.equal(stateOf(window, job), 'succeeded');
    assert.equal(window.cloud.jobs().length, 2);
  });

  it('looking at the window again and again while there is none doesn’t ask more than every four seconds', async () => {
    const { window } = await offline();
    window.answer = fetchError('ENETUNREACH');
    const from = window.clock.monotonic();
    for (let look = 0; look < 60; look++) {
      window.core.accounts.takeOver();
      await window.clock.pass(second);
    }
    const tries = window.sentSince(from).length;
    assert.ok(tries <= 16, `${tries} tries`);
  });
});

describe('While checks wait for the limit', () => {
  /** A window with an assembly job under way whose hour is used up by what the user has asked for. */
  async function usedUp(): Promise<VirtualWindow> {
    const window = await openVirtualWindow({ latencyMs: 8 * minute });
    await window.submit('assembly');
    for (let click = 0; click < 90; click++) {
      const asked = window.core.service.client.listJobs();
      await window.clock.pass(3500);
      await asked;
    }
    return window;
  }

  it('the view says until when, and says no more once they go on', async () => {
    const window = await usedUp();
    const until = window.troubles.map((trouble) => (trouble?.kind === 'limit' ? trouble.checksAt : undefined)).at(-1);
    assert.ok(until !== undefined && until > window.clock.now(), JSON.stringify(window.troubles));
    await window.clock.pass(until - window.clock.now() + 2 * minute);
    assert.equal(window.troubles.at(-1), undefined);
    assert.deepEqual(states(window), ['succeeded']);
  });

  it('there is one every ten minutes, whatever has used up the hour', async () => {
    const window = await openVirtualWindow({ latencyMs: 30 * minute });
    for (let part = 0; part < 110; part++) void submit(window, `part ${part}`);
    await window.clock.pass(10 * minute);
    const accepted = window.cloud.jobs().length;
    assert.ok(accepted >= 75, `${accepted} accepted`);
    const from = window.clock.monotonic();
    await window.clock.pass(42 * minute);
    assert.ok(window.sentSince(from).length >= 3, 'checks');
    assert.ok(
      states(window).filter((state) => state === 'succeeded').length >= accepted,
      'seen before the hour is over',
    );
    assert.equal(window.cloud.refused, 0);
  });
});
