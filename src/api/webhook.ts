import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two headers of a delivery that prove where it comes from. */
export interface WebhookHeaders {
  /** `X-Makistry-Signature`: `sha256=` and 64 lower-case hex digits. */
  readonly signature: string | undefined;
  /** `X-Makistry-Timestamp`: Unix time in whole seconds. */
  readonly timestamp: string | undefined;
}

export interface WebhookOptions {
  /** The time now in ms since the Unix epoch; the system's clock when left out. */
  readonly now?: () => number;
}

/**
 * A delivery whose timestamp is further from now than this, in seconds, is refused: it may be an old one, sent again
 * (API.md, "Webhooks").
 */
const toleranceSeconds = 300;

const signaturePattern = /^sha256=([0-9a-f]{64})$/;
const timestampPattern = /^\d{1,12}$/;

/**
 * Whether a webhook comes from the service: the hex HMAC-SHA256, keyed with a signing secret, over `"{timestamp}." +
 * body` (API.md, "Webhooks").
 *
 * Pass the body as it came, before anything has parsed it: the signature covers bytes, and the same JSON can be written
 * in many ways. Each secret is tried in constant time, so that the time taken tells nothing of the signature. This file
 * needs nothing but Node's own `crypto` and can be used on its own.
 *
 * @param rawBody the bytes of the body; a string stands for its UTF-8 bytes
 * @param secrets the signing secret, or several while they are being changed; an empty one never matches
 * @returns false for whatever is missing, malformed, too old, too new or signed with another secret. It never throws.
 */
export function verifyWebhook(
  rawBody: Uint8Array | string,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  options: WebhookOptions = {},
): boolean {
  try {
    return isSigned(rawBody, headers, secrets, options.now?.() ?? Date.now());
  } catch {
    // Types are no protection where this is called from plain JavaScript: what can't be read isn't signed.
    return false;
  }
}

function isSigned(
  rawBody: Uint8Array | string,
  { signature, timestamp }: WebhookHeaders,
  secrets: string | readonly string[],
  now: number,
): boolean {
  const digest = typeof signature === 'string' ? signaturePattern.exec(signature)?.[1] : undefined;
  if (digest === undefined || typeof timestamp !== 'string' || !timestampPattern.test(timestamp)) return false;
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= toleranceSeconds)) return false;
  const given = Buffer.from(digest, 'hex');
  const body = typeof rawBody === 'string' ? Buffer.from(rawBody, 'utf8') : rawBody;
  const matches = (typeof secrets === 'string' ? [secrets] : secrets)
    .filter((secret) => secret !== '')
    .map((secret) =>
      timingSafeEqual(createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest(), given),
    );
  return matches.includes(true);
}
