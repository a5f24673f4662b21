import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { AutoDownload } from '../download/autoDownload';
import type { Claims } from '../download/claims';
import { settings } from '../vscode/settings';
import { workspaceId } from '../vscode/workspace';
import type { CommandContext } from './context';
import { configuredPlace } from './downloadPlace';

const sinceKey = 'makistry.autoDownloadSince';

/** Follows the setting `makistry.autoDownload`: what has ended before it was turned on is left alone. */
export class ConfiguredAutoDownload extends Disposable {
  readonly #context: CommandContext;
  readonly #state: vscode.Memento;
  readonly #downloads: AutoDownload;

  constructor(context: CommandContext, claims: Claims, state: vscode.Memento) {
    super();
    this.#context = context;
    this.#state = state;
    this.#noteTime();
    const { store, clock, log } = context;
    this.#downloads = this._register(
      new AutoDownload({
        store,
        claims,
        clock,
        log,
        workspace: workspaceId,
        isOn,
        since: () => state.get(sinceKey, Infinity),
        download: async (job) => (await import('./index')).downloadQuietly(context, job),
      }),
    );
    this._register(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('makistry.autoDownload')) this.#look();
    }));
    this._register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#look()));
  }

  #look(): void {
    this.#noteTime();
    this.#downloads.look();
  }

  #noteTime(): void {
    const { clock, log } = this.#context;
    const since = isOn() ? this.#state.get(sinceKey, clock.now()) : undefined;
    this.#state.update(sinceKey, since).then(undefined, (error: unknown) => log.error('The state of the workspace could not be written.', error));
  }
}

/** Without a folder that the user trusts there's nowhere to save to without asking. */
function isOn(): boolean {
  return settings.autoDownload() && configuredPlace() !== undefined;
}
