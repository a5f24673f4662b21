import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { Serial } from '../base/serial';
import type { Accounts } from '../jobs/follow/accounts';
import { reachOf } from '../jobs/follow/reach';
import type { ApiKeyStore } from './apiKeyStore';
import { ContextKeys } from './contextKeys';
import { keyLabel } from './services';
import { changesService, settings } from './settings';

/** What new jobs are submitted with. */
export interface ActiveService {
  readonly isLocal: boolean;
  /** What the user calls the active key; undefined without one. */
  readonly keyName: string | undefined;
  /** How many keys there are. */
  readonly keys: number;
}

export interface ConnectionParts {
  readonly keys: ApiKeyStore;
  readonly accounts: Pick<Accounts, 'onDidChangeTrouble' | 'troubles' | 'onDidRefresh'>;
  readonly log: Logger;
}

/** Keeps current what welcome views and menus depend on, and tells which service and key are active. */
export class Connection extends Disposable {
  readonly #parts: ConnectionParts;
  readonly #changed = this._register(new vscode.EventEmitter<ActiveService>());
  readonly #contextKeys: ContextKeys;
  readonly #looks = new Serial();
  /** What the last refresh of each account has ended with. */
  readonly #lastRefreshes = new Map<string, unknown>();

  readonly onDidChange = this.#changed.event;

  constructor(parts: ConnectionParts) {
    super();
    this.#parts = parts;
    const { keys, accounts, log } = parts;
    this.#contextKeys = new ContextKeys(log);
    this._register(keys.onDidChange(() => this.#look()));
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (changesService(event)) this.#look();
      }),
    );
    this._register(accounts.onDidChangeTrouble(() => this.#showReach()));
    this._register(
      accounts.onDidRefresh(({ account, error }) => {
        this.#lastRefreshes.set(account, error);
        this.#showReach();
      }),
    );
    this._register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust()));
    this.#showTrust();
    this.#look();
  }

  #showTrust(): void {
    void this.#contextKeys.set('makistry.untrusted', !vscode.workspace.isTrusted);
  }

  /** One look after the other, so that the newest answer is the last one told. */
  #look(): void {
    // What another key or service has answered says nothing about this one.
    this.#lastRefreshes.clear();
    this.#showReach();
    this.#looks
      .run(() => this.#showService())
      .catch((error: unknown) => this.#parts.log.error('The secret storage could not be read.', error));
  }

  async #showService(): Promise<void> {
    const isLocal = settings.service() === 'local';
    // The built-in service needs no key, so it doesn't wait for the secrets.
    if (isLocal) void this.#contextKeys.set('makistry.connected', true);
    const [all, active] = await Promise.all([this.#parts.keys.all(), this.#parts.keys.active()]);
    if (this.isDisposed) return;
    const hasKey = all.length > 0;
    void this.#contextKeys.set('makistry.connected', isLocal || hasKey);
    void this.#contextKeys.set('makistry.noKey', !isLocal && !hasKey);
    void this.#contextKeys.set('makistry.severalKeys', all.length > 1 || (isLocal && hasKey));
    this.#changed.fire({ isLocal, keyName: active && keyLabel(active.name), keys: all.length });
  }

  #showReach(): void {
    const reach = reachOf(this.#parts.accounts.troubles().values(), this.#lastRefreshes.values());
    void this.#contextKeys.set('makistry.unreachable', reach === 'unreachable');
    void this.#contextKeys.set('makistry.keyRefused', reach === 'unauthorized');
  }
}
