import type { RequestOptions } from '../../api/requests';
import { NotFoundError, OutputExpiredError, type ApiError } from '../../api/errors';
import type { RequestPurpose } from '../../api/gate';
import { maxPageSize } from '../../api/types';
import type { Clock } from '../../base/clock';
import type { RequestBudget } from './budget';
import { isAboutRequest, ListOutage } from './listOutage';
import { concludedBy, goneBy } from '../endings';
import type { JobRecord } from '../model';
import { OddAnswers } from './oddAnswers';
import type { ServiceProfile } from '../serviceProfile';
import { isStuck, soundsEnded } from '../strangeStatus';
import { rareMs } from './rareChecks';
import { delayToNextCheck, isPastExpected, isTakingLong, pastLatencies, safetyNet, type SafetyNet } from './schedule';
import type { Service } from '../service';
import type { JobStore } from '../store';
import { UnknownJobs } from './unknownJobs';

export interface CheckerParts {
  readonly account: string;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly profile: ServiceProfile;
  /** The newest page of the account's list has come. */
  readonly onFirstPage?: ((account: string, nextCursor: string | undefined) => void) | undefined;
}

/**
 * Of the jobs that aren't in the list's first page, or of all while there is no list, so many are asked about one by
 * one in a round.
 */
const singlesPerRound = 3;

const noJobs: ReadonlySet<string> = new Set();

/**
 * Asks about all unfinished jobs of an account with one list request, or one by one while the list alone fails, and
 * knows when to.
 */
