import { readlink } from 'node:fs/promises';
import { thisProcess } from '../base/owner';
import { isProof, newQuestion, proofOf } from '../base/proof';

/**
 * The path under which whoever listens at the address's origin is asked to prove itself; the question is its last
 * segment. It isn't part of the API and needs no key.
 */
export const proofPath = '/proof/';

/** What has to be known of a service to find out whether it still is the one that listens. */
export interface ProvableAddress {
  /** Such as `http://127.0.0.1:1234/v1`. */
  readonly baseUrl: string;
  /** Made anew at each start, and never sent. */
  readonly proofKey: string;
}

/**
 * The service's answer to a question. It covers the port and whose loopback it is: anyone who passes the question on to
 * the service from another port, or from another machine or container with the same home, gets an answer that is wrong
 * for the one who asked.
 */
export async function listenerProof({ baseUrl, proofKey }: ProvableAddress, question: string): Promise<string> {
  return proofOf(proofKey, question, `makistry-local ${new URL(baseUrl).host} ${await ownLoopback()}`);
}

/**
 * Asks whoever listens at the address to prove that it is the service; nothing secret is sent.
 * @throws what `fetch` throws when nobody answers
 */
export async function isServiceItself(
  address: ProvableAddress,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<boolean> {
  const question = newQuestion();
  const response = await fetch(new URL(proofPath + question, address.baseUrl), {
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  return isProof(response, await listenerProof(address, question));
}

/** The loopback network that this process sees: the machine's, or that of a container (namespaces(7)). */
async function ownLoopback(): Promise<string> {
  const [{ machine }, network] = await Promise.all([thisProcess(), readlink('/proc/self/ns/net').catch(() => '')]);
  return `${machine} ${network}`;
}
