import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../base/clock';
import type { EntryLog } from '../base/sharedLog/entryLog';
import { SharedLog } from '../base/sharedLog/sharedLog';
import { isForgotten } from './expiry';
import { rowSchema, type JobRow } from './jobRow';
import { formatMicros, parseMicros } from './times';

/** Credits consumed by jobs that are no longer remembered. */
const accountSchema = v.object({ consumedBefore: v.number() });

type Entry = JobRow | v.InferOutput<typeof accountSchema>;

/** The sum of the file's entries. */
interface State {
  readonly rows: Map<string, JobRow>;
  consumedBefore: number;
}

/**
 * The service's jobs: a table in memory whose changes are appended to a file, so that a crash loses none that was
 * answered for.
 */
export class JobTable {
  readonly #log: EntryLog<Entry>;
  readonly #state: State;
  readonly #byIdempotencyKey = new Map<string, string>();
  /** Rows that are on their way to the disk, by job id; nobody sees them before they are there. */
  readonly #adding = new Map<string, { readonly row: JobRow; readonly added: Promise<JobRow> }>();
  readonly #clock: Clock;
  #lastTime = 0;

  private constructor(log: EntryLog<Entry>, state: State, clock: Clock) {
    this.#log = log;
    this.#state = state;
    this.#clock = clock;
    for (const { createdAt, updatedAt, idempotencyKey, jobId } of state.rows.values()) {
      this.#lastTime = Math.max(this.#lastTime, parseMicros(createdAt) ?? 0, parseMicros(updatedAt) ?? 0);
      if (idempotencyKey !== undefined) this.#byIdempotencyKey.set(idempotencyKey, jobId);
    }
  }

  /** @throws the file system's error */
  static async open(dataDir: string, clock: Clock): Promise<JobTable> {
    const state: State = { rows: new Map(), consumedBefore: 0 };
    let opened = false;
    const { log } = await SharedLog.open({
      file: path.join(dataDir, 'jobs.jsonl'),
      hasOneWriter: true,
      decode: decodeEntry,
      // What this process writes is in the table already, and may be newer there.
      onEntries: (entries) => {
        if (opened) return;
        for (const entry of entries) take(state, entry);
        forget(state, clock.now());
      },
      onUnsynced: () => undefined,
      size: () => state.rows.size,
      snapshot: () => [{ consumedBefore: state.consumedBefore }, ...state.rows.values()],
    });
    opened = true;
    return new JobTable(log, state, clock);
  }

  get(jobId: string): JobRow | undefined {
    return this.#state.rows.get(jobId);
  }

  /** The job of that key, once it is on the disk. Rejects when it didn't get there. */
  withIdempotencyKey(key: string): Promise<JobRow> | undefined {
    const jobId = this.#byIdempotencyKey.get(key) ?? '';
    const row = this.get(jobId);
    return row ? Promise.resolve(row) : this.#adding.get(jobId)?.added;
  }

  /** Oldest first. */
  all(): readonly JobRow[] {
    return [...this.#state.rows.values()];
  }

  /** Credits reserved and not given back, by all jobs ever made. */
  creditsSpent(): number {
    const rows = [...this.all(), ...Array.from(this.#adding.values(), ({ row }) => row)];
    return rows.reduce((sum, row) => sum + creditsOf(row), this.#state.consumedBefore);
  }

  /** The time now, and later than every time given before. */
  nextTime(): string {
    this.#lastTime = Math.max(this.#lastTime + 1, Math.floor(this.#clock.now() * 1000));
    return formatMicros(this.#lastTime);
  }

  /**
   * Adds a row. Its key and credits count at once; it is in the table when it is on the disk, and then the promise
   * resolves.
   * @throws the file system's error, and then there is no such row
   */
  add(row: JobRow): Promise<JobRow> {
    const { jobId, idempotencyKey } = row;
    const write = async (): Promise<JobRow> => {
      try {
        await this.#log.append(() => [row], true);
        this.#state.rows.set(jobId, row);
        return row;
      } catch (error) {
        if (idempotencyKey !== undefined) this.#byIdempotencyKey.delete(idempotencyKey);
        throw error;
      } finally {
        this.#adding.delete(jobId);
      }
    };
    if (idempotencyKey !== undefined) this.#byIdempotencyKey.set(idempotencyKey, jobId);
    const added = write();
    this.#adding.set(jobId, { row, added });
    return added;
  }

  /**
   * Replaces a row, with the time of the change. It is visible at once and on the disk when the promise resolves.
   * @throws the file system's error; then the change is lost at the next start
   */
  change(row: JobRow, change: Partial<JobRow>): Promise<JobRow> {
    return this.note(row, { ...change, updatedAt: this.nextTime() });
  }

  /** As `change`, for what isn't a change of the job itself. */
  async note(row: JobRow, change: Partial<JobRow>): Promise<JobRow> {
    const changed: JobRow = { ...row, ...change };
    this.#state.rows.set(row.jobId, changed);
    await this.#log.append(() => [changed], true);
    return changed;
  }

  /** Drops the jobs that have had their time. The file is shortened when it is opened. */
  forget(): void {
    for (const { idempotencyKey } of forget(this.#state, this.#clock.now()))
      if (idempotencyKey !== undefined) this.#byIdempotencyKey.delete(idempotencyKey);
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

export function newJobId(): string {
  return `pub_${randomBytes(6).toString('hex')}`;
}

function take(state: State, entry: Entry): void {
  if ('jobId' in entry) state.rows.set(entry.jobId, entry);
  else state.consumedBefore = entry.consumedBefore;
}

/** @returns the rows that are no longer in the state */
function forget(state: State, now: number): readonly JobRow[] {
  const old = [...state.rows.values()].filter((row) => isForgotten(row, now));
  for (const row of old) {
    state.consumedBefore += creditsOf(row);
    state.rows.delete(row.jobId);
  }
  return old;
}

function creditsOf({ status, credits = 0 }: JobRow): number {
  return status === 'failed' ? 0 : credits;
}

function decodeEntry(value: unknown): Entry | undefined {
  const { success, output } = v.safeParse(v.union([rowSchema, accountSchema]), value);
  return success ? output : undefined;
}
