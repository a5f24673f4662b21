import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const minute = 60_000;

const html = (status: number): Response =>
  new Response('<html><title>Hotel Wi-Fi</title></html>', { status, headers: { 'Content-Type': 'text/html' } });
const refusal = (status: number, code: string): Response =>
  Response.json({ error_code: code, message: 'No.' }, { status });
const lost = (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('ECONNRESET'), { code: 'ECONNRESET' }) });
};

const record = ({ core }: VirtualWindow): JobRecord | undefined => core.store.jobs()[0];
const posts = ({ sent }: VirtualWindow): number => sent.filter(({ line }) => line.startsWith('POST')).length;

/** Submits, and gives how `submit` ended. */
async function submit({ core, clock }: VirtualWindow, ms = minute): Promise<PromiseSettledResult<JobRecord>> {
  const submitted = Promise.allSettled([
    core.submissions.submit({ prompt: 'a part', designMode: 'standard', outputFormat: 'STEP' }),
  ]);
  await clock.pass(ms);
  return (await submitted)[0];
}

/**
 * How each POST is answered, in their order; what follows is answered by the cloud. `ask` hands the request to the
 * cloud.
 */
function answerPosts(
  window: VirtualWindow,
  ...answers: readonly ((ask: () => Promise<Response>) => Response | Promise<Response>)[]
): void {
  const left = [...answers];
  window.answer = async (line, ask) => (line.startsWith('POST') ? ((await left.shift()?.(ask)) ?? ask()) : ask());
}

