import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { jobLabel } from '../jobs/jobLabel';
import type { JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import type { Accounts } from '../jobs/follow/accounts';
import { runningJobs } from './runningJobs';

/** How many jobs the tooltip names at most. */
const mostNamed = 10;

export interface StatusBarParts {
  readonly store: Pick<JobStore, 'onDidChange' | 'unfinished'>;
  readonly accounts: Pick<Accounts, 'onDidChangeTrouble' | 'troubles'>;
}

/** Shows in the status bar how many jobs are under way; it is hidden while no job is. */
export class JobStatusBar extends Disposable {
  readonly #parts: StatusBarParts;
  readonly #item: vscode.StatusBarItem;

  constructor(parts: StatusBarParts) {
    super();
    this.#parts = parts;
    this.#item = this._register(
      vscode.window.createStatusBarItem('makistry.running', vscode.StatusBarAlignment.Left, 2),
    );
    this.#item.name = vscode.l10n.t('Makistry Jobs');
    this.#item.command = 'makistry.jobs.focus';
    this._register(parts.store.onDidChange(() => this.#show()));
    this._register(parts.accounts.onDidChangeTrouble(() => this.#show()));
    this.#show();
  }

  #show(): void {
    const { t } = vscode.l10n;
    const { running, waiting } = runningJobs(this.#parts.store.unfinished(), this.#parts.accounts.troubles());
    const jobs = [...running, ...waiting];
    if (jobs.length === 0) {
      this.#item.hide();
      return;
    }
    const words = running.length > 0 ? t('{0} generating', running.length) : t('{0} waiting', waiting.length);
    this.#item.text = `${running.length > 0 ? '$(sync~spin)' : '$(watch)'} ${words}`;
    this.#item.tooltip = tooltip(jobs);
    this.#item.accessibilityInformation = {
      label: t('Makistry: {0}. {1}', words, named(jobs).map(jobLabel).join(', ')),
      role: 'button',
    };
    this.#item.show();
  }
}

function named(jobs: readonly JobRecord[]): readonly JobRecord[] {
  return jobs.slice(0, mostNamed);
}

/** Labels come from outside: in plain text nothing becomes a link. */
function tooltip(jobs: readonly JobRecord[]): string {
  const { t } = vscode.l10n;
  const lines = named(jobs).map(
    (job) => `• ${t('{0}, {1} since {2}', jobLabel(job), stateWord(job), timeOfDay(job.createdAt))}`,
  );
  if (jobs.length > mostNamed) lines.push(t('and {0} more', jobs.length - mostNamed));
  return lines.join('\n');
}

function stateWord({ state }: JobRecord): string {
  const { t } = vscode.l10n;
  if (state === 'submitting') return t('submitting');
  return state === 'queued' ? t('queued') : t('processing');
}

function timeOfDay(iso: string): string {
  return new Date(iso).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
}
