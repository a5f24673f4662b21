import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { answerWith, type Answer, type Exchange, type Fault } from './faultProxy.js';

/**
 * The connection is reset without a byte of an answer.
 * @param reaches whether the service has got the request by then
 */
export function resetBefore({ reaches }: { reaches: boolean }): Fault {
  return async (exchange) => {
    if (reaches) await exchange.forward();
    reset(exchange);
  };
}

/** The connection is reset after so many bytes of the body. */
export function resetInside(bytes: number): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    exchange.response.writeHead(status, { ...headers, 'Content-Length': body.length });
    await write(exchange, body.subarray(0, bytes));
    reset(exchange);
  };
}

/** The answer is whole; then the connection, which the client may keep for later, is reset. */
export const resetAfter: Fault = async (exchange) => {
  answerWith(exchange.response, await exchange.forward());
  await delay(20);
  reset(exchange);
};

/** No byte of an answer. @param reaches whether the service gets the request */
export function hangBeforeHeaders({ reaches }: { reaches: boolean }): Fault {
  return async (exchange) => {
    if (reaches) await exchange.forward();
    await hang(exchange);
  };
}

/** The answer stops after so many bytes of the body; the connection stays open. */
export function hangInside(bytes: number): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    exchange.response.writeHead(status, { ...headers, 'Content-Length': body.length });
    await write(exchange, body.subarray(0, bytes));
    await hang(exchange);
  };
}

/**
 * The answer ends after so many bytes of the body.
 * @param length what `Content-Length` says: the bytes that were `sent`, or those of the `whole` body
 */
export function truncated(bytes: number, { length }: { length: 'sent' | 'whole' }): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    const sent = body.subarray(0, bytes);
    exchange.response.writeHead(status, {
      ...headers,
      'Content-Length': length === 'sent' ? sent.length : body.length,
    });
    await write(exchange, sent);
    exchange.response.socket?.end();
  };
}

/** `Content-Length` is off by so many bytes; the connection stays open. */
export function wrongLength(difference: number): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.forward();
    exchange.response.writeHead(status, { ...headers, 'Content-Length': body.length + difference });
    await write(exchange, body);
    await hang(exchange);
  };
}

/** The whole answer, headers too, a byte at a time. */
export const oneByteSlices: Fault = async ({ forward, response, over }) => {
  const socket = response.socket;
  for (const byte of raw(await forward(), 'close')) {
    if (over.aborted) return;
    socket?.write(Uint8Array.of(byte));
    await setImmediate();
  }
  socket?.end();
};

/** The answer comes so many ms later. */
export function late(delayMs: number): Fault {
  return async ({ forward, response }) => {
    const answer = await forward();
    await delay(delayMs);
    answerWith(response, answer);
  };
}

/** Another answer than the service's, which doesn't get the request. */
export function insteadOfService(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return ({ response }) => answerWith(response, { status, headers, body: Buffer.from(body) });
}

/** 429, with that `Retry-After` or with none. */
export function tooManyRequests(retryAfter?: string): Fault {
  const body = JSON.stringify({ error_code: 'quota_exceeded', message: 'Slow down.' });
  return insteadOfService(429, body, {
    'Content-Type': 'application/json',
    ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
  });
}

/** The service's own 5xx, in JSON. */
export function serverError(status: number): Fault {
  return insteadOfService(status, JSON.stringify({ error_code: 'internal_error', message: 'Something broke.' }), {
    'Content-Type': 'application/json',
  });
}

/**
 * A page for people, such as a proxy's or a hotel's. It repeats the request's headers, as some do.
 * @param reaches whether the service gets the request
 */
export function page(status: number, title: string, { reaches = false } = {}): Fault {
  return async ({ request, response, forward }) => {
    if (reaches) await forward();
    const body =
      `<!doctype html><html><head><title>${title}</title><style>body{color:red}</style></head><body><h1>${title}</h1>` +
      `<p>Bearer: ${request.headers.authorization ?? 'none'}</p></body></html>`;
    answerWith(response, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: Buffer.from(body) });
  };
}

