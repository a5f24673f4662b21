import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import { openVirtualWindow, type VirtualOptions, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const stateOf = ({ core }: VirtualWindow, { requestId }: JobRecord): string | undefined =>
  core.store.get(requestId)?.state;
const kindsOf = ({ troubles }: VirtualWindow): (string | undefined)[] => troubles.map((trouble) => trouble?.kind);
const isList = (line: string): boolean => line.startsWith('GET /jobs?');
const linesOf = (window: VirtualWindow, isWanted: (line: string) => boolean): readonly string[] =>
  window.sent.map(({ line }) => line).filter(isWanted);

const page = (status: number) => (): Response =>
  new Response('<html><title>Blocked by policy</title></html>', { status, headers: { 'Content-Type': 'text/html' } });
const refusal = (status: number, code: string) => (): Response =>
  Response.json({ error_code: code, message: 'No.' }, { status });

const failures: readonly (readonly [what: string, answer: () => Response])[] = [
  ['a proxy’s page', page(403)],
  ['a page that says all is well', page(200)],
  ['the service’s own error', refusal(500, 'internal_error')],
  ['a refusal of the request', refusal(422, 'invalid_input')],
  ['that there is no such address', (): Response => new Response(null, { status: 404 })],
];

/** A window of a service whose list alone fails like that. */
async function withoutList(answer: () => Response, options: VirtualOptions = {}): Promise<VirtualWindow> {
  const window = await openVirtualWindow(options);
  window.answer = (line, ask) => (isList(line) ? Promise.resolve(answer()) : ask());
  return window;
}

describe('While only the list of jobs fails', () => {
  for (const [what, answer] of failures) {
    it(`what is submitted goes out all the same, and the jobs end: ${what}`, async () => {
      const window = await withoutList(answer);
      const first = await window.submit();
      await window.clock.pass(30 * second);
      void window.core.submissions.submit({ prompt: 'second', designMode: 'standard', outputFormat: 'STEP' });
      await window.clock.pass(6 * second);
      assert.deepEqual(
        window.cloud.jobs().map(({ prompt }) => prompt),
        ['a part', 'second'],
      );
      await window.clock.pass(6 * minute);
      assert.deepEqual(
        window.core.store.jobs().map(({ state }) => state),
        ['succeeded', 'succeeded'],
      );
      assert.equal(stateOf(window, first), 'succeeded');
      assert.equal(window.clock.pending, 0);
    });
  }

  it('ten jobs at once are followed with no more requests than checks may take', async () => {
    const window = await withoutList(page(403), { latencyMs: 15 * minute });
    for (let part = 0; part < 10; part++) await window.submit('assembly');
    // Each is asked about every ten minutes at least.
    await window.clock.pass(28 * minute);
    assert.equal(window.core.store.unfinished().length, 0);
    const checks = linesOf(window, (line) => line.startsWith('GET'));
    assert.ok(checks.length <= 40, `${checks.length} checks`);
    assert.equal(window.cloud.refused, 0);
  });

  it('says so at first, and no more once it has found another way', async () => {
    const window = await withoutList(page(403), { latencyMs: 15 * minute });
    await window.submit('assembly');
    await window.clock.pass(14 * minute);
    assert.deepEqual(kindsOf(window), ['unreachable', undefined]);
  });

  it('the list is asked for again now and then, and is used once it answers', async () => {
    const window = await withoutList(page(403), { latencyMs: hour });
    for (let part = 0; part < 5; part++) await window.submit('assembly');
    await window.clock.pass(20 * minute);
    const lists = linesOf(window, isList).length;
    assert.ok(lists >= 4 && lists <= 10, `${lists} lists`);
    window.answer = (_, ask) => ask();
    await window.clock.pass(20 * minute);
    const from = window.clock.monotonic();
    await window.clock.pass(hour);
    assert.deepEqual(new Set(window.sentSince(from)), new Set(['GET /jobs?limit=100']));
    assert.equal(window.core.store.unfinished().length, 0);
  });

  it('a job that the service fails to tell of alone doesn’t keep the others from ending', async () => {
    const window = await withoutList(page(403), { latencyMs: 4 * minute });
    const [broken, well] = [await window.submit('assembly'), await window.submit('assembly')];
    const { answer } = window;
    window.answer = (line, ask, signal) =>
      line === `GET /jobs/${broken.jobId ?? ''}`
        ? Promise.resolve(refusal(500, 'internal_error')())
        : answer(line, ask, signal);
    await window.clock.pass(20 * minute);
    assert.deepEqual([stateOf(window, broken), stateOf(window, well)], ['queued', 'succeeded']);
  });

  it('the jobs that the ledger has lost are waited for, and the others are followed meanwhile', async () => {
    const window = await withoutList(page(403));
    window.core.accounts.rebuild(window.core.service.account);
    await window.clock.pass(second);
    void window.core.submissions.submit({ prompt: 'a part', designMode: 'standard', outputFormat: 'STEP' });
    await window.clock.pass(30 * minute);
    assert.deepEqual(
      window.core.store.jobs().map(({ state }) => state),
      ['succeeded'],
    );
    const lists = linesOf(window, isList).length;
    assert.ok(lists <= 25, `${lists} lists`);
    window.answer = (_, ask) => ask();
    await window.clock.pass(6 * minute);
    assert.equal(window.clock.pending, 0);
  });

  it('the user’s own refresh tells what the list was answered with', async () => {
    const window = await withoutList(page(403), { latencyMs: hour });
    await window.submit('assembly');
    await window.clock.pass(10 * minute);
    const refreshed = window.core.accounts.refresh(window.core.service).then(() => 'well', String);
    await window.clock.pass(second);
    assert.match(await refreshed, /Blocked by policy/);
  });
});

describe('While everything fails', () => {
  for (const [what, answer] of failures) {
    it(`the kinds of requests take turns, one at a time, as rarely as ever: ${what}`, async () => {
      const window = await openVirtualWindow({ latencyMs: 5 * minute, random: () => 1 });
      await window.submit('assembly');
      const from = window.sent.length;
      window.answer = (line, ask) => (line.startsWith('GET') ? Promise.resolve(answer()) : ask());
      void window.core.submissions.submit({ prompt: 'second', designMode: 'assembly', outputFormat: 'STEP' });
      await window.clock.pass(second);
      window.answer = () => Promise.resolve(refusal(503, 'unavailable')());
      await window.clock.pass(hour);
      // 4, 8, 16 … 256 s, then every 300 s.
      assert.ok(window.sent.length - from <= 25, `${window.sent.length - from} requests`);
      window.answer = (_, ask) => ask();
      await window.clock.pass(12 * minute);
      assert.deepEqual(
        window.core.store.jobs().map(({ state }) => state),
        ['succeeded', 'succeeded'],
      );
    });
  }

  it('a submission that was never tried is, though a check is due and fails', async () => {
    const window = await openVirtualWindow({ latencyMs: hour, random: () => 1 });
    await window.submit('assembly');
    window.answer = () => Promise.resolve(refusal(503, 'unavailable')());
    await window.clock.pass(3 * minute);
    const from = window.clock.monotonic();
    void window.core.submissions.submit({ prompt: 'second', designMode: 'assembly', outputFormat: 'STEP' });
    await window.clock.pass(10 * minute);
    const kinds = window.sentSince(from).map((line) => line.split(' ')[0]);
    assert.ok(kinds.includes('POST') && kinds.includes('GET'), kinds.join(' '));
  });

  it('a key that is refused is asked about with a check, and no submission ends for it', async () => {
    const window = await openVirtualWindow({ latencyMs: hour });
    await window.submit('assembly');
    window.answer = () => Promise.resolve(refusal(401, 'invalid_api_key')());
    await window.clock.pass(10 * minute);
    void window.core.submissions.submit({ prompt: 'second', designMode: 'assembly', outputFormat: 'STEP' });
    await window.clock.pass(30 * minute);
    assert.deepEqual(new Set(linesOf(window, (line) => line.startsWith('POST'))).size, 1);
    assert.deepEqual(
      window.core.store.jobs().map(({ state }) => state),
      ['submitting', 'queued'],
    );
  });
});
