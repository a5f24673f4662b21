import { setTimeout as delay } from 'node:timers/promises';

export type Json = Record<string, unknown>;

/** What the suite runs against. */
export interface Target {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Undefined: nothing is rotated. */
  readonly keyId: string | undefined;
  /** A service that this run didn't start: it counts requests, its jobs take minutes, and they cost something. */
  readonly isForeign: boolean;
  /** A request with the key, unless `init` has an Authorization of its own. `address` is below the base URL. */
  readonly call: (address: string, init?: RequestInit) => Promise<Response>;
}

const windows = [
  { lengthMs: 60_000, most: 20 },
  { lengthMs: 3_600_000, most: 100 },
];
const quotaWaitsMs = [60_000, 120_000, 240_000, 480_000];

/** The target that run.ts has named in the environment. @throws Error when it hasn't */
export function openTarget(env: NodeJS.ProcessEnv): Target {
  const { CONTRACT_URL: baseUrl, CONTRACT_KEY: apiKey, CONTRACT_KEY_ID: keyId, CONTRACT_FOREIGN: foreign } = env;
  if (baseUrl === undefined || apiKey === undefined) throw new Error('Start the suite with npm run test:contract.');
  const isForeign = foreign === 'yes';
  const send = (address: string, init: RequestInit = {}): Promise<Response> =>
    fetch(baseUrl + address, {
      ...init,
      redirect: 'manual',
      headers: { Authorization: `Bearer ${apiKey}`, ...(init.headers as Record<string, string> | undefined) },
    });
  return { baseUrl, apiKey, keyId, isForeign, call: isForeign ? paced(send) : send };
}

/**
 * Stays within the documented limits, one request after the other. A request counts until a window has passed since its
 * answer, so that the service, which counts from the request's arrival, sees fewer. Others may use the key, too: then
 * it waits as the documents advise.
 */
function paced(send: Target['call']): Target['call'] {
  const answered: number[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  const one: Target['call'] = async (address, init) => {
    for (const quotaWait of [...quotaWaitsMs, undefined]) {
      await delay(waitFor(answered));
      const answer = await send(address, init);
      answered.push(performance.now());
      if (answer.status !== 429 || quotaWait === undefined) return answer;
      await answer.body?.cancel();
      const waitMs = Math.max(quotaWait, (Number(answer.headers.get('retry-after')) || 0) * 1000);
      console.log(`      429 for ${address}: waiting ${waitMs / 1000} s`);
      await delay(waitMs);
    }
    throw new Error('unreachable');
  };
  return (address, init) => {
    const run = tail.then(() => one(address, init));
    tail = run.catch(() => undefined);
    return run;
  };
}

function waitFor(answered: readonly number[]): number {
  return Math.max(
    0,
    ...windows.map(({ lengthMs, most }) => (answered.at(-most) ?? -Infinity) + lengthMs - performance.now()),
  );
}

/** What an error's answer says; empty when its body is none of the documented form. */
export async function errorOf(
  answer: Response,
): Promise<{ readonly status: number; readonly code: unknown; readonly message: unknown }> {
  const text = await answer.text();
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const { error_code: code, message } = body as Json;
  return { status: answer.status, code, message };
}

export async function bodyOf(answer: Response): Promise<Json> {
  return (await answer.json()) as Json;
}