describe('What ends a request', () => {
  const pages: readonly (readonly [name: string, answer: () => Response])[] = [
    ['a portal’s 403 page', () => html(403)],
    ['a proxy’s 404 page', () => html(404)],
    ['a 401 page', () => html(401)],
    ['a 402 page', () => html(402)],
    ['a 422 page', () => html(422)],
    ['a 410 page', () => html(410)],
    ['a 404 without a body, which is about a job, and a request is none', () => new Response(null, { status: 404 })],
    ['another service’s JSON with 403', () => Response.json({ error: 'Forbidden', traceId: 1 }, { status: 403 })],
    ['another service’s JSON with 404', () => Response.json({ detail: 'Not Found' }, { status: 404 })],
    ['a portal’s 200 page', () => html(200)],
    ['another service’s JSON with 200', () => Response.json({ ok: true })],
    ['an empty 200', () => new Response(null, { status: 200 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { Location: 'https://portal.invalid/' } })],
    ['a 408 page', () => html(408)],
    ['an empty 403', () => new Response(null, { status: 403 })],
  ];
  for (const [name, answer] of pages) {
    it(`is not ${name}: the request that the service has accepted is sent again with its key, and is one job`, async () => {
      const window = await openVirtualWindow();
      answerPosts(window, async (ask) => {
        await ask();
        return answer();
      });
      await submit(window, 5 * minute);
      assert.deepEqual(
        [record(window)?.state, record(window)?.jobId, window.core.store.jobs().length],
        ['succeeded', window.cloud.jobs()[0]?.id, 1],
      );
      assert.deepEqual([window.cloud.jobs().length, posts(window)], [1, 2]);
    });
  }

  it('is not what stands in a portal’s page: the view says what came, and that it goes on by itself', async () => {
    const window = await openVirtualWindow();
    window.answer = () => Promise.resolve(html(403));
    await submit(window, 10 * minute);
    assert.equal(record(window)?.state, 'submitting');
    const [trouble] = window.troubles;
    assert.ok(trouble?.kind === 'unreachable');
    assert.match(trouble.message, /not the service’s \(HTTP 403\).*Hotel Wi-Fi/);
  });

  for (const [status, code] of [
    [402, 'payment_required'],
    [402, 'credits_gone'],
    [422, 'invalid_input'],
    [403, 'account_closed'],
    [400, 'bad_thing'],
  ] as const) {
    it(`is the service’s own ${status} ${code}: the request has failed at once, and is sent once`, async () => {
      const window = await openVirtualWindow();
      answerPosts(window, () => refusal(status, code));
      const outcome = await submit(window);
      assert.equal(outcome.status, 'rejected');
      const { state, errorCode, errorStatus } = record(window) ?? {};
      assert.deepEqual([state, errorCode, errorStatus], ['failed', code, status]);
      assert.deepEqual(
        window.sent.map(({ line }) => line),
        ['POST /text-to-cad'],
      );
    });
  }

  for (const [status, code] of [
    [402, 'payment_required'],
    [422, 'invalid_input'],
    [403, 'forbidden'],
  ] as const) {
    it(`is not a ${status} to a request that the service has taken already: its job is found in the list`, async () => {
      const window = await openVirtualWindow();
      answerPosts(
        window,
        async (ask) => {
          await ask();
          return lost();
        },
        () => refusal(status, code),
      );
      const outcome = await submit(window, 5 * minute);
      assert.equal(outcome.status, 'fulfilled');
      assert.deepEqual(
        [record(window)?.state, record(window)?.jobId, record(window)?.errorCode],
        ['succeeded', window.cloud.jobs()[0]?.id, undefined],
      );
      assert.equal(window.core.store.jobs().length, 1);
    });
  }

  it('is a 402 to a request that got no answer before, once the list has shown that the service has no job of it', async () => {
    const window = await openVirtualWindow();
    answerPosts(window, lost, () => refusal(402, 'payment_required'));
    await submit(window);
    assert.deepEqual([record(window)?.state, record(window)?.errorCode], ['failed', 'payment_required']);
    assert.deepEqual(
      window.sent.map(({ line }) => line),
      ['POST /text-to-cad', 'POST /text-to-cad', 'GET /jobs?limit=100'],
    );
  });

  it('is no refusal while the list can’t be had: the request stays, and is not given up', async () => {
    const window = await openVirtualWindow();
    let isListed = false;
    const answers = [lost, () => refusal(402, 'payment_required')];
    window.answer = async (line, ask) => {
      if (line.startsWith('GET')) return isListed ? ask() : html(200);
      return (answers.shift() ?? (() => refusal(402, 'payment_required')))();
    };
    await submit(window, 10 * minute);
    assert.equal(record(window)?.state, 'submitting');
    isListed = true;
    await window.clock.pass(6 * minute);
    assert.equal(record(window)?.state, 'failed');
  });

  it('is not a 401 to a request that got no answer before: it waits for the key', async () => {
    const window = await openVirtualWindow();
    let isRefused = true;
    let isFirst = true;
    window.answer = async (_, ask) => {
      if (isFirst) {
        isFirst = false;
        await ask();
        return lost();
      }
      return isRefused ? refusal(401, 'invalid_api_key') : ask();
    };
    await submit(window, 10 * minute);
    assert.equal(record(window)?.state, 'submitting');
    isRefused = false;
    window.core.accounts.restart();
    await window.clock.pass(5 * minute);
    assert.deepEqual([record(window)?.state, window.cloud.jobs().length], ['succeeded', 1]);
  });

  it('is not a refusal of what another window has sent: a request that was sent before the start is looked for, too', async () => {
    const window = await openVirtualWindow();
    window.answer = (line, ask) =>
      line.startsWith('POST') ? Promise.resolve(refusal(402, 'payment_required')) : ask();
    const requestId = '00000000-0000-4000-8000-000000000001';
    const metadata = { makistry_vscode: { request_id: requestId } };
    const body = JSON.stringify({ prompt: 'a part', design_mode: 'standard', metadata });
    void window.cloud.fetch('https://simulated.invalid/v1/text-to-cad', {
      method: 'POST',
      body,
      headers: { 'Idempotency-Key': requestId },
    });
    await window.clock.pass(1000);
    const at = new Date(window.clock.now()).toISOString();
    const common = {
      account: window.core.service.account,
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
    };
    await window.core.store.put({
      ...common,
      requestId,
      state: 'submitting',
      createdAt: at,
      sentAt: at,
      prompt: 'a part',
      metadata,
    });
    await window.clock.pass(5 * minute);
    assert.deepEqual([record(window)?.state, window.core.store.jobs().length], ['succeeded', 1]);
  });

  it('never touches what is known as a job: a refusal that comes after its webhook changes nothing', async () => {
    const window = await openVirtualWindow();
    answerPosts(window, async (ask) => {
      await ask();
      const { id } = window.cloud.jobs()[0]!;
      const { request_id: requestId } = (
        window.cloud.jobOut(id)?.metadata as { makistry_vscode: { request_id: string } }
      ).makistry_vscode;
      const told = { jobId: id, status: 'success', metadata: { makistry_vscode: { request_id: requestId } } };
      await window.core.store.mergeWebhook(told, window.core.service.account);
      return refusal(422, 'invalid_input');
    });
    const outcome = await submit(window);
    assert.equal(outcome.status, 'fulfilled');
    assert.deepEqual([record(window)?.state, record(window)?.errorCode], ['succeeded', undefined]);
  });
});

describe('An address without /v1', () => {
  const connection = { baseUrl: 'https://simulated.invalid', apiKey: 'none' };

  it('is told as what it is when nothing is there, and ends the request, which nobody has got', async () => {
    for (const answer of [
      () => new Response(null, { status: 404 }),
      () => Response.json({ detail: 'Not Found' }, { status: 404 }),
    ]) {
      const window = await openVirtualWindow({ connection });
      window.answer = () => Promise.resolve(answer());
      const outcome = await submit(window);
      assert.ok(outcome.status === 'rejected');
      assert.match(String(outcome.reason), /lacks “\/v1”/);
      assert.deepEqual([record(window)?.state, record(window)?.errorCode], ['failed', 'address_without_v1']);
    }
  });

  it('is told in the view when a page comes, which may be anybody’s: the request stays', async () => {
    const window = await openVirtualWindow({ connection });
    window.answer = () => Promise.resolve(html(404));
    await submit(window);
    assert.equal(record(window)?.state, 'submitting');
    const [trouble] = window.troubles;
    assert.ok(trouble?.kind === 'unreachable');
    assert.match(trouble.message, /lacks “\/v1”/);
  });
});
