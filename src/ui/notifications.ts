import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { isUnfinished, jobLabel, type JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import type { Submissions } from '../jobs/submission';

export interface NotificationSettings {
  readonly notifications: () => 'all' | 'failuresOnly' | 'none';
}

export interface NotificationParts {
  readonly store: JobStore;
  readonly submissions: Submissions;
  readonly workspace: () => string | undefined;
  readonly settings: NotificationSettings;
  readonly log: Logger;
}

/** Says once when a job that was submitted from this window's workspace has ended. */
export class JobNotifications extends Disposable {
  readonly #settings: NotificationSettings;
  readonly #log: Logger;

  constructor({ store, submissions, workspace, settings, log }: NotificationParts) {
    super();
    this.#settings = settings;
    this.#log = log;
    this._register(
      store.onDidChange((changes) => {
        for (const { job, previous } of changes) {
          // Only what this window has seen running: jobs of the past and of other places are no news. A refusal is told to whoever waits for it.
          const ended = previous !== undefined && isUnfinished(previous) && !isUnfinished(job) && !submissions.isAwaited(job.requestId);
          if (ended && job.prompt !== undefined && job.workspace === workspace()) this.#announce(job);
        }
      }),
    );
  }

  #announce(job: JobRecord): void {
    const wanted = this.#settings.notifications();
    const failed = job.state === 'failed';
    if (wanted === 'none' || (wanted === 'failuresOnly' && !failed)) return;
    (failed ? announceFailure(job) : announceSuccess(job)).catch((error: unknown) => this.#log.error('A notification failed.', error));
  }
}

async function announceSuccess(job: JobRecord): Promise<void> {
  const download = vscode.l10n.t('Download');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('“{0}” is ready.', jobLabel(job)), download);
  if (chosen === download) await vscode.commands.executeCommand('makistry.downloadJob', job.requestId);
}

async function announceFailure(job: JobRecord): Promise<void> {
  const copy = vscode.l10n.t('Copy Prompt');
  const reason = job.errorMessage ?? job.errorCode ?? vscode.l10n.t('The service gave no reason.');
  const chosen = await vscode.window.showErrorMessage(vscode.l10n.t('“{0}” could not be generated: {1}', jobLabel(job), reason), copy);
  if (chosen === copy) await vscode.commands.executeCommand('makistry.copyPrompt', job.requestId);
}
