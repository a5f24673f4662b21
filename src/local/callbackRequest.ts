import { createHmac } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';

/** Sends one callback. @returns the answer's status @throws the network's error; the signal's reason */
export type SendCallback = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
) => Promise<number>;

export interface CallbackSender {
  readonly send: SendCallback;
  close(): Promise<void>;
}

/** Sockets to one receiver; further callbacks wait. */
const socketsPerReceiver = 8;

/** @param extraCa PEM certificates to trust besides the usual ones */
export function createCallbackSender(extraCa: string | undefined): CallbackSender {
  const agent = new Agent({
    connections: socketsPerReceiver,
    ...(extraCa !== undefined && { connect: { ca: [...rootCertificates, extraCa] } }),
  });
  return {
    // It follows no redirect.
    send: async (url, headers, body, signal) => {
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal });
      // The status is the whole answer: what becomes of its body, which frees the socket, changes nothing.
      await answer.body.dump({ limit: 65_536, signal }).catch(() => undefined);
      return answer.statusCode;
    },
    close: () => agent.destroy(),
  };
}

/** The headers of a callback (API.md, "Webhooks"). @param now ms since the Unix epoch */
export function callbackHeaders(body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Makistry-Webhook/1.0',
    'X-Makistry-Timestamp': timestamp,
    'X-Makistry-Signature': `sha256=${signature}`,
  };
}
