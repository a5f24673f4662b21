import { maxPageSize } from '../../api/types';
import { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/emitter';
import type { Logger } from '../../base/logger';
import type { Service } from '../service';
import type { JobStore } from '../store';

/** How far an account's list has been fetched: the cursor of the next page, or `end`. */
type Place = { readonly cursor: string } | 'end';

/** The most requests that are spent to find a page that tells something new. */
const mostRequests = 5;

/** What the service knows of past jobs and the ledger doesn't, page by page as the user asks for it. */
export class OlderJobs extends Disposable {
  readonly #store: JobStore;
  readonly #places = new Map<string, Place>();
  readonly #changed: Emitter<void>;

  /** `mayHaveMore` gives another answer for some account. */
  readonly onDidChange: Event<void>;

  constructor(store: JobStore, log: Logger) {
    super();
    this.#store = store;
    this.#changed = this._register(new Emitter((error) => log.error('A listener of the older jobs failed.', error)));
    this.onDidChange = this.#changed.event;
  }

  /**
   * Whether the service may have older jobs of the account. Each check takes over the newest hundred, so until the
   * service has said something about a next page here, an account with fewer known jobs has no more.
   * @param known how many jobs of the account are in the ledger
   */
  mayHaveMore(account: string, known: number): boolean {
    const place = this.#places.get(account);
    return place === undefined ? known >= maxPageSize : place !== 'end';
  }

  /** The first page of the account's list has come, for whatever reason. */
  onFirstPage(account: string, nextCursor: string | undefined): void {
    if (!this.#places.has(account) || nextCursor === undefined) this.#set(account, nextCursor);
  }

  /**
   * Fetches the next page, and goes on while a page tells nothing new, as at first after a start.
   * @throws the service's error, the file system's error
   */
  async load({ account, client }: Service, signal?: AbortSignal): Promise<void> {
    for (let request = 0; request < mostRequests; request++) {
      const place = this.#places.get(account);
      if (place === 'end') return;
      const cursor = place?.cursor;
      const { jobs, nextCursor } = await client.listJobs({
        limit: maxPageSize,
        ...(cursor !== undefined && { cursor }),
        ...(signal && { signal }),
      });
      const isNew = jobs.some(({ jobId }) => this.#store.get(jobId) === undefined);
      await this.#store.merge(jobs, account);
      // A service that gives the same page again would be asked for ever.
      this.#set(account, nextCursor === cursor ? undefined : nextCursor);
      if (isNew) return;
    }
  }

  #set(account: string, nextCursor: string | undefined): void {
    this.#places.set(account, nextCursor === undefined ? 'end' : { cursor: nextCursor });
    this.#changed.fire();
  }
}
