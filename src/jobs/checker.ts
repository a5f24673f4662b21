import { NotFoundError, OutputExpiredError } from '../api/errors';
import type { RequestPurpose } from '../api/gate';
import { maxPageSize, type JobOut } from '../api/types';
import type { Clock } from '../base/clock';
import type { RequestBudget } from './budget';
import { concludedBy, goneBy, type JobRecord } from './model';
import { delayToNextCheck, isTakingLong, pastLatencies, safetyNet, type SafetyNet, type ServiceProfile } from './schedule';
import type { Service } from './service';
import type { JobStore } from './store';
import { UnknownJobs } from './unknownJobs';

export interface CheckerParts {
  readonly account: string;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly profile: ServiceProfile;
  /** The newest page of the account's list has come. */
  readonly onFirstPage?: ((account: string, nextCursor: string | undefined) => void) | undefined;
}

/** Of the jobs that aren't in the list's first page, so many are asked about one by one in a round. */
const singlesPerRound = 3;

/** Asks about all unfinished jobs of an account with one list request, and knows when to. */
export class Checker {
  readonly #parts: CheckerParts;
  /** Monotonic ms at which each watched job was young. */
  readonly #born = new Map<string, number>();
  readonly #unknown: UnknownJobs;
  #lastCheck = 0;
  /** Whether the last check got an answer. */
  #isAnswered = false;
  #nextSingle = 0;

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#unknown = new UnknownJobs(parts.clock);
  }

  /**
   * ms until the next check of these jobs is worth its request; 0 or less for now.
   * @param trustsWebhooks whether those that are to have a webhook are only asked about once that should have come
   */
  dueIn(watched: readonly JobRecord[], budget: RequestBudget | undefined, focused: boolean, trustsWebhooks: boolean): number {
    const { clock, profile } = this.#parts;
    const now = clock.monotonic();
    const lastCheck = this.#lastCheckOfAll(budget, now);
    const netOf = (job: JobRecord): SafetyNet => safetyNet(profile, job.designMode, this.#birthOf(job, now));
    const awaited = watched.filter((job) => trustsWebhooks && job.callback === true && lastCheck < netOf(job).from);
    const asked = watched.filter((job) => !awaited.includes(job));
    const dues = awaited.map((job) => netOf(job).to - now);
    return Math.min(...dues, ...(asked.length > 0 ? [this.#dueIn(asked, lastCheck, budget, focused)] : []));
  }

  #dueIn(watched: readonly JobRecord[], lastCheck: number, budget: RequestBudget | undefined, focused: boolean): number {
    const { clock, profile } = this.#parts;
    const now = clock.monotonic();
    // The waiting builds up since the last check, so the ages are those of then: a younger job's is negative.
    const births = watched.map((job) => this.#birthOf(job, now));
    const since = Math.max(lastCheck, Math.min(now, ...births));
    const jobs = watched.map((job) => ({ designMode: job.designMode, ageMs: since - this.#birthOf(job, now) }));
    const freeShare = (delayMs: number): number => budget?.freeShare(Math.max(0, since + delayMs - now)) ?? 1;
    const delay = delayToNextCheck({ jobs, latenciesMs: (mode) => this.#latencies(mode), profile, freeShare, focused });
    return since + Math.max(delay, this.#isAnswered ? rareMs(since - Math.max(...births)) : 0) - now;
  }

  /**
   * Asks once, and takes over what the service tells.
   * @throws ApiError, the signal's reason, the file system's error
   */
  async check({ client, account }: Service, unfinished: readonly JobRecord[], purpose: RequestPurpose, signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#parts;
    const options = { signal, retry: false, purpose };
    const before = this.#lastCheck;
    this.#lastCheck = clock.monotonic();
    this.#isAnswered = false;
    const { jobs, nextCursor } = await client.listJobs({ limit: maxPageSize, ...options }).catch((error: unknown) => {
      // Nothing was learned, so the jobs are as due as before.
      this.#lastCheck = before;
      throw error;
    });
    await store.merge(jobs, account);
    this.#isAnswered = true;
    this.#parts.onFirstPage?.(account, nextCursor);
    const listed = new Set(jobs.map(({ jobId }) => jobId));
    const isListed = ({ jobId }: JobRecord): boolean => jobId !== undefined && listed.has(jobId);
    for (const { requestId } of unfinished.filter(isListed)) this.#unknown.remove(requestId);
    const others = unfinished.filter((job) => job.jobId !== undefined && !isListed(job) && this.#unknown.isDue(job.requestId));
    for (const job of this.#someOf(others)) await this.#checkOne(job, () => client.getJob(job.jobId ?? '', options), account);
    await this.#markLong();
  }

  /**
   * Takes over one page of all jobs of the account, finished ones too.
   * @returns the cursor of the next page
   * @throws ApiError, the signal's reason, the file system's error
   */
  async fetchPage({ client, account }: Service, cursor: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    const { store } = this.#parts;
    const { jobs, nextCursor } = await client.listJobs({ limit: maxPageSize, signal, retry: false, purpose: 'background', ...(cursor !== undefined && { cursor }) });
    await store.merge(jobs, account);
    return nextCursor;
  }

  /** Nothing is watched any more. */
  forget(): void {
    this.#born.clear();
  }

  /** Monotonic ms. What another window has asked is in the ledger, so a window that takes the work over needn't ask at once. */
  #lastCheckOfAll(budget: RequestBudget | undefined, now: number): number {
    return Math.max(this.#lastCheck, now - (budget?.lastCheckAgeMs ?? Infinity));
  }

  async #checkOne(job: JobRecord, get: () => Promise<JobOut>, account: string): Promise<void> {
    const { store } = this.#parts;
    const { requestId } = job;
    try {
      await store.merge([await get()], account);
      this.#unknown.remove(requestId);
    } catch (error) {
      if (error instanceof OutputExpiredError) await store.update(requestId, (record) => goneBy(record, error));
      else if (!(error instanceof NotFoundError)) throw error;
      else if (this.#unknown.add(requestId)) await store.update(requestId, (record) => concludedBy(record, 'notKnown', error.code, error.message));
    }
  }

  /** A few of them, and others the next time. */
  #someOf(jobs: readonly JobRecord[]): readonly JobRecord[] {
    const start = jobs.length > 0 ? this.#nextSingle % jobs.length : 0;
    this.#nextSingle = start + singlesPerRound;
    return [...jobs.slice(start), ...jobs.slice(0, start)].slice(0, singlesPerRound);
  }

  async #markLong(): Promise<void> {
    const { store, clock, account } = this.#parts;
    const now = clock.monotonic();
    for (const job of store.unfinished()) {
      const born = this.#born.get(job.requestId);
      if (job.account !== account || born === undefined || job.takingLong || !isTakingLong(job.designMode, now - born)) continue;
      await store.update(job.requestId, (record) => ({ ...record, takingLong: true }));
    }
  }

  /** Of a job that was submitted before this window looked, only the wall clock knows the age. */
  #birthOf(job: JobRecord, now: number): number {
    const known = this.#born.get(job.requestId);
    if (known !== undefined) return known;
    const age = this.#parts.clock.now() - Date.parse(job.submittedAt ?? job.createdAt);
    const born = now - (age > 0 ? age : 0);
    this.#born.set(job.requestId, born);
    return born;
  }

  #latencies(designMode: string): readonly number[] {
    const { store, account } = this.#parts;
    return pastLatencies(store.jobs(), account, designMode);
  }
}

/** A status that never ends is asked about rarely: the older the youngest job, the more so, at most once an hour. @returns the least ms between two checks */
function rareMs(youngestAgeMs: number): number {
  return youngestAgeMs < oldMs ? 0 : Math.min(youngestAgeMs / 20, 3_600_000);
}

/** No job is known to take so long, in ms. */
const oldMs = 6 * 3_600_000;
