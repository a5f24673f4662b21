import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock';
import { writeFileAtomic } from '../base/files';
import type { KernelClient } from '../kernel/client';
import { KernelFailure } from '../kernel/failure';
import { buildModel } from './geometry';
import type { JobRow, JobTable } from './jobTable';
import { readPrompt, type PromptReading } from './prompt';

export interface QueueParts {
  readonly table: JobTable;
  readonly kernel: KernelClient;
  /** Absolute; the files go into `files` below it. */
  readonly dataDir: string;
  /** Longest time in ms that one part may take. */
  readonly buildLimitMs: number;
  readonly clock: Clock;
}

/** Works off the jobs one after the other, those of an earlier run first. */
export class JobQueue {
  readonly #parts: QueueParts;
  readonly #filesDir: string;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#filesDir = path.join(parts.dataDir, 'files');
  }

  /** Begins with what an earlier run left unfinished. @throws the file system's error */
  async start(): Promise<void> {
    await mkdir(this.#filesDir, { recursive: true, mode: 0o700 });
    for (const row of this.#parts.table.all()) if (row.status === 'processing') await this.#parts.table.change(row, { status: 'queued' });
    this.wake();
  }

  /** Starts working if it isn't already. Call it after a job was added. */
  wake(): void {
    this.#running ??= this.#work().finally(() => (this.#running = undefined));
  }

  /** Absolute path of a finished job's file. */
  fileOf({ jobId }: JobRow): string {
    return path.join(this.#filesDir, jobId);
  }

  /** Breaks off; the unfinished job is taken up again at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#parts.kernel.dispose();
    await this.#running;
  }

  async #work(): Promise<void> {
    for (let row = this.#next(); row && !this.#stop.signal.aborted; row = this.#next()) await this.#process(row);
  }

  #next(): JobRow | undefined {
    return this.#parts.table.all().find(({ status }) => status === 'queued');
  }

  async #process(queued: JobRow): Promise<void> {
    const { table, kernel, clock, buildLimitMs } = this.#parts;
    let row = queued;
    const started = clock.monotonic();
    try {
      row = await table.change(queued, { status: 'processing' });
      const reading = readPrompt(row.prompt);
      if (!reading.ok) throw new KernelFailure(reading.code, reading.message);
      const { bytes } = await buildModel(kernel, reading.specification, row.outputFormat, { stop: this.#stop.signal, limitMs: buildLimitMs });
      await writeFileAtomic(this.fileOf(row), bytes);
      const latencyMs = Math.round(clock.monotonic() - started);
      await table.change(row, { status: 'success', latencyMs, brainstorm: brainstormOf(reading) });
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const { code, message } = error instanceof KernelFailure ? error : { code: 'internal_error', message: `The built-in service failed: ${String(error)}` };
      // If the disk is full, the failure is still seen until the next start, which tries again.
      await table.change(row, { status: 'failed', errorCode: code, errorMessage: message }).catch(() => undefined);
    }
  }
}

function brainstormOf({ specification, summary }: Extract<PromptReading, { ok: true }>): Record<string, unknown> {
  return {
    project_name: summary.projectName,
    key_features: [...summary.features, ...specification.assumptions.map((assumption) => `Assumed: ${assumption}`)],
    design_components: summary.components,
    optimal_geometry: summary.geometry,
    material_recommendations: 'None stated in the prompt.',
    suggestions: [],
  };
}
