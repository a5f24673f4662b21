import * as vscode from 'vscode';
import type { IDisposable } from '../base/disposable';
import type { JobRecord } from '../jobs/model';
import type { JobStore } from '../jobs/store';

/** Sets `makistry.hasGenerated`, which ends a step of the walkthrough, once a part that was asked for on this machine is there. */
export function tellFirstPart(store: Pick<JobStore, 'jobs' | 'onDidChange'>): IDisposable {
  const look = (jobs: readonly JobRecord[]): boolean => {
    const isThere = jobs.some(isOwnPart);
    if (isThere) void vscode.commands.executeCommand('setContext', 'makistry.hasGenerated', true);
    return isThere;
  };
  if (look(store.jobs())) return { dispose: () => undefined };
  const listening = store.onDidChange((changes) => {
    if (look(changes.map(({ job }) => job))) listening.dispose();
  });
  return listening;
}

function isOwnPart({ state, prompt, images }: JobRecord): boolean {
  return (state === 'succeeded' || state === 'expired') && (prompt !== undefined || images !== undefined);
}
