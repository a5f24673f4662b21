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
      assert.equal((await left(window)).inHour, 100 - seen(window), 'the page of the usage says what the service has seen');
      assert.equal(window.clock.pending, 0);
    });
  }

  it('that are lost on their way, so that the service may have seen them, leave most of the hour to the user', async () => {
    const window = await openVirtualWindow({ latencyMs: 25 * second, random: Math.random });
    window.answer = () => new Promise((_resolve, reject) => window.clock.setTimeout(() => reject(fetchFailure('ECONNRESET')), 5 * second));
    void submit(window, 'first');
    void submit(window, 'second');
    await window.clock.pass(4 * minute);
    const { inHour } = await left(window);
    assert.equal(inHour, 100 - window.sent.length, 'all are counted');
    assert.ok(inHour >= 80, `${inHour} left`);
  });
});
