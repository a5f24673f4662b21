import { networkError, type NetworkFailure } from '../api/errors';
import { isProof, newQuestion, proofOf } from '../base/proof';
import { addressProblem, type AddressProblem } from './address';

/** The self-test asks at this path below the receiver's own, with its question behind the last slash. */
export const selfTestPath = '/self-test/';

/** What keeps webhooks from arriving. */
export type WebhookProblem =
  | { readonly kind: AddressProblem }
  /** VS Code gives no https address here, and none is set. */
  | { readonly kind: 'noAddress' }
  /** The receiver's port is another program's. */
  | { readonly kind: 'portTaken'; readonly port: number }
  | { readonly kind: 'network'; readonly failure: NetworkFailure }
  /** A page to log in comes first, as with a forwarded port that isn't public. */
  | { readonly kind: 'login' }
  /** The tunnel or proxy answers, and doesn't reach the receiver. */
  | { readonly kind: 'gateway'; readonly status: number }
  /** Something else answers at the address. */
  | { readonly kind: 'otherServer'; readonly status: number };

export interface SelfTestParts {
  /** The address that the service is to send to. */
  readonly callbackUrl: string;
  /** The receiver's. It is no part of the address, which whoever answers there has just been told. */
  readonly proofKey: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs?: number;
}

const answerLimitMs = 10_000;

/** What the receiver answers to a question: only who knows the key can. */
export function receiverProof(proofKey: string, question: string): string {
  return proofOf(proofKey, question, 'makistry-webhook');
}

/** Asks at the address whether it really is the receiver's. @returns what is wrong, or undefined when nothing is */
export async function testAddress({
  callbackUrl,
  proofKey,
  fetch,
  timeoutMs = answerLimitMs,
}: SelfTestParts): Promise<WebhookProblem | undefined> {
  const problem = addressProblem(callbackUrl);
  if (problem) return { kind: problem };
  const question = newQuestion();
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    // A redirect is an answer: the service follows none.
    const response = await fetch(callbackUrl + selfTestPath + question, {
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: limit,
    });
    return (await isProof(response, receiverProof(proofKey, question))) ? undefined : problemOf(response);
  } catch (error) {
    return { kind: 'network', failure: networkError(error, limit.aborted).failure };
  }
}

function problemOf({ status, headers, type }: Response): WebhookProblem {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400) || status === 401 || status === 403)
    return { kind: 'login' };
  if (status >= 500) return { kind: 'gateway', status };
  if (status === 200 && headers.get('content-type')?.includes('html')) return { kind: 'login' };
  return { kind: 'otherServer', status };
}
