import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { Repeating } from '../../base/repeating';
import { jobsOf, usageOf, type UsageQuestion } from './usage';
import { pageHtml } from '../frame/html';
import { pageIcon } from '../frame/pageIcon';
import { showError } from '../../notify/showError';
import type { PagesParts } from '../pagesParts';
import { saveCsv } from './export';
import { readFromPage, type Choice, type FromPage, type KeyLimits, type ToPage, type UsageView } from './messages';
import { usageTexts } from './texts';

/** The requests that are left change with time alone, so a visible page is updated after this many ms. */
const refreshMs = 5000;

type NamedAccount = Awaited<ReturnType<PagesParts['accounts']>>[number];

/** The page of the usage. It counts what is in the store, and asks no service. */
export class UsagePanel extends Disposable {
  readonly #parts: PagesParts;
  readonly #panel: vscode.WebviewPanel;
  #isReady = false;
  #timeZone: string | undefined;
  #choice: Choice = { range: '30', account: undefined };
  readonly #shown: Repeating;

  constructor(parts: PagesParts, panel: vscode.WebviewPanel) {
    super();
    this.#parts = parts;
    this.#panel = panel;
    this.#shown = this._register(
      new Repeating({
        clock: parts.clock,
        everyMs: refreshMs,
        act: (isLatest) => this.#show(isLatest),
        isWanted: () => this.#isReady && this.#panel.visible,
        onError: (error) => parts.log.error('The page of the usage could not be filled.', error),
      }),
    );
    const { store, extensionUri } = parts;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = pageIcon(extensionUri);
    this._register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this._register(store.onDidChange(() => this.#shown.now()));
    this._register(panel.onDidChangeViewState(() => this.#shown.now()));
    webview.html = pageHtml(webview, dist, { name: 'usage' });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  #receive(message: unknown): void {
    const read = readFromPage(message);
    if (!read) {
      this.#parts.log.warn('The page of the usage said something that is not understood.');
      return;
    }
    this.#handle(read).catch((error: unknown) => {
      this.#parts.log.error('The page of the usage', error);
      void showError(error);
    });
  }

  async #handle(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#timeZone = message.timeZone;
        if (message.choice) this.#choice = message.choice;
        this.#tell({ type: 'start', texts: usageTexts() });
        this.#shown.now();
        break;
      case 'choose':
        this.#choice = message.choice;
        this.#shown.now();
        break;
      case 'export':
        await this.#export();
        break;
      case 'openDashboard':
        await vscode.commands.executeCommand('makistry.openDashboard');
        break;
    }
  }

  async #show(isLatest: () => boolean): Promise<void> {
    const accounts = await this.#accounts();
    const view = await this.#view(accounts);
    if (isLatest()) this.#tell({ type: 'usage', usage: view });
  }

  async #view(accounts: readonly NamedAccount[]): Promise<UsageView> {
    const { store } = this.#parts;
    const { total, byMode, byAccount, periods, unit } = usageOf(store.jobs(), this.#question);
    const labelOf = labels(accounts);
    return {
      choice: this.#choice,
      accounts,
      limits: (await Promise.all(accounts.map((account) => this.#limitsOf(account)))).filter(
        (limits) => limits !== undefined,
      ),
      total,
      byMode,
      byKey: byAccount.map(({ account, figures }) => ({ label: labelOf(account), figures })),
      periods,
      unit,
    };
  }

  async #limitsOf({ account, label }: NamedAccount): Promise<KeyLimits | undefined> {
    const { budgets, limits } = this.#parts;
    const budget = await budgets.of(account);
    if (!budget) return undefined;
    await budget.catchUp();
    const { perMinute, perHour } = limits();
    const { inMinute, inHour } = budget.left();
    const { pausedUntil } = budget;
    return {
      label,
      perMinute,
      leftInMinute: inMinute,
      perHour,
      leftInHour: inHour,
      pausedUntil: pausedUntil === undefined ? undefined : new Date(pausedUntil).toISOString(),
    };
  }

  /** The accounts that can be asked, and those whose jobs are still here though their key is gone. */
  async #accounts(): Promise<readonly NamedAccount[]> {
    const kept = await this.#parts.accounts();
    const withJobs = new Set(this.#parts.store.jobs().map(({ account }) => account));
    const others = [...withJobs].filter((account) => !kept.some((one) => one.account === account));
    return [...kept, ...others.map((account, at) => ({ account, label: vscode.l10n.t('Removed key {0}', at + 1) }))];
  }

  async #export(): Promise<void> {
    const accounts = await this.#accounts();
    await saveCsv(jobsOf(this.#parts.store.jobs(), this.#question), labels(accounts), this.#question);
  }

  get #question(): UsageQuestion {
    const { range, account } = this.#choice;
    return {
      now: this.#parts.clock.now(),
      ...(range !== 'all' && { days: Number(range) }),
      ...(account !== undefined && { account }),
      ...(this.#timeZone !== undefined && { timeZone: this.#timeZone }),
    };
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#panel.webview.postMessage(message);
  }
}

function labels(accounts: readonly NamedAccount[]): (account: string) => string {
  const byAccount = new Map(accounts.map(({ account, label }) => [account, label]));
  return (account) => byAccount.get(account) ?? account;
}
