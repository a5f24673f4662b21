import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { partsOf } from '../support/forms.js';

/** A submission as it went by, also one whose sender was killed in the middle of it. */
export interface Attempt {
  /** Its `Idempotency-Key`. */
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
  /** What has come of its body so far. */
  readonly chunks: readonly Buffer[];
  /** Whether all of it has come. */
  readonly isWhole: boolean;
}

/** Between the windows and the service: passes on every byte as it comes, and writes the submissions down. */
export interface RecordingProxy {
  /** Such as `http://127.0.0.1:1234/v1`. */
  readonly baseUrl: string;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** Resolves at the next byte of a submission's body. */
  nextByte(): Promise<void>;
  /** Resolves when the next submission has come as a whole, whose answer is still to come. */
  nextWhole(): Promise<void>;
  /** Empties the record. */
  forget(): void;
  close(): Promise<void>;
}

/** An answer is on its way for up to so many ms, so that a kill can strike while it is. */
const answerWithinMs = 40;

/** @param serviceUrl such as `http://127.0.0.1:1234/v1` */
export async function startRecordingProxy(serviceUrl: string): Promise<RecordingProxy> {
  const attempts: Attempt[] = [];
  const waiting = { byte: [] as (() => void)[], whole: [] as (() => void)[] };
  const tell = (what: keyof typeof waiting): void => waiting[what].splice(0).forEach((resolve) => resolve());

  const record = (incoming: http.IncomingMessage): void => {
    const chunks: Buffer[] = [];
    const attempt = {
      key: String(incoming.headers['idempotency-key']),
      path: incoming.url ?? '',
      contentType: incoming.headers['content-type'] ?? '',
      chunks,
      isWhole: false,
    };
    attempts.push(attempt);
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      tell('byte');
    });
    incoming.on('end', () => {
      attempt.isWhole = true;
      tell('whole');
    });
  };

  const server = http.createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '', serviceUrl);
    const outgoing = http.request(url, {
      method: incoming.method,
      agent: false,
      headers: { ...incoming.headers, host: url.host, connection: 'close' },
    });
    // A sender that is gone is gone for the service, too.
    response.on('close', () => outgoing.destroy());
    outgoing.on('error', () => response.destroy());
    outgoing.on('response', (answer) => {
      const pass = async (): Promise<void> => {
        const body = await buffer(answer);
        if (incoming.method === 'POST') await delay(Math.random() * answerWithinMs);
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      };
      pass().catch(() => response.destroy());
    });
    if (incoming.method === 'POST') record(incoming);
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    attempts,
    nextByte: () => new Promise((resolve) => waiting.byte.push(resolve)),
    nextWhole: () => new Promise((resolve) => waiting.whole.push(resolve)),
    forget: () => void attempts.splice(0),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * What an attempt asks for, without what differs from one form to the next: its boundary.
 * @throws when its body isn't whole
 */
export async function askedFor({
  contentType,
  chunks,
  isWhole,
}: Attempt): Promise<{
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly images: readonly Buffer[];
}> {
  if (!isWhole) throw new Error('The body was cut off.');
  const body = Buffer.concat(chunks);
  if (contentType === 'application/json') {
    const { metadata } = JSON.parse(body.toString()) as { metadata: Record<string, unknown> };
    return { metadata, text: body.toString(), images: [] };
  }
  const parts = await partsOf(body, contentType);
  const fields = Object.fromEntries(
    parts.filter(({ fileName }) => fileName === undefined).map(({ name, content }) => [name, content.toString()]),
  );
  return {
    metadata: JSON.parse(fields['metadata_json'] ?? '') as Record<string, unknown>,
    text: JSON.stringify(fields),
    images: parts.filter(({ fileName }) => fileName !== undefined).map(({ content }) => content),
  };
}
