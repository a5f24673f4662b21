import assert from 'node:assert/strict';
import { testAddress, receiverProof, selfTestPath, type WebhookProblem } from '../../../src/webhook/selfTest.js';

const callbackUrl = 'https://tunnel.example/makistry/x';
const proofKey = 's'.repeat(43);

/** An answer to the question, as `fetch` gives it. */
type Answer = (question: string, signal: AbortSignal) => Promise<Response>;

const test = (
  answer: Answer,
  options: { url?: string; timeoutMs?: number } = {},
): Promise<WebhookProblem | undefined> => {
  const fetch: typeof globalThis.fetch = (input, init) => {
    assert.equal(init?.redirect, 'manual');
    const address = String(input instanceof Request ? input.url : input);
    assert.ok(address.startsWith(callbackUrl + selfTestPath), address);
    return answer(address.slice((callbackUrl + selfTestPath).length), init.signal!);
  };
  return testAddress({
    callbackUrl: options.url ?? callbackUrl,
    proofKey,
    fetch,
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
  });
};
const answered =
  (status: number, body: string | null = null, headers: Record<string, string> = {}): Answer =>
  () =>
    Promise.resolve(new Response(body, { status, headers }));
const failed =
  (code: string): Answer =>
  () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

describe('The self-test of the webhook address', () => {
  it('passes when the receiver itself answers, to a question that nobody has heard before', async () => {
    const questions = new Set<string>();
    for (let time = 0; time < 3; time++) {
      const problem = await test((question) => {
        questions.add(question);
        return Promise.resolve(new Response(receiverProof(proofKey, question)));
      });
      assert.equal(problem, undefined);
    }
    assert.equal(questions.size, 3);
    for (const question of questions) assert.match(question, /^[\w-]{43}$/);
  });

  it('asks nobody when the address can’t be right', async () => {
    const never: Answer = () => assert.fail('it asked');
    assert.deepEqual(await test(never, { url: 'http://tunnel.example/makistry/x' }), { kind: 'notHttps' });
    assert.deepEqual(await test(never, { url: 'https://127.0.0.1/makistry/x' }), { kind: 'notPublic' });
  });

  const problems: readonly (readonly [what: string, answer: Answer, problem: WebhookProblem])[] = [
    [
      'another receiver’s answer',
      (question) => Promise.resolve(new Response(receiverProof('another', question))),
      { kind: 'otherServer', status: 200 },
    ],
    [
      'a replayed answer',
      answered(200, receiverProof(proofKey, 'an older question')),
      { kind: 'otherServer', status: 200 },
    ],
    ['the question back', (question) => Promise.resolve(new Response(question)), { kind: 'otherServer', status: 200 }],
    ['a server without that path', answered(404), { kind: 'otherServer', status: 404 }],
    ['an empty answer', answered(200), { kind: 'otherServer', status: 200 }],
    [
      'a web page',
      answered(200, '<html>Sign in</html>', { 'Content-Type': 'text/html; charset=utf-8' }),
      { kind: 'login' },
    ],
    [
      'a redirect to a login, as of a forwarded port that is private',
      answered(302, null, { Location: 'https://github.example/login' }),
      { kind: 'login' },
    ],
    ['a refusal', answered(401), { kind: 'login' }],
    ['a tunnel with nothing behind it', answered(502, 'Bad gateway'), { kind: 'gateway', status: 502 }],
    ['an unknown name', failed('ENOTFOUND'), { kind: 'network', failure: 'dns' }],
    ['a closed port', failed('ECONNREFUSED'), { kind: 'network', failure: 'refused' }],
    [
      'a certificate that nobody trusts',
      failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      { kind: 'network', failure: 'tls' },
    ],
    ['a self-signed certificate', failed('DEPTH_ZERO_SELF_SIGNED_CERT'), { kind: 'network', failure: 'tls' }],
    ['a lost connection', failed('ECONNRESET'), { kind: 'network', failure: 'interrupted' }],
  ];
  for (const [what, answer, problem] of problems)
    it(`tells ${what} from the receiver`, async () => assert.deepEqual(await test(answer), problem));

  it('does not wait for ever for an answer, or for the end of one', async () => {
    const silence: Answer = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    assert.deepEqual(await test(silence, { timeoutMs: 50 }), { kind: 'network', failure: 'timeout' });
    const endless: Answer = () =>
      Promise.resolve(new Response(new ReadableStream({ pull: (controller) => controller.enqueue(Buffer.from('x')) })));
    assert.deepEqual(await test(endless), { kind: 'otherServer', status: 200 });
  });
});
