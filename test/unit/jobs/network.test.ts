import assert from 'node:assert/strict';
import type { OpenLog } from '../../../src/base/sharedLog/entryLog.js';
import { openMemoryLog } from '../../support/memoryLog.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { reachOf } from '../../../src/jobs/follow/reach.js';
import type { Trouble } from '../../../src/jobs/follow/trouble.js';
import { openVirtualWindow, type VirtualOptions, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const stateOf = ({ core }: VirtualWindow, { requestId }: JobRecord): string | undefined =>
  core.store.get(requestId)?.state;
const kindsOf = ({ troubles }: VirtualWindow): (string | undefined)[] => troubles.map((trouble) => trouble?.kind);
const gaps = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((at, index) => at - (times[index] ?? 0));

/** What `fetch` fails with, as Node.js gives it. */
function fetchError(code: string): () => Promise<Response> {
  return () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
}

function page(status: number, title: string): () => Promise<Response> {
  return () =>
    Promise.resolve(
      new Response(`<html><title>${title}</title></html>`, { status, headers: { 'Content-Type': 'text/html' } }),
    );
}

const refusal =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (): Promise<Response> =>
    Promise.resolve(Response.json({ error_code: code, message: 'No.' }, { status, headers }));

/** A window with an assembly job that is under way, of a service that then answers like that. */
async function following(
  answer: () => Promise<Response>,
  options: VirtualOptions = {},
): Promise<{ window: VirtualWindow; job: JobRecord }> {
  const window = await openVirtualWindow({ latencyMs: 5 * minute, ...options });
  const job = await window.submit('assembly');
  window.answer = answer;
  return { window, job };
}

describe('While the service can’t be reached', () => {
  const failures: readonly (readonly [name: string, answer: () => Promise<Response>, says: RegExp])[] = [
    ['the network is gone', fetchError('ENETUNREACH'), /not reachable/],
    ['the name can’t be looked up', fetchError('ENOTFOUND'), /looked up/],
    ['the certificate isn’t trusted', fetchError('SELF_SIGNED_CERT_IN_CHAIN'), /certificate/],
    ['nothing accepts connections', fetchError('ECONNREFUSED'), /accepts connections/],
    ['the proxy lets nothing through', fetchError('ERR_TUNNEL_CONNECTION_FAILED'), /proxy/],
    ['the proxy asks for a password', page(407, 'Proxy Authentication Required'), /proxy/],
    ['a gateway answers with a page', page(502, 'Bad Gateway'), /502/],
    ['a captive portal answers 200 with a page', page(200, 'Welcome to the Hotel'), /Welcome to the Hotel/],
    ['the service is broken', refusal(503, 'internal_error'), /No\./],
  ];
  for (const [name, answer, says] of failures) {
    it(`says so once, goes on trying more and more rarely, and says no more when all is well again: ${name}`, async () => {
      const { window, job } = await following(answer);
      await window.clock.pass(2 * hour);
      assert.deepEqual(kindsOf(window), ['unreachable']);
      assert.match((window.troubles[0] as Extract<Trouble, { kind: 'unreachable' }>).message, says);
      assert.equal(stateOf(window, job), 'queued');

      window.answer = (_, ask) => ask();
      await window.clock.pass(6 * minute);
      assert.deepEqual(kindsOf(window), ['unreachable', undefined]);
      assert.equal(stateOf(window, job), 'succeeded');
      assert.equal(window.clock.pending, 0);
    });
  }

  it('waits for 4, 8, 16 … 300 s between two tries, or for a part of that as chance will have it', async () => {
    for (const share of [1, 0.25]) {
      const { window } = await following(fetchError('ENETUNREACH'), { random: () => share });
      await window.clock.pass(25 * minute);
      const waits = gaps(window.sent.slice(1).map(({ at }) => at));
      const limits = waits.map((_, index) => Math.min(4 * 2 ** index, 300) * second);
      // Beyond the wait after the failure, a check is made when it is worth a request.
      waits.forEach((wait, index) =>
        assert.ok(
          wait >= share * limits[index]! && wait <= Math.max(share * limits[index]!, minute),
          `wait ${index}: ${wait} ms`,
        ),
      );
      assert.equal(Math.max(...waits), share * 300 * second);
    }
  });

  it('neither stops nor bursts in a day offline, and finds the result within 5 minutes of its end', async () => {
    const { window, job } = await following(fetchError('ENETUNREACH'), { random: Math.random });
    await window.clock.pass(day);
    const tries = window.sent.length;
    assert.ok(tries >= 288 && tries <= 1500, `${tries} tries`);
    const from = window.clock.monotonic();
    window.answer = (_, ask) => ask();
    await window.clock.pass(5 * minute + second);
    assert.equal(stateOf(window, job), 'succeeded');
    assert.equal(window.sentSince(from).length, 1, 'one request for what was missed');
    assert.deepEqual(kindsOf(window), ['unreachable', undefined]);
  });

  it('keeps what is submitted, in order, and sends each once when all is well again', async () => {
    const window = await openVirtualWindow();
    window.answer = fetchError('ENETUNREACH');
    const prompts = ['first', 'second', 'third', 'fourth', 'fifth'];
    for (const prompt of prompts) {
      void window.core.submissions.submit({ prompt, designMode: 'standard', outputFormat: 'STEP' });
      await window.clock.pass(minute);
    }
    await window.clock.pass(hour);
    assert.deepEqual(
      window.core.store.unfinished().map(({ state }) => state),
      prompts.map(() => 'submitting'),
    );
    assert.deepEqual(kindsOf(window), ['unreachable']);
    window.answer = (_, ask) => ask();
    await window.clock.pass(10 * minute);
    assert.deepEqual(
      window.cloud
        .jobs()
        .map(({ prompt }) => prompt)
        .sort(),
      [...prompts].sort(),
    );
    assert.deepEqual(
      window.core.store.jobs().map(({ state }) => state),
      prompts.map(() => 'succeeded'),
    );
    assert.deepEqual(kindsOf(window), ['unreachable', undefined]);
  });

  it('counts a service that fails every other time as well each time that it answers', async () => {
    let asked = 0;
    const window = await openVirtualWindow({ latencyMs: 5 * minute });
    const job = await window.submit('assembly');
    window.answer = (_, ask) => (asked++ % 2 === 0 ? refusal(500, 'internal_error')() : ask());
    await window.clock.pass(12 * minute);
    assert.equal(stateOf(window, job), 'succeeded');
    const waits = gaps(window.sent.slice(1).map(({ at }) => at));
    assert.ok(Math.max(...waits) <= minute, 'the waits start anew');
  });
});

describe('A key', () => {
  it('that is refused is tried again after 1, 5 and 15 minutes, then every hour, and said to be refused when it was so twice', async () => {
    const { window, job } = await following(refusal(401, 'invalid_api_key'));
    const lists = (): readonly number[] => window.sent.filter(({ line }) => line.startsWith('GET')).map(({ at }) => at);
    await window.clock.pass(4 * minute);
    await window.clock.pass(90 * second);
    assert.deepEqual(kindsOf(window), ['unauthorized']);
    await window.clock.pass(4 * hour);
    assert.deepEqual(
      gaps(lists())
        .slice(0, 5)
        .map((gap) => Math.round(gap / minute)),
      [1, 5, 15, 60, 60],
    );
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [['unauthorized'], 'queued']);

    window.answer = (_, ask) => ask();
    window.core.accounts.restart();
    await window.clock.pass(minute);
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [['unauthorized', undefined], 'succeeded']);
  });

  it('that is refused once goes on by itself, and nothing is said', async () => {
    let isFirst = true;
    const { window, job } = await following(refusal(401, 'invalid_api_key'));
    window.answer = (_, ask) => {
      const answer = isFirst ? refusal(401, 'invalid_api_key')() : ask();
      isFirst = false;
      return answer;
    };
    await window.clock.pass(12 * minute);
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [[], 'succeeded']);
  });

  it('that is refused for a while only goes on by itself when it is accepted again', async () => {
    const { window, job } = await following(refusal(401, 'invalid_api_key'));
    await window.clock.pass(30 * minute);
    window.answer = (_, ask) => ask();
    await window.clock.pass(hour);
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [['unauthorized', undefined], 'succeeded']);
  });

  it('that is removed is not asked for; its jobs stay, are marked, and go on when it is kept again', async () => {
    let isKeyKept = true;
    const { window, job } = await following(() => Promise.reject(new Error('It was asked.')), {
      isKeyKept: () => isKeyKept,
    });
    isKeyKept = false;
    window.core.accounts.restart();
    await window.clock.pass(day);
    assert.deepEqual([kindsOf(window), window.sent.length, window.clock.pending], [['keyRemoved'], 1, 0]);
    assert.equal(stateOf(window, job), 'queued');

    isKeyKept = true;
    window.answer = (_, ask) => ask();
    window.core.accounts.restart();
    await window.clock.pass(minute);
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [['keyRemoved', undefined], 'succeeded']);
  });
});

