import * as vscode from 'vscode';
import { isFrom, isUnfinished, type JobChange } from '../jobs/model';

type BadgedView = Pick<vscode.TreeView<unknown>, 'visible' | 'badge'>;

/** The number on the view's icon: jobs of this window's workspace that have ended since the view was last seen. */
export class Unread {
  readonly #view: BadgedView;
  readonly #workspace: () => string | undefined;
  readonly #ended = new Set<string>();

  constructor(view: BadgedView, workspace: () => string | undefined) {
    this.#view = view;
    this.#workspace = workspace;
  }

  take(changes: readonly JobChange[]): void {
    if (this.#view.visible) return;
    const before = this.#ended.size;
    for (const { job, previous } of changes) {
      // A request that the service refused never became a job, and its refusal is shown to who submitted it.
      const ended = previous !== undefined && isUnfinished(previous) && !isUnfinished(job) && job.jobId !== undefined;
      if (ended && isFrom(job, this.#workspace())) this.#ended.add(job.requestId);
    }
    if (this.#ended.size !== before) this.#show();
  }

  /** The user looks at the view. */
  clear(): void {
    if (this.#ended.size === 0) return;
    this.#ended.clear();
    this.#show();
  }

  #show(): void {
    const count = this.#ended.size;
    const { t } = vscode.l10n;
    this.#view.badge =
      count === 0
        ? undefined
        : { value: count, tooltip: count === 1 ? t('1 job has ended') : t('{0} jobs have ended', count) };
  }
}
