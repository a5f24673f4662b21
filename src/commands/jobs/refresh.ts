import * as vscode from 'vscode';
import type { JobsContext } from '../context';

export async function refreshJobs({ accounts, services }: JobsContext): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'makistry.jobs' } }, async () =>
    accounts.refreshAll(await services.shown()),
  );
}
