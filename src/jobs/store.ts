import type { JobOut } from '../api/types';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import type { EntryLog, OpenLog, Place } from '../base/sharedLog/entryLog';
import type { Logger } from '../base/logger';
import { JobGroups } from './jobGroups';
import { decodeEntry, entryFor, type LedgerEntry } from './ledger';
import { KnownJobs } from './knownJobs';
import { LedgerState } from './ledgerState';
import { asTold, atTime } from './expiry';
import { mergeJob, recordOfForeignJob } from './mergeJob';
import { isUnfinished, type JobChange, type JobRecord } from './model';
import { toldRequestId } from './ourMetadata';
import { SortedJobs } from './sortedJobs';

interface Lists {
  readonly sorted: SortedJobs;
  readonly groups: JobGroups;
}

export interface StoreParts {
  /** Absolute path of the ledger. */
  readonly file: string;
  readonly openLog: OpenLog;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * All known jobs: the sum of the ledger, in memory for the views. Every window has one over the same ledger, so what
 * one window learns, all show. It is the only place that changes either.
 */
export class JobStore extends Disposable {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #state = new LedgerState();
  /** As they are now: what has expired since is expired. */
  readonly #known = new KnownJobs();
  readonly #changed: Emitter<readonly JobChange[]>;
  readonly #putOff: Emitter<string>;
  #ledger: EntryLog<LedgerEntry> | undefined;
  /** Sorted and grouped once, when first asked for, and kept so. */
  #lists: Lists | undefined;

  /** One event for each batch of changes, after they are in the ledger. Nothing that stayed the same is in it. */
  readonly onDidChange: Event<readonly JobChange[]>;
  /** A request that this window sends got no answer, or has to wait: its id. The ledger gets no entry for it. */
  readonly onDidPutOff: Event<string>;

  private constructor({ clock, log }: StoreParts) {
    super();
    this.#clock = clock;
    this.#log = log;
    const onListenerError = (error: unknown): void => log.error('A listener of the job store failed.', error);
    this.#changed = this._register(new Emitter(onListenerError));
    this.onDidChange = this.#changed.event;
    this.#putOff = this._register(new Emitter(onListenerError));
    this.onDidPutOff = this.#putOff.event;
  }

  /**
   * @returns the store, and where a damaged ledger was copied to
   * @throws the file system's error when the ledger can't be opened
   */
  static async open(parts: StoreParts): Promise<{ store: JobStore; damagedCopy: string | undefined }> {
    const store = new JobStore(parts);
    const { log: ledger, damagedCopy } = await parts.openLog<LedgerEntry>({
      file: parts.file,
      decode: decodeEntry,
      onEntries: (entries, places) => store.#take(entries, places),
      onUnsynced: (error) => parts.log.error('The disk could not confirm that the ledger is written.', error),
      size: () => store.#known.size,
      snapshot: () => [],
      shorten: (written) => store.#state.shorten(written, parts.clock.now()),
    });
    store.#ledger = ledger;
    store._register({
      dispose: () =>
        store._finish(
          ledger.close().catch((error: unknown) => parts.log.error('The ledger could not be closed.', error)),
        ),
    });
    return { store, damagedCopy };
  }

  /** Takes over what other windows have written, where the system hasn't told of it. @throws the file system's error */
  async catchUp(): Promise<void> {
    await this.#ledger?.catchUp();
  }

  /** All jobs, newest first. */
  jobs(): readonly JobRecord[] {
    return this.#list().sorted.jobs();
  }

  /** All jobs by state, current in every event. */
  groups(): JobGroups {
    return this.#list().groups;
  }

  /** By the service's job id or by our request id. */
  get(id: string): JobRecord | undefined {
    return this.#known.get(id);
  }

  /**
   * Every record that has that job of the account: more than one where the service has given one job for several
   * requests.
   */
  ofJob(jobId: string, account: string): readonly JobRecord[] {
    return this.#known.ofJob(jobId, account);
  }

  /** Oldest first. */
  unfinished(): readonly JobRecord[] {
    return this.#known.unfinished();
  }

  /** Records a new or changed job. @throws the file system's error; then nothing has changed */
  put(record: JobRecord): Promise<void> {
    return this.#change(() => [record]);
  }

