import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { startServiceProcess, type ServiceProcess } from './serviceProcess.js';

/**
 * A proxy on loopback in front of the built-in service that misbehaves as a test tells it to
 * (test/support/faultKinds.ts).
 */
export interface FaultProxy {
  /** Such as `http://127.0.0.1:1234/v1`; the same for the proxy's whole life. */
  readonly baseUrl: string;
  /** The service's own key. */
  readonly apiKey: string;
  /** The service's own `…/v1`, past all faults. */
  readonly serviceUrl: string;
  /** Every request that arrived, oldest first. */
  readonly requests: readonly ProxiedRequest[];
  /**
   * What arrived at the other host that redirects can lead to. It answers every request like a service that has no job.
   */
  readonly elsewhere: readonly ProxiedRequest[];
  /** The fault of the next `times` requests that have none yet. */
  next(fault: Fault, times?: number): void;
  /** The fault of all requests for which `next` has none. */
  always(fault: Fault): void;
  /** Nothing accepts connections any more, and those that clients keep are closed. */
  refuse(): Promise<void>;
  /**
   * From now on all is well: no fault, connections are accepted, and the connections of requests that hang are closed.
   * The records stay.
   */
  clear(): Promise<void>;
  /** Empties the records. */
  forget(): void;
  /** Ends the proxy and the service. */
  close(): Promise<void>;
}

export interface ProxiedRequest {
  readonly method: string;
  /** With the query: `/v1/jobs?limit=100`. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** When it had arrived, in ms of `performance.now()`. */
  readonly time: number;
  /** Whether the service got it and answered, whatever became of the answer. */
  readonly forwarded: boolean;
}

/** How one request is answered. */
export type Fault = (exchange: Exchange) => Promise<void> | void;

/** One request that waits for its answer. */
export interface Exchange {
  readonly request: ProxiedRequest;
  readonly response: http.ServerResponse;
  /** Hands the request to the service; each call does it once more. */
  readonly forward: () => Promise<Answer>;
  /** The service's first answer to a request with the same method and path; undefined when this one is the first. */
  readonly firstAnswer: Answer | undefined;
  /** Aborted when the client has gone or the faults are cleared. */
  readonly over: AbortSignal;
  /** Such as `http://127.0.0.1:1235`: the other host. */
  readonly elsewhereOrigin: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Gives the answer as the service meant it. */
export function answerWith(response: http.ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
}

const noFault: Fault = async ({ response, forward }) => answerWith(response, await forward());

/** Starts the service and the proxy. @throws Error when the service can't be started */
export async function startFaultProxy(): Promise<FaultProxy> {
  const service = await startServiceProcess();
  const elsewhere = await startElsewhere();
  const proxy = new Misbehaving(service, elsewhere);
  await proxy.listen();
  return proxy;
}

class Misbehaving implements FaultProxy {
  readonly apiKey: string;
  readonly serviceUrl: string;
  readonly requests: ProxiedRequest[] = [];
  readonly elsewhere: ProxiedRequest[];
  readonly #service: ServiceProcess;
  readonly #elsewhere: Elsewhere;
  readonly #server: http.Server;
  readonly #queued: Fault[] = [];
  readonly #firstAnswers = new Map<string, Answer>();
  #standing: Fault = noFault;
  #cleared = new AbortController();
  #port = 0;

  constructor(service: ServiceProcess, elsewhere: Elsewhere) {
    this.apiKey = service.apiKey;
    this.serviceUrl = service.baseUrl;
    this.elsewhere = elsewhere.requests;
    this.#service = service;
    this.#elsewhere = elsewhere;
    this.#server = http.createServer((request, response) => {
      // A proxy that fails by itself is a bad gateway, whose page says why.
      this.#answer(request, response).catch((error: unknown) =>
        response.headersSent ? response.destroy() : response.writeHead(502).end(String(error)),
      );
    });
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  async listen(): Promise<void> {
    if (this.#server.listening) return;
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = portOf(this.#server);
  }

  next(fault: Fault, times = 1): void {
    for (let i = 0; i < times; i++) this.#queued.push(fault);
  }

  always(fault: Fault): void {
    this.#standing = fault;
  }

  async refuse(): Promise<void> {
    await closeServer(this.#server);
    // Until then a client takes the connections that it kept for open ones.
    await delay(20);
  }

  async clear(): Promise<void> {
    this.#queued.length = 0;
    this.#standing = noFault;
    this.#cleared.abort();
    this.#cleared = new AbortController();
    await this.listen();
  }

  forget(): void {
    this.requests.length = 0;
    this.elsewhere.length = 0;
    this.#firstAnswers.clear();
  }

  async close(): Promise<void> {
    await Promise.all([closeServer(this.#server), closeServer(this.#elsewhere.server), this.#service.stop()]);
  }

  async #answer(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const request = { ...(await recorded(incoming)), forwarded: false };
    this.requests.push(request);
    const fault = this.#queued.shift() ?? this.#standing;
    const line = `${request.method} ${request.path}`;
    await fault({
      request,
      response,
      forward: async () => {
        const answer = await forward(new URL(request.path, this.serviceUrl), request);
        request.forwarded = true;
        if (!this.#firstAnswers.has(line)) this.#firstAnswers.set(line, answer);
        return answer;
      },
      firstAnswer: this.#firstAnswers.get(line),
      over: AbortSignal.any([gone.signal, this.#cleared.signal]),
      elsewhereOrigin: `http://127.0.0.1:${portOf(this.#elsewhere.server)}`,
    });
  }
}

interface Elsewhere {
  readonly server: http.Server;
  readonly requests: ProxiedRequest[];
}

async function startElsewhere(): Promise<Elsewhere> {
  const requests: ProxiedRequest[] = [];
  const server = http.createServer((request, response) => {
    void recorded(request).then((record) => {
      requests.push(record);
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end('{"job_id":"pub_elsewhere","status":"success","jobs":[]}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, requests };
}

async function recorded(incoming: http.IncomingMessage): Promise<ProxiedRequest> {
  const body = await buffer(incoming);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body,
    time: performance.now(),
    forwarded: false,
  };
}

/** Over a connection of its own, so that no fault of an earlier one is carried along. */
async function forward(url: URL, { method, headers, body }: ProxiedRequest): Promise<Answer> {
  const outgoing = http.request(url, {
    method,
    agent: false,
    headers: { ...headers, host: url.host, connection: 'close' },
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  const type = answer.headers['content-type'];
  return {
    status: answer.statusCode ?? 0,
    headers: type === undefined ? {} : { 'Content-Type': type },
    body: await buffer(answer),
  };
}

async function closeServer(server: http.Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}