/**
 * A program's refusal that isn't the service's, such as a firewall's or a gateway's, of what the service gets all the
 * same.
 */
export function foreignJson(status: number): Fault {
  return async ({ response, forward }) => {
    await forward();
    answerWith(response, {
      status,
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from('{"error":{"type":"blocked","code":1020}}'),
    });
  };
}

/** A redirect to another path of the same host, or to a host that writes down what it gets. */
export function redirect(status: 301 | 302 | 303 | 307 | 308, to: 'same host' | 'elsewhere'): Fault {
  return ({ response, request, elsewhereOrigin }) => {
    const location = to === 'elsewhere' ? `${elsewhereOrigin}${request.path}` : '/v1/jobs?limit=1';
    answerWith(response, { status, headers: { Location: location }, body: Buffer.alloc(0) });
  };
}

/** The service's answer behind so many MiB of blanks, which JSON allows, packed to a thousandth of that. */
export function gzipBomb(unpackedMiB: number): Fault {
  return async ({ forward, response }) => {
    const { status, headers, body } = await forward();
    // A gzip file may consist of any number of gzip files (RFC 1952 §2.2).
    const blanks = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));
    const members = [...Array.from({ length: Math.ceil(unpackedMiB / 16) }, () => blanks), gzipSync(body)];
    response.writeHead(status, { ...headers, 'Content-Encoding': 'gzip' });
    // The client is expected to go before the end.
    await pipeline(Readable.from(members), response).catch(() => undefined);
  };
}

/**
 * What the service answered first to the same method and path, as a cache gives it: a job's status can go backwards by
 * it.
 */
export const stale: Fault = async ({ firstAnswer, forward, response }) =>
  answerWith(response, firstAnswer ?? (await forward()));

/** The service gets the request twice, as from a proxy that retries by itself. */
export const forwardedTwice: Fault = async ({ forward, response }) => {
  await forward();
  answerWith(response, await forward());
};

/** The answer comes twice over the same connection. */
export const answeredTwice: Fault = async ({ forward, response }) => {
  const answer = raw(await forward(), 'keep-alive');
  response.socket?.write(Buffer.concat([answer, answer]));
};

/** Bytes that aren't HTTP. */
export const notHttp: Fault = ({ response }) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n');

/** The service's JSON, changed on the way: each job of it, be it one or a list's rows. */
export function eachJob(change: (job: Record<string, unknown>) => Record<string, unknown>): Fault {
  return async ({ forward, response }) => {
    const answer = await forward();
    const json = JSON.parse(answer.body.toString()) as Record<string, unknown>;
    const changed = Array.isArray(json['jobs'])
      ? { ...json, jobs: (json['jobs'] as Record<string, unknown>[]).map(change) }
      : change(json);
    answerWith(response, { ...answer, body: Buffer.from(JSON.stringify(changed)) });
  };
}

/** The answer, with other bytes for its body. */
export function changedBody(change: (body: Buffer) => Buffer, headers: Readonly<Record<string, string>> = {}): Fault {
  return async ({ forward, response }) => {
    const answer = await forward();
    answerWith(response, { ...answer, headers: { ...answer.headers, ...headers }, body: change(answer.body) });
  };
}

/** With an RST, as a crashed peer or a firewall gives it. */
function reset({ response: { socket } }: Exchange): void {
  // Node.js 20 can't reset what is being shut down: it would keep the handle and spin at its own exit.
  if (socket?.writable) socket.resetAndDestroy();
  else socket?.destroy();
}

/** Until the client goes, or the faults are cleared. */
async function hang(exchange: Exchange): Promise<void> {
  if (!exchange.over.aborted)
    await new Promise((resolve) => exchange.over.addEventListener('abort', resolve, { once: true }));
  exchange.response.destroy();
}

/** Resolves when the system has taken the bytes. */
function write({ response }: Exchange, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => response.write(bytes, () => resolve()));
}

/** The answer as it goes over the wire. */
function raw({ status, headers, body }: Answer, connection: 'close' | 'keep-alive'): Buffer {
  const lines = Object.entries({ ...headers, 'Content-Length': body.length, Connection: connection }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`), body]);
}