describe('After a 429', () => {
  it('nothing is sent while the pause lasts, the view says until when, and then all goes on by itself', async () => {
    const { window, job } = await following(refusal(429, 'quota_exceeded'));
    const end = window.clock.monotonic() + 4 * minute;
    while (window.sent.length < 2 && window.clock.monotonic() < end) await window.clock.pass(second);
    const refusedAt = window.sent[1]!.at;
    window.answer = (_, ask) => ask();
    assert.deepEqual(window.troubles, [
      { kind: 'paused', until: window.clock.now() - window.clock.monotonic() + refusedAt + minute },
    ]);
    await window.clock.pass(refusedAt + minute - 1 - window.clock.monotonic());
    assert.equal(window.sent.length, 2);
    await window.clock.pass(10 * minute);
    assert.deepEqual([kindsOf(window), stateOf(window, job)], [['paused', undefined], 'succeeded']);
  });

  it('of a click in a window with nothing to do, the view says so until the pause is over', async () => {
    const window = await openVirtualWindow();
    await window.submit();
    await window.clock.pass(10 * minute);
    window.answer = refusal(429, 'quota_exceeded', { 'Retry-After': '90' });
    const refreshed = assert.rejects(window.core.accounts.refresh(window.core.service), { code: 'quota_exceeded' });
    await window.clock.pass(0);
    await refreshed;
    assert.deepEqual(kindsOf(window), ['paused']);
    const sent = window.sent.length;
    await window.clock.pass(90 * second);
    assert.deepEqual([kindsOf(window), window.clock.pending, window.sent.length], [['paused', undefined], 0, sent]);
  });

  it('a service without limits of ours is left alone more and more, too', async () => {
    const { window } = await following(refusal(429, 'quota_exceeded'), { limits: 'none' });
    void window.core.submissions.submit({ prompt: 'another', designMode: 'standard', outputFormat: 'STEP' });
    await window.clock.pass(hour);
    assert.ok(window.sent.length < 100, `${window.sent.length} requests`);
    assert.deepEqual(kindsOf(window), ['unreachable']);
  });
});

