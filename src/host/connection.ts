import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import type { Accounts } from '../jobs/follow/accounts';
import { reachOf } from '../jobs/follow/reach';
import type { ApiKeyStore } from './apiKeyStore';
import { keyLabel } from './services';
import { changesService, settings } from './settings';

/**
 * What `when` clauses of the manifest ask for. The tree sets `makistry.filteredAway` besides, and `WalkthroughSteps`
 * what ends a step of the walkthrough.
 */
export type ContextKey =
  /** There is a service to submit to. */
  | 'makistry.connected'
  /** There is none, for want of a key. Before the extension has looked, neither is known. */
  | 'makistry.noKey'
  /** There is an API key to switch to. */
  | 'makistry.severalKeys'
  | 'makistry.unreachable'
  /** The service does not accept the key. */
  | 'makistry.keyRefused'
  /** The workspace is not trusted. VS Code's own key says so of every workspace while the window opens. */
  | 'makistry.untrusted';

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
  readonly #set = new Map<ContextKey, boolean>();
  #looks = Promise.resolve();
  /** What the last refresh of each account has ended with. */
  readonly #lastRefreshes = new Map<string, unknown>();

  readonly onDidChange = this.#changed.event;

  constructor(parts: ConnectionParts) {
    super();
    this.#parts = parts;
    const { keys, accounts } = parts;
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
    this.#tell('makistry.untrusted', !vscode.workspace.isTrusted);
  }

  /** One look after the other, so that the newest answer is the last one told. */
  #look(): void {
    // What another key or service has answered says nothing about this one.
    this.#lastRefreshes.clear();
    this.#showReach();
    this.#looks = this.#looks
      .then(() => this.#showService())
      .catch((error: unknown) => this.#parts.log.error('The secret storage could not be read.', error));
  }

  async #showService(): Promise<void> {
    const isLocal = settings.service() === 'local';
    // The built-in service needs no key, so it doesn't wait for the secrets.
    if (isLocal) this.#tell('makistry.connected', true);
    const [all, active] = await Promise.all([this.#parts.keys.all(), this.#parts.keys.active()]);
    if (this.isDisposed) return;
    const hasKey = all.length > 0;
    this.#tell('makistry.connected', isLocal || hasKey);
    this.#tell('makistry.noKey', !isLocal && !hasKey);
    this.#tell('makistry.severalKeys', all.length > 1 || (isLocal && hasKey));
    this.#changed.fire({ isLocal, keyName: active && keyLabel(active.name), keys: all.length });
  }

  #showReach(): void {
    const reach = reachOf(this.#parts.accounts.troubles().values(), this.#lastRefreshes.values());
    this.#tell('makistry.unreachable', reach === 'unreachable');
    this.#tell('makistry.keyRefused', reach === 'unauthorized');
  }

  #tell(key: ContextKey, value: boolean): void {
    if (this.#set.get(key) === value) return;
    this.#set.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
