import * as vscode from 'vscode';
import type { Logger } from '../base/logger';

/** What the `when` clauses of the manifest ask for. */
export type ContextKey =
  /** There is a service to submit to. */
  | 'makistry.connected'
  /** No service can be used without a key. Until the extension has looked, neither of the two is set. */
  | 'makistry.noKey'
  /** There is an API key to switch to. */
  | 'makistry.severalKeys'
  | 'makistry.unreachable'
  /** The service does not accept the key. */
  | 'makistry.keyRefused'
  /** The workspace is not trusted. VS Code's own key says so of every workspace while the window opens. */
  | 'makistry.untrusted'
  /** The jobs are filtered. */
  | 'makistry.filtered'
  /** There are jobs, and the filter shows none of them. */
  | 'makistry.filteredAway'
  /** The URIs of the documents in which a prompt is being refined. */
  | 'makistry.drafts'
  /** A step of the walkthrough is done. */
  | `makistry.done.${WalkthroughStep}`;

/** A step of the walkthrough that we end; that of the preview ends by VS Code's own context key. */
export type WalkthroughStep = 'try' | 'generate' | 'key';

/** Sets context keys, each only when its value is another one than before. */
export class ContextKeys {
  readonly #log: Logger;
  readonly #values = new Map<ContextKey, boolean | readonly string[]>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @returns when the window knows it. It never rejects: a failure is logged */
  async set(key: ContextKey, value: boolean | readonly string[]): Promise<void> {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    try {
      await vscode.commands.executeCommand('setContext', key, value);
    } catch (error) {
      this.#log.error(`${key} could not be set.`, error);
    }
  }
}
