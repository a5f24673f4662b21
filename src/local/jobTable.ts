import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as v from 'valibot';
import { jobStatuses } from '../api/types';
import type { Clock } from '../base/clock';
import type { EntryLog } from '../base/entryLog';
import { SharedLog } from '../base/sharedLog';
import { formatMicros, parseMicros } from './times';

const rowSchema = v.object({
  jobId: v.string(),
  idempotencyKey: v.optional(v.string()),
  prompt: v.string(),
  designMode: v.string(),
  outputFormat: v.string(),
  metadata: v.record(v.string(), v.unknown()),
  status: v.picklist(jobStatuses),
  /** ISO 8601 UTC with microseconds; no two jobs have the same, so it is a job's place in the list. */
  createdAt: v.string(),
  updatedAt: v.string(),
  brainstorm: v.optional(v.record(v.string(), v.unknown())),
  latencyMs: v.optional(v.number()),
  errorCode: v.optional(v.string()),
  errorMessage: v.optional(v.string()),
});

export type JobRow = v.InferOutput<typeof rowSchema>;

/** The service's jobs: a table in memory whose changes are appended to a file, so that a crash loses none that was answered for. */
export class JobTable {
  readonly #log: EntryLog<JobRow>;
  readonly #rows: Map<string, JobRow>;
  readonly #byIdempotencyKey = new Map<string, string>();
  readonly #clock: Clock;
  #lastTime = 0;

  private constructor(log: EntryLog<JobRow>, rows: Map<string, JobRow>, clock: Clock) {
    this.#log = log;
    this.#rows = rows;
    this.#clock = clock;
    for (const { createdAt, updatedAt } of rows.values()) this.#lastTime = Math.max(this.#lastTime, parseMicros(createdAt) ?? 0, parseMicros(updatedAt) ?? 0);
    for (const { idempotencyKey, jobId } of rows.values()) if (idempotencyKey !== undefined) this.#byIdempotencyKey.set(idempotencyKey, jobId);
  }

  /** @throws the file system's error */
  static async open(dataDir: string, clock: Clock): Promise<JobTable> {
    const rows = new Map<string, JobRow>();
    let opened = false;
    const { log } = await SharedLog.open({
      file: path.join(dataDir, 'jobs.jsonl'),
      decode: decodeRow,
      // What this process writes is in the table already, and may be newer there.
      onEntries: (entries) => {
        if (!opened) for (const row of entries) rows.set(row.jobId, row);
      },
      onUnsynced: () => undefined,
      size: () => rows.size,
      snapshot: () => [...rows.values()],
    });
    opened = true;
    return new JobTable(log, rows, clock);
  }

  get(jobId: string): JobRow | undefined {
    return this.#rows.get(jobId);
  }

  withIdempotencyKey(key: string): JobRow | undefined {
    return this.#rows.get(this.#byIdempotencyKey.get(key) ?? '');
  }

  /** Oldest first. */
  all(): readonly JobRow[] {
    return [...this.#rows.values()];
  }

  /** The time now, and later than every time given before. */
  nextTime(): string {
    this.#lastTime = Math.max(this.#lastTime + 1, Math.floor(this.#clock.now() * 1000));
    return formatMicros(this.#lastTime);
  }

  /**
   * Adds a row. It counts at once, so that a repetition of the same request finds it, and is on the disk when the promise resolves.
   * @throws the file system's error, and then there is no such row
   */
  async add(row: JobRow): Promise<void> {
    this.#rows.set(row.jobId, row);
    if (row.idempotencyKey !== undefined) this.#byIdempotencyKey.set(row.idempotencyKey, row.jobId);
    try {
      await this.#log.append(() => [row], true);
    } catch (error) {
      this.#rows.delete(row.jobId);
      if (row.idempotencyKey !== undefined) this.#byIdempotencyKey.delete(row.idempotencyKey);
      throw error;
    }
  }

  /**
   * Replaces a row, with the time of the change. It is visible at once and on the disk when the promise resolves.
   * @throws the file system's error; then the change is lost at the next start
   */
  async change(row: JobRow, change: Partial<JobRow>): Promise<JobRow> {
    const changed: JobRow = { ...row, ...change, updatedAt: this.nextTime() };
    this.#rows.set(row.jobId, changed);
    await this.#log.append(() => [changed], true);
    return changed;
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

export function newJobId(): string {
  return `pub_${randomBytes(6).toString('hex')}`;
}

function decodeRow(value: unknown): JobRow | undefined {
  const { success, output } = v.safeParse(rowSchema, value);
  return success ? output : undefined;
}
