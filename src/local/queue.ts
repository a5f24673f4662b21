import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Clock } from '../base/clock';
import { writeFileAtomic } from '../base/files';
import type { KernelClient } from '../kernel/client';
import { KernelFailure } from '../kernel/failure';
import type { BuiltModel, PartSpecification } from '../kernel/specification';
import { buildModel } from './geometry';
import { givenReading } from './model/givenReading';
import type { LanguageModel } from './model/languageModel';
import type { JobRow } from './jobRow';
import type { JobTable } from './jobTable';
import { readPrompt, type PromptReading } from './prompt';
import { buildGiven, readByModel, type ModelPart } from './readByModel';

export interface QueueParts {
  readonly table: JobTable;
  readonly kernel: KernelClient;
  /** Absolute folder of the finished files. */
  readonly filesDir: string;
  /** Longest time in ms that one part may take. */
  readonly buildLimitMs: number;
  readonly clock: Clock;
  /** Takes what went wrong in the service itself, with its stack. */
  readonly warn: (sentence: string) => void;
  /** Reads what the reader refuses; none if not given. @throws ModelError when there is none */
  readonly languageModel?: ((signal: AbortSignal) => Promise<LanguageModel>) | undefined;
  /** Called with a job's row after its end. */
  readonly onEnded: (row: JobRow) => void;
}

/** Builds the jobs one after the other, those of an earlier run first. */
export class JobQueue {
  readonly #parts: QueueParts;
  readonly #stop = new AbortController();
  #isWorking = false;
  #running: Promise<void> | undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Begins with what an earlier run left unfinished. @throws the file system's error */
  async start(): Promise<void> {
    for (const row of this.#parts.table.all())
      if (row.status === 'processing') await this.#parts.table.change(row, { status: 'queued' });
    this.wake();
  }

  /** Starts working if it isn't already. Call it after a job was added. */
  wake(): void {
    if (!this.#isWorking) this.#running = this.#work();
  }

  /** Breaks off; the unfinished job is taken up again at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#parts.kernel.dispose();
    await this.#running;
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let row = this.#next(); row && !this.#stop.signal.aborted; row = this.#next()) await this.#process(row);
    // In the same turn as the last look: a job that comes later wakes it again.
    this.#isWorking = false;
  }

  #next(): JobRow | undefined {
    return this.#parts.table.all().find(({ status }) => status === 'queued');
  }

  async #process(queued: JobRow): Promise<void> {
    const { table, onEnded, warn } = this.#parts;
    let row = queued;
    try {
      row = await table.change(queued, { status: 'processing' });
      onEnded(await table.change(row, { status: 'success', ...(await this.#make(row)) }));
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const isFault = !(error instanceof KernelFailure);
      if (isFault) warn(`The job ${queued.jobId} failed: ${withStack(error)}`);
      const { code, message } = isFault
        ? { code: 'internal_error', message: `The built-in service failed: ${String(error)}` }
        : error;
      // If the disk is full, the failure is still seen until the next start, which tries again.
      const failed = await table
        .change(row, { status: 'failed', errorCode: code, errorMessage: message })
        .catch(() => undefined);
      if (failed) onEnded(failed);
    }
  }

  /** Makes the job's file. @throws KernelFailure; the file system's error */
  async #make(row: JobRow): Promise<Partial<JobRow>> {
    const { filesDir, clock } = this.#parts;
    if (row.endpoint === 'image_to_cad')
      throw new KernelFailure(
        'unsupported_locally',
        'The built-in service can’t make parts from images. Describe the part in words, or use the Makistry API.',
      );
    const started = clock.monotonic();
    const { bytes, brainstorm } = await this.#read(row);
    await writeFileAtomic(path.join(filesDir, row.jobId), bytes);
    return {
      latencyMs: Math.round(clock.monotonic() - started),
      brainstorm,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  }

  /** By a language model that has read it already, by the reader, or by the service's own model: in this order. */
  async #read({ prompt = '', metadata, outputFormat }: JobRow): Promise<ModelPart> {
    const { kernel, buildLimitMs, languageModel, warn } = this.#parts;
    const stop = this.#stop.signal;
    const build = (specification: PartSpecification, signal: AbortSignal): Promise<BuiltModel> =>
      buildModel(kernel, specification, outputFormat, { stop: signal, limitMs: buildLimitMs });
    const given = givenReading(metadata);
    if (given) return buildGiven(prompt, given, build, stop);
    const reading = readPrompt(prompt, (error) => warn(`The reader failed: ${withStack(error)}`));
    if (reading.ok)
      return { bytes: (await build(reading.specification, stop)).bytes, brainstorm: brainstormOf(reading) };
    if (!languageModel) throw new KernelFailure(reading.code, reading.message);
    return readByModel(prompt, languageModel, reading, build, stop);
  }
}

function withStack(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}

function brainstormOf({ specification, summary }: Extract<PromptReading, { ok: true }>): Record<string, unknown> {
  return {
    project_name: summary.projectName,
    key_features: [
      'Read by the built-in reader.',
      ...summary.features,
      ...specification.assumptions.map((assumption) => `Assumed: ${assumption}`),
    ],
    design_components: summary.components,
    optimal_geometry: summary.geometry,
    material_recommendations:
      summary.material === undefined ? 'The prompt states no material.' : `As stated: ${summary.material}.`,
    suggestions: summary.suggestions,
  };
}
