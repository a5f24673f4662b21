import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';

export interface DeliveryOptions {
  /** The path that the receiver listens at. */
  readonly path: string;
  readonly port: number;
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** The headers of a delivery as the service makes them (API.md, "Webhooks"). @param at Unix seconds */
export function signedHeaders(
  body: string | Buffer,
  secret: string,
  at = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
  return {
    'Content-Type': 'application/json',
    'X-Makistry-Signature': `sha256=${signature}`,
    'X-Makistry-Timestamp': String(at),
  };
}

/** A finished job as the service posts it. */
export function jobBody(changes: Readonly<Record<string, unknown>> = {}): string {
  const job = {
    job_id: `pub_${randomUUID().slice(0, 12)}`,
    status: 'success',
    endpoint: 'text_to_cad',
    design_mode: 'standard',
    output_format: 'STEP',
    metadata: {},
    latency_ms: 40_000,
  };
  return JSON.stringify({ ...job, ...changes });
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** Sends one request over a connection of its own. @throws when there is no answer */
export function deliver({
  path,
  port,
  method = 'POST',
  headers = {},
  body = '',
}: DeliveryOptions): Promise<ReceiverAnswer> {
  return new Promise((resolve, reject) => {
    const length = 'Transfer-Encoding' in headers ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(
      { host: '127.0.0.1', port, path, method, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
