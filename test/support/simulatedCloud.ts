// A service in memory: jobs that take as long as they are told to, and the limits of API.md.
import type { VirtualClock } from './virtualClock.js';

/** The documented limits per key (API.md, "Errors of a request"). */
const limits = [
  { windowMs: 60_000, most: 20 },
  { windowMs: 3_600_000, most: 100 },
] as const;

/** A request or its answer is on its way for so long, in ms. */
const shortestWayMs = 20;
const longestWayMs = 150;

/** A job is `queued` for this long, in ms, then `processing`. */
const queuedMs = 1500;

export interface CloudRequest {
  readonly method: string;
  /** Below the base address, with the query. */
  readonly path: string;
  readonly prompt?: string;
  readonly designMode?: string;
  readonly metadata?: unknown;
  readonly idempotencyKey?: string;
}

export interface CloudAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A job as the service's JSON has it (API.md, "A job"), without its result. */
export interface CloudJobOut {
  readonly job_id: string;
  readonly status: string;
  readonly endpoint: string;
  readonly design_mode: string;
  readonly output_format: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly metadata: unknown;
  /** These only with `success`. */
  readonly latency_ms?: number;
  readonly expires_at?: string;
}

interface CloudJob {
  readonly id: string;
  readonly prompt: string;
  readonly acceptedAt: number;
  readonly doneAt: number;
  readonly queued: CloudJobOut;
  readonly processing: CloudJobOut;
  readonly success: CloudJobOut;
}

export interface CloudParts {
  readonly clock: VirtualClock;
  /** 0 to 1. */
  readonly random: () => number;
  /** How long the job with this prompt takes, in ms. */
  readonly latencyMs: (prompt: string) => number;
}

/**
 * Answers as API.md has it and counts what it is asked. A refused request is answered with 429 and uses nothing of the
 * limits.
 */
export class SimulatedCloud {
  readonly #parts: CloudParts;
  /** Oldest first. */
  readonly #jobs: CloudJob[] = [];
  readonly #byId = new Map<string, CloudJob>();
  readonly #byKey = new Map<string, CloudJob>();
  /** When each request that wasn't refused came in, in ms. */
  readonly #accepted: number[] = [];
  /** When each request came in, in ms. */
  readonly requestTimes: number[] = [];
  refused = 0;

  /** For code that uses HTTP. */
  readonly fetch: typeof globalThis.fetch;

  constructor(parts: CloudParts) {
    this.#parts = parts;
    this.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const request = {
        method: init?.method ?? 'GET',
        path: url.pathname.replace(/^\/v1/, '') + url.search,
        ...submissionIn(init),
      };
      return new Promise((resolve) =>
        this.send(request, ({ status, body }) => resolve(Response.json(body, { status }))),
      );
    };
  }

  /** All jobs, oldest first; times in ms on the clock. */
  jobs(): readonly {
    readonly id: string;
    readonly prompt: string;
    readonly acceptedAt: number;
    readonly doneAt: number;
  }[] {
    return this.#jobs;
  }

  /** A job as the service would tell it now, past the network: what its webhook says. */
  jobOut(id: string): CloudJobOut | undefined {
    const job = this.#byId.get(id);
    return job && stateAt(job, this.#parts.clock.monotonic());
  }

  /** Sends a request over the simulated network; `onAnswer` is called when the answer has come back. */
  send(request: CloudRequest, onAnswer: (answer: CloudAnswer) => void): void {
    const { clock } = this.#parts;
    clock.setTimeout(() => {
      const answer = this.#answer(request);
      clock.setTimeout(() => onAnswer(answer), this.#way());
    }, this.#way());
  }

  #way(): number {
    return shortestWayMs + (longestWayMs - shortestWayMs) * this.#parts.random();
  }

  #answer(request: CloudRequest): CloudAnswer {
    const now = this.#parts.clock.monotonic();
    this.requestTimes.push(now);
    if (limits.some(({ windowMs, most }) => (this.#accepted.at(-most) ?? -Infinity) > now - windowMs)) {
      this.refused++;
      return { status: 429, body: { error_code: 'quota_exceeded', message: 'Too many requests.' } };
    }
    this.#accepted.push(now);
    if (request.method === 'POST') return this.#submit(request, now);
    const [path = '', query] = request.path.split('?');
    if (path === '/jobs') {
      const limit = Number(new URLSearchParams(query).get('limit') ?? 20);
      return {
        status: 200,
        body: {
          jobs: this.#jobs
            .slice(-limit)
            .reverse()
            .map((job) => stateAt(job, now)),
          next_cursor: null,
        },
      };
    }
    const job = this.#byId.get(path.slice('/jobs/'.length));
    return job ? { status: 200, body: stateAt(job, now) } : { status: 404, body: null };
  }

  #submit(
    { prompt = '', designMode = 'standard', metadata = {}, idempotencyKey = '' }: CloudRequest,
    now: number,
  ): CloudAnswer {
    const job = this.#byKey.get(idempotencyKey) ?? this.#create(prompt, designMode, metadata, now);
    if (idempotencyKey !== '') this.#byKey.set(idempotencyKey, job);
    return { status: 202, body: { job_id: job.id, status: 'queued' } };
  }

  #create(prompt: string, designMode: string, metadata: unknown, now: number): CloudJob {
    const latencyMs = this.#parts.latencyMs(prompt);
    const wallClock = this.#parts.clock.now();
    const out = (status: string, afterMs: number): CloudJobOut => ({
      job_id: id,
      status,
      endpoint: 'text_to_cad',
      design_mode: designMode,
      output_format: 'STEP',
      created_at: isoTime(wallClock),
      updated_at: isoTime(wallClock + afterMs),
      metadata,
    });
    const id = `pub_${String(this.#jobs.length + 1).padStart(12, '0')}`;
    const job: CloudJob = {
      id,
      prompt,
      acceptedAt: now,
      doneAt: now + latencyMs,
      queued: out('queued', 0),
      processing: out('processing', queuedMs),
      success: {
        ...out('success', latencyMs),
        latency_ms: Math.round(latencyMs),
        expires_at: isoTime(wallClock + 30 * 86_400_000),
      },
    };
    this.#jobs.push(job);
    this.#byId.set(id, job);
    return job;
  }
}

function stateAt(job: CloudJob, now: number): CloudJobOut {
  if (now >= job.doneAt) return job.success;
  return now >= job.acceptedAt + queuedMs ? job.processing : job.queued;
}

/** What a POST through `fetch` carries. */
function submissionIn(init: RequestInit | undefined): Partial<CloudRequest> {
  if (init?.method !== 'POST' || typeof init.body !== 'string') return {};
  const {
    prompt,
    design_mode: designMode,
    metadata,
  } = JSON.parse(init.body) as { prompt: string; design_mode: string; metadata?: unknown };
  return { prompt, designMode, metadata, idempotencyKey: new Headers(init.headers).get('Idempotency-Key') ?? '' };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
