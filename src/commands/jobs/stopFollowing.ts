import * as vscode from 'vscode';
import { concludedBy } from '../../jobs/endings';
import { jobLabel } from '../../jobs/jobLabel';
import { isUnfinished, type JobRecord } from '../../jobs/model';
import { warn } from '../../host/showMessage';
import { localAccount } from '../../host/services';
import { chosenJobs } from './chooseJob';
import type { JobsContext } from '../context';

/**
 * Gives up jobs that don't end: nothing is sent or asked for them any more. The service isn't told, since it has no way
 * to cancel anything.
 */
export async function stopFollowing({ store, log }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const { t } = vscode.l10n;
  const jobs = await chosenJobs(store, args, isUnfinished, () =>
    t('This job has ended, so it is not followed any more.'),
  );
  const [first] = jobs;
  if (!first) return;
  const stop = t('Stop Following');
  const question =
    jobs.length === 1 ? t('Stop following “{0}”?', jobLabel(first)) : t('Stop following {0} jobs?', jobs.length);
  if ((await warn(question, { modal: true, detail: whatGoesOn(jobs) }, stop)) !== stop) return;
  for (const { requestId } of jobs) {
    await store.update(requestId, (record) => concludedBy(record, 'notFollowed', 'not_followed'));
    log.info(`Request ${requestId} is not followed any more.`);
  }
}

/** What a service that has taken the jobs does with them; only the Makistry API's cost anything. */
function whatGoesOn(jobs: readonly JobRecord[]): string {
  const { t } = vscode.l10n;
  return jobs.every(({ account }) => account === localAccount)
    ? t(
        'Nothing is cancelled: what the built-in service has taken goes on there and costs nothing. If its list tells how the job ends, that is shown.',
      )
    : t(
        'Nothing is cancelled at the service: what it has taken goes on there and uses credits. If its list tells how the job ends, that is shown.',
      );
}
