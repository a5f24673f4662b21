import { lookup } from 'node:dns/promises';
import * as path from 'node:path';
import { Disposable } from '../base/disposable';
import { Limiter } from '../download/limiter';
import { PartJournal } from '../download/partJournal';
import { hostFetch } from './services';

/** So many files come at a time, whoever asked for them. */
const atOnce = 3;

/** What all downloads of a window share. */
export class Downloads extends Disposable {
  readonly fetch = hostFetch;
  readonly slots = new Limiter(atOnce);
  readonly journal: PartJournal;
  readonly #stop = new AbortController();

  /** @param storage where the extension may keep files: absolute */
  constructor(storage: string) {
    super();
    this.journal = new PartJournal(path.join(storage, 'parts'));
    this._register({ dispose: () => this.#stop.abort() });
  }

  /** Aborted when the window closes, so that what is unfinished is removed. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  readonly lookup = (hostname: string): Promise<readonly { readonly address: string; readonly family: number }[]> => lookup(hostname, { all: true });
}
