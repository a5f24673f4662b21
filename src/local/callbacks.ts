import { sleep, type Clock } from '../base/clock';
import { callbackHeaders, type SendCallback } from './callbackRequest';
import { hasEnded } from './expiry';
import type { Callback, JobRow } from './jobRow';
import type { JobTable } from './jobTable';

/** Waits before the second attempt and the following ones, in ms (API.md, "Webhooks"). */
const waitsMs = [2000, 4000, 8000, 16_000, 32_000];
const attemptLimitMs = 10_000;
const retriedStatuses = [408, 425, 429];

export interface CallbackParts {
  readonly table: JobTable;
  readonly clock: Clock;
  readonly send: SendCallback;
  /** The job as the API would give it. */
  readonly bodyOf: (row: JobRow) => Record<string, unknown>;
  /** Asked at each attempt: a rotated secret counts at once. */
  readonly signingSecret: () => string;
  /** Takes a sentence about a callback that was given up. */
  readonly warn: (sentence: string) => void;
}

/**
 * Calls back at the end of a job. What is owed is part of the job's row, so it outlives the service: a callback arrives
 * at least once, and twice when the service is killed between the receiver's answer and the disk.
 */
export class Callbacks {
  readonly #parts: CallbackParts;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(parts: CallbackParts) {
    this.#parts = parts;
  }

  /** Goes on with what an earlier run still owes. */
  start(): void {
    for (const row of this.#parts.table.all()) if (hasEnded(row)) this.ended(row);
  }

  /** Call it when a job has ended. */
  ended({ jobId, callback }: JobRow): void {
    if (callback?.state !== 'owed') return;
    const running = this.#deliver(jobId)
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted)
          this.#parts.warn(`The callback of ${jobId} is put off to the next start: ${String(error)}`);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Breaks off; what is owed then is taken up at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  /** @throws the file system's error; the reason of the stop */
  async #deliver(jobId: string): Promise<void> {
    const { table, clock } = this.#parts;
    for (let row = table.get(jobId); row?.callback?.state === 'owed'; row = table.get(jobId)) {
      const wait = (row.callback.nextAt ?? 0) - clock.now();
      // Never longer than the longest wait: the wall clock may have been put back.
      if (wait > 0) await sleep(clock, Math.min(wait, Math.max(...waitsMs)), this.#stop.signal);
      const result = await this.#attempt(row, row.callback.url);
      // An attempt that was broken off doesn't count; one that got an answer does.
      if (typeof result === 'string') this.#stop.signal.throwIfAborted();
      await table.note(row, { callback: this.#after(jobId, row.callback, result) });
    }
  }

  /** @returns the answer's status, or what went wrong on the way */
  async #attempt(row: JobRow, url: string): Promise<number | string> {
    const { clock, send, bodyOf, signingSecret } = this.#parts;
    const body = JSON.stringify(bodyOf(row));
    const limit = new AbortController();
    const timer = clock.setTimeout(
      () => limit.abort(new Error(`no answer within ${attemptLimitMs / 1000} s`)),
      attemptLimitMs,
    );
    try {
      return await send(
        url,
        callbackHeaders(body, signingSecret(), clock.now()),
        body,
        AbortSignal.any([this.#stop.signal, limit.signal]),
      );
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      timer.cancel();
    }
  }

  #after(jobId: string, { url, attempts: before }: Callback, result: number | string): Callback {
    const attempts = before + 1;
    if (typeof result === 'number' && result >= 200 && result < 300) return { url, attempts, state: 'acknowledged' };
    const wait = waitsMs[before];
    const isRetried = typeof result === 'string' || result >= 500 || retriedStatuses.includes(result);
    if (isRetried && wait !== undefined)
      return { url, attempts, state: 'owed', nextAt: this.#parts.clock.now() + wait };
    this.#parts.warn(
      `The callback of ${jobId} was given up after ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}: ${result}`,
    );
    return { url, attempts, state: 'given_up' };
  }
}
