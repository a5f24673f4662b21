import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import type { KeyNameSource } from './parts';

/** The names of the keys, for rows that are painted without waiting. */
export class KeyNames extends Disposable {
  readonly #source: KeyNameSource;
  readonly #log: Logger;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  #labels: ReadonlyMap<string, string> | undefined;
  #reads = 0;

  readonly onDidChange = this.#changed.event;

  constructor(source: KeyNameSource, log: Logger) {
    super();
    this.#source = source;
    this.#log = log;
    this._register(source.onDidChange(() => this.#read()));
    this.#read();
  }

  /** By account; undefined until they have been read. */
  get labels(): ReadonlyMap<string, string> | undefined {
    return this.#labels;
  }

  #read(): void {
    const read = ++this.#reads;
    this.#source.read().then(
      (accounts) => {
        // An answer that a later one has overtaken is out of date.
        if (read !== this.#reads || this.isDisposed) return;
        this.#labels = new Map(accounts.map(({ account, label }) => [account, label]));
        this.#changed.fire();
      },
      (error: unknown) => this.#log.error('The names of the keys could not be read.', error),
    );
  }
}
