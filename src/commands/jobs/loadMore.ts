import * as vscode from 'vscode';
import type { JobsContext } from '../context';

/**
 * Shows more of the jobs that are known; once all of them are shown, asks for older ones. With several keys each is
 * asked that may have more: they have budgets of their own, and the rows of one list come from all of them.
 */
export async function loadMoreJobs({ jobsView, olderJobs, services }: JobsContext): Promise<void> {
  const rows = await jobsView.rows();
  if (rows.showMore()) return;
  const accounts = rows.accountsWithOlder();
  const outcomes = await vscode.window.withProgress({ location: { viewId: 'makistry.jobs' } }, () =>
    Promise.allSettled(
      accounts.map(async (account) => {
        const service = await services.forAccount(account);
        if (service) await olderJobs.load(service);
      }),
    ),
  );
  // There may be more of them now than a group has rows.
  rows.showMore();
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
