import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a question looks like, in an address. */
export const questionPattern = /^[\w-]{43}$/;

/** A question that nobody has heard before, so that no answer to it can have been overheard. */
export function newQuestion(): string {
  return randomBytes(32).toString('base64url');
}

/** A secret that only its two sides know, and that is never sent. */
export function newProofKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The answer to a question that only who knows the key can give (RFC 2104, HMAC-SHA256), in hex.
 * @param claim what is proven, such as who answers where: an answer to the same question about anything else is another
 * one
 */
export function proofOf(key: string, question: string, claim: string): string {
  return createHmac('sha256', key).update(`${question}\n${claim}`).digest('hex');
}

/** Whether the answer is the proof and nothing else. @throws what reading the answer throws */
export async function isProof(response: Response, proof: string): Promise<boolean> {
  return isSameText(await startOf(response), proof) && response.status === 200;
}

/** Takes as long wherever they differ. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** As much of the body as a proof has: whatever else answers may go on for ever. */
async function startOf({ body }: Response): Promise<string> {
  let text = '';
  if (!body) return text;
  const decoder = new TextDecoder();
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > 64) break;
  }
  return text;
}