export class Checker {
  readonly #parts: CheckerParts;
  /** Monotonic ms at which each watched job was young. */
  readonly #born = new Map<string, number>();
  readonly #unknown: UnknownJobs;
  readonly #odd: OddAnswers;
  readonly #list: ListOutage;
  #lastCheck = 0;
  /** Whether the last check got an answer. */
  #isAnswered = false;
  /** The requests whose jobs were asked about one by one, those of the longest ago first. */
  readonly #asked = new Set<string>();

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#unknown = new UnknownJobs(parts.clock);
    this.#odd = new OddAnswers(parts.clock);
    this.#list = new ListOutage(parts.clock);
  }

  /**
   * ms until the next check of these jobs is worth its request; 0 or less for now.
   * @param trustsWebhooks whether those that are to have a webhook are only asked about once that should have come
   */
  dueIn(
    watched: readonly JobRecord[],
    budget: RequestBudget | undefined,
    focused: boolean,
    trustsWebhooks: boolean,
  ): number {
    const { clock, profile } = this.#parts;
    const now = clock.monotonic();
    const lastCheck = this.#lastCheckOfAll(budget, now);
    const netOf = (job: JobRecord): SafetyNet => safetyNet(profile, job.designMode, this.#birthOf(job, now));
    const awaited = watched.filter((job) => trustsWebhooks && job.callback === true && lastCheck < netOf(job).from);
    const asked = watched.filter((job) => !awaited.includes(job));
    const dues = awaited.map((job) => netOf(job).to - now);
    const due = Math.min(...dues, ...(asked.length > 0 ? [this.#dueIn(asked, lastCheck, budget, focused)] : []));
    return budget ? Math.max(due, this.#list.restMs) : due;
  }

  #dueIn(
    watched: readonly JobRecord[],
    lastCheck: number,
    budget: RequestBudget | undefined,
    focused: boolean,
  ): number {
    const { clock, profile } = this.#parts;
    const now = clock.monotonic();
    // The waiting builds up since the last check, so the ages are those of then: a younger job's is negative.
    const births = watched.map((job) => this.#birthOf(job, now));
    const since = Math.max(lastCheck, Math.min(now, ...births));
    const jobs = watched.map((job) => ({
      designMode: job.designMode,
      ageMs: since - this.#birthOf(job, now),
      isStuck: isStuck(job),
    }));
    const freeShare = (delayMs: number): number => budget?.freeShare(Math.max(0, since + delayMs - now)) ?? 1;
    const delay = delayToNextCheck({ jobs, latenciesMs: (mode) => this.#latencies(mode), profile, freeShare, focused });
    return since + Math.max(delay, this.#isAnswered ? Math.min(...jobs.map(rareMs)) : 0) - now;
  }

  /**
   * Asks once, and takes over what the service tells.
   * @throws ApiError, the signal's reason, the file system's error
   */
  async check(
    service: Service,
    unfinished: readonly JobRecord[],
    purpose: RequestPurpose,
    signal: AbortSignal,
  ): Promise<void> {
    const options = { signal, retry: false, purpose };
    const before = this.#lastCheck;
    this.#lastCheck = this.#parts.clock.monotonic();
    this.#isAnswered = false;
    try {
      const isSkipped = purpose !== 'user' && this.#list.isToBeSkipped && this.#singles(unfinished, noJobs).length > 0;
      const listed = isSkipped ? undefined : await this.#askList(service, options);
      await this.#askSingles(service, this.#singles(unfinished, listed ?? noJobs), options, listed === undefined);
    } catch (error) {
      this.#takeBack(before);
      throw error;
    }
    await this.#markLong();
  }

  /** Where nothing was learned, the jobs are as due as before. */
  #takeBack(lastCheck: number): void {
    if (!this.#isAnswered) this.#lastCheck = lastCheck;
  }

  /** What the service has answered about one of these jobs, if it failed to tell of it while it answered otherwise. */
  oddAnswer(watched: readonly JobRecord[]): ApiError | undefined {
    return this.#odd.errorOf(watched.map(({ requestId }) => requestId));
  }

  /**
   * Takes over one page of all jobs of the account, finished ones too.
   * @returns the cursor of the next page
   * @throws ApiError, the signal's reason, the file system's error
   */
  async fetchPage(
    { client, account }: Service,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { store } = this.#parts;
    const { jobs, nextCursor } = await client.listJobs({
      limit: maxPageSize,
      signal,
      retry: false,
      purpose: 'background',
      ...(cursor !== undefined && { cursor }),
    });
    await store.merge(jobs, account);
    return nextCursor;
  }

  /** Nothing is watched any more. */
  forget(): void {
    this.#born.clear();
    this.#odd.clear();
    this.#asked.clear();
  }

  /**
   * Monotonic ms. What another window has asked is in the ledger, so a window that takes the work over needn't ask at
   * once.
   */
  #lastCheckOfAll(budget: RequestBudget | undefined, now: number): number {
    return Math.max(this.#lastCheck, now - (budget?.lastCheckAgeMs ?? Infinity));
  }

  /** @returns the ids of the jobs in it; undefined where single jobs are to be asked about instead */
  async #askList({ client, account }: Service, options: RequestOptions): Promise<ReadonlySet<string> | undefined> {
    const { store, onFirstPage } = this.#parts;
    const page = await client.listJobs({ limit: maxPageSize, ...options }).catch((error: unknown) => {
      // The user is told what became of the list.
      if (!this.#list.listFailed(error) || options.purpose === 'user') throw error;
      return undefined;
    });
    if (!page) return undefined;
    this.#list.listAnswered();
    await store.merge(page.jobs, account);
    this.#isAnswered = true;
    onFirstPage?.(account, page.nextCursor);
    return new Set(page.jobs.map(({ jobId }) => jobId));
  }

  /** The jobs that are to be asked about one by one: none that is listed or has its time to wait, and none twice. */
  #singles(unfinished: readonly JobRecord[], listed: ReadonlySet<string>): readonly JobRecord[] {
    const seen = new Set<string>();
    return unfinished.filter(({ jobId, requestId }) => {
      if (jobId === undefined) return false;
      if (listed.has(jobId)) {
        this.#unknown.remove(requestId);
        this.#odd.remove(requestId);
        return false;
      }
      const isFirst = !seen.has(jobId);
      seen.add(jobId);
      return isFirst && this.#unknown.isDue(requestId) && this.#odd.isDue(requestId);
    });
  }

  /**
   * Asks about a few of the jobs: those that were not asked about for the longest time.
   * @param isInstead there is no list, so what becomes of these is what becomes of the check
   */
  async #askSingles(
    service: Service,
    jobs: readonly JobRecord[],
    options: RequestOptions,
    isInstead: boolean,
  ): Promise<void> {
    let failure: ApiError | undefined;
    let answered = 0;
    const order = [...this.#asked];
    const inTurn = [...jobs].sort((a, b) => order.indexOf(a.requestId) - order.indexOf(b.requestId));
    for (const job of inTurn.slice(0, singlesPerRound)) {
      this.#asked.delete(job.requestId);
      this.#asked.add(job.requestId);
      try {
        await this.#askOne(service, job, options, isInstead);
        answered++;
        if (isInstead) this.#list.singleAnswered();
        this.#isAnswered = true;
      } catch (error) {
        const isAllThatIsKnown = isInstead && !this.#list.areSinglesAnswered;
        if (isAllThatIsKnown && isAboutRequest(error)) this.#list.singlesFailed();
        if (isAllThatIsKnown || !isAboutRequest(error)) throw error;
        this.#odd.add(job.requestId, error);
        failure = error;
      }
    }
    if (!isInstead || answered > 0 || !failure) return;
    this.#list.singlesFailed();
    throw failure;
  }

  /** @param isWithoutList then a 404 may be anybody's, about all addresses, and says nothing of the job */
  async #askOne(
    { client, account }: Service,
    job: JobRecord,
    options: RequestOptions,
    isWithoutList: boolean,
  ): Promise<void> {
    const { store } = this.#parts;
    const { requestId, jobId = '' } = job;
    try {
      await store.merge([await client.getJob(jobId, options)], account);
      this.#unknown.remove(requestId);
    } catch (error) {
      if (error instanceof OutputExpiredError) await this.#updateAll(jobId, account, (record) => goneBy(record, error));
      else if (!(error instanceof NotFoundError) || isWithoutList) throw error;
      else if (this.#unknown.add(requestId))
        await this.#updateAll(jobId, account, (record) => concludedBy(record, 'notKnown', error.code, error.message));
    }
    this.#odd.remove(requestId);
  }

  async #updateAll(jobId: string, account: string, change: (record: JobRecord) => JobRecord): Promise<void> {
    const { store } = this.#parts;
    for (const { requestId } of store.ofJob(jobId, account)) await store.update(requestId, change);
  }

  async #markLong(): Promise<void> {
    const { store, clock, account } = this.#parts;
    const now = clock.monotonic();
    for (const job of store.unfinished()) {
      const born = this.#born.get(job.requestId);
      if (job.account !== account || born === undefined || job.takingLong || !this.#isLong(job, now - born)) continue;
      await store.update(job.requestId, (record) => ({ ...record, takingLong: true }));
    }
  }

  /** A status that isn't documented may be the last one: it is waited for no longer than a job is expected to take. */
  #isLong({ designMode, serviceStatus }: JobRecord, ageMs: number): boolean {
    if (isTakingLong(designMode, ageMs)) return true;
    if (serviceStatus === undefined) return false;
    return soundsEnded(serviceStatus) || isPastExpected(this.#parts.profile, designMode, ageMs);
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
