import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { StepFile } from './stepFile.js';
import { answerWith, type Answer, type Exchange, type Fault, type ProxiedRequest } from './faultProxy.js';

/**
 * A service whose jobs have all succeeded, and a storage behind another origin, on loopback, that misbehave as a test
 * tells them to.
 */
export interface StorageServer {
  /** Such as `http://127.0.0.1:1234/v1`: it answers `GET /jobs/…` and `GET /jobs`, and takes prompts. */
  readonly baseUrl: string;
  readonly storageOrigin: string;
  /** What the API was asked: paths with their queries. */
  readonly api: readonly string[];
  /** What arrived at the storage. */
  readonly storage: readonly ProxiedRequest[];
  /** How many requests to the storage are open now. */
  readonly open: number;
  /** The most that were open at a time. */
  readonly mostOpen: number;
  /** What every job's file holds. */
  body: Buffer;
  format: string;
  projectName: (jobId: string) => string;
  /** Jobs that are told as expired, with 410. */
  readonly expired: Set<string>;
  /** When the file of a job goes, as it is told; none if not given. */
  expiresAt: ((jobId: string) => string | undefined) | undefined;
  /** How many jobs the list has: `pub_1` to `pub_<jobs>`. */
  jobs: number;
  /**
   * When set, the list comes in pages, newest first: `pub_<jobs>` is the newest, and each job was made at its own time.
   */
  pages: { readonly size: number; readonly createdAt: (number: number) => string } | undefined;
  /** Whether it gives parts and says an `ETag`. */
  ranges: boolean;
  /** Overrides the signed address. */
  address: ((jobId: string) => string) | undefined;
  /** How the storage answers the next request that has no fault yet. */
  next(fault: Fault): void;
  always(fault: Fault | undefined): void;
  reset(): void;
  close(): Promise<void>;
}

/** A cube. */
export const validStep = ((file: StepFile) => {
  file.product('part', [file.box([1, 1, 1]).solid]);
  return Buffer.from(file.bytes());
})(new StepFile());

export async function startStorageServer(): Promise<StorageServer> {
  const storage = new Storage();
  await storage.listen();
  return storage;
}

class Storage implements StorageServer {
  readonly api: string[] = [];
  readonly storage: ProxiedRequest[] = [];
  open = 0;
  mostOpen = 0;
  body: Buffer = validStep;
  format = 'STEP';
  projectName = (jobId: string): string => jobId;
  readonly expired = new Set<string>();
  readonly #metadata = new Map<string, unknown>();
  expiresAt: StorageServer['expiresAt'];
  jobs = 1;
  pages: StorageServer['pages'];
  ranges = true;
  address: ((jobId: string) => string) | undefined;
  readonly #queued: Fault[] = [];
  #standing: Fault | undefined;
  #cleared = new AbortController();
  readonly #api = http.createServer((request, response) => {
    if (request.method === 'POST') void this.#accept(request, response);
    else this.#tell(request.url ?? '', response);
  });
  readonly #storage = http.createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) =>
      response.headersSent ? response.destroy() : response.writeHead(502).end(String(error)),
    );
  });

  get baseUrl(): string {
    return `${originOf(this.#api)}/v1`;
  }

  get storageOrigin(): string {
    return originOf(this.#storage);
  }

  async listen(): Promise<void> {
    for (const server of [this.#api, this.#storage]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
  }

  next(fault: Fault): void {
    this.#queued.push(fault);
  }

  always(fault: Fault | undefined): void {
    this.#standing = fault;
  }

  reset(): void {
    this.#cleared.abort();
    this.#cleared = new AbortController();
    this.#queued.length = 0;
    this.#standing = undefined;
    this.api.length = 0;
    this.storage.length = 0;
    this.mostOpen = 0;
    this.expired.clear();
    Object.assign(this, {
      body: validStep,
      format: 'STEP',
      jobs: 1,
      expiresAt: undefined,
      pages: undefined,
      ranges: true,
      address: undefined,
    });
  }

  async close(): Promise<void> {
    this.#cleared.abort();
    for (const server of [this.#api, this.#storage]) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  }

  async #accept(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const jobId = `pub_${++this.jobs}`;
    this.api.push(`POST ${request.url ?? ''}`);
    this.#metadata.set(jobId, (JSON.parse(await text(request)) as { metadata: unknown }).metadata);
    response
      .writeHead(202, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ job_id: jobId, status: 'queued' }));
  }

  #tell(path: string, response: http.ServerResponse): void {
    this.api.push(path);
    const one = /^\/v1\/jobs\/([^/?]+)/.exec(path)?.[1];
    if (one !== undefined && this.expired.has(one)) {
      response
        .writeHead(410, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ error_code: 'output_expired', message: 'Gone.' }));
      return;
    }
    const answer =
      one === undefined
        ? this.#list(new URLSearchParams(path.slice(path.indexOf('?') + 1)).get('cursor'))
        : this.#job(one);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  #list(cursor: string | null): Record<string, unknown> {
    if (!this.pages) return { jobs: Array.from({ length: this.jobs }, (_, index) => this.#job(`pub_${index + 1}`)) };
    const { size, createdAt } = this.pages;
    const numbers = Array.from({ length: this.jobs }, (_, index) => this.jobs - index).filter(
      (number) => cursor === null || createdAt(number) < cursor,
    );
    const page = numbers.slice(0, size);
    return {
      jobs: page.map((number) => ({ ...this.#job(`pub_${number}`), created_at: createdAt(number) })),
      next_cursor: numbers.length > size ? createdAt(page.at(-1) ?? 0) : null,
    };
  }

  #job(jobId: string): Record<string, unknown> {
    const address = this.address?.(jobId) ?? `${this.storageOrigin}/files/${jobId}?signature=${this.api.length}`;
    const expiresAt = this.expiresAt?.(jobId);
    const told = {
      job_id: jobId,
      status: 'success',
      output_format: this.format,
      download_url: address,
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
    };
    return {
      ...told,
      brainstorm: { project_name: this.projectName(jobId) },
      metadata: this.#metadata.get(jobId) ?? {},
    };
  }

  async #serve(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    const gone = new AbortController();
    response.once('close', () => {
      this.open--;
      gone.abort();
    });
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.alloc(0),
      time: performance.now(),
      forwarded: false,
    };
    this.storage.push(request);
    const exchange: Exchange = {
      request,
      response,
      forward: () => Promise.resolve(this.#answer(request)),
      firstAnswer: undefined,
      over: AbortSignal.any([gone.signal, this.#cleared.signal]),
      elsewhereOrigin: this.storageOrigin,
    };
    const fault = this.#queued.shift() ?? this.#standing;
    if (fault) await fault(exchange);
    else answerWith(response, await exchange.forward());
  }

  #answer({ headers }: ProxiedRequest): Answer {
    if (!this.ranges) return { status: 200, headers: {}, body: this.body };
    const etag = `"${createHash('sha256').update(this.body).digest('hex').slice(0, 16)}"`;
    const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
    if (start === undefined || headers['if-range'] !== etag)
      return { status: 200, headers: { ETag: etag, 'Accept-Ranges': 'bytes' }, body: this.body };
    const range = `bytes ${start}-${this.body.length - 1}/${this.body.length}`;
    return { status: 206, headers: { ETag: etag, 'Content-Range': range }, body: this.body.subarray(Number(start)) };
  }
}

function originOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
