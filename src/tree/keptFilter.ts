import type * as vscode from 'vscode';
import type { Logger } from '../base/logger';
import { ContextKeys } from '../host/contextKeys';
import { decodeFilter, isFiltering, noFilter, type JobFilter } from '../jobs/jobFilter';

const stateKey = 'makistry.jobFilter';

/**
 * The filter of this workspace's view, kept over a reload of the window. Menus and welcome views know of it by their
 * context keys.
 */
export class KeptFilter {
  readonly #state: vscode.Memento;
  readonly #log: Logger;
  readonly #contextKeys: ContextKeys;
  #filter: JobFilter;

  constructor(state: vscode.Memento, log: Logger) {
    this.#state = state;
    this.#log = log;
    this.#contextKeys = new ContextKeys(log);
    this.#filter = decodeFilter(state.get(stateKey));
  }

  get filter(): JobFilter {
    return this.#filter;
  }

  set(filter: JobFilter): void {
    this.#filter = isFiltering(filter) ? filter : noFilter;
    this.#state
      .update(stateKey, this.#filter)
      .then(undefined, (error: unknown) => this.#log.error('The filter could not be kept.', error));
  }

  /** @param isEmpty whether the filter leaves none of the jobs that there are */
  showState(isEmpty: boolean): void {
    void this.#contextKeys.set('makistry.filtered', isFiltering(this.#filter));
    void this.#contextKeys.set('makistry.filteredAway', isEmpty);
  }
}
