import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { lazy } from '../../base/lazy';
import type { AutoDownload } from '../../download/autoDownload';
import { settings } from '../../host/settings';
import { workspaceId } from '../../host/workspace';
import type { DownloadContext } from '../context';
import { loadCommands } from '../later';
import { configuredPlace } from './place';

const sinceKey = 'makistry.autoDownloadSince';

/**
 * Follows the setting `makistry.autoDownload`, whose code is loaded when it is on: what has ended before it was turned
 * on is left alone.
 */
export class ConfiguredAutoDownload extends Disposable {
  readonly #context: DownloadContext;
  readonly #state: vscode.Memento;
  readonly #folder: string;
  readonly #downloads = lazy(() => this.#open());

  /** @param folder where windows agree on who downloads a job: absolute */
  constructor(context: DownloadContext, folder: string, state: vscode.Memento) {
    super();
    this.#context = context;
    this.#state = state;
    this.#folder = folder;
    this.#look();
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('makistry.autoDownload')) this.#look();
      }),
    );
    this._register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#look()));
  }

  #look(): void {
    this.#noteTime();
    if (!this.#downloads.made() && !settings.autoDownload()) return;
    this.#downloads().then(
      (downloads) => downloads.look(),
      (error: unknown) => this.#context.log.error('Files can’t be downloaded by themselves.', error),
    );
  }

  async #open(): Promise<AutoDownload> {
    const { store, clock, log } = this.#context;
    const { AutoDownload, Claims, downloadQuietly } = await loadCommands();
    return this._register(
      new AutoDownload({
        store,
        claims: new Claims(this.#folder, clock),
        clock,
        log,
        workspace: workspaceId,
        isOn,
        since: () => this.#state.get(sinceKey, Infinity),
        download: (job) => downloadQuietly(this.#context, job),
      }),
    );
  }

  #noteTime(): void {
    const { clock, log } = this.#context;
    const since = isOn() ? this.#state.get(sinceKey, clock.now()) : undefined;
    this.#state
      .update(sinceKey, since)
      .then(undefined, (error: unknown) => log.error('The state of the workspace could not be written.', error));
  }
}

/** Without a folder that the user trusts there's nowhere to save to without asking. */
function isOn(): boolean {
  return settings.autoDownload() && configuredPlace() !== undefined;
}
