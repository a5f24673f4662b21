import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { JobStore } from '../jobs/store';
import { plainLabel } from '../wording/outsideText';

export interface ActiveKeyParts {
  readonly store: Pick<JobStore, 'onDidChange' | 'jobs' | 'unfinished'>;
  readonly workspace: () => string | undefined;
  /** Which key and service are active, now and after each change. */
  readonly onDidChange: vscode.Event<ActiveKey>;
}

export interface ActiveKey {
  /** The built-in service is active. */
  readonly isLocal: boolean;
  readonly keyName: string | undefined;
  readonly keys: number;
}

/**
 * Names the active key in the status bar where there is another one, or the built-in service where there are keys. It
 * is there only in windows in which jobs are made.
 */
export class ActiveKeyItem extends Disposable {
  readonly #parts: ActiveKeyParts;
  readonly #item: vscode.StatusBarItem;
  #active: ActiveKey | undefined;
  #isUsed = false;

  constructor(parts: ActiveKeyParts) {
    super();
    this.#parts = parts;
    this.#item = this._register(
      vscode.window.createStatusBarItem('makistry.activeKey', vscode.StatusBarAlignment.Left, 1),
    );
    this.#item.name = vscode.l10n.t('Makistry API Key');
    this.#item.command = 'makistry.switchApiKey';
    this._register(
      parts.onDidChange((active) => {
        this.#active = active;
        this.#show();
      }),
    );
    this._register(
      parts.store.onDidChange(() => {
        if (!this.#isUsed) this.#show();
      }),
    );
  }

  #show(): void {
    const { t } = vscode.l10n;
    const { isLocal, keyName, keys } = this.#active ?? { isLocal: false, keyName: undefined, keys: 0 };
    const name = isLocal ? t('Built-in Service') : keyName;
    if (name === undefined || keys < (isLocal ? 1 : 2) || !this.#isWindowUsed()) {
      this.#item.hide();
      return;
    }
    this.#item.text = `${isLocal ? '$(device-desktop)' : '$(key)'} ${plainLabel(name)}`;
    this.#item.tooltip = isLocal
      ? t('Makistry: new jobs go to the built-in service. Click to switch to an API key.')
      : t('Makistry: new jobs are submitted with the API key “{0}”. Click to switch.', name);
    this.#item.accessibilityInformation = { label: this.#item.tooltip, role: 'button' };
    this.#item.show();
  }

  #isWindowUsed(): boolean {
    const { store, workspace } = this.#parts;
    this.#isUsed ||=
      store.unfinished().length > 0 ||
      store.jobs().some((job) => job.workspace !== undefined && job.workspace === workspace());
    return this.#isUsed;
  }
}