describe('While this machine can’t keep what the service says', () => {
  it('that is said, not that the service is out of reach; nothing is lost, and it goes on once it can', async () => {
    let isFull = false;
    const openLog: OpenLog = async (parts) => {
      const opened = await openMemoryLog(parts);
      const { log } = opened;
      const append: typeof log.append = (next, durable) =>
        isFull
          ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))
          : log.append(next, durable);
      return parts.file.endsWith('jobs.jsonl') ? { ...opened, log: { ...log, append } } : opened;
    };
    const { window, job } = await following(() => Promise.reject(new Error('never asked')), { openLog });
    window.answer = (_, ask) => ask();
    isFull = true;
    await window.clock.pass(hour);
    const message = 'ENOSPC: no space left on device, write';
    assert.deepEqual(window.troubles, [{ kind: 'notKept', code: 'ENOSPC', message }]);
    assert.equal(
      reachOf(
        window.troubles.filter((trouble) => trouble !== undefined),
        [],
      ),
      'unknown',
    );
    assert.equal(stateOf(window, job), 'queued');
    isFull = false;
    await window.clock.pass(6 * minute);
    assert.deepEqual(
      [kindsOf(window), stateOf(window, job), window.clock.pending],
      [['notKept', undefined], 'succeeded', 0],
    );
  });
});

describe('Submissions beyond the limit', () => {
  it('wait in the order in which they were asked for, and the view says why', async () => {
    const window = await openVirtualWindow();
    const prompts = Array.from({ length: 30 }, (_, index) => `part ${index}`);
    for (const prompt of prompts) {
      void window.core.submissions.submit({ prompt, designMode: 'assembly', outputFormat: 'STEP' });
      await window.clock.pass(10);
    }
    await window.clock.pass(30 * second);
    assert.equal(window.cloud.jobs().length, 17);
    assert.deepEqual(kindsOf(window), ['limit']);
    await window.clock.pass(2 * minute);
    assert.deepEqual(
      window.cloud.jobs().map(({ prompt }) => prompt),
      prompts,
    );
    assert.equal(window.cloud.refused, 0);
    assert.deepEqual(kindsOf(window), ['limit', undefined]);
  });
});
