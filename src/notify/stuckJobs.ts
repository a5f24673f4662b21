import * as vscode from 'vscode';
import type { IDisposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { inform } from '../host/showMessage';
import { jobLabel } from '../jobs/jobLabel';
import { isFrom, type JobChange, type JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import { isStuck } from '../jobs/strangeStatus';

/** Says, once for each, that a job of this window has a status that isn't documented, and what can be done. */
export function announceStuckJobs(
  store: Pick<JobStore, 'onDidChange'>,
  workspace: () => string | undefined,
  log: Logger,
): IDisposable {
  const isNews = ({ job, previous }: JobChange): boolean =>
    previous !== undefined && isStuck(job) && !isStuck(previous) && isFrom(job, workspace());
  return store.onDidChange((changes) => {
    for (const { job } of changes.filter(isNews))
      tell(job).catch((error: unknown) => log.error('A notification failed.', error));
  });
}

async function tell(job: JobRecord): Promise<void> {
  const { t } = vscode.l10n;
  const [stop, show] = [t('Stop Following'), t('Show Details')];
  const sentence = t(
    'The service calls “{0}” “{1}”, which is not documented. It is asked about rarely from now on; if that is its end, you can stop following it.',
    jobLabel(job),
    job.serviceStatus ?? '',
  );
  const chosen = await inform(sentence, stop, show);
  if (chosen === stop) await vscode.commands.executeCommand('makistry.stopFollowing', job.requestId);
  if (chosen === show) await vscode.commands.executeCommand('makistry.showJob', job.requestId);
}
