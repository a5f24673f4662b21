import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { Logger } from '../../base/logger';
import type { JobRecord } from '../../jobs/model';
import type { JobStore } from '../../jobs/store';
import type { Connection } from '../../host/connection';
import { ContextKeys, type WalkthroughStep } from '../../host/contextKeys';

/**
 * Ends steps of the walkthrough, by context keys such as `makistry.done.try`. VS Code ends a step when its key becomes
 * true, but not when it is true already as VS Code first reads the walkthrough, which is when somebody opens it: so a
 * user of old would find nothing done. `open` therefore lets them become true anew.
 */
export class WalkthroughSteps extends Disposable {
  readonly #contextKeys: ContextKeys;
  readonly #done = new Set<WalkthroughStep>();

  constructor(store: Pick<JobStore, 'jobs' | 'onDidChange'>, connection: Pick<Connection, 'onDidChange'>, log: Logger) {
    super();
    this.#contextKeys = new ContextKeys(log);
    this._register(
      connection.onDidChange(({ isLocal, keys }) => {
        if (isLocal || keys > 0) this.#end('try');
        if (keys > 0) this.#end('key');
      }),
    );
    if (store.jobs().some(isOwnPart)) this.#end('generate');
    this._register(
      store.onDidChange((changes) => {
        if (changes.some(({ job }) => isOwnPart(job))) this.#end('generate');
      }),
    );
  }

  async open(): Promise<void> {
    await this.#showDone(false);
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'makistry.makistry-cad#start', false);
    await this.#showDone(true);
  }

  #end(step: WalkthroughStep): void {
    if (this.#done.has(step)) return;
    this.#done.add(step);
    void this.#contextKeys.set(`makistry.done.${step}`, true);
  }

  async #showDone(isDone: boolean): Promise<void> {
    await Promise.all([...this.#done].map((step) => this.#contextKeys.set(`makistry.done.${step}`, isDone)));
  }
}

/** Whether it is the file of something that was asked for on this machine. */
function isOwnPart({ state, prompt, images }: JobRecord): boolean {
  return (state === 'succeeded' || state === 'expired') && (prompt !== undefined || images !== undefined);
}
