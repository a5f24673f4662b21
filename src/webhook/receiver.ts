import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookHeaders } from '../api/webhook';
import type { Logger } from '../base/logger';
import { isSameText, questionPattern } from '../base/proof';
import { selfTestPath } from './selfTest';

/** What became of a delivery. It is `stored` once it is in the ledger, also when it had come before. */
export type DeliveryOutcome = 'stored' | 'unsigned' | 'unreadable';

export interface ReceiverParts {
  /** Loopback port; 0 for any. */
  readonly port: number;
  /** Where deliveries go, such as `/makistry/…`: nobody can guess it. */
  readonly path: string;
  /** Takes in a delivery. @throws when it can't be stored now, and then the service is to send it again */
  readonly accept: (rawBody: Uint8Array, headers: WebhookHeaders) => Promise<DeliveryOutcome>;
  /** The answer that only this receiver can give to a question of the self-test. */
  readonly prove: (question: string) => string;
  readonly log: Logger;
  /** How long a request may take in ms, from its first byte to its last; 10 s if not given. */
  readonly requestLimitMs?: number;
}

export interface WebhookReceiver {
  readonly port: number;
  /** Ends it, and every connection. */
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** A job is some kB; nothing that the service sends is larger. */
const maxBodyBytes = 1024 * 1024;
const maxHeaderBytes = 16 * 1024;

/** The most bytes of bodies that are held at once, however many requests there are. */
const maxHeldBytes = 16 * maxBodyBytes;

/** The most connections that slow senders can hold. */
const maxConnections = 1024;

const statusOf: Readonly<Record<DeliveryOutcome, number>> = { stored: 204, unsigned: 401, unreadable: 400 };

/**
 * Receives the service's webhooks on loopback; a tunnel or a forwarded port brings them here. It answers without a
 * body, so that nobody learns why.
 * @throws the system's error when the port is taken (`EADDRINUSE`)
 */
export function startReceiver(parts: ReceiverParts): Promise<WebhookReceiver> {
  const { port, requestLimitMs = 10_000, log } = parts;
  const bodies = new Bodies();
  const limits = {
    maxHeaderSize: maxHeaderBytes,
    requestTimeout: requestLimitMs,
    headersTimeout: requestLimitMs,
    connectionsCheckingInterval: requestLimitMs / 10,
    keepAliveTimeout: 5000,
  };
  const server = createServer(limits, (request, response) => {
    answer(parts, bodies, request, response).catch((error: unknown) => {
      log.debug(`A webhook request was not answered: ${String(error)}`);
      request.destroy();
    });
  });
  server.maxConnections = maxConnections;
  // A malformed request, or one that takes too long, is nobody's webhook.
  server.on('clientError', (_, socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) }),
    );
  });
}

async function answer(
  parts: ReceiverParts,
  bodies: Bodies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, headers, text } = await replyTo(parts, bodies, request);
  // What is left of a refused body stays unread, so the connection can't be used again.
  response.writeHead(status, { ...headers, ...(!request.complete && { Connection: 'close' }) }).end(text);
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

async function replyTo(
  { path, accept, prove, log }: ReceiverParts,
  bodies: Bodies,
  request: IncomingMessage,
): Promise<Reply> {
  const { method, url = '' } = request;
  const [address = '', question = ''] = url.split(selfTestPath);
  if (!isSameText(address, path)) return { status: 404 };
  if (method === 'GET' && questionPattern.test(question))
    return {
      status: 200,
      headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
      text: prove(question),
    };
  if (address !== url) return { status: 404 };
  if (method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
  const body = await bodies.read(request);
  if (typeof body === 'number') return { status: body };
  try {
    const outcome = await accept(body, {
      signature: singleHeader(request, 'x-makistry-signature'),
      timestamp: singleHeader(request, 'x-makistry-timestamp'),
    });
    if (outcome !== 'stored') log.warn(`A webhook was refused: ${outcome}.`);
    return { status: statusOf[outcome] };
  } catch (error) {
    log.error('A webhook could not be stored; the service will send it again.', error);
    return { status: 503 };
  }
}

/** Reads the bodies of requests, all of them together within a limit. */
class Bodies {
  #held = 0;

  /**
   * @returns the status to refuse it with when it is too large, or when there is too much at once; what is left of it
   * then stays unread.
   * @throws when the connection ends before it
   */
  read(request: IncomingMessage): Promise<Uint8Array | number> {
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve(413);
    return new Promise<Uint8Array | number>((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      request.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength;
        this.#held += chunk.byteLength;
        chunks.push(chunk);
        if (size <= maxBodyBytes && this.#held <= maxHeldBytes) return;
        request.pause();
        resolve(size > maxBodyBytes ? 413 : 503);
      });
      request.once('end', () => resolve(Buffer.concat(chunks)));
      request.once('error', reject);
      request.once('close', () => {
        this.#held -= size;
        size = 0;
        chunks.length = 0;
        reject(new Error('The connection ended before the body.'));
      });
    });
  }
}

/** Undefined when it is missing; two of a kind are joined by Node, and then no signature. */
function singleHeader({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
