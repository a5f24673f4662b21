import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './cleanup.js';
import { findRoot } from './root.js';

/**
 * Two origins, as the cloud has them, in front of one built-in service for each key: what each origin was asked is
 * written down.
 */
export interface RecordingCloud {
  readonly baseUrl: string;
  /** The first of `apiKeys`. */
  readonly apiKey: string;
  /** Each sees its own jobs only. */
  readonly apiKeys: readonly string[];
  /** Of the first key. */
  readonly signingSecret: string;
  readonly apiKeyId: string;
  /** `Authorization` of each request to the API, by method and path. */
  readonly api: readonly RecordedRequest[];
  readonly storage: readonly RecordedRequest[];
  /** While true, jobs that have ended are told as being processed still. */
  held: boolean;
  /** While true, every request to the API is answered with 429. */
  refusing: boolean;
  /** While set, every request to the API is answered with this error. */
  error: { readonly status: number; readonly code: string; readonly message: string } | undefined;
  /** While true, every connection to the API is lost. */
  unreachable: boolean;
  /** Whether every job has ended. Asks the services past the origins, so nothing is written down. */
  isIdle(): Promise<boolean>;
  close(): Promise<void>;
}

export interface RecordedRequest {
  readonly line: string;
  /** `performance.now()` at its arrival. */
  readonly at: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Empty until all of it has come. */
  body: Buffer;
}

export interface CloudOptions {
  readonly keys?: number;
  /** Of each service's command line, besides where its data is. */
  readonly args?: readonly string[];
  /** Added to each service's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export async function startRecordingCloud({
  keys = 1,
  args = [],
  env = {},
}: CloudOptions = {}): Promise<RecordingCloud> {
  const services = await Promise.all(Array.from({ length: keys }, () => startService(args, env)));
  /** Where each service's files are: its place in the list is the first part of the path that the cloud gives. */
  const fileOrigins: string[] = [];

  const storage = await startProxy(
    ({ url = '' }) => url.replace(/^\/(\d+)/, (_, index: string) => fileOrigins[Number(index)] ?? ''),
    (body) => body,
  );
  const serviceOf = ({ headers }: http.IncomingMessage): Service | undefined =>
    services.find(({ apiKey }) => headers.authorization === `Bearer ${apiKey}`) ?? services[0];
  const control: Pick<RecordingCloud, 'held' | 'refusing' | 'error' | 'unreachable'> = {
    held: false,
    refusing: false,
    error: undefined,
    unreachable: false,
  };
  const refusal = (): Refusal | undefined => {
    if (control.unreachable) return { status: 'lost' };
    return control.refusing ? { status: 429, code: 'quota_exceeded', message: 'Slow down.' } : control.error;
  };
  const api = await startProxy(
    (request) => refusal() ?? new URL(serviceOf(request)?.baseUrl ?? '').origin + (request.url ?? ''),
    (body, request) =>
      (control.held ? stillProcessing(body) : body).replace(
        /"download_url":"(http:\/\/[^/]+)/g,
        (_, origin: string) => {
          const index = services.findIndex((service) => service === serviceOf(request));
          fileOrigins[index] = origin;
          return `"download_url":"${storage.origin}/${index}`;
        },
      ),
  );
  const apiKeys = services.map(({ apiKey }) => apiKey);
  return Object.assign(control, {
    baseUrl: `${api.origin}/v1`,
    apiKey: apiKeys[0] ?? '',
    apiKeys,
    signingSecret: services[0]?.signingSecret ?? '',
    apiKeyId: services[0]?.apiKeyId ?? '',
    api: api.seen,
    storage: storage.seen,
    isIdle: async () => (await Promise.all(services.map(hasEndedJobsOnly))).every(Boolean),
    close: async () => {
      api.server.close();
      storage.server.close();
      await Promise.all(services.map((service) => service.stop()));
    },
  });
}

/** An answer about jobs, as it would be if none had ended. */
function stillProcessing(body: string): string {
  const answer = JSON.parse(body) as { jobs?: Record<string, unknown>[] };
  const ofUnfinished = ['job_id', 'endpoint', 'design_mode', 'output_format', 'created_at', 'updated_at', 'metadata'];
  const unfinished = (job: Record<string, unknown>): Record<string, unknown> =>
    job['status'] === 'queued'
      ? job
      : { ...Object.fromEntries(ofUnfinished.map((name) => [name, job[name]])), status: 'processing' };
  return answer.jobs ? JSON.stringify({ ...answer, jobs: answer.jobs.map(unfinished) }) : body;
}

interface Service {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly signingSecret: string;
  readonly apiKeyId: string;
  stop(): Promise<void>;
}

async function startService(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Service> {
  const folder = temporaryFolder();
  const command = [path.join(findRoot(), 'dist/makistry-local.js'), '--data', folder.path, ...args];
  const service = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
  const address = JSON.parse(line) as Omit<Service, 'stop'>;
  const stop = async (): Promise<void> => {
    const gone = once(service, 'exit');
    service.kill('SIGTERM');
    await gone;
    folder.remove();
  };
  return { ...address, stop };
}

async function hasEndedJobsOnly({ baseUrl, apiKey }: Service): Promise<boolean> {
  const answer = await fetch(`${baseUrl}/jobs`, { headers: { Authorization: `Bearer ${apiKey}` } });
  const { jobs } = (await answer.json()) as { jobs: { status: string }[] };
  return jobs.every(({ status }) => status === 'success' || status === 'failed');
}

interface Proxy {
  readonly server: http.Server;
  readonly origin: string;
  readonly seen: RecordedRequest[];
}

/** How a request fails: by an answer, or without one. */
type Refusal = NonNullable<RecordingCloud['error']> | { readonly status: 'lost' };

/** @param target where a request goes, or how it fails */
async function startProxy(
  target: (request: http.IncomingMessage) => string | Refusal,
  change: (body: string, request: http.IncomingMessage) => string,
): Promise<Proxy> {
  const seen: RecordedRequest[] = [];
  const forward = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
    record: RecordedRequest,
  ): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    record.body = Buffer.concat(chunks);
    const headers = Object.fromEntries(
      ['authorization', 'content-type', 'idempotency-key'].flatMap((name) =>
        request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
      ),
    );
    const address = target(request);
    if (typeof address !== 'string') {
      if (address.status === 'lost') response.destroy();
      else
        response
          .writeHead(address.status, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ error_code: address.code, message: address.message }));
      return;
    }
    const answer = await fetch(address, {
      method: request.method ?? 'GET',
      headers,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    response
      .writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' })
      .end(change(await answer.text(), request));
  };
  const server = http.createServer((request, response) => {
    const record: RecordedRequest = {
      line: `${request.method ?? ''} ${request.url ?? ''}`,
      at: performance.now(),
      headers: request.headers,
      body: Buffer.alloc(0),
    };
    seen.push(record);
    forward(request, response, record).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