  /**
   * Changes one job; nothing happens when it is unknown or `change` gives back the same object.
   * @throws the file system's error
   */
  update(requestId: string, change: (record: JobRecord) => JobRecord): Promise<void> {
    return this.#change(() => {
      const record = this.#known.ofRequest(requestId);
      return record ? [change(asTold(record))] : [];
    });
  }

  /** Tells whoever waits for the answer to a request that it takes longer. */
  putOff(requestId: string): void {
    this.#putOff.fire(requestId);
  }

  /**
   * Lets expire what has come to its time since it was last looked at, and takes it back where the clock was set back.
   * The ledger gets no entry for it: whoever reads it knows the time, too, and a clock may be wrong.
   */
  expire(): void {
    const now = this.#clock.now();
    const changes: JobChange[] = [];
    for (const previous of this.#known.all()) {
      const job = atTime(previous, now);
      if (job === previous) continue;
      this.#known.put(job);
      changes.push({ job, previous });
    }
    this.#tell(changes);
  }

  /** When the next job expires, in wall-clock ms; Infinity when none will. */
  nextExpiry(): number {
    let next = Infinity;
    for (const { state, expiresAt } of this.#known.all()) {
      const at = state === 'succeeded' && expiresAt !== undefined ? Date.parse(expiresAt) : NaN;
      if (at < next) next = at;
    }
    return next;
  }

  /** Takes over what the service told of its jobs, those made elsewhere included. @throws the file system's error */
  merge(jobs: readonly JobOut[], account: string): Promise<void> {
    return this.#change(() => this.#merged(jobs, account));
  }

  /**
   * Takes over what a signed webhook told of a job, also when it came before the answer to the request. A webhook about
   * another account's job changes nothing.
   * @throws the file system's error
   */
  mergeWebhook(job: JobOut, account: string): Promise<void> {
    return this.#change(() => {
      if ((this.ownerOf(job) ?? account) !== account) return [];
      const webhookAt = new Date(this.#clock.now()).toISOString();
      return this.#merged([job], account).map((merged) =>
        isUnfinished(merged) || merged.webhookAt !== undefined ? merged : { ...merged, webhookAt },
      );
    });
  }

  /** The account of the job, or of the request that made it; undefined when neither is known. */
  ownerOf(job: JobOut): string | undefined {
    return (this.get(job.jobId) ?? this.#requestOf(job))?.account;
  }

  #list(): Lists {
    if (!this.#lists) {
      const sorted = SortedJobs.of(this.#known.all());
      this.#lists = { sorted, groups: new JobGroups(sorted.jobs()) };
    }
    return this.#lists;
  }

  #merged(jobs: readonly JobOut[], account: string): readonly JobRecord[] {
    const now = this.#clock.now();
    const added = new Set<string>();
    return jobs.flatMap((job) =>
      this.#orLogged(job.jobId, () => {
        const known = this.#recordsOf(job, account);
        if (known.length > 0) return known.map((record) => mergeJob(asTold(record), job, now));
        // Under the request's own id another window, which may know more of it, finds it to be the same. Metadata can
        // be copied, so that id may be another job's.
        const own = toldRequestId(job.metadata);
        const requestId =
          own === undefined || this.#known.ofRequest(own) !== undefined || added.has(own) ? `remote-${job.jobId}` : own;
        added.add(requestId);
        return [recordOfForeignJob(job, requestId, account, now)];
      }).flat(),
    );
  }

  #recordsOf(job: JobOut, account: string): readonly JobRecord[] {
    const known = this.ofJob(job.jobId, account);
    if (known.length > 0) return known;
    const other = this.get(job.jobId) ?? this.#requestOf(job);
    return other ? [other] : [];
  }

  /** What can't be made of one job must not keep what is told of the others. */
  #orLogged<T>(job: string, make: () => T): T[] {
    try {
      return [make()];
    } catch (error) {
      this.#log.error(`What the service told of job ${job} could not be taken over.`, error);
      return [];
    }
  }

  /**
   * The request that made a job, if its answer was never seen. Metadata can be copied: a request that has its job keeps
   * it.
   */
  #requestOf(job: JobOut): JobRecord | undefined {
    const request = this.#known.ofRequest(toldRequestId(job.metadata) ?? '');
    return request?.jobId === undefined ? request : undefined;
  }

  /** Writes what differs from the present state, other windows' latest changes included. */
  async #change(next: () => readonly JobRecord[]): Promise<void> {
    const entries = (): LedgerEntry[] => {
      // The last record of a job counts when there are several.
      const records = new Map(next().map((record) => [record.requestId, record]));
      return [...records.values()]
        .flatMap((record) => this.#orLogged(record.jobId ?? record.requestId, () => this.#entry(record)))
        .filter((entry) => entry !== undefined);
    };
    await this.#ledger?.append(entries, true);
  }

  #entry(record: JobRecord): LedgerEntry | undefined {
    const known = this.#known.ofRequest(record.requestId);
    return known === record ? undefined : entryFor(known && asTold(known), record);
  }

  #take(entries: readonly LedgerEntry[], places: readonly Place[]): void {
    const now = this.#clock.now();
    // While it is opened, nobody listens.
    if (!this.#ledger) {
      for (const [index, entry] of entries.entries()) {
        const job = this.#apply(entry, places[index], now);
        if (job) this.#known.index(job);
      }
      return;
    }
    const before = new Map<string, JobRecord | undefined>();
    for (const [index, entry] of entries.entries()) {
      const known = this.#known.ofRequest(entry.id);
      if (this.#apply(entry, places[index], now) && !before.has(entry.id)) before.set(entry.id, known);
    }
    const changes: JobChange[] = [];
    for (const [id, previous] of before) {
      const job = this.#known.ofRequest(id);
      if (!job || (previous && !entryFor(previous, job))) continue;
      this.#known.index(job);
      changes.push({ job, previous });
    }
    this.#tell(changes);
  }

  #tell(changes: readonly JobChange[]): void {
    for (const { job, previous } of changes) this.#lists?.sorted.put(job, previous);
    this.#lists?.groups.take(changes);
    if (changes.length > 0 && !this.isDisposed) this.#changed.fire(changes);
  }

  #apply(entry: LedgerEntry, place: Place | undefined, now: number): JobRecord | undefined {
    const record = place && this.#state.take(entry, place);
    const job = record && atTime(record, now);
    if (job) this.#known.put(job);
    return job;
  }
}
